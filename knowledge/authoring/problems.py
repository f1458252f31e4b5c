"""What is wrong in a content file, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from knowledge.errors import KnowledgeError


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a content file; `line` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ContentError(KnowledgeError):
    """The content cannot be loaded; `problems` holds every mistake, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """ " (did you mean …?)" for a word close to a known one, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean {close[0]!r}?)" if close else ""


def path_of(record: str, loc: Iterable[str | int]) -> str:
    """Where in a record something stands: `record services[0].name`."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return f"{record} {path[1:]}" if path else record
