"""A small valid content to break, and databases to load it into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.database import connect
from knowledge.migrations import upgrade
from tests.knowledge.samples import engine, folder
from tests.services import postgresql_server, postgresql_url

__all__ = ["engine", "folder", "postgresql_server", "postgresql_url"]

Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replaces a text that stands once in a file of the sample."""

    def replace(file: str, old: str, new: str) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[sa.engine.Engine]:
    """A migrated, empty PostgreSQL database."""
    engine = connect(postgresql_url)
    upgrade(engine)
    yield engine
    engine.dispose()
