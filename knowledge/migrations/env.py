"""Called by Alembic; the connection comes from knowledge.migrations."""

from __future__ import annotations

from alembic import context

import knowledge.search.tables  # noqa: F401  # puts the search index's tables into the metadata
from knowledge.migrations import VERSION_TABLE
from knowledge.models import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    include_name=lambda name, kind, _parents: kind != "table" or name in metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
