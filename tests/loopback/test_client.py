"""Requests to a real server on a socket, which does all that servers do wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvloop
from aiohttp.test_utils import unused_port

from loopback import client as loopback
from loopback.client import Client, Response, Unreachable

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n"
UPGRADE = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nok"
LAST = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class Server:
    """Answers each request with the next of `answers`: bytes, pieces of them, None to hang up, or a time to wait."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.requests: list[bytes] = []
        self.connections: list[asyncio.StreamWriter] = []
        self.busy = self.most_busy = 0

    async def serve(self, port: int = 0) -> asyncio.AbstractServer:
        return await asyncio.start_server(self._talk, "127.0.0.1", port)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections.append(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().partition(b"content-length:")[2]
                size = int(length.split(b"\r\n")[0]) if length else 0
                self.requests.append(head + await reader.readexactly(size))
                self.busy += 1
                self.most_busy = max(self.busy, self.most_busy)
                await self._answer(writer, self.answers.pop(0) if self.answers else ANSWER)
                self.busy -= 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, answer: Any) -> None:
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            answer = ANSWER
        for piece in answer if isinstance(answer, list) else [answer]:
            if piece is None:
                writer.transport.abort()
                raise ConnectionError
            writer.write(piece)
            await asyncio.sleep(0.001)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await made.serve()
    made.port = listening.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    yield made
    listening.close()
    for writer in made.connections:
        writer.close()
    await asyncio.sleep(0)


@pytest.fixture
async def client(server: Server) -> AsyncIterator[Client]:
    made = Client(f"http://127.0.0.1:{server.port}/base/")  # type: ignore[attr-defined]
    yield made
    made.close()


async def ask(client: Client, timeout: float = 5.0) -> Response:
    return await client.request("POST", "/path", timeout, b"{}")


async def test_what_is_sent(client: Client, server: Server) -> None:
    assert await ask(client) == Response(200, b"ok")
    await client.request("GET", "/x%2Fy", 5.0)
    host = f"Host: 127.0.0.1:{server.port}".encode()  # type: ignore[attr-defined]
    common = host + b"\r\nContent-Type: application/json\r\n"
    assert server.requests == [
        b"POST /base/path HTTP/1.1\r\n" + common + b"Content-Length: 2\r\n\r\n{}",
        b"GET /base/x%2Fy HTTP/1.1\r\n" + common + b"\r\n",  # Sanic warns of a body that is announced and empty
    ]


@pytest.mark.parametrize(
    ("url", "target"),
    [("http://127.0.0.1:{}", b"/"), ("http://127.0.0.1:{}/", b"/"), ("http://127.0.0.1:{}/webhook", b"/webhook")],
)
async def test_an_address_may_be_all(server: Server, url: str, target: bytes) -> None:
    client = Client(url.format(server.port))  # type: ignore[attr-defined]
    await client.request("POST", "", 5.0)
    assert server.requests[0].split()[1] == target
    client.close()


@pytest.mark.parametrize(
    ("answer", "response"),
    [
        pytest.param(ANSWER, Response(200, b"ok"), id="whole"),
        pytest.param([ANSWER[i : i + 1] for i in range(len(ANSWER))], Response(200, b"ok"), id="byte by byte"),
        pytest.param(CHUNKED, Response(200, b"ok"), id="in chunks"),
        pytest.param([CHUNKED[:60], CHUNKED[60:]], Response(200, b"ok"), id="chunks in pieces"),
        pytest.param(b"HTTP/1.1 204 No Content\r\n\r\n", Response(204, b""), id="no content"),
        pytest.param(ANSWER.replace(b"200 OK", b"503 Busy"), Response(503, b"ok"), id="an error"),
        pytest.param(ANSWER.replace(b"2\r\n\r\nok", b"9\r\n\r\n\xe1\x80\x80" + b"\0" * 6), None, id="any bytes"),
    ],
)
async def test_answers_are_read_and_the_connection_stays(
    client: Client, server: Server, answer: Any, response: Response | None
) -> None:
    server.answers = [answer]
    assert await ask(client) == (response or Response(200, b"\xe1\x80\x80" + b"\0" * 6))
    assert await ask(client) == Response(200, b"ok")
    assert len(server.connections) == 1


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(LAST, id="the last one"),
        pytest.param(UPGRADE, id="another protocol"),
        pytest.param(ANSWER + ANSWER, id="one too many"),
        pytest.param(ANSWER + ANSWER[:20], id="the beginning of one too many"),
    ],
)
async def test_what_ends_or_confuses_a_connection_is_not_used_again(
    client: Client, server: Server, answer: bytes
) -> None:
    server.answers = [answer, ANSWER.replace(b"ok", b"ko")]
    assert await ask(client) in (Response(200, b"ok"), Response(101, b""))
    assert await ask(client) == Response(200, b"ko")
    assert len(server.connections) == 2


async def test_what_comes_unasked_ends_the_connection(client: Client, server: Server) -> None:
    await ask(client)
    server.connections[0].write(ANSWER)
    await asyncio.sleep(0.05)
    server.answers = [ANSWER.replace(b"ok", b"ko")]
    assert await ask(client) == Response(200, b"ko")
    assert len(server.connections) == 2


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="hangs up"),
        pytest.param([ANSWER[:-1], None], id="hangs up in the middle"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", id="no HTTP"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", id="no length"),
    ],
)
async def test_no_answer_is_told_and_the_next_is_right(client: Client, server: Server, answer: Any) -> None:
    server.answers = [answer]
    with pytest.raises(Unreachable):
        await ask(client)
    assert await ask(client) == Response(200, b"ok")


async def test_a_late_answer_is_never_taken_for_the_next_one(client: Client, server: Server) -> None:
    server.answers = [0.2, ANSWER.replace(b"ok", b"ko")]
    with pytest.raises(asyncio.TimeoutError):
        await ask(client, timeout=0.05)
    assert await ask(client) == Response(200, b"ko")


async def test_nor_is_one_that_nobody_waits_for_any_more(client: Client, server: Server) -> None:
    server.answers = [0.2, ANSWER.replace(b"ok", b"ko")]
    asked = asyncio.create_task(ask(client))
    await asyncio.sleep(0.05)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await ask(client) == Response(200, b"ko")


async def test_nobody_there() -> None:
    with pytest.raises(Unreachable):
        await ask(Client(f"http://127.0.0.1:{unused_port()}"))


async def test_a_server_that_came_back_is_reached(server: Server) -> None:
    listening = await server.serve()
    port = listening.sockets[0].getsockname()[1]
    client = Client(f"http://127.0.0.1:{port}")
    await ask(client)
    listening.close()
    server.connections[-1].transport.abort()
    await asyncio.sleep(0.05)
    listening = await server.serve(port)
    assert await ask(client) == Response(200, b"ok")
    client.close()
    listening.close()


async def test_an_idle_connection_is_let_go(client: Client, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    await ask(client)
    monkeypatch.setattr(loopback, "KEEPALIVE_SECONDS", 0.0)
    await ask(client)
    assert len(server.connections) == 2


async def test_no_more_connections_than_allowed(server: Server) -> None:
    client = Client(f"http://127.0.0.1:{server.port}", limit=3)  # type: ignore[attr-defined]
    server.answers = [0.01] * 20
    assert await asyncio.gather(*(ask(client) for _ in range(20))) == [Response(200, b"ok")] * 20
    assert (len(server.connections), server.most_busy) == (3, 3)
    server.answers = [None] * 5
    results = await asyncio.gather(*(ask(client) for _ in range(5)), return_exceptions=True)
    assert [type(result) for result in results] == [Unreachable] * 5
    assert await ask(client) == Response(200, b"ok")
    client.close()


async def test_closing_lets_go_of_all(client: Client, server: Server) -> None:
    await asyncio.gather(*(ask(client) for _ in range(4)))
    client.close()
    await asyncio.sleep(0.05)
    assert all(writer.is_closing() for writer in server.connections)


def test_it_runs_on_the_loop_of_the_processes() -> None:
    async def talk() -> list[Response]:
        server = Server()
        server.answers = [ANSWER, None, CHUNKED]
        listening = await server.serve()
        client = Client(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}")
        found = [await ask(client)]
        with pytest.raises(Unreachable):
            await ask(client)
        found.append(await ask(client))
        client.close()
        listening.close()
        await asyncio.sleep(0.05)
        return found

    loop = uvloop.new_event_loop()
    assert loop.run_until_complete(talk()) == [Response(200, b"ok")] * 2
    loop.close()
