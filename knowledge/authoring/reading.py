"""YAML files as values that remember their lines.

Scalars are read narrower than YAML 1.1 does: only `true`/`false` are booleans and only plain decimals are numbers,
so that `no`, `08:30` and the phone number `053111222` stay the text that was written. The values are built from the
parser's events, not by PyYAML's composer: that one ends the process with a stack overflow on deeply nested input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from knowledge.authoring.problems import Problem

MAX_FILE_BYTES = 2_000_000
MAX_DEPTH = 20

_INTEGER = re.compile(r"(0|-?[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}\Z")
_BOOLEANS = {"true": True, "false": False}
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})

Loc = Sequence[str | int]


@dataclass(slots=True)
class Node:
    """A value being read: its line, and for maps and lists what is inside (with the line of each key)."""

    line: int
    value: object
    keys: dict[str, tuple[int, Node]] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: tuple[str, int] | None = None


_NO_KEYS: dict[str, tuple[int, Node]] = {}  # shared by all scalars, which are most of the nodes
_NO_ITEMS: list[Node] = []


@dataclass(frozen=True)
class Document:
    """One record as written: its values, and the nodes that know the lines."""

    file: str
    node: Node
    value: dict[str, object]

    def line(self, loc: Loc = ()) -> int:
        """The line of the value at `loc`, or of the nearest thing around it that exists."""
        node, line = self.node, self.node.line
        for step in loc:
            if isinstance(step, str) and step in node.keys:
                line, node = node.keys[step]
            elif isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
            else:
                break
        return line


class _Stop(Exception):
    """The rest of the file cannot be read."""


class _Reader:
    """Builds the nodes of one file from the parser's events and collects what it cannot accept."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.roots: list[Node] = []
        self._stack: list[Node] = []

    def problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, message))

    def take(self, event: yaml.Event) -> None:
        """Takes the next event; raises _Stop when what follows makes no sense any more."""
        line = int(event.start_mark.line) + 1  # type: ignore[union-attr]  # the parser always sets it
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(Node(line, {} if isinstance(event, yaml.MappingStartEvent) else []))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self.problem(line, f"*{event.anchor} repeats another value: write it out here, records use no anchors")
            raise _Stop

    def _open(self, node: Node) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self.problem(node.line, f"is nested deeper than {MAX_DEPTH} levels: no record needs that")
            raise _Stop
        parent = self._stack[-1] if self._stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self.problem(node.line, "a list or a map stands where a key should be: write a plain word and a colon")
            raise _Stop
        self._place(node)
        self._stack.append(node)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            if event.value in parent.keys:
                self.problem(line, f"{event.value}: stands twice in one record: keep one of the two")
            parent.key = (event.value, line)
            return
        value: object = event.value if event.style else _plain(event.value)
        if value is None and parent is not None:
            name = f"{parent.key[0]}: " if parent.key else ""
            self.problem(parent.key[1] if parent.key else line, f"{name}is empty: write a value, or take the line out")
        self._place(Node(line, value, _NO_KEYS, _NO_ITEMS))

    def _place(self, node: Node) -> None:
        """Puts a node into the map or list that is open."""
        if not self._stack:
            self.roots.append(node)
            return
        parent = self._stack[-1]
        if isinstance(parent.value, dict):
            assert parent.key is not None
            name, line = parent.key
            parent.key = None
            if node.value is not None:
                parent.keys[name] = (line, node)
                parent.value[name] = node.value
        elif isinstance(parent.value, list) and node.value is not None:
            parent.items.append(node)
            parent.value.append(node.value)


def _plain(text: str) -> object:
    """The value of an unquoted scalar; None for an empty one."""
    if text in _EMPTY:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text


def read_file(path: Path, file: str) -> tuple[list[Document], list[Problem]]:
    """The records of one file and what is wrong with its YAML; `file` is the name that problems show."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return [], [
            Problem(file, 1, f"has {size:,} bytes, the limit is {MAX_FILE_BYTES:,}: split it into smaller files")
        ]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [], [Problem(file, line, f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8")]
    return read_text(text, file)


def read_text(text: str, file: str) -> tuple[list[Document], list[Problem]]:
    """The records of a YAML text: one map a document, or a list of maps."""
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reader.take(event)
    except _Stop:
        return [], reader.problems
    except yaml.YAMLError as error:
        return [], [Problem(file, *_syntax(error, text))]
    documents: list[Document] = []
    for node in _records(reader.roots):
        if isinstance(node.value, dict):
            documents.append(Document(file, node, node.value))
        else:
            reader.problem(node.line, "is not a record: write `type:`, `id:` and so on, one key a line")
    return documents, reader.problems


def _records(roots: list[Node]) -> Iterator[Node]:
    for root in roots:
        if isinstance(root.value, list):
            yield from root.items
        elif root.value is not None:
            yield root


def _syntax(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Line and message of a YAML syntax error."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = int(mark.line) + 1 if mark is not None else 1
        return line, f"is not YAML: {error.problem}. Check the indentation, and quote texts that hold ': ' or ' #'"
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position) + 1, "is not YAML: a control character stands here: take it out"
