"""A visitor's side of the chat API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

PATIENCE = 5.0  # seconds
MESSAGE_KEYS = {"id", "sender", "route", "text", "asks", "buttons", "cards", "sources", "safety", "notice"}


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any

    @property
    def conversation_id(self) -> str:
        return str(self.body["conversation_id"])

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.body["messages"]]

    @property
    def only(self) -> dict[str, Any]:
        (message,) = self.body["messages"]
        return dict(message)

    @property
    def code(self) -> str:
        return str(self.body["error"]["code"])


class Visitor:
    """Speaks to a gateway under test."""

    def __init__(self, client: TestClient[web.Request, web.Application]) -> None:
        self.client = client

    async def say(self, text: Any, conversation_id: Any = None, **fields: Any) -> Reply:
        body = {"text": text, **fields}
        if conversation_id is not None:
            body["conversation_id"] = conversation_id
        return await self.post(json.dumps(body).encode())

    async def press(self, payload: Any, conversation_id: Any = None, **fields: Any) -> Reply:
        body = {"payload": payload, **fields}
        if conversation_id is not None:
            body["conversation_id"] = conversation_id
        return await self.post(json.dumps(body).encode())

    async def post(self, raw: bytes, **headers: str) -> Reply:
        return await self._read(await self.client.post("/api/chat/messages", data=raw, headers=headers))

    async def get(self, path: str, **headers: str) -> Reply:
        return await self._read(await self.client.get(path, headers=headers))

    async def history(self, conversation_id: str) -> Reply:
        return await self.get(f"/api/chat/conversations/{conversation_id}/messages")

    async def erase(self, conversation_id: str) -> int:
        response = await self.client.delete(f"/api/chat/conversations/{conversation_id}")
        return response.status

    async def feedback(self, **body: Any) -> Reply:
        return await self._read(await self.client.post("/api/chat/feedback", json=body))

    async def listen(self, conversation_id: str, last: int | None = None) -> Stream:
        headers = {} if last is None else {"Last-Event-ID": str(last)}
        query = {"conversation_id": conversation_id}
        response = await self.client.get("/api/chat/events", params=query, headers=headers)
        assert response.status == 200, await response.text()
        return Stream(response)

    async def _read(self, response: ClientResponse) -> Reply:
        text = await response.text()
        return Reply(response.status, json.loads(text) if text.startswith("{") else text)


@dataclass(frozen=True)
class Event:
    id: int
    message: Any


class Stream:
    """Server-sent events as they come."""

    def __init__(self, response: ClientResponse) -> None:
        self.response = response

    async def next(self) -> Event | None:
        """The next message, None at the end; comments are passed over."""
        while True:
            fields = await asyncio.wait_for(self._block(), PATIENCE)
            if fields is None:
                return None
            if fields.get("event") == "message":
                return Event(int(fields["id"]), json.loads(fields["data"]))

    async def comment(self) -> str:
        """The next comment."""
        while True:
            line = (await self.response.content.readline()).decode().rstrip("\n")
            if line.startswith(":"):
                return line

    async def _block(self) -> dict[str, str] | None:
        fields: dict[str, str] = {}
        while line := (await self.response.content.readline()).decode():
            if line == "\n":
                return fields
            name, _, value = line.rstrip("\n").partition(": ")
            fields[name] = value
        return None


OpenGateway = Callable[..., Awaitable[Visitor]]
