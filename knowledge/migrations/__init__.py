"""Brings a database to the tables that this version needs."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from knowledge.database import writing

HERE = Path(__file__).parent
VERSION_TABLE = "knowledge_migration"


def upgrade(engine: sa.engine.Engine, revision: str = "head") -> None:
    """Runs the migrations that are missing, in one transaction."""
    with writing(engine) as connection:
        command.upgrade(configuration(connection), revision)


def configuration(connection: sa.engine.Connection) -> Config:
    """What Alembic needs to work on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
