"""What all tables share: their metadata, keys and the types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

AnyColumn = sa.Column[Any]  # The stubs know a column by its SQL type; a list of columns mixes them.

NAMESPACE = uuid.UUID("6d0f3a52-6f0b-5d0e-9c55-3f5a1d7f1300")
KEY = sa.String(36)
SLUG = sa.String(160)
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def key_of(table: str, slug: str) -> str:
    """The UUID of a row, the same on every machine and after every load."""
    return str(uuid.uuid5(NAMESPACE, f"{table}/{slug}"))


def key() -> list[AnyColumn]:
    """The primary key and the slug it is made of."""
    return [sa.Column("id", KEY, primary_key=True), sa.Column("slug", SLUG, nullable=False, unique=True)]


def parent(table: str, *, name: str = "", required: bool = False) -> AnyColumn:
    """A column that points to a row of `table`, by default `<table>_id`; checked at commit, so rows need no order."""
    target = sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return sa.Column(name or f"{table}_id", KEY, target, nullable=not required, index=True)


def text(name: str, *, required: bool = False) -> AnyColumn:
    return sa.Column(name, sa.Text, nullable=not required)


def texts(*names: str) -> list[AnyColumn]:
    """Text columns that may be empty."""
    return [text(name) for name in names]
