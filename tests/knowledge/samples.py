"""A small valid content, and an empty database to load it into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.database import connect
from knowledge.migrations import upgrade

SAMPLE = Path(__file__).parent / "sample"


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
def engine(tmp_path: Path) -> Iterator[sa.engine.Engine]:
    """A migrated, empty SQLite database."""
    engine = connect(f"sqlite:///{tmp_path}/knowledge.db")
    upgrade(engine)
    yield engine
    engine.dispose()
