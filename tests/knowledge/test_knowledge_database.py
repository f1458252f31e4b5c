"""Which database is used, and how a wrong setting is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.database import DatabaseError, connect, knowledge_url, writing


def test_sqlite_is_the_default() -> None:
    assert knowledge_url({}) == "sqlite:///var/knowledge.db"
    assert knowledge_url({"DATABASE_URL": ""}) == "sqlite:///var/knowledge.db"
    assert knowledge_url({"DATABASE_URL": "postgresql://x/y"}) == "postgresql://x/y"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "is no database address"),
        ("mysql://a/b", "begins with mysql"),
        ("postgres://a/b", "begins with postgres:"),
        ("postgresql://someone:secret@127.0.0.1:1/none", "no connection to postgresql://someone:"),
        ("sqlite:////proc/none/knowledge.db", "no connection to sqlite"),
    ],
)
def test_wrong_settings_fail_loudly_and_keep_the_password(url: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message) as caught:
        connect(url)
    assert "secret" not in str(caught.value)


def test_sqlite_waits_keeps_a_log_and_checks_keys(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/deep/knowledge.db")
    with engine.connect() as connection:
        values = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    engine.dispose()
    assert values == ["wal", 1, 10_000]


def test_a_writing_that_fails_is_undone_down_to_its_tables(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path}/knowledge.db")
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE t (a INTEGER)"))
        raise ZeroDivisionError
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
