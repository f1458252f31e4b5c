"""Places, needs, ages and dates as people write them, found with all names of the content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language import clean
from bot.nlu.judging import Found
from bot.nlu.lexicon import lexicon
from bot.nlu.name_store import book_of
from bot.nlu.names import Name, NameBook
from bot.nlu.recognition import find_entities

CONTENT = Path(__file__).parents[3] / "knowledge" / "content"
SENTENCES = Path(__file__).parent / "named"
MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
KINDS = frozenset(["province", "district", "need", "age", "date"])
# The other needs of the directory (hurt, hunger, work) are not marked.
NEEDS = frozenset(
    f"need-{need}"
    for need in ("statelessness", "school", "heart-disease", "shelter", "legal-aid", "disability", "poverty")
)


def _documents(folder: str) -> Iterator[dict[str, Any]]:
    for path in sorted((CONTENT / folder).glob("**/*.yml")):
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader):
            yield from document if isinstance(document, list) else [document]


def _names() -> Iterator[Name]:
    for area in _documents("areas"):
        if area["level"] != "country":
            for text in [*area["name"].values(), *area.get("aliases", [])]:
                yield Name(str(text), area["level"], area["id"], area.get("parent"))
    for need in _documents("taxonomy"):
        for words in need.get("keywords", {}).values():
            yield from (Name(str(word), "need", need["id"]) for word in words)
    for record in _documents("organisations"):
        if record["type"] in ("organisation", "network"):
            for text in [*record["name"].values(), *record.get("aliases", [])]:
                yield Name(str(text), "organisation", record["id"])


@pytest.fixture(scope="module")
def book() -> NameBook:
    return book_of(_names(), lexicon())


def _lines() -> Iterator[Any]:
    for language in ("th", "en", "my"):
        for line in (SENTENCES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield pytest.param(line, id=f"{language} {line}")


def _marks(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence without its marks, and (start, end, value) of each."""
    text, marks, last = "", [], 0
    for match in MARKED.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text, last = text + match[1], match.end()
    return text + line[last:], [mark for mark in marks if mark[2] != "document"]


def _value(found: Found) -> str:
    if found.kind == "age":
        return f"age {found.value['months']}m" if isinstance(found.value, dict) else f"age {found.value}"
    return f"date {found.value}" if found.kind == "date" else str(found.value)


@pytest.mark.parametrize("line", _lines())
def test_finds_what_is_marked_and_nothing_else(book: NameBook, line: str) -> None:
    text, marks = _marks(line)
    found = [f for f in find_entities(clean(text), book, lexicon()) if f.kind in KINDS]
    found = [f for f in found if f.kind != "need" or f.value in NEEDS]
    assert len(found) == len(marks)
    for one, (start, end, value) in zip(found, marks, strict=True):
        assert one.start < end
        assert start < one.end
        assert value in (_value(one), "date *")
