"""Lists of (number, impact) as bytes: four bytes for each number, then two for each impact."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

NUMBER, IMPACT = "I", "H"
_PAIR = array(NUMBER).itemsize + array(IMPACT).itemsize


def packed(pairs: Sequence[tuple[int, int]]) -> bytes:
    """The pairs in their order, in the byte order of this machine."""
    numbers = array(NUMBER, [number for number, _ in pairs])
    return numbers.tobytes() + array(IMPACT, [impact for _, impact in pairs]).tobytes()


def unpacked(data: bytes | memoryview) -> tuple[array[int], array[int]]:
    """The numbers and the impacts that `packed` wrote."""
    end = len(data) // _PAIR * array(NUMBER).itemsize
    numbers, impacts = array(NUMBER), array(IMPACT)
    numbers.frombytes(data[:end])
    impacts.frombytes(data[end:])
    return numbers, impacts
