"""Statements that are compiled once do what SQLAlchemy's own way does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from gateway.statements import Statement
from gateway.tables import UtcTime

metadata = sa.MetaData()
thing = sa.Table(
    "thing",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("is_done", sa.Boolean, nullable=False),
    sa.Column("at", UtcTime),
    sa.Column("day", sa.Date),
)
AT = datetime(2026, 11, 29, 3, 30, 5, 123456, timezone.utc)
ROW = {"id": "a", "is_done": True, "at": AT, "day": date(2026, 11, 29)}
_insert = Statement(sa.insert(thing))
_rename = Statement(sa.text("UPDATE thing SET id = :new WHERE id = :old RETURNING id, is_done"))
_find = Statement(sa.text("SELECT id FROM thing WHERE id = :of ORDER BY id"))


@pytest.fixture
def engine() -> Iterator[sa.engine.Engine]:
    made = sa.create_engine("sqlite://", future=True, poolclass=sa.pool.StaticPool)
    metadata.create_all(made)
    yield made
    made.dispose()


def test_values_are_kept_as_sqlalchemy_keeps_them(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        _insert.run(connection, ROW)
        connection.execute(sa.insert(thing), {**ROW, "id": "b"})
    with engine.begin() as connection:
        ours, theirs = connection.exec_driver_sql("SELECT is_done, at, day FROM thing ORDER BY id").all()
        assert ours == theirs
        assert dict(connection.execute(sa.select(thing)).mappings().first() or {}) == ROW


def test_rows_are_given_where_there_are_any(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        assert _insert.run(connection, ROW) == []
        assert _rename.run(connection, {"old": "a", "new": "b"}) == [("b", 1)]
        assert _rename.run(connection, {"old": "a", "new": "c"}) == []
        assert _find.run(connection, {"of": "b"}) == [("b",)]


def test_a_fault_undoes_the_transaction_and_quotes_nothing(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection:
        _insert.run(connection, {**ROW, "id": "secret"})

    def add_two() -> None:
        with engine.begin() as connection:
            _insert.run(connection, {**ROW, "id": "new"})
            _insert.run(connection, {**ROW, "id": "secret"})

    with pytest.raises(IntegrityError) as caught:
        add_two()
    assert "secret" not in str(caught.value)
    with engine.begin() as connection:
        assert _find.run(connection, {"of": "new"}) == []


@pytest.mark.parametrize(
    ("parameters", "error"),
    [({}, KeyError), ({"of": object()}, sa.exc.InterfaceError)],
    ids=["missing", "unknown type"],
)
def test_wrong_parameters_are_errors(engine: sa.engine.Engine, parameters: dict[str, Any], error: type) -> None:
    with engine.begin() as connection, pytest.raises(error):
        _find.run(connection, parameters)


def test_a_missing_table_is_an_error_of_sqlalchemy(engine: sa.engine.Engine) -> None:
    with engine.begin() as connection, pytest.raises(OperationalError):
        Statement(sa.text("SELECT 1 FROM nowhere")).run(connection, {})
