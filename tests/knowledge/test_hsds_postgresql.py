"""HSDS objects are the same from SQLite and from PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.hsds import RESOURCES, Depth, Filters, count, read_all
from knowledge.loading import load

ASKED = (
    Filters(),
    Filters(words=("candle", "100%'")),
    Filters(words=("grant",), minimum_age=6.0, maximum_age=17.5),
    Filters(modified_after=datetime(2026, 11, 20, 17, tzinfo=timezone.utc)),
    Filters(postcode="57130", proximity=10.0),
    Filters(top_only=True),
)


@pytest.mark.services
def test_both_databases_give_the_same(engine: sa.engine.Engine, postgresql: sa.engine.Engine, folder: Path) -> None:
    load(engine, folder)
    load(postgresql, folder)
    with engine.connect() as first, postgresql.connect() as second:
        for resource in RESOURCES.values():
            for filters in ASKED:
                expected = list(read_all(first, resource, filters, Depth.FULL_SERVICE))
                assert list(read_all(second, resource, filters, Depth.FULL_SERVICE)) == expected
                assert count(second, resource, filters) == len(expected)
