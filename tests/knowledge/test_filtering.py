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


@given(st.lists(st.text(), max_size=200))
def test_a_name_may_begin_as_it_does_from_its_first_letter_on(texts: list[str]) -> None:
    kept = Filter.of(texts)
    assert all(kept.has_beginning(text[:length]) for text in texts for length in range(len(text) + 1))


def test_what_begins_as_no_name_is_told() -> None:
    kept = Filter.of(["มูลนิธิรักษ์เด็ก"])
    assert kept.has_beginning("มูลนิธิอื่น") and not kept.has_beginning("โรงเรียนบ้านปิน")


def test_hardly_anything_else_is_let_through() -> None:
    kept = Filter.of(f"มูลนิธิ {number}" for number in range(20_000))
    assert sum(f"foundation {number}" in kept for number in range(20_000)) < 20_000 / A_HUNDREDTH


def test_an_empty_one_lets_nothing_through() -> None:
    assert "ก" not in Filter.of([])
