"""Rows by table, and the small conversions that every table needs."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from knowledge.authoring.parts import Hours, Text
from knowledge.models import key_of

Row = dict[str, object]
TextJson = dict[str, str]
MAIN_LANGUAGE = "th"


class Rows:
    """Rows by table; each row has every column, so that a table is inserted in one statement."""

    def __init__(self) -> None:
        self.tables: dict[sa.Table, list[Row]] = {}
        self._empty: dict[sa.Table, Row] = {}

    def add(self, table: sa.Table, **values: object) -> Row:
        """Adds a row; columns that are not given are NULL. A table with a UUID gets it from the slug."""
        empty = self._empty.get(table)
        if empty is None:
            empty = self._empty[table] = {column.name: None for column in table.columns}
        row = {**empty, **values}
        if "id" in empty and "slug" in empty:
            row["id"] = key_of(table.name, str(row["slug"]))
        self.tables.setdefault(table, []).append(row)
        return row

    def count(self, table: sa.Table) -> int:
        return len(self.tables.get(table, ()))


def texts_of(text: Text | None) -> TextJson | None:
    """A text by language, None when there is none."""
    return None if text is None else text.in_languages()


def all_texts(text: str | Text) -> TextJson:
    """A text by language; one that was written only once counts for Thai and English."""
    return text.in_languages() if isinstance(text, Text) else {"th": str(text), "en": str(text)}


def in_main_language(**fields: str | Text | None) -> Row:
    """Each field in Thai, and `x_translations` with the other languages."""
    row: Row = {}
    translations: dict[str, TextJson] = {}
    for name, text in fields.items():
        if isinstance(text, Text):
            for language, words in text.in_languages().items():
                if language == MAIN_LANGUAGE:
                    row[name] = words
                else:
                    translations.setdefault(language, {})[name] = words
        else:
            row[name] = text if text is None else str(text)
    row["x_translations"] = translations or None
    return row


def hours_of(schedule: list[Hours]) -> list[Row]:
    """Opening hours as JSON: {"always": true} or days, opens and closes, perhaps with a note."""
    rows: list[Row] = []
    for hours in schedule:
        if hours.always:
            row: Row = {"always": True}
        else:
            row = {"days": list(hours.days), "opens": str(hours.opens), "closes": str(hours.closes)}
        if hours.note is not None:
            row["note"] = hours.note.in_languages()
        rows.append(row)
    return rows


def strings(values: Iterable[str]) -> list[str]:
    """Ids and words as plain strings, for JSON columns."""
    return [str(value) for value in values]


def language_of(name: str) -> str:
    """The language a name is written in, as far as its script says: th, my or en."""
    for letter in name:
        if "\u0e00" <= letter <= "\u0e7f":
            return "th"
        if "\u1000" <= letter <= "\u109f" or "\uaa60" <= letter <= "\uaa7f":
            return "my"
    return "en"
