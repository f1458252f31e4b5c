"""The wordings of the content as examples: of which route, and which are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from bot.nlu.wordings import wordings
from knowledge.database import connect
from knowledge.models import metadata, own

FACTS = [
    ("organisation", "who_runs", {"th": ["ใครทำบ้านเทียน"], "en": ["who runs Candle House"]}),
    ("organisation", "how_to_apply", {"en": ["how to get a Candle House grant"]}),
    ("program", "eligibility", {"th": ["ใครเข้าโครงการเทียนได้"]}),
    ("service", "hours", {"th": ["1300 เปิดกี่โมง", "1300  เปิดกี่โมง"], "my": ["၁၃၀၀ ဘယ်အချိန်ဖွင့်လဲ"]}),
    ("event", "date", None),
]
ARTICLES = [
    ("nationality", {"th": ["แจ้งเกิดช้าทำยังไง"]}),
    ("hotline", {"th": ["พ่อเอามีดไล่แทงแม่", "เบอร์รถพยาบาล"]}),
]
EXPECTED = {
    "ใครทำบ้านเทียน": "ask_directory",
    "who runs Candle House": "ask_directory",
    "how to get a Candle House grant": "ask_eligibility",
    "ใครเข้าโครงการเทียนได้": "ask_eligibility",
    "1300 เปิดกี่โมง": "ask_hotline",
    "၁၃၀၀ ဘယ်အချိန်ဖွင့်လဲ": "ask_hotline",
    "แจ้งเกิดช้าทำยังไง": "ask_nationality",
    "เบอร์รถพยาบาล": "ask_hotline",
}


def _row(table: sa.Table, **values: Any) -> dict[str, Any]:  # Any: of whatever type the column is
    """A row of which only `values` matter."""
    empty = {c.name: False if c.name == "conflict" else 0 if c.name == "position" else {} for c in table.c}
    return {c.name: None if c.nullable else empty[c.name] for c in table.c} | values


@pytest.fixture
def connection() -> Iterator[sa.engine.Connection]:
    engine = connect("sqlite://")
    metadata.create_all(engine)
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA defer_foreign_keys = ON"))  # the subjects are left out
        for number, (kind, topic, asks) in enumerate(FACTS):
            slug = f"fact-{number}"
            row = _row(own.fact, slug=slug, subject=slug, subject_kind=kind, topic=topic, asks=asks or {})
            connection.execute(sa.insert(own.fact).values(row))
        for number, (route, asks) in enumerate(ARTICLES):
            row = _row(own.article, slug=f"article-{number}", route=route, asks=asks)
            connection.execute(sa.insert(own.article).values(row))
        yield connection
        connection.rollback()
    engine.dispose()


def test_each_wording_once_with_the_intent_of_its_route_and_none_that_tells_of_danger(
    connection: sa.engine.Connection,
) -> None:
    found = wordings(connection)
    assert dict(found) == EXPECTED
    assert len(found) == len(EXPECTED)
