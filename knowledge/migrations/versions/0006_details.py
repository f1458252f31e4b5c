"""Contacts, costs, accessibility and identifiers keep their source, the day of the check and their translations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
TRANSLATED = ("accessibility", "cost_option", "organization_identifier")
SOURCED = ("contact", *TRANSLATED)


def upgrade() -> None:
    op.add_column("organization", sa.Column("checked", sa.Date(), nullable=True))
    for table in TRANSLATED:
        op.add_column(table, sa.Column("x_translations", JSON, nullable=True))
    for table in SOURCED:
        op.add_column(table, sa.Column("checked", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("source", JSON, nullable=True))
    op.execute("DELETE FROM content_version")


def downgrade() -> None:
    for table in reversed(SOURCED):
        op.drop_column(table, "source")
        op.drop_column(table, "checked")
    for table in reversed(TRANSLATED):
        op.drop_column(table, "x_translations")
    op.drop_column("organization", "checked")
    op.execute("DELETE FROM content_version")
