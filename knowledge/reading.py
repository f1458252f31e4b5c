"""Views of the content in one language, kept in memory until the content changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from knowledge import views
from knowledge.directory import BANGKOK, surest_first
from knowledge.models import own
from knowledge.reply import Card, SourceNote
from knowledge.search.fitting import Found, asked_terms, fit
from knowledge.search.querying import select
from knowledge.search.ranking import Ranked, rank
from knowledge.search.retrieval import Document, Index, search
from knowledge.search.understanding import Understood, understand

Made = TypeVar("Made")
MOST_KEPT = 20_000


class ContentCache:
    """What was read of one version of the content. Not shared between processes; cheap to lose."""

    def __init__(self) -> None:
        self._version: str | None = None
        self._kept: dict[Hashable, Any] = {}

    def refresh(self, connection: sa.engine.Connection) -> None:
        """Forget everything when the content was replaced since the last question."""
        version = next((row.hash for row in select(connection, "SELECT hash FROM content_version")), None)
        if version != self._version or len(self._kept) > MOST_KEPT:
            self._version, self._kept = version, {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The value for `key`, made at the first call."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(Made, self._kept[key])


class Reader:
    """Reads for one question: a connection, a language, and the cache."""

    def __init__(self, connection: sa.engine.Connection, cache: ContentCache, language: str) -> None:
        cache.refresh(connection)
        self.connection = connection
        self.language = language
        self._cache = cache

    def _index(self) -> Index:
        return self._cache.get("index", lambda: Index.of(self.connection))

    def understood(self, text: str, context: str | None = None) -> Understood:
        """What a clean text asks; `context` is the record that the talk is about."""
        return understand(self.connection, self._index(), text, context)

    def found(self, asked: Understood) -> Found:
        """The statements whose words fit best, and those about what was named or talked about."""
        index = self._index()
        about = index.about(self.connection, asked.family())
        searched = search(self.connection, index, asked.words, asked_terms(asked), also=about)
        return fit(searched, asked, index, self.language)

    def ranked(self, asked: Understood, routes: Mapping[str, float]) -> list[Ranked]:
        """The same, the best answer first; `routes` are the routes' probabilities."""
        return rank(self.found(asked), asked, routes)

    def cards(self, slugs: Iterable[str]) -> tuple[Card, ...]:
        """Cards of records, in order, without doubles and without records that have none."""
        found = (self._card(slug) for slug in dict.fromkeys(slugs))
        return tuple(card for card in found if card)

    def _card(self, slug: str) -> Card | None:
        return self._cache.get(("card", slug, self.language), lambda: views.card(self.connection, slug, self.language))

    def title(self, slug: str) -> str:
        """The main name of a record."""
        make = lambda: views.titles(self.connection, [slug], self.language)[slug]  # noqa: E731
        return self._cache.get(("title", slug, self.language), make)

    def said(self, record: str, kind: str) -> views.Said:
        """What a statement of the index says."""
        make = lambda: views.statement(self.connection, record, kind, self.language)  # noqa: E731
        return self._cache.get(("said", record, kind, self.language), make)

    def article(self, slug: str) -> tuple[views.Said, list[str], str]:
        """An article, who helps with it, and its title."""
        make = lambda: views.article(self.connection, slug, self.language)  # noqa: E731
        return self._cache.get(("article", slug, self.language), make)

    def in_short(self, document: Document) -> views.Said:
        """What a statement says: of an article the answer alone, of a gap or a field nothing."""
        if document.kind in ("gap", "field"):
            return views.Said("", self.language, (), None)
        if document.kind != "article":
            return self.said(document.record, document.kind)
        said, _, _ = self.article(document.record)
        return replace(said, text=said.text.split("\n", 1)[0])

    def provinces_in(self, text: str) -> set[str]:
        """The slugs of the provinces that a text in the reader's language names."""
        names = self._cache.get(("provinces", self.language), lambda: views.provinces(self.connection, self.language))
        return {names.slugs[found[0].lower()] for found in names.pattern.finditer(text)}

    def surest_first(self, slugs: Sequence[str], at: datetime) -> list[str]:
        """The slugs with those last that can be relied on less, on the day of an aware time."""
        make = lambda: surest_first(self.connection, slugs, at)  # noqa: E731
        return self._cache.get(("surest", tuple(slugs), at.astimezone(BANGKOK).date()), make)

    def part(self, slug: str, topics: Mapping[str, float]) -> str:
        """The part of an article that is asked for further: papers, steps, office; empty without one."""
        for topic in sorted(topics, key=lambda t: -topics[t]):
            make = lambda t=topic: views.article_part(self.connection, slug, t, self.language)  # noqa: E731
            part: str = self._cache.get(("part", slug, topic, self.language), make)
            if part:
                return part
        return ""

    def gap(self, slug: str) -> views.GapView | None:
        """A gap by its slug."""
        make = lambda: views.gap(self.connection, own.gap.c.slug == slug, self.language)  # noqa: E731
        return self._cache.get(("gap", slug, self.language), make)

    def gap_about(self, subject: str, topic: str) -> views.GapView | None:
        """The gap of a record on a topic."""
        is_about = sa.and_(own.gap.c.subject == subject, own.gap.c.topic == topic)
        make = lambda: views.gap(self.connection, is_about, self.language)  # noqa: E731
        return self._cache.get(("gap", subject, topic, self.language), make)

    def notes(self, said: Iterable[views.Said]) -> tuple[SourceNote, ...]:
        """The sources of statements, without doubles."""
        return tuple(dict.fromkeys(n for s in said for n in self._notes(s.sources, s.checked)))

    def _notes(self, sources: Sequence[str], checked: date | None) -> tuple[SourceNote, ...]:
        make = lambda: views.source_notes(self.connection, sources, checked, self.language)  # noqa: E731
        return self._cache.get(("notes", tuple(sources), checked, self.language), make)

    def record_notes(self, slugs: Iterable[str]) -> tuple[SourceNote, ...]:
        """The first source of each record."""

        def make(slug: str) -> views.Said:
            standing = views.record_standing(self.connection, slug)
            return views.Said("", "", standing.sources[:1], standing.checked)

        return self.notes([self._cache.get(("standing", slug), lambda s=slug: make(s)) for slug in slugs])  # type: ignore[misc]
