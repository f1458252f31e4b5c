"""The chat page and the headers that protect it; life and readiness."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.fake_rasa import FakeRasa
from tests.gateway.gateway_client import Visitor


async def test_page_is_at_the_root(visitor: Visitor) -> None:
    response = await visitor.client.get("/")
    assert response.status == 200
    assert response.content_type == "text/html"
    assert "น้องสิทธิ" in await response.text()
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_asset_is_compressed_and_known_again(visitor: Visitor) -> None:
    first = await visitor.client.get("/app.js")
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.content_type == "text/javascript"
    assert int(first.headers["Content-Length"]) < len(await first.text())
    again = await visitor.client.get("/app.js", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304
    plain = await visitor.client.get("/app.js", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] != first.headers["ETag"]
    versioned = await visitor.client.get("/app.js", params={"v": plain.headers["ETag"].strip('"')})
    assert "immutable" in versioned.headers["Cache-Control"]


async def test_changed_file_is_read_again(visitor: Visitor, web_directory: Path) -> None:
    await visitor.client.get("/app.js")
    (web_directory / "app.js").write_text("changed", encoding="utf-8")
    assert await (await visitor.client.get("/app.js")).text() == "changed"


@pytest.mark.parametrize(
    "path", ["/.hidden", "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/nothing.js", "/%00"]
)
async def test_nothing_else_is_served(visitor: Visitor, path: str) -> None:
    response = await visitor.client.get(path)
    assert response.status == 404
    assert "secret" not in await response.text()


async def test_life_and_readiness(visitor: Visitor, rasa: FakeRasa) -> None:
    assert (await visitor.get("/healthz")).status == 200
    ready = await visitor.get("/readyz")
    assert (ready.status, ready.body) == (200, {"ready": True, "missing": []})
    rasa.down = True
    missing = await visitor.get("/readyz")
    assert (missing.status, missing.body["missing"]) == (503, ["rasa", "actions"])


async def test_answers_of_the_chat_are_kept_by_nobody(visitor: Visitor) -> None:
    response = await visitor.client.post("/api/chat/messages", json={"text": "สวัสดีค่ะ"})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
