"""Changes values in a YAML text and leaves every other letter of it as it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

Value = Any  # what JSON can say
Path = tuple[str, ...]
Edit = tuple[int, int, str]  # from, to (code points), what stands there instead


def rewrite(text: str, record: str, changes: Mapping[Path, Value]) -> str:
    """The text with the values at some paths of the record with that id set; KeyError when it is not there."""
    node = _find(text, record)
    edits = sorted((_edit(text, node, path, value) for path, value in changes.items()), reverse=True)
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text


def _find(text: str, record: str) -> yaml.MappingNode:
    for root in yaml.compose_all(text, Loader=yaml.SafeLoader):
        for node in _maps(root):
            if any(key.value == "id" and value.value == record for key, value in node.value):
                return node
    raise KeyError(record)


def _maps(node: yaml.Node) -> Iterator[yaml.MappingNode]:
    """All maps in a node, the outer ones first."""
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _maps(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _maps(item)


def _edit(text: str, node: yaml.MappingNode, path: Path, value: Value) -> Edit:
    for key, child in node.value:
        if key.value != path[0]:
            continue
        if len(path) > 1 and isinstance(child, yaml.MappingNode):
            return _edit(text, child, path[1:], value)
        written = _written(value, node.start_mark.column, is_flow=node.flow_style)
        return key.end_mark.index, _end(text, child), f":{written}"
    key, child = next(((key, child) for key, child in node.value if key.value == "id"), node.value[-1])
    written = _written(value, node.start_mark.column, is_flow=node.flow_style)
    end, indent = _end(text, child), " " * node.start_mark.column
    return end, end, f", {path[0]}:{written}" if node.flow_style else f"\n{indent}{path[0]}:{written}"


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends; PyYAML counts the blanks and comments after a block to it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    while text[end - 1].isspace():
        end -= 1
    return end


def _written(value: Value, column: int, *, is_flow: bool) -> str:
    """A value as YAML after its colon; a list of maps gets a line an item where there is room."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and not is_flow:
        indent = "\n" + " " * (column + 2)
        return "".join(f"{indent}- {json.dumps(item, ensure_ascii=False)}" for item in value)
    return " " + json.dumps(value, ensure_ascii=False)
