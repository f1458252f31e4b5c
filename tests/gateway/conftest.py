"""A gateway with a fake Rasa, a store in a temporary file and a page of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from gateway.app import make_app
from gateway.fake_rasa import FakeRasa
from gateway.settings import Settings
from tests.gateway.gateway_client import OpenGateway, Visitor


@pytest.fixture
def web_directory(tmp_path: Path) -> Path:
    directory = tmp_path / "web"
    directory.mkdir()
    (directory / "index.html").write_text("<!doctype html><title>น้องสิทธิ</title>", encoding="utf-8")
    (directory / "app.js").write_text("export const greeting = 'สวัสดี';\n" * 20, encoding="utf-8")
    (directory / ".hidden").write_text("secret", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("secret", encoding="utf-8")
    return directory


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'conversations.db'}"


@pytest.fixture
def settings(database_url: str, web_directory: Path) -> Settings:
    return Settings(
        database_url=database_url,
        web_directory=web_directory,
        heartbeat=0.05,
        erasure_pause=0.02,
    )


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture
async def open_gateway(settings: Settings, rasa: FakeRasa) -> AsyncIterator[OpenGateway]:
    """Start the gateway, again and again if wished, on the same store, with changed settings if wished."""
    clients: list[TestClient[web.Request, web.Application]] = []

    async def start(**changes: Any) -> Visitor:
        app = make_app(replace(settings, **changes), rasa)
        client = TestClient(TestServer(app), connector=aiohttp.TCPConnector(limit=0))
        await client.start_server()
        clients.append(client)
        return Visitor(client)

    yield start
    for client in clients:
        await client.close()


@pytest.fixture
async def visitor(open_gateway: OpenGateway) -> Visitor:
    return await open_gateway()


@pytest.fixture
def query(settings: Settings) -> Callable[..., list[Any]]:
    """Look into the store from outside."""

    def run(statement: str, **values: Any) -> list[Any]:
        engine = sa.create_engine(settings.database_url, future=True)
        with engine.begin() as connection:
            result = connection.execute(sa.text(statement), values)
            rows = [tuple(row) for row in result] if result.returns_rows else []
        engine.dispose()
        return rows

    return run
