"""The only place that touches Rasa and its actions: HTTP on the loopback, see bot/channel.py."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

import aiohttp

from gateway.errors import RasaUnavailable
from gateway.message import to_json
from gateway.reply import RasaReply, read_reply

# Sanic closes idle connections after 5 s; letting go first avoids writing into a closed one.
# https://sanic.dev/en/guide/running/configuration.html
KEEPALIVE_SECONDS = 4.0
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

    def __init__(self, session: aiohttp.ClientSession, rasa_url: str, actions_url: str, timeout: float) -> None:
        self._session = session
        self._channel = f"{rasa_url.rstrip('/')}/webhooks/gateway"
        self._actions_health = f"{actions_url.rstrip('/')}/health"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._ready_timeout = aiohttp.ClientTimeout(total=READY_SECONDS)

    async def ask(self, question: Question) -> RasaReply:
        said = {"payload": question.payload} if question.payload is not None else {"text": question.text}
        body = {"sender": question.sender, **said, "metadata": {"language": question.language}}
        answer = await self._request("POST", f"{self._channel}/messages", to_json(body).encode())
        try:
            return read_reply(json.loads(answer))
        except (ValueError, RecursionError) as error:
            raise RasaUnavailable("malformed") from error

    async def erase(self, sender: str) -> None:
        await self._request("DELETE", f"{self._channel}/conversations/{quote(sender, safe='')}")

    async def is_ready(self) -> bool:
        return await self._is_answering(f"{self._channel}/ready")

    async def are_actions_ready(self) -> bool:
        return await self._is_answering(self._actions_health)

    async def _request(self, method: str, url: str, body: bytes | None = None) -> bytes:
        headers = {"Content-Type": "application/json"} if body is not None else None
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                if not 200 <= response.status < 300:
                    raise RasaUnavailable(f"status_{response.status}")
                return await response.read()
        except asyncio.TimeoutError as error:
            raise RasaUnavailable("timeout") from error
        except aiohttp.ClientError as error:
            raise RasaUnavailable("unreachable") from error

    async def _is_answering(self, url: str) -> bool:
        try:
            async with self._session.get(url, timeout=self._ready_timeout, allow_redirects=False) as response:
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError):
            return False
