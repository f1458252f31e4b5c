"""A statement keeps what it shows and how it is asked for; what tells the aspect of a question is counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _search_document(*more: sa.schema.SchemaItem) -> None:
    """An empty table: the index is made from the content, and without a version the next load makes it anew."""
    op.drop_table("search_document")
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("record", sa.String(160), nullable=False),
        sa.Column("subject", sa.String(160), nullable=False),
        sa.Column("subject_kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("route", sa.String(16), nullable=False),
        sa.Column("terms", sa.LargeBinary(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name="pk_search_document"),
    )
    op.create_index("ix_search_document_subject_topic", "search_document", ["subject", "topic"])
    op.execute("DELETE FROM content_version")


def upgrade() -> None:
    _search_document(sa.Column("said", sa.LargeBinary(), nullable=False))
    op.execute("DELETE FROM gap")
    op.add_column("gap", sa.Column("asks", JSON, nullable=False, server_default="{}"))
    op.create_table(
        "search_cue",
        sa.Column("term", sa.String(130), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_search_cue"),
    )


def downgrade() -> None:
    op.drop_table("search_cue")
    op.drop_column("gap", "asks")
    _search_document()
