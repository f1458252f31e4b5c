"""Content goes in whole or not at all, once, and the same on both databases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.answers import KnowledgeBase
from knowledge.authoring import ContentError
from knowledge.loading import load
from knowledge.models import hsds, own
from knowledge.models.base import metadata
from knowledge.reply import Question
from knowledge.search.statements import index_content

Edit = Callable[[str, str, str], None]
NOON = datetime(2026, 11, 21, 12, tzinfo=timezone.utc)


def _snapshot(engine: sa.engine.Engine) -> dict[str, list[dict[str, object]]]:
    """All rows of the content's tables, the load's own time left out."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(_ordered(table)).mappings()]
            for table in metadata.sorted_tables
            if table is not own.content_version and not table.name.startswith("search_")
        }


def _ordered(table: sa.Table) -> sa.sql.Select:
    return sa.select(table).order_by(*table.primary_key.columns)


def _one(engine: sa.engine.Engine, table: sa.Table, slug: str) -> Mapping[str, object]:
    with engine.connect() as connection:
        return dict(connection.execute(sa.select(table).where(table.c.slug == slug)).mappings().one())


def test_a_second_load_changes_nothing(engine: sa.engine.Engine, folder: Path) -> None:
    assert load(engine, folder).changed
    before = _snapshot(engine)
    assert not load(engine, folder).changed
    assert load(engine, folder, force=True).changed
    assert _snapshot(engine) == before


def test_the_index_is_built_in_the_same_transaction(engine: sa.engine.Engine, folder: Path) -> None:
    load(engine, folder)
    before = _snapshot(engine)
    (folder / "others.yml").unlink()
    (folder / "candle-house.yml").unlink()

    def broken(connection: sa.engine.Connection) -> None:
        assert connection.execute(sa.select(own.fact.c.slug)).first() is None
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load(engine, folder, index=broken)
    assert _snapshot(engine) == before
    assert load(engine, folder).changed, "the version must not have moved either"


def test_a_bad_record_changes_nothing(engine: sa.engine.Engine, folder: Path, edit: Edit) -> None:
    load(engine, folder)
    before = _snapshot(engine)
    edit("candle-house.yml", "en: Candle House}", "en: House of Candles}")
    edit("others.yml", "since: 2021", "since: 2564")
    with pytest.raises(ContentError, match=r"write the C\.E\. year 2021"):
        load(engine, folder)
    assert _snapshot(engine) == before


def test_a_row_that_the_database_refuses_changes_nothing(
    engine: sa.engine.Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(engine, folder)
    before = _snapshot(engine)
    monkeypatch.setattr("knowledge.compiling.statements.language_of", lambda _name: None)
    with pytest.raises(sa.exc.IntegrityError):
        load(engine, folder, force=True)
    assert _snapshot(engine) == before


def test_what_is_gone_from_the_content_is_gone_from_the_database(
    engine: sa.engine.Engine, folder: Path, edit: Edit
) -> None:
    load(engine, folder)
    edit("candle-house.yml", "  - topic: since\n    text: {th: บ้านเทียนจด", "  - topic: count\n    text: {th: บ้านเทียนจด")
    assert load(engine, folder).changed
    with engine.connect() as connection:
        slugs = connection.execute(sa.select(own.fact.c.slug).order_by(own.fact.c.slug)).scalars().all()
    assert slugs == ["candle-house-grant/amount", "candle-house/count", "candle-house/since"]


def test_several_programs_may_load_at_once(engine: sa.engine.Engine, folder: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: load(engine, folder).changed, range(4)))
    assert sorted(done) == [False, False, False, True]


def test_rows(engine: sa.engine.Engine, folder: Path) -> None:
    """What the other parts rely on: main text in Thai, the rest in x_translations, sources and standing."""
    load(engine, folder, now=lambda: NOON)
    grant = _one(engine, hsds.service, "candle-house-grant")
    assert grant["name"] == "ทุนบ้านเทียน"
    assert grant["x_translations"] == {"en": {"name": "Candle House grant", "description": "Grants for school"}}
    assert (grant["minimum_age"], grant["maximum_age"]) == (6, 18)
    phone = _one(engine, hsds.phone, "candle-house/phone-1")
    assert (phone["number"], phone["extension"], phone["trust"]) == ("053 123456", 12, "M")
    assert phone["check_first"] is True, "a number of trust M is always to be checked first"
    assert phone["hours"] == [{"days": ["MO", "FR"], "opens": "08:30", "closes": "16:30"}]
    hotline = _one(engine, hsds.phone, "hotline-9999/phone-1")
    assert (hotline["number"], hotline["check_first"]) == ("1999", False)
    schedule = _one(engine, hsds.schedule, "candle-house-grant/schedule-1")
    assert (schedule["byday"], schedule["opens_at"]) == ("MO,TU,WE,TH,FR,SA,SU", "00:00+07:00")
    address = _one(engine, hsds.address, "candle-house-office/address")
    assert (address["city"], address["state_province"], address["postal_code"]) == ("แม่สาย", "เชียงราย", "57130")
    fact = _one(engine, own.fact, "candle-house-grant/amount")
    assert (str(fact["valid_from"]), str(fact["valid_to"])) == ("2024-01-01", "2025-02-28")
    assert _one(engine, own.event, "lamp-day")["start"] == "2022-07"
    assert _one(engine, own.record, "candle-house/since-2")["line"] == 66
    with engine.connect() as connection:
        areas = connection.execute(sa.select(hsds.service_area.c.area).order_by(hsds.service_area.c.area))
        assert areas.scalars().all() == ["th", "th-57"], "a service without areas has its organisation's"
        places = connection.execute(sa.select(hsds.service_at_location.c.slug)).scalars().all()
        assert places == ["candle-house-grant/at/candle-house-office", "hotline-9999/at/hotline-9999/remote"]
        names = connection.execute(sa.select(own.name).where(own.name.c.record == "candle-house")).all()
        assert [(row.language, row.is_main) for row in names] == [
            ("th", True), ("en", True), ("th", False), ("my", False), ("en", False),
        ]  # fmt: skip
        member = connection.execute(sa.select(own.network_membership)).one()
        assert (member.network, member.organization, member.since) == ("lamp-network", "candle-house", 2021)


@pytest.mark.services
def test_both_databases_hold_the_same(engine: sa.engine.Engine, postgresql: sa.engine.Engine, folder: Path) -> None:
    for database in (engine, postgresql):
        assert load(database, folder).changed
        assert not load(database, folder).changed
        assert load(database, folder, force=True).changed
    assert _snapshot(engine) == _snapshot(postgresql)


@pytest.mark.services
def test_postgresql_keeps_the_old_content_when_a_load_fails(postgresql: sa.engine.Engine, folder: Path) -> None:
    load(postgresql, folder)
    before = _snapshot(postgresql)

    def broken(_connection: sa.engine.Connection) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load(postgresql, folder, force=True, index=broken)
    assert _snapshot(postgresql) == before


@pytest.mark.services
def test_a_question_is_answered_after_the_database_dropped_us(postgresql: sa.engine.Engine, folder: Path) -> None:
    load(postgresql, folder, index=index_content)
    base, question = KnowledgeBase(postgresql), Question("Candle House phone", "en", "directory", NOON)
    before = base.answer(question)
    assert before.subject
    with postgresql.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        assert connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}").rowcount
    assert base.answer(question) == before
