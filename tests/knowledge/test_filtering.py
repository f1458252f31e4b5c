"""The filter lets every name through, and hardly anything else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.filtering import Filter

A_HUNDREDTH = 100


@given(st.lists(st.text(), max_size=200))
def test_what_was_put_in_is_let_through(texts: list[str]) -> None:
    kept = Filter(Filter.of(texts).packed())
    assert all(text in kept for text in texts)


def test_hardly_anything_else_is_let_through() -> None:
    kept = Filter.of(f"มูลนิธิ {number}" for number in range(20_000))
    assert sum(f"foundation {number}" in kept for number in range(20_000)) < 20_000 / A_HUNDREDTH


def test_an_empty_one_lets_nothing_through() -> None:
    assert "ก" not in Filter.of([])
