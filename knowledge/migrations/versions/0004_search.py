"""The search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _search_document() -> None:
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("route", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_document"),
    )
    op.create_index("ix_search_document_subject_topic", "search_document", ["subject", "topic"])


def _search_name() -> None:
    op.create_table(
        "search_name",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("sound", sa.String(200), nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_name"),
    )
    op.create_index("ix_search_name_key", "search_name", ["key"])
    op.create_index("ix_search_name_record", "search_name", ["record"])
    op.create_index("ix_search_name_sound", "search_name", ["sound"])


def _search_posting() -> None:
    op.create_table(
        "search_posting",
        sa.Column("term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("impact", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term_id", "impact", "document_id", name="pk_search_posting"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_posting_document_id", "search_posting", ["document_id", "term_id"])


def _search_relation() -> None:
    op.create_table(
        "search_relation",
        sa.Column("child", sa.String(160), nullable=False),
        sa.Column("parent", sa.String(160), nullable=False),
        sa.PrimaryKeyConstraint("child", "parent", name="pk_search_relation"),
    )
    op.create_index("ix_search_relation_parent", "search_relation", ["parent"])


def _search_term() -> None:
    op.create_table(
        "search_term",
        sa.Column("term", sa.String(80), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_search_term"),
        sa.UniqueConstraint("id", name="uq_search_term_id"),
    )


def upgrade() -> None:
    _search_document()
    _search_name()
    _search_posting()
    _search_relation()
    _search_term()


def downgrade() -> None:
    op.drop_table("search_term")
    op.drop_table("search_relation")
    op.drop_table("search_posting")
    op.drop_table("search_name")
    op.drop_table("search_document")
