"""How often one client may ask: a bucket of requests each, refilled steadily."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

BURST = 240  # requests at once
RATE = 20.0  # requests a second after that
MOST_CLIENTS = 10_000
IPV6_NETWORK = 64  # one subscriber has all addresses of such a network


@dataclass
class _Bucket:
    left: float
    at: float


class Limiter:
    """Counts by client; `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float], burst: int = BURST, rate: float = RATE) -> None:
        self._clock, self._burst, self._rate = clock, burst, rate
        self._buckets: dict[str, _Bucket] = {}

    def take(self, client: str) -> int:
        """0 when the client may go on, else the whole seconds to wait."""
        now = self._clock()
        bucket = self._buckets.get(client)
        if bucket is None:
            self._make_room(now)
            bucket = self._buckets[client] = _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.left < 1:
            return math.ceil((1 - bucket.left) / self._rate)
        bucket.left -= 1
        return 0

    def _make_room(self, now: float) -> None:
        """Forgets clients whose bucket is full again, and the oldest when that is not enough."""
        if len(self._buckets) < MOST_CLIENTS:
            return
        refilled = self._burst / self._rate
        self._buckets = {client: bucket for client, bucket in self._buckets.items() if now - bucket.at < refilled}
        for client in list(self._buckets)[: len(self._buckets) - MOST_CLIENTS + 1]:
            del self._buckets[client]


def client_of(request: web.Request) -> str:
    """The address that asks; what a reverse proxy adds to X-Forwarded-For counts when the proxy is near."""
    address = _address(request.remote or "")
    if address is not None and (address.is_loopback or address.is_private):
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        address = _address(forwarded) or address
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, IPV6_NETWORK), strict=False))
    return str(address)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
