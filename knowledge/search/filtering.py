"""A filter of the names: tells of most texts that are no name that they are none, without asking the database.

A Bloom filter (Bloom 1970): each text sets some bits; a text of which one bit is not set was not put in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

import numpy as np

BITS_A_TEXT, HASHES = 12, 4  # of a hundred texts that are no name one is taken for one, or fewer
SMALLEST = 64  # bits
BYTE = 8
MOST_REMEMBERED = 10_000  # beginnings
BEGINNING = 5  # letters: of a text of as many its beginning is put in too, which no word that follows changes


class Filter:
    """Bits, of which `HASHES` are set for each text that was put in."""

    def __init__(self, bits: bytes) -> None:
        self._bits = bits
        self._size = len(bits) * BYTE
        self._begins = lru_cache(MOST_REMEMBERED)(self.__contains__)  # the same with each word that follows

    @classmethod
    def of(cls, texts: Iterable[str]) -> Filter:
        """A filter that lets all of the texts through, and what begins as one of them."""
        known = set(texts)
        known |= {_beginning(text) for text in known if len(text) >= BEGINNING}
        hashes = np.array([_hashes(text) for text in known], np.uint64).reshape(-1, 2)
        size = max(SMALLEST, -(-len(hashes) * BITS_A_TEXT // BYTE) * BYTE)
        bits = np.zeros(size, bool)
        for number in range(HASHES):
            bits[(hashes[:, 0] + np.uint64(number) * hashes[:, 1]) % np.uint64(size)] = True
        return cls(np.packbits(bits).tobytes())

    def __contains__(self, text: str) -> bool:
        first, step = _hashes(text)
        for number in range(HASHES):
            place = (first + number * step) % self._size
            if not self._bits[place // BYTE] >> (BYTE - 1 - place % BYTE) & 1:
                return False
        return True

    def has_beginning(self, text: str) -> bool:
        """Whether a text may be in it that begins as this one: of a short one nobody knows."""
        return len(text) < BEGINNING or self._begins(_beginning(text))

    def packed(self) -> bytes:
        """The bits, from which the filter can be made again."""
        return self._bits


def _beginning(text: str) -> str:
    return f"^{text[:BEGINNING]}"


def _hashes(text: str) -> tuple[int, int]:
    data = text.encode("utf-8", "surrogatepass")
    first = crc32(data)
    return first, crc32(data, first) | 1
