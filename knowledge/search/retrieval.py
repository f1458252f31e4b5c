"""Finds the statements whose words may answer a question, from the heads of the terms' lists and by what is named."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from knowledge.search.filtering import Filter
from knowledge.search.packing import Sayings, unpacked
from knowledge.search.querying import select
from knowledge.search.terms import GRAM, terms_of

WORDS, GRAMS = 14, 18  # rarest terms asked for
GRAM_WEIGHT = 0.35
CANDIDATES = 50
MOST_ABOUT = 400  # statements about what was named
MOST_REMEMBERED = 10_000  # terms, statements
COLUMNS = "id, kind, record, subject, subject_kind, topic, route, terms, said"
WRITTEN_ABOUT = "subject IN (SELECT subject FROM fact UNION SELECT subject FROM gap UNION SELECT slug FROM article)"
Postings = tuple[NDArray[np.uint32], NDArray[np.uint16]]


class Document(NamedTuple):
    """One statement of the index."""

    id: int
    kind: str
    record: str
    subject: str
    subject_kind: str
    topic: str
    route: str


class Statement(NamedTuple):
    """A statement with its terms and their impacts, and what it says."""

    document: Document
    postings: Postings
    sayings: Sayings


@dataclass(frozen=True)
class Term:
    """A term that the index knows; `weight` is its rarity, of a piece of sound a share of it, `head` where it weighs
    most.
    """

    id: int
    text: str
    weight: float
    head: Postings = field(repr=False, compare=False)

    @cached_property
    def is_word(self) -> bool:
        return not self.text.startswith(GRAM)


@dataclass
class Index:
    """The index of one version of the content, with what was read of it lately. `size` counts its statements."""

    size: int
    _terms: dict[str, Term | None] = field(default_factory=dict)
    _kept: Mapping[int, Statement] = field(default_factory=dict)
    _statements: dict[int, Statement] = field(default_factory=dict)
    _cues: dict[str, bytes] = field(default_factory=dict)
    _names: Filter | None = None

    def __post_init__(self) -> None:
        self._about: dict[str, list[int]] = {}
        for number, statement in self._kept.items():
            self._about.setdefault(statement.document.subject, []).append(number)

    @classmethod
    def of(cls, connection: sa.engine.Connection) -> Index:
        """The index that stands in the database now; what is known of records that somebody wrote about is read at
        once, and stays.
        """
        (row,) = select(connection, "SELECT size FROM (SELECT max(id) AS size FROM search_document) AS counted")
        return cls(int(row.size or 0), _kept=_statements(connection, WRITTEN_ABOUT))

    def rarity(self, documents: int) -> float:
        """How much a term weighs that stands in some statements: ln of the odds against it."""
        return math.log(1 + (self.size - documents + 0.5) / (documents + 0.5))

    def names(self, connection: sa.engine.Connection) -> Filter:
        """What tells that a text is no name."""
        if self._names is None:
            found = select(connection, "SELECT bits FROM search_name_filter")
            self._names = Filter(bytes(found[0].bits)) if found else Filter.of(())
        return self._names

    def cues(self, connection: sa.engine.Connection) -> Mapping[str, bytes]:
        """What each term tells of the aspect that is asked for (knowledge.search.guessing)."""
        if not self._cues:
            self._cues = {
                row.term: bytes(row.evidence) for row in select(connection, "SELECT term, evidence FROM search_cue")
            }
        return self._cues

    def terms(self, connection: sa.engine.Connection, wanted: Iterable[str]) -> dict[str, Term]:
        """Those of the texts that are terms of the index."""
        missing = _missing(self._terms, wanted)
        if missing:
            self._terms.update(dict.fromkeys(missing))
            query = "SELECT term, id, documents, head FROM search_term WHERE term IN ({})"
            for text, number, documents, head in select(connection, query, missing):
                weight = self.rarity(documents) * (GRAM_WEIGHT if text.startswith(GRAM) else 1.0)
                self._terms[text] = Term(number, text, weight, unpacked(head))
        found = {text: self._terms[text] for text in wanted}
        return {text: term for text, term in found.items() if term}

    def statements(self, connection: sa.engine.Connection, numbers: Sequence[int]) -> list[Statement]:
        """Statements by their numbers."""
        missing = _missing(self._statements, (number for number in numbers if number not in self._kept))
        if missing:
            self._statements.update(_statements(connection, "id IN ({})", missing))
        return [self._kept.get(number) or self._statements[number] for number in numbers]

    def about(self, connection: sa.engine.Connection, subjects: Iterable[str]) -> list[int]:
        """Numbers of the statements about some records, of the first ones of very many."""
        kept, unread = [], []
        for subject in subjects:
            if subject in self._about:
                kept += self._about[subject]
            else:
                unread.append(subject)
        query = f"SELECT id FROM search_document WHERE subject IN ({{}}) ORDER BY id LIMIT {MOST_ABOUT}"
        read = [row.id for row in select(connection, query, unread)] if unread else []
        return sorted(kept + read)[:MOST_ABOUT]


def _statements(connection: sa.engine.Connection, which: str, *values: Sequence[int]) -> dict[int, Statement]:
    query = f"SELECT {COLUMNS} FROM search_document WHERE {which}"
    return {
        row[0]: Statement(Document(*row[:-2]), unpacked(row[-2]), Sayings(row[-1]))
        for row in select(connection, query, *values)
    }


def _missing(known: dict[Any, Any], wanted: Iterable[Any]) -> list[Any]:
    """What is not remembered yet; much that is makes place."""
    if len(known) > MOST_REMEMBERED:
        known.clear()
    return [one for one in wanted if one not in known]


@dataclass(frozen=True)
class Search:
    """What was found for a text: the terms that were asked for, every known term, and the statements."""

    terms: Sequence[Term]
    known: Mapping[str, Term]
    statements: Sequence[Statement]


def search(
    connection: sa.engine.Connection,
    index: Index,
    text: str,
    others: Iterable[str] = (),
    also: Sequence[int] = (),
    limit: int = CANDIDATES,
) -> Search:
    """The statements whose words fit a clean text best, with those of `also`; `others` are terms to be known too."""
    counts = terms_of(text)
    known = index.terms(connection, dict.fromkeys([*counts, *others]))
    rarest = sorted((known[t] for t in counts if t in known), key=lambda t: (-t.weight, t.id))
    terms = [t for t in rarest if t.is_word][:WORDS] + [t for t in rarest if not t.is_word][:GRAMS]
    numbers = list(dict.fromkeys([*_best(terms, limit), *also]))
    return Search(terms, known, index.statements(connection, numbers))


def _best(terms: Sequence[Term], limit: int) -> list[int]:
    """The documents with the highest partial scores: what they score in the heads of the terms' lists."""
    if not terms:
        return []
    lists = [term.head for term in terms]
    weights = np.repeat([term.weight for term in terms], [len(numbers) for numbers, _ in lists])
    documents, places = np.unique(np.concatenate([numbers for numbers, _ in lists]), return_inverse=True)
    scores = np.bincount(places, np.concatenate([impacts for _, impacts in lists]) * weights)
    best: list[int] = documents[np.lexsort((documents, -scores))[:limit]].tolist()
    return best


def unknown_words(counts: Collection[str], known: Mapping[str, Term]) -> int:
    """How many words no statement has, of as many as are asked for at most."""
    words = [text for text in counts if not text.startswith(GRAM)]
    return max(0, min(WORDS, len(words)) - min(WORDS, sum(text in known for text in words)))
