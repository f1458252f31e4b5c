"""A directory of a few made-up organisations, one of them with a place that must stay secret."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from gateway import directory
from knowledge.database import connect
from knowledge.loading import load
from knowledge.migrations import upgrade

SAMPLE = Path(__file__).parents[2] / "knowledge" / "sample"
SHELTER = """
type: organisation
id: quiet-house
kind: home
name: {th: บ้านเงียบ, en: Quiet House, my: တိတ်ဆိတ်အိမ်}
description: {th: บ้านพักที่ปลอดภัย, en: A safe place to stay}
website: https://example.org/บ้านเงียบ
areas: [th-57]
needs: [need-school]
source: src-report
checked: 2026-11-20
trust: H
phones:
  - {number: 053 111 222, trust: H, source: src-report, checked: 2026-11-20}
  - {number: 053 333 444, trust: L, source: src-report, checked: 2026-11-20}
  - {number: 053 555 666, trust: M, check_first: true, source: src-report, checked: 2026-11-20}
identifiers:
  - identifier_type: {th: เลขทะเบียนตัวอย่าง, en: Example register}
    identifier: 12/2560
    source: src-report
    checked: 2026-11-20
contacts:
  - department: {th: ฝ่ายรับเรื่อง, en: Intake}
    email: intake@example.org
    phones:
      - {number: 053 777 888, trust: H, source: src-report, checked: 2026-11-20}
      - {number: 053 333 444, trust: L, source: src-report, checked: 2026-11-20}
    source: src-report
    checked: 2026-11-20
locations:
  - id: quiet-house-office
    address: {th: 2 ถนนตัวอย่าง, en: 2 Example Road}
    area: th-5709
    accessibility:
      - description: {th: มีทางลาด, en: There is a ramp}
        source: src-report
        checked: 2026-11-20
    source: src-report
    checked: 2026-11-20
  - id: quiet-house-place
    name: {th: ซอยลับ, en: Secret Lane}
    area: th-5709
    confidential: true
    accessibility:
      - description: {th: ทางเข้าหลังวัด, en: The way in is behind the temple}
        source: src-report
        checked: 2026-11-20
    source: src-report
    checked: 2026-11-20
services:
  - id: quiet-house-stay
    name: {th: ที่พักปลอดภัย 100%, en: Safe stay}
    description: {th: ที่พักชั่วคราว, en: A place to stay for a while}
    maximum_age: 12
    locations: [quiet-house-place]
    cost_options:
      - option: {th: เด็กทุกคน, en: Every child}
        amount: 0
        valid_from: 2025
        source: src-report
        checked: 2026-11-20
    source: src-report
    checked: 2026-11-20
    trust: H
"""

HIDDEN = ("ซอยลับ", "Secret Lane", "053 333 444", "ทางเข้าหลังวัด", "behind the temple")

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def knowledge_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("directory")
    content = folder / "content"
    content.mkdir()
    for path in SAMPLE.glob("*.yml"):
        (content / path.name).write_bytes(path.read_bytes())
    (content / "quiet-house.yml").write_text(SHELTER, encoding="utf-8")
    url = f"sqlite:///{folder}/knowledge.db"
    engine = connect(url)
    upgrade(engine)
    load(engine, content)
    engine.dispose()
    return url


@pytest.fixture
def row_of(knowledge_url: str) -> Callable[[str], Any]:
    """Ids as the database has them, by slug."""

    def find(table: str, slug: str) -> str:
        engine = sa.create_engine(knowledge_url, future=True)
        with engine.connect() as connection:
            found = connection.execute(
                sa.text(f"SELECT id FROM {table} WHERE slug = :slug"), {"slug": slug}
            ).scalar_one()
        engine.dispose()
        return str(found)

    return find


@pytest.fixture
async def client(knowledge_url: str) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    directory.setup(app, knowledge_url)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.fixture
def ask(client: TestClient[web.Request, web.Application]) -> Ask:
    """The JSON of an address below /directory, which must answer with `status`."""

    async def get(path: str, status: int = 200) -> Any:
        async with client.get(f"/directory{path}") as response:
            assert response.status == status, await response.text()
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            return await response.json()

    return get
