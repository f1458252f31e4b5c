"""A small valid content to break, and databases to load it into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.database import connect
from knowledge.migrations import upgrade
from tests.services import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]

SAMPLE = Path(__file__).parent / "sample"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample content."""
    target = tmp_path / "content"
    for path in SAMPLE.rglob("*.yml"):
        copy = target / path.relative_to(SAMPLE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return target


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
def engine(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    """A migrated, empty SQLite database."""
    engine = connect(f"sqlite:///{tmp_path}/knowledge.db")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[sa.engine.Engine]:
    """A migrated, empty PostgreSQL database."""
    engine = connect(postgresql_url)
    upgrade(engine)
    yield engine
    engine.dispose()
