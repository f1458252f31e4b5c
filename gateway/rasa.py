"""The only place that touches Rasa and its actions: HTTP on the loopback, see bot/channel.py."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from gateway.errors import RasaUnavailable
from gateway.message import to_json
from gateway.reply import RasaReply, read_reply
from loopback.client import Client, Unreachable

READY_SECONDS = 2.0


@dataclass(frozen=True)
class Question:
    """What Rasa is asked: clean text that never begins with "/", or the payload of one of our own buttons."""

    sender: str
    language: str
    text: str | None = None
    payload: str | None = None


class Rasa(Protocol):
    """The edge to Rasa; `ask` and `erase` raise RasaUnavailable."""

    async def ask(self, question: Question) -> RasaReply: ...

    async def erase(self, sender: str) -> None: ...

    async def is_ready(self) -> bool: ...

    async def are_actions_ready(self) -> bool: ...


class HttpRasa:
    """Rasa behind its gateway channel; `timeout` in seconds is for a whole turn."""

    def __init__(self, rasa_url: str, actions_url: str, timeout: float) -> None:
        self._channel = Client(f"{rasa_url.rstrip('/')}/webhooks/gateway")
        self._actions = Client(actions_url)
        self._timeout = timeout

    def close(self) -> None:
        self._channel.close()
        self._actions.close()

    async def ask(self, question: Question) -> RasaReply:
        said = {"payload": question.payload} if question.payload is not None else {"text": question.text}
        body = {"sender": question.sender, **said, "metadata": {"language": question.language}}
        answer = await self._request("POST", "/messages", to_json(body).encode())
        try:
            return read_reply(json.loads(answer))
        except (ValueError, RecursionError) as error:
            raise RasaUnavailable("malformed") from error

    async def erase(self, sender: str) -> None:
        await self._request("DELETE", f"/conversations/{quote(sender, safe='')}")

    async def is_ready(self) -> bool:
        return await _is_answering(self._channel, "/ready")

    async def are_actions_ready(self) -> bool:
        return await _is_answering(self._actions, "/health")

    async def _request(self, method: str, path: str, body: bytes = b"") -> bytes:
        try:
            response = await self._channel.request(method, path, self._timeout, body)
        except asyncio.TimeoutError as error:
            raise RasaUnavailable("timeout") from error
        except Unreachable as error:
            raise RasaUnavailable("unreachable") from error
        if not 200 <= response.status < 300:
            raise RasaUnavailable(f"status_{response.status}")
        return response.body


async def _is_answering(client: Client, path: str) -> bool:
    try:
        return (await client.request("GET", path, READY_SECONDS)).status == 200
    except (Unreachable, asyncio.TimeoutError):
        return False
