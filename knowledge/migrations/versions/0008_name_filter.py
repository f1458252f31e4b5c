"""The index keeps a filter of the names: what surely is no name is not looked up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_name_filter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_name_filter"),
    )
    op.execute("DELETE FROM content_version")


def downgrade() -> None:
    op.drop_table("search_name_filter")
