"""Our own tables: sources, facts, articles, areas, events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )


def _area() -> None:
    op.create_table(
        "area",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.Column("parent", sa.String(160), nullable=True),
        sa.Column("postal_code", sa.String(5), nullable=True),
        _key("area", "parent", "area.slug"),
        sa.PrimaryKeyConstraint("slug", name="pk_area"),
    )
    op.create_index("ix_area_parent", "area", ["parent"])


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("route", sa.String(16), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("asks", JSON, nullable=False),
        sa.Column("answer", JSON, nullable=False),
        sa.Column("steps", JSON, nullable=False),
        sa.Column("papers", JSON, nullable=False),
        sa.Column("if_missing", JSON, nullable=True),
        sa.Column("office", JSON, nullable=True),
        sa.Column("law", JSON, nullable=False),
        sa.Column("who_helps", JSON, nullable=False),
        sa.Column("needs", JSON, nullable=False),
        sa.Column("groups", JSON, nullable=False),
        sa.Column("source", JSON, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(1), nullable=True),
        sa.PrimaryKeyConstraint("slug", name="pk_article"),
    )
    op.create_index("ix_article_route", "article", ["route"])


def _content_version() -> None:
    op.create_table(
        "content_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content_version"),
    )


def _record() -> None:
    op.create_table(
        "record",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("parent", sa.String(160), nullable=True),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(1), nullable=True),
        _key("record", "parent", "record.slug"),
        sa.PrimaryKeyConstraint("slug", name="pk_record"),
    )
    op.create_index("ix_record_kind", "record", ["kind"])
    op.create_index("ix_record_parent", "record", ["parent"])


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("title", JSON, nullable=False),
        sa.Column("publisher", JSON, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("date", sa.String(10), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name="pk_source"),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", JSON, nullable=False),
        sa.Column("description", JSON, nullable=False),
        sa.Column("start", sa.String(10), nullable=False),
        sa.Column("end", sa.String(10), nullable=True),
        sa.Column("place", JSON, nullable=True),
        sa.Column("area", sa.String(160), nullable=True),
        sa.Column("organisers", JSON, nullable=False),
        sa.Column("source", JSON, nullable=False),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(1), nullable=True),
        _key("event", "area", "area.slug"),
        sa.PrimaryKeyConstraint("slug", name="pk_event"),
    )
    op.create_index("ix_event_area", "event", ["area"])


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("text", JSON, nullable=False),
        sa.Column("asks", JSON, nullable=False),
        sa.Column("source", JSON, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("checked", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(1), nullable=True),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("fact", "subject", "record.slug"),
        sa.PrimaryKeyConstraint("slug", name="pk_fact"),
    )
    op.create_index("ix_fact_subject", "fact", ["subject"])


def _gap() -> None:
    op.create_table(
        "gap",
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("note", JSON, nullable=True),
        sa.Column("where_to_ask", JSON, nullable=False),
        _key("gap", "subject", "record.slug"),
        sa.PrimaryKeyConstraint("slug", name="pk_gap"),
    )
    op.create_index("ix_gap_subject", "gap", ["subject"])


def _name() -> None:
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(3), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        _key("name", "record", "record.slug"),
        sa.PrimaryKeyConstraint("id", name="pk_name"),
    )
    op.create_index("ix_name_record", "name", ["record"])


def _network_membership() -> None:
    op.create_table(
        "network_membership",
        sa.Column("network", sa.String(160), nullable=False),
        sa.Column("organization", sa.String(160), nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("note", JSON, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("network_membership", "network", "record.slug"),
        _key("network_membership", "organization", "record.slug"),
        sa.PrimaryKeyConstraint("network", "organization", name="pk_network_membership"),
    )


def _record_source() -> None:
    op.create_table(
        "record_source",
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("source", sa.String(160), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        _key("record_source", "record", "record.slug"),
        _key("record_source", "source", "source.slug"),
        sa.PrimaryKeyConstraint("record", "source", name="pk_record_source"),
    )


def upgrade() -> None:
    _area()
    _article()
    _content_version()
    _record()
    _source()
    _event()
    _fact()
    _gap()
    _name()
    _network_membership()
    _record_source()


def downgrade() -> None:
    op.drop_table("record_source")
    op.drop_table("network_membership")
    op.drop_table("name")
    op.drop_table("gap")
    op.drop_table("fact")
    op.drop_table("event")
    op.drop_table("source")
    op.drop_table("record")
    op.drop_table("content_version")
    op.drop_table("article")
    op.drop_table("area")
