"""A gateway with canned replies: the chat API and the page, without Rasa or a database."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web

WEB = Path(__file__).parents[2] / "web"
REPLIES: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(
    (Path(__file__).parent / "replies.json").read_text(encoding="utf-8")
)
CONTENT_SECURITY_POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
EMPTY: dict[str, Any] = {"asks": None, "buttons": [], "cards": [], "sources": [], "safety": None, "notice": None}


@dataclass
class Talk:
    """One conversation: what was said and who listens."""

    said: list[dict[str, Any]] = field(default_factory=list)
    listeners: list[asyncio.Queue[dict[str, Any] | None]] = field(default_factory=list)

    def say(self, message: dict[str, Any]) -> None:
        """Keep a message and tell it to all who listen."""
        self.said.append(message)
        for listener in self.listeners:
            listener.put_nowait(message)

    def hang_up(self) -> None:
        """End the streams of all who listen."""
        for listener in self.listeners:
            listener.put_nowait(None)


class GatewayStub:
    """Runs in its own thread on a free port; a test sets how it behaves and reads what came in."""

    def __init__(self) -> None:
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._is_started = threading.Event()
        self._counter = itertools.count(1)
        self.reset()

    def reset(self) -> None:
        """Forget everything, answer as usual."""
        self.talks: dict[str, Talk] = {}
        self.answered: dict[str, dict[str, Any]] = {}
        self.posts: list[dict[str, Any]] = []  # every request for a message, repeated ones too
        self.handled: list[dict[str, Any]] = []  # every message once
        self.feedback: list[dict[str, Any]] = []
        self.erased: list[str] = []
        self.is_down = False
        self.loses_answers = False  # handles the message, then the line drops
        self.mode = "bot"
        self.delay = 0.0  # seconds
        self.is_overtaken = False  # the event of a reply comes before the answer to its question

    def __enter__(self) -> GatewayStub:
        self._thread.start()
        assert self._is_started.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        runner = web.AppRunner(self._make_app(), shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        self._is_started.set()
        await self._stop.wait()
        for talk in self.talks.values():
            talk.hang_up()
        await runner.cleanup()

    def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self._page),
                web.post("/api/chat/messages", self._message),
                web.get("/api/chat/events", self._events),
                web.get("/api/chat/conversations/{id}/messages", self._history),
                web.delete("/api/chat/conversations/{id}", self._erase),
                web.post("/api/chat/feedback", self._feedback),
                web.static("/", WEB),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if self.is_down and request.path.startswith("/api/"):
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        response: web.StreamResponse = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    async def _page(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(WEB / "index.html")

    async def _message(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.posts.append(body)
        if not self.is_overtaken:
            await asyncio.sleep(self.delay)
        known = self.answered.get(body["client_message_id"])
        if known is None:
            if body.get("conversation_id", "") not in {"", *self.talks}:
                return _error(404, "unknown_conversation", "ไม่พบการสนทนานี้ค่ะ")
            if body.get("text") == "ผิด":
                return _error(400, "bad_request", "อ่านคำขอนี้ไม่ได้ค่ะ")
            known = self.answered[body["client_message_id"]] = self._answer(body)
        if self.is_overtaken:
            await asyncio.sleep(self.delay)
        if self.loses_answers:
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(known)

    def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        self.handled.append(body)
        conversation = body.get("conversation_id") or f"conversation-{next(self._counter):09}"
        talk = self.talks.setdefault(conversation, Talk())
        said = body.get("text") or body["payload"]
        language = _language(said, body.get("language"))
        talk.said.append(
            {**EMPTY, "id": f"visitor-{next(self._counter):08}", "sender": "visitor", "route": None, "text": said}
        )
        messages = [] if self.mode == "staff" else [self._compose(one) for one in _replies(said, language)]
        for message in messages:
            talk.say(message)
        return {"conversation_id": conversation, "language": language, "mode": self.mode, "messages": messages}

    def _compose(self, reply: dict[str, Any]) -> dict[str, Any]:
        return {**EMPTY, "sender": "bot", "route": "fallback", **reply, "id": f"message-{next(self._counter):08}"}

    def push(self, text: str, sender: str = "staff") -> None:
        """Somebody of the staff writes into every conversation there is."""
        work = self._push({"sender": sender, "route": "handoff", "text": text})
        asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _push(self, reply: dict[str, Any]) -> None:
        for talk in self.talks.values():
            talk.say(self._compose(reply))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        talk = self.talks.get(request.query["conversation_id"])
        if talk is None:
            return _error(404, "unknown_conversation", "ไม่พบการสนทนานี้ค่ะ")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        last = int(request.headers.get("Last-Event-ID") or request.query.get("last_event_id") or 0)
        for missed in talk.said[last:]:
            queue.put_nowait(missed)
        talk.listeners.append(queue)
        while True:
            message = await queue.get()
            if message is None:
                return response
            number = talk.said.index(message) + 1
            data = json.dumps(message, ensure_ascii=False)
            await response.write(f"id: {number}\nevent: message\ndata: {data}\n\n".encode())

    async def _history(self, request: web.Request) -> web.Response:
        talk = self.talks.get(request.match_info["id"])
        if talk is None:
            return _error(404, "unknown_conversation", "ไม่พบการสนทนานี้ค่ะ")
        return web.json_response(
            {"language": "th", "mode": self.mode, "messages": talk.said, "last_event_id": len(talk.said)}
        )

    async def _erase(self, request: web.Request) -> web.Response:
        self.talks.pop(request.match_info["id"], None)
        self.erased.append(request.match_info["id"])
        return web.Response(status=204)

    async def _feedback(self, request: web.Request) -> web.Response:
        self.feedback.append(await request.json())
        return web.Response(status=204)


def _error(status: int, code: str, message: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": message}}, status=status)


def _language(said: str, asked: str | None) -> str:
    if said.startswith("language:"):
        return said[-2:]
    if any("\u1000" <= letter <= "\u109f" for letter in said):
        return "my"
    return asked or ("en" if said.isascii() and not said.startswith("b:") else "th")


def _replies(said: str, language: str) -> list[dict[str, Any]]:
    known = REPLIES[language]
    for word, replies in known.items():
        if word in said:
            return replies
    return known["*"]
