"""The migrations build exactly the tables that the models describe, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import knowledge.search.tables  # noqa: F401  # puts the search index's tables into the metadata
from knowledge.database import connect, writing
from knowledge.migrations import VERSION_TABLE, configuration, upgrade
from knowledge.models import metadata


def _differences(engine: sa.engine.Engine) -> list[object]:
    with engine.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def _down(engine: sa.engine.Engine) -> None:
    with writing(engine) as connection:
        command.downgrade(configuration(connection), "base")


def test_sqlite(engine: sa.engine.Engine) -> None:
    assert _differences(engine) == []
    upgrade(engine)
    _down(engine)
    assert sa.inspect(engine).get_table_names() == [VERSION_TABLE]


@pytest.mark.services
def test_postgresql(postgresql: sa.engine.Engine) -> None:
    assert _differences(postgresql) == []
    upgrade(postgresql)
    _down(postgresql)
    assert sa.inspect(postgresql).get_table_names() == [VERSION_TABLE]


def test_tables_of_others_in_the_same_database_are_left_alone(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/shared.db")
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE alembic_version (version_num TEXT)"))
        connection.execute(sa.text("INSERT INTO alembic_version VALUES ('theirs')"))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all() == ["theirs"]
    engine.dispose()
