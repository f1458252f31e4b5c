"""How often one client may ask."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient, make_mocked_request

from gateway.directory.application import LIMITER
from gateway.directory.limits import MOST_CLIENTS, Limiter, client_of


def test_a_bucket_empties_and_fills_again() -> None:
    now = [100.0]
    limiter = Limiter(lambda: now[0], burst=2, rate=0.5)
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 2, 2]
    assert limiter.take("b") == 0
    now[0] += 2
    assert [limiter.take("a") for _ in range(2)] == [0, 2]


def test_clients_are_forgotten() -> None:
    now = [0.0]
    limiter = Limiter(lambda: now[0], burst=1, rate=1.0)
    for number in range(MOST_CLIENTS + 5):
        limiter.take(str(number))
    assert len(limiter._buckets) <= MOST_CLIENTS
    assert limiter.take(str(MOST_CLIENTS + 4)) == 1


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("8.8.8.8", "1.2.3.4", "8.8.8.8"),
        ("127.0.0.1", "1.2.3.4, 5.6.7.8", "5.6.7.8"),
        ("10.0.0.2", "nonsense", "10.0.0.2"),
        ("2a00:1:2:3:4:5:6:7", "", "2a00:1:2:3::/64"),
    ],
)
def test_who_asks(remote: str, forwarded: str, client: str) -> None:
    request = make_mocked_request("GET", "/", headers={"X-Forwarded-For": forwarded}).clone(remote=remote)
    assert client_of(request) == client


async def test_too_many_requests(client: TestClient[Any, Any]) -> None:
    limiter = client.app[LIMITER] if client.app else None
    assert limiter is not None
    while not limiter.take("127.0.0.1"):
        pass
    async with client.get("/directory/services") as response:
        assert response.status == 429
        assert int(response.headers["Retry-After"]) >= 1
        error = (await response.json())["error"]
    assert error["code"] == "too_many_requests"
    assert "Wait 1 second" in error["message"]
