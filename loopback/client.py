"""HTTP between the processes of the assistant: requests with a body in JSON, over connections that stay open.

aiohttp's client is made for the whole web. What it does for redirects, cookies, proxies and encodings takes several
times as long as a request from one process to the next.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import httptools

# Sanic closes idle connections after 5 s; letting go first avoids writing into a closed one.
# https://sanic.dev/en/guide/running/configuration.html
KEEPALIVE_SECONDS = 4.0
PORTS = {"http": 80, "https": 443}


class Unreachable(Exception):
    """Nobody is there, the other side hung up, or what it says is not HTTP."""


@dataclass(frozen=True)
class Response:
    """What was answered; the body is whole."""

    status: int
    body: bytes = field(repr=False)


class Client:
    """Asks one address, which may hold a path that all requests begin with; over `limit` connections at most."""

    def __init__(self, url: str, limit: int | None = None) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        self._is_secure = parts.scheme == "https"
        self._prefix = parts.path.rstrip("/")
        self._headers = f"Host: {parts.netloc}\r\nContent-Type: application/json\r\n"
        self._idle: list[_Connection] = []
        self._slots: AbstractAsyncContextManager[Any] = asyncio.Semaphore(limit) if limit else nullcontext()

    async def request(self, method: str, path: str, timeout: float, body: bytes = b"") -> Response:
        """The answer, of whatever status; raises Unreachable, and asyncio.TimeoutError after `timeout` seconds."""
        target = f"{self._prefix}{path}" or "/"
        length = "" if method == "GET" else f"Content-Length: {len(body)}\r\n"
        head = f"{method} {target} HTTP/1.1\r\n{self._headers}{length}\r\n"
        async with self._slots:
            ends = asyncio.get_running_loop().time() + timeout
            connection = self._find_idle() or await self._connect(timeout)
            try:
                response = await connection.ask(head.encode("ascii") + body, ends)
            except BaseException:
                connection.close()  # the answer that is still to come would be taken for the next one
                raise
            if connection.is_open:
                self._idle.append(connection)
            else:
                connection.close()
            return response

    def close(self) -> None:
        """Let go of the connections that wait for the next request."""
        while self._idle:
            self._idle.pop().close()

    def _find_idle(self) -> _Connection | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and now - connection.idle_since < KEEPALIVE_SECONDS:
                return connection
            connection.close()
        return None

    async def _connect(self, timeout: float) -> _Connection:
        loop = asyncio.get_running_loop()
        connecting = loop.create_connection(_Connection, self._host, self._port, ssl=self._is_secure or None)
        try:
            _, connection = await asyncio.wait_for(connecting, timeout)
        except OSError as error:
            raise Unreachable("nobody there") from error
        return connection


class _Connection(asyncio.Protocol):
    """One request after the other; `is_open` while another may follow."""

    def __init__(self) -> None:
        self.is_open = False
        self.idle_since = 0.0
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[Response] | None = None
        self._body: list[bytes] = []

    async def ask(self, request: bytes, ends: float) -> Response:
        """The answer, when it is there before the time (of the loop) at which waiting ends."""
        assert self._transport is not None  # a connection is given to nobody before it is made
        self._answer = self._loop.create_future()
        timer = self._loop.call_at(ends, self._fail, asyncio.TimeoutError())
        try:
            self._transport.write(request)
            return await self._answer
        finally:
            timer.cancel()
            self._answer = None

    def close(self) -> None:
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but its class
        self.is_open = True

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        self._fail(Unreachable("hung up"))

    def data_received(self, data: bytes) -> None:
        if self._answer is None:  # nobody asked
            self.close()
            return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self.is_open = False
            self._fail(Unreachable("no HTTP"))

    def eof_received(self) -> None:
        self.is_open = False

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    # What the parser calls.

    def on_message_begin(self) -> None:
        self._body = []
        if self._answer is None or self._answer.done():  # more than was asked for
            self.is_open = False

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        if self._answer is not None and not self._answer.done():
            self.is_open = self._parser.should_keep_alive()
            self.idle_since = self._loop.time()
            self._answer.set_result(Response(self._parser.get_status_code(), b"".join(self._body)))
