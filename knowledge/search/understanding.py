"""What a question names and which aspect it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.language import segment
from knowledge.search.linking import Link, link
from knowledge.search.tables import search_relation
from knowledge.search.terms import essential, folded, stopwords, word_terms
from knowledge.search.topics import Aspects, aspects_in

SUBJECT_KINDS = ("organisation", "program", "service", "event", "network")
CONTEXT = 0.8  # strength of what was just answered as the subject of a question without a name
FOLLOW_UP_WORDS = 3  # content words that a follow-up has at most beside its aspect


@dataclass(frozen=True)
class Understood:
    """Subjects are records named outright (slug → strength).

    `words` is the text to search by; `focus` is it without names and the words that ask for an aspect;
    `beside` counts the words of the focus that name neither a need nor an area.
    """

    text: str
    words: str
    focus: str
    subjects: Mapping[str, float]
    areas: tuple[str, ...]
    needs: tuple[str, ...]
    topics: Mapping[str, float]
    beside: int = 0
    is_follow_up: bool = False
    children: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def family(self) -> frozenset[str]:
        """The subjects with what belongs to them and what they belong to."""
        related = set(self.subjects)
        for slug in self.subjects:
            related |= self.children.get(slug, frozenset()) | self.parents.get(slug, frozenset())
        return frozenset(related)


def _without(text: str, links: Iterable[Link]) -> str:
    letters = list(text)
    for found in links:
        letters[found.start : found.end] = " " * (found.end - found.start)
    return "".join(letters)


def _relatives(
    connection: sa.engine.Connection, slugs: Iterable[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    wanted = sorted(slugs)
    children: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    if not wanted:
        return children, parents
    relation = search_relation.c
    query = sa.select(search_relation).where(sa.or_(relation.child.in_(wanted), relation.parent.in_(wanted)))
    for child, parent in connection.execute(query):
        children.setdefault(parent, set()).add(child)
        parents.setdefault(child, set()).add(parent)
    return children, parents


def _subjects(links: Iterable[Link]) -> dict[str, float]:
    subjects: dict[str, float] = {}
    for found in links:
        subjects[found.record] = max(subjects.get(found.record, 0.0), found.strength)
    return subjects


def _nearest(subjects: Mapping[str, float], parents: Mapping[str, set[str]]) -> dict[str, float]:
    """Of "the project of the foundation" the project is meant: what something belongs to counts half."""
    owners = {owner for slug in subjects for owner in parents.get(slug, ()) if owner != slug}
    return {slug: strength * (0.5 if slug in owners else 1.0) for slug, strength in subjects.items()}


def _without_stopwords(text: str) -> str:
    letters = list(text)
    for token in segment(text):
        if folded(token.text) in stopwords():
            letters[token.start : token.end] = " " * (token.end - token.start)
    return "".join(letters)


def understand(connection: sa.engine.Connection, text: str, context: str | None = None) -> Understood:
    """Read a clean text; `context` is the record that the talk is about, used when the text names none."""
    text = essential(text)
    links = link(connection, text)
    naming = [found for found in links if found.kind in SUBJECT_KINDS]
    areas = tuple(dict.fromkeys(found.record for found in links if found.kind == "area"))
    needs = tuple(dict.fromkeys(found.record for found in links if found.kind == "need"))
    nameless = _without(text, naming)
    aspects = aspects_in(nameless)
    subjects = _subjects(naming)
    is_follow_up = False
    if not subjects and context and not needs and _may_follow_up(aspects, nameless, bool(areas)):
        subjects, is_follow_up = {context: CONTEXT}, True
    children, parents = _relatives(connection, subjects)
    subjects = _nearest(subjects, parents)
    # Of two names the one that is not the subject is a word like any other: "what does the EU fund at Rak Dek".
    many = len({found.start for found in naming}) > 1
    return Understood(
        text=text,
        words=text if many or not naming else nameless,
        focus=_without_stopwords(aspects.rest),
        subjects=subjects,
        areas=areas,
        needs=needs,
        topics=aspects.topics,
        beside=len(word_terms(_without(aspects.rest, [f for f in links if f.kind in ("area", "need")]))),
        is_follow_up=is_follow_up,
        children={slug: frozenset(children.get(slug, ())) for slug in subjects},
        parents={slug: frozenset(parents.get(slug, ())) for slug in subjects},
    )


def _may_follow_up(aspects: Aspects, text: str, names_area: bool) -> bool:
    """Whether a text without a name is short enough to be about what was just answered."""
    if aspects.topics:
        return len(word_terms(aspects.rest)) <= FOLLOW_UP_WORDS
    return not names_area and len(word_terms(text)) <= FOLLOW_UP_WORDS
