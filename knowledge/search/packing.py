"""Lists of (number, impact) as bytes: four bytes for each number, then two for each impact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

NUMBER, IMPACT = np.uint32, np.uint16
NUMBER_BYTES, IMPACT_BYTES = 4, 2


def packed(numbers: ArrayLike, impacts: ArrayLike) -> bytes:
    """The pairs in their order, in the byte order of this machine."""
    return np.asarray(numbers, NUMBER).tobytes() + np.asarray(impacts, IMPACT).tobytes()


def packed_slices(numbers: NDArray[np.uint32], impacts: NDArray[np.uint16], ends: Sequence[int]) -> Iterator[bytes]:
    """What `packed` makes of each slice up to one of the ends, from the one before."""
    all_numbers, all_impacts, start = numbers.tobytes(), impacts.tobytes(), 0
    for end in ends:
        slice_of_numbers = all_numbers[start * NUMBER_BYTES : end * NUMBER_BYTES]
        yield slice_of_numbers + all_impacts[start * IMPACT_BYTES : end * IMPACT_BYTES]
        start = end


def unpacked(data: bytes | memoryview) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The numbers and the impacts that `packed` wrote."""
    count = len(data) // (NUMBER_BYTES + IMPACT_BYTES)
    return np.frombuffer(data, NUMBER, count), np.frombuffer(data, IMPACT, count, count * NUMBER_BYTES)
