"""Whom a list recommends first: what can be relied on, and what is overdue or unsure behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge import views
from knowledge.database import connect
from knowledge.directory import hotlines_for, organisations_for, surest_first
from knowledge.models import hsds, key_of, own
from tests.knowledge.asking import NOON, content

__all__ = ["content"]

LATER = datetime(2026, 12, 31, 18, tzinfo=timezone.utc)  # 1 January in Bangkok
TRAFFICKING, MEDICAL = ["need-trafficking"], ["need-medical-emergency"]


@pytest.fixture
def connection(content: sa.engine.Engine, tmp_path: Path) -> Iterator[sa.engine.Connection]:
    """A copy of the content in which nothing is overdue; what a test changes in it is gone afterwards."""
    with content.connect() as original:
        original.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(str(content.url.database), tmp_path / "k.db")
    engine = connect(f"sqlite:///{tmp_path}/k.db")
    with engine.connect() as connection:
        connection.execute(sa.update(own.record).values(review_by=None, valid_to=None))
        yield connection
    engine.dispose()


def pass_review(connection: sa.engine.Connection, slug: str, column: str = "review_by") -> None:
    connection.execute(sa.update(own.record).where(own.record.c.slug == slug).values({column: date(2026, 12, 31)}))


def doubt_numbers(connection: sa.engine.Connection, table: str, slug: str) -> None:
    only = hsds.phone.c[f"{table}_id"] == key_of(table, slug)
    values = {"check_first": True, "trust": "M"}
    assert connection.execute(sa.update(hsds.phone).where(only).values(values)).rowcount


@pytest.mark.parametrize("column", ["review_by", "valid_to"])
def test_an_overdue_organisation_is_not_recommended_first(connection: sa.engine.Connection, column: str) -> None:
    before = organisations_for(connection, TRAFFICKING, "th-50", NOON)
    assert len(before) > 3
    pass_review(connection, before[0], column)
    assert organisations_for(connection, TRAFFICKING, "th-50", NOON) == before
    after = organisations_for(connection, TRAFFICKING, "th-50", LATER)
    assert before[0] not in after[:-1]
    assert after[:3] == before[1:4]


def test_an_overdue_organisation_gives_way_to_one_as_near(connection: sa.engine.Connection) -> None:
    """Where more fit than a list holds, a fresh one takes the place."""
    before = organisations_for(connection, [], "th-50", NOON)
    pass_review(connection, before[0])
    after = organisations_for(connection, [], "th-50", LATER)
    assert len(after) == len(before)
    assert before[0] not in after and after[:-1] == before[1:]


def test_a_number_to_be_checked_comes_later(connection: sa.engine.Connection) -> None:
    before = organisations_for(connection, [], "th-56", NOON)
    with_phone = [slug for slug in before if (card := views.card(connection, slug, "th")) and card.phones]
    doubt_numbers(connection, "organization", with_phone[0])
    after = organisations_for(connection, [], "th-56", NOON)
    assert after == [slug for slug in before if slug != with_phone[0]] + with_phone[:1]
    pass_review(connection, after[0])
    assert organisations_for(connection, [], "th-56", LATER)[-2:] == [with_phone[0], after[0]]


def test_an_overdue_hotline_is_not_recommended_first(connection: sa.engine.Connection) -> None:
    before = hotlines_for(connection, TRAFFICKING, None, LATER)
    pass_review(connection, before[0])
    assert hotlines_for(connection, TRAFFICKING, None, NOON) == before
    after = hotlines_for(connection, TRAFFICKING, None, LATER)
    assert set(after) == set(before) and after[-1] == before[0]
    assert hotlines_for(connection, ["no-such-need"], None, LATER)[0] == (
        "hotline-1387" if before[0] == "hotline-1300" else "hotline-1300"
    )


def test_a_hotline_to_be_checked_comes_later(connection: sa.engine.Connection) -> None:
    before = hotlines_for(connection, TRAFFICKING, None, NOON)
    doubt_numbers(connection, "service", before[0])
    assert hotlines_for(connection, TRAFFICKING, None, NOON)[0] != before[0]


def test_the_line_that_sends_somebody_stays_first(connection: sa.engine.Connection) -> None:
    pass_review(connection, "hotline-1669")
    assert hotlines_for(connection, MEDICAL, None, LATER)[0] == "hotline-1669"


def test_the_day_ends_in_bangkok(connection: sa.engine.Connection) -> None:
    pass_review(connection, "hotline-1300")
    slugs = ["hotline-1300", "hotline-1387"]
    assert surest_first(connection, slugs, datetime(2026, 12, 31, 16, 59, tzinfo=timezone.utc)) == slugs
    assert surest_first(connection, slugs, LATER) == slugs[::-1]
    assert surest_first(connection, [], LATER) == []


def test_a_card_shows_the_sure_number_first(connection: sa.engine.Connection) -> None:
    card = views.card(connection, "ymca-phayao", "th")
    assert card is not None and len(card.phones) == 2
    only = hsds.phone.c.number == card.phones[0].number
    connection.execute(sa.update(hsds.phone).where(only).values(check_first=True))
    after = views.card(connection, "ymca-phayao", "th")
    assert after is not None
    assert [phone.number for phone in after.phones] == [phone.number for phone in card.phones[::-1]]
