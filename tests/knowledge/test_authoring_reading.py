"""YAML becomes values with lines, and whatever cannot be read says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.authoring.reading import MAX_FILE_BYTES, read_file, read_text

VALUES = [
    ("a: 12", 12),
    ("a: 053111222", "053111222"),
    ("a: 08:30", "08:30"),
    ("a: 2026-11-21", "2026-11-21"),
    ("a: no", "no"),
    ("a: true", True),
    ('a: "true"', "true"),
    ("a: 1.5", 1.5),
    ("a: 1_000", "1_000"),
    ("a: 0x10", "0x10"),
    ("a: [1, {b: ค}]", [1, {"b": "ค"}]),
]

BROKEN = [
    ("open list", "a: [1\nb: 2", 2, "is not YAML"),
    ("tab", "a: 1\n\tb: 2", 2, "tab"),
    ("control character", "a: 1\nb: \x07", 2, "control character"),
    ("alias", "a: &x [1]\nb: *x", 2, "*x repeats another value"),
    ("twice", "a: 1\nb: 2\na: 3", 3, "a: stands twice"),
    ("empty", "a: 1\nb:\nc: 2", 2, "b: is empty"),
    ("key is a list", "? [a]\n: b", 1, "a plain word and a colon"),
    ("no record", "hello", 1, "is not a record"),
    ("deep lists", "a: " + "[" * 500_000, 1, "nested deeper"),
    ("deep maps", "{a: " * 200_000, 1, "nested deeper"),
    ("deep items", "- " * 300_000, 1, "nested deeper"),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_values(text: str, value: object) -> None:
    (document,), problems = read_text(text, "f")
    assert document.value == {"a": value}
    assert problems == []


@pytest.mark.parametrize(("text", "line", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken(text: str, line: int, message: str) -> None:
    _, (problem,) = read_text(text, "f")
    assert (problem.file, problem.line) == ("f", line)
    assert message in problem.message


def test_documents_and_lists_are_records() -> None:
    documents, problems = read_text("a: 1\n---\n- b: 2\n- c: 3\n---\n# nothing\n", "f")
    assert [document.value for document in documents] == [{"a": 1}, {"b": 2}, {"c": 3}]
    assert [document.line() for document in documents] == [1, 3, 4]
    assert problems == []


def test_lines_of_values() -> None:
    (document,), _ = read_text("a: 1\nb:\n  - c: 1\n    d: |\n      x\n  - 2\n", "f")
    lines = {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 0, "d"): 4, ("b", 1): 6, ("b", 0, "none"): 3, ("z",): 1}
    assert {loc: document.line(loc) for loc in lines} == lines


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yml"
    path.write_bytes(b"[" * 10_000_000)
    _, (problem,) = read_file(path, "big.yml")
    assert f"the limit is {MAX_FILE_BYTES:,}" in problem.message


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "latin.yml"
    path.write_bytes(b"a: 1\nb: \xe9t\xe9\n")
    _, (problem,) = read_file(path, "latin.yml")
    assert str(problem) == "latin.yml:2: byte 0xe9 is not UTF-8: save the file as UTF-8"


@given(st.text(alphabet="ab:-[]{}&*!|>'\"\n #,?%@`ก๑", max_size=60))
def test_any_text_gives_records_or_problems(text: str) -> None:
    documents, problems = read_text(text, "f")
    assert all(problem.line >= 1 and problem.message for problem in problems)
    assert all(isinstance(document.value, dict) for document in documents)
