"""The search index keeps the head of each term's list, the terms of each document, and who is in which list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _search_document(*more: sa.schema.SchemaItem) -> None:
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("route", sa.String(16), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name="pk_search_document"),
    )
    op.create_index("ix_search_document_subject_topic", "search_document", ["subject", "topic"])


def _search_term(*more: sa.schema.SchemaItem) -> None:
    op.create_table(
        "search_term",
        sa.Column("term", sa.String(80), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("term", name="pk_search_term"),
    )


def _forget() -> None:
    """The index is made from the content: without a version the next load makes it anew."""
    op.drop_table("search_term")
    op.drop_table("search_document")
    op.execute("DELETE FROM content_version")


def upgrade() -> None:
    _forget()
    op.drop_table("search_posting")
    _search_document(sa.Column("terms", sa.LargeBinary(), nullable=False))
    _search_term(sa.Column("head", sa.LargeBinary(), nullable=False))
    op.create_table(
        "search_listing",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("need", sa.String(160), nullable=False),
        sa.Column("area", sa.String(160), nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("kind", "need", "area", "record", name="pk_search_listing"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    _forget()
    op.drop_table("search_listing")
    _search_document()
    _search_term(sa.UniqueConstraint("id", name="uq_search_term_id"))
    op.create_table(
        "search_posting",
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("impact", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term_id", "impact", "document_id", name="pk_search_posting"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_posting_document_id", "search_posting", ["document_id", "term_id"])
