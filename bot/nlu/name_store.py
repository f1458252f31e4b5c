"""The names of the knowledge base, read again when its content changes."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.nlu.folding import exact
from bot.nlu.judging import NEAR_FROM
from bot.nlu.lexicon import Lexicon, lexicon
from bot.nlu.names import Name, NameBook
from knowledge.database import connect, knowledge_url
from knowledge.models import own

log = structlog.get_logger()

LOOK_EVERY = 1.0  # seconds between two looks at the version of the content
KIND_OF = {"area": "area", "organisation": "organisation", "program": "project", "need": "need"}
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


class NameStore:
    """Keeps a NameBook of what the database holds now."""

    def __init__(self, engine: sa.engine.Engine, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._looked: float | None = None
        self._version: str | None = None
        self._book = book_of([], lexicon())

    @classmethod
    def open(cls, environment: Mapping[str, str] = os.environ) -> NameStore:
        """The names of the database that the settings name; raises knowledge.database.DatabaseError."""
        return cls(connect(knowledge_url(environment)))

    def book(self) -> NameBook:
        """The names of now; those of before while the database can't be read."""
        now = self._clock()
        if self._looked is None or now - self._looked >= LOOK_EVERY:
            self._looked = now
            try:
                self._refresh()
            except SQLAlchemyError as error:  # a message is understood without names too
                log.warning("entities.names.unreadable", error=type(error).__name__)
        return self._book

    def _refresh(self) -> None:
        with self._engine.connect() as connection:
            version = connection.execute(sa.select(own.content_version.c.hash)).scalar()
            if version == self._version:
                return
            self._book = book_of(_read(connection), lexicon())
            self._version = version
        log.info("entities.names.read", names=len(self._book), version=(version or "")[:12])


def _read(connection: sa.engine.Connection) -> list[Name]:
    areas = {
        row.slug: row for row in connection.execute(sa.select(own.area.c.slug, own.area.c.level, own.area.c.parent))
    }
    query = sa.select(own.name.c.record, own.name.c.kind, own.name.c.text, own.name.c.is_main)
    names = []
    for row in connection.execute(query.where(own.name.c.kind.in_(sorted(KIND_OF))).order_by(own.name.c.id)):
        kind, parent = KIND_OF[row.kind], None
        if kind == "area":
            kind, parent = areas[row.record].level, areas[row.record].parent
        if kind != "country":
            names.append(Name(unicodedata.normalize("NFC", row.text), kind, row.record, parent, row.is_main))
    return names


def _with_and_without_brackets(text: str) -> list[str]:
    return list(dict.fromkeys((text, _IN_BRACKETS.sub("", text).strip())))


def book_of(names: Iterable[Name], words: Lexicon) -> NameBook:
    """The book of the names of records and of the words that no record has."""
    listed = [replace(name, text=text) for name in names for text in _with_and_without_brackets(name.text)]
    known = {(name.value, exact(name.text).key) for name in listed}
    kept = []
    for name in listed:
        if name.kind == "need" and (name.value in words.ignored_needs or exact(name.text).key in words.too_general):
            continue
        if name.kind == "organisation":
            own = exact(words.own_part(name.text)).key
            # Half of a long name is then มูลนิธิ or Foundation, and two foundations look alike.
            name = replace(name, may_be_misspelt=own == exact(name.text).key or (name.value, own) not in known)
        kept.append(name)
    return NameBook([*words.names, *kept], NEAR_FROM)
