"""Our own tables beside HSDS: what is known about a record, from where, since when and how surely.

Texts are JSON by language: {"th": …, "en": …, "my": …}.
"""

from __future__ import annotations

import sqlalchemy as sa

from knowledge.models.base import JSON, SLUG, AnyColumn, metadata, text


def _slug() -> AnyColumn:
    return sa.Column("slug", SLUG, primary_key=True)


def _to(name: str, table: str, *, primary_key: bool = False, required: bool = True) -> AnyColumn:
    """A slug that must exist in `table`; checked at commit."""
    target = sa.ForeignKey(f"{table}.slug", deferrable=True, initially="DEFERRED")
    return sa.Column(name, SLUG, target, primary_key=primary_key, nullable=not required, index=not primary_key)


def _json(*names: str, required: bool = True) -> list[AnyColumn]:
    return [sa.Column(name, JSON, nullable=not required) for name in names]


def _standing() -> list[AnyColumn]:
    """How surely and how long a statement holds."""
    days = [sa.Column(name, sa.Date) for name in ("checked", "valid_from", "valid_to", "review_by")]
    return [*days, sa.Column("trust", sa.String(1))]


record = sa.Table(
    "record",
    metadata,
    _slug(),
    sa.Column("kind", sa.String(16), nullable=False, index=True),
    _to("parent", "record", required=False),
    text("file", required=True),
    sa.Column("line", sa.Integer, nullable=False),
    text("owner", required=True),
    *_standing(),
)

source = sa.Table(
    "source",
    metadata,
    _slug(),
    *_json("title", "publisher"),
    text("url"),
    sa.Column("date", sa.String(10)),
    text("licence"),
)

record_source = sa.Table(
    "record_source",
    metadata,
    _to("record", "record", primary_key=True),
    _to("source", "source", primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    text("place"),
)

name = sa.Table(
    "name",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    _to("record", "record"),
    sa.Column("kind", sa.String(16), nullable=False),
    text("text", required=True),
    sa.Column("language", sa.String(3), nullable=False),
    sa.Column("is_main", sa.Boolean(create_constraint=False), nullable=False),
)

area = sa.Table(
    "area",
    metadata,
    _slug(),
    sa.Column("level", sa.String(8), nullable=False),
    sa.Column("code", sa.String(8), nullable=False),
    *_json("name"),
    _to("parent", "area", required=False),
    sa.Column("postal_code", sa.String(5)),
)

fact = sa.Table(
    "fact",
    metadata,
    _slug(),
    _to("subject", "record"),
    sa.Column("subject_kind", sa.String(16), nullable=False),
    sa.Column("topic", sa.String(16), nullable=False),
    *_json("text", "asks", "source"),
    text("place"),
    *_standing(),
    sa.Column("conflict", sa.Boolean(create_constraint=False), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
)

gap = sa.Table(
    "gap",
    metadata,
    _slug(),
    _to("subject", "record"),
    sa.Column("subject_kind", sa.String(16), nullable=False),
    sa.Column("topic", sa.String(16), nullable=False),
    *_json("note", required=False),
    *_json("asks", "where_to_ask"),
)

article = sa.Table(
    "article",
    metadata,
    _slug(),
    sa.Column("route", sa.String(16), nullable=False, index=True),
    *_json("title", "asks", "answer", "steps", "papers"),
    *_json("if_missing", "office", required=False),
    *_json("law", "who_helps", "needs", "groups", "source"),
    text("place"),
    *_standing(),
)

event = sa.Table(
    "event",
    metadata,
    _slug(),
    *_json("name", "description"),
    sa.Column("start", sa.String(10), nullable=False),
    sa.Column("end", sa.String(10)),
    *_json("place", required=False),
    _to("area", "area", required=False),
    *_json("organisers", "source"),
    *_standing(),
)

network_membership = sa.Table(
    "network_membership",
    metadata,
    _to("network", "record", primary_key=True),
    _to("organization", "record", primary_key=True),
    sa.Column("since", sa.Integer),
    *_json("note", required=False),
    sa.Column("position", sa.Integer, nullable=False),
)

content_version = sa.Table(
    "content_version",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
)
