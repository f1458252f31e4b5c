"""HSDS objects are the same from SQLite and from PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from itertools import product
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


DETAILS = """
type: organisation
id: open-house
kind: home
name: {th: บ้านเปิด, en: Open House}
description: {th: บ้านเด็ก, en: A children's home}
areas: [th-57]
identifiers:
  - {identifier_type: {th: ทะเบียน, en: Register}, identifier: 7, source: src-report, checked: 2026-11-20}
contacts:
  - department: {th: ฝ่ายรับเรื่อง, en: Intake}
    phones: [{number: 053 777 888, trust: H, source: src-report, checked: 2026-11-20}]
    source: src-report
    checked: 2026-11-20
services:
  - id: open-house-chat
    name: {th: คุยออนไลน์, en: Chat}
    description: {th: คุยกับเจ้าหน้าที่, en: Chat with staff}
    online: true
    url: https://example.org/คุย
    cost_options:
      - {amount: 12.5, valid_to: 2026-11, source: src-report, checked: 2026-11-20}
    source: src-report
    checked: 2026-11-20
    trust: H
source: src-report
checked: 2026-11-20
trust: H
"""


@pytest.mark.services
def test_both_databases_give_the_same(engine: sa.engine.Engine, postgresql: sa.engine.Engine, folder: Path) -> None:
    (folder / "details.yml").write_text(DETAILS, encoding="utf-8")
    load(engine, folder)
    load(postgresql, folder)
    with engine.connect() as first, postgresql.connect() as second:
        for resource in RESOURCES.values():
            for filters, depth in product(ASKED, Depth):
                expected = list(read_all(first, resource, filters, depth))
                assert list(read_all(second, resource, filters, depth)) == expected
                assert count(second, resource, filters) == len(expected)
