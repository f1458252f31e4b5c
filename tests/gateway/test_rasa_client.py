"""The HTTP client, against a real server that misbehaves; and the reading of replies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from gateway.errors import RasaUnavailable
from gateway.rasa import HttpRasa, Question
from gateway.reply import read_reply

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
QUESTION = Question(sender="c", language="my", text="မင်္ဂလာပါ")


class RasaStub:
    """A real server in the place of Rasa and its actions."""

    def __init__(self) -> None:
        self.answer: Handler = self._say_nothing
        self.bodies: list[Any] = []
        self.erased: list[str] = []

    async def _say_nothing(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"messages": []})

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        self.bodies.append(await request.json())
        return await self.answer(request)

    async def _erase(self, request: web.Request) -> web.StreamResponse:
        self.erased.append(request.match_info["sender"])
        return web.Response(status=204)

    async def _ready(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({})

    def make_app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/webhooks/gateway/messages", self._receive)
        app.router.add_delete("/webhooks/gateway/conversations/{sender}", self._erase)
        app.router.add_get("/webhooks/gateway/ready", self._ready)
        app.router.add_get("/health", self._ready)
        return app


@pytest.fixture
def stub() -> RasaStub:
    return RasaStub()


@pytest.fixture
async def client(stub: RasaStub) -> AsyncIterator[HttpRasa]:
    async with TestServer(stub.make_app()) as server:
        url = str(server.make_url("/"))
        asked = HttpRasa(url, url, timeout=0.3)
        yield asked
        asked.close()


async def test_question_and_reply(client: HttpRasa, stub: RasaStub) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.json_response({"messages": [{"text": "ok", "buttons": [], "custom": {"route": "rights"}}]})

    stub.answer = answer
    reply = await client.ask(QUESTION)
    await client.ask(Question(sender="c", language="th", payload='/give_need{"need": "x"}'))
    assert [(draft.route, draft.text) for draft in reply.drafts] == [("rights", "ok")]
    assert stub.bodies == [
        {"sender": "c", "text": "မင်္ဂလာပါ", "metadata": {"language": "my"}},
        {"sender": "c", "payload": '/give_need{"need": "x"}', "metadata": {"language": "th"}},
    ]


async def _late(request: web.Request) -> web.StreamResponse:
    await asyncio.sleep(5)
    return web.json_response({"messages": []})


async def _cut_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"messages')
    assert request.transport is not None
    request.transport.abort()
    return response


async def _hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def _body(body: bytes, status: int = 200) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, content_type="application/json")

    return answer


FAILURES = {
    "late": (_late, "timeout"),
    "hangs up": (_hang_up, "unreachable"),
    "cut off": (_cut_off, "unreachable"),
    "500": (_body(b"{}", 500), "status_500"),
    "503": (_body(b"", 503), "status_503"),
    "redirect": (_body(b"", 302), "status_302"),
    "no JSON": (_body(b"<html>"), "malformed"),
    "no UTF-8": (_body(b'{"messages": "\xff"}'), "malformed"),
    "a list": (_body(b"[]"), "malformed"),
    "no messages": (_body(b"{}"), "malformed"),
    "messages of text": (_body(b'{"messages": ["a"]}'), "malformed"),
    "text a number": (_body(b'{"messages": [{"text": 1}]}'), "malformed"),
    "button without payload": (_body(b'{"messages": [{"text": "a", "buttons": [{"title": "b"}]}]}'), "malformed"),
    "unknown urgency": (_body(b'{"messages": [{"custom": {"handoff": {"urgency": "x"}}}]}'), "malformed"),
}


@pytest.mark.parametrize(("answer", "why"), FAILURES.values(), ids=FAILURES)
async def test_failure_is_named(client: HttpRasa, stub: RasaStub, answer: Handler, why: str) -> None:
    stub.answer = answer
    with pytest.raises(RasaUnavailable, match=why):
        await client.ask(QUESTION)


async def test_nobody_there() -> None:
    nowhere = f"http://127.0.0.1:{unused_port()}"
    client = HttpRasa(nowhere, nowhere, timeout=1)
    with pytest.raises(RasaUnavailable, match="unreachable"):
        await client.ask(QUESTION)
    with pytest.raises(RasaUnavailable, match="unreachable"):
        await client.erase("c")
    assert not await client.is_ready()
    assert not await client.are_actions_ready()


async def test_erase_and_readiness(client: HttpRasa, stub: RasaStub) -> None:
    await client.erase("a/b")
    assert stub.erased == ["a/b"]
    assert await client.is_ready()
    assert await client.are_actions_ready()


def test_reply_is_filled_up() -> None:
    reply = read_reply(
        {
            "messages": [
                {"text": "", "custom": {"handoff": {"reason": "asked", "urgency": "low"}}},
                {
                    "text": "a",
                    "buttons": [{"title": "t", "payload": "/p"}],
                    "custom": {
                        "cards": [{"title": "c", "phones": [{"number": "1300"}]}],
                        "sources": [{"title": "s", "checked": "2026-11-21", "url": None}],
                        "handoff": {"reason": "urgent", "urgency": "high"},
                    },
                },
            ],
            "intent": {"name": "greet", "confidence": 0.9},
        }
    )
    (draft,) = reply.drafts
    assert draft.route == "smalltalk"
    assert draft.cards == (
        {
            "title": "c",
            "text": "",
            "phones": [{"number": "1300", "label": None, "hours": None}],
            "address": None,
            "url": None,
            "record": None,
        },
    )
    assert draft.sources == ({"title": "s", "checked": "2026-11-21"},)
    assert not draft.is_sure
    assert reply.handoff is not None
    assert reply.handoff.urgency == "high"


@pytest.mark.parametrize(("said", "is_sure"), [(True, True), (False, False), (None, False), ("yes", False)])
def test_a_sure_answer_says_so(said: Any, is_sure: bool) -> None:
    (draft,) = read_reply({"messages": [{"text": "a", "custom": {"route": "rights", "sure": said}}]}).drafts
    assert draft.is_sure is is_sure
