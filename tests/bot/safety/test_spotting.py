import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.spotting import Phrase, Vocabulary

VOCABULARY = Vocabulary(
    {
        "กข": frozenset({"x"}),
        "กขค": frozenset({"y"}),
        "ค": frozenset({"z"}),
        "hit": frozenset({"hit"}),
        "hit me": frozenset({"me"}),
    },
    harmless={"กขคง"},
)

LETTERS = Vocabulary({letter: frozenset(letter) for letter in "กขค"}, set())


def places(starts: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(
        (place, length) for length, bits in starts.items() for place in range(bits.bit_length()) if bits >> place & 1
    )


@pytest.mark.parametrize(
    ("text", "group", "found"),
    [
        pytest.param("กข", "x", [(0, 2)], id="one"),
        pytest.param("กขค", "x", [(0, 2)], id="inside-a-longer-word"),
        pytest.param("กขค", "z", [(2, 1)], id="at-the-end-of-another"),
        pytest.param("กขกข", "x", [(0, 2), (2, 2)], id="twice"),
        pytest.param("กขคง", "x", [], id="harmless-hides-its-beginning"),
        pytest.param("กขคง", "z", [], id="harmless-hides-its-inside"),
        pytest.param("hits", "hit", [], id="latin-whole-words-only"),
        pytest.param("hit me", "hit", [(0, 3)], id="latin-word-and-phrase"),
        pytest.param("hit men", "me", [], id="latin-phrase-whole-words-only"),
        pytest.param("hit men", "hit", [(0, 3)], id="shorter-word-when-the-phrase-fails"),
    ],
)
def test_words_are_spotted(text, group, found):
    assert places(VOCABULARY.spot(text).starts(group)) == found


@pytest.mark.parametrize(
    ("text", "gap", "is_in"),
    [
        pytest.param("ก--ข", 2, True, id="near-enough"),
        pytest.param("ก---ข", 2, False, id="too-far"),
        pytest.param("ข-ก", 2, False, id="wrong-order"),
        pytest.param("กข", 0, True, id="touching"),
        pytest.param("ข", 2, False, id="one-missing"),
    ],
)
def test_phrase(text, gap, is_in):
    assert Phrase(("ก", "ข"), (gap,)).is_in(LETTERS.spot(text)) is is_in


@given(st.text(alphabet="กขค-", max_size=40), st.integers(0, 6), st.integers(0, 6))
def test_phrase_is_found_as_a_regular_expression_would(text, first, second):
    phrase = Phrase(("ก", "ข", "ค"), (first, second))
    spots = LETTERS.spot(text)

    assert phrase.is_in(spots) == bool(re.search(f"ก.{{0,{first}}}ข.{{0,{second}}}ค", text))


@given(st.text(alphabet="กขค-", max_size=40), st.integers(0, 6), st.integers(0, 6))
def test_places_are_those_in_a_whole_phrase(text, first, second):
    found = Phrase(("ก", "ข", "ค"), (first, second)).places_of(1, LETTERS.spot(text))
    expected = [
        place
        for place, letter in enumerate(text)
        if letter == "ข"
        and "ก" in text[max(0, place - first - 1) : place]
        and "ค" in text[place + 1 : place + second + 2]
    ]

    assert [place for place in range(len(text)) if found >> place & 1] == expected


def test_hidden_places_are_taken_away():
    spots = LETTERS.spot("กขก").without(0b011)

    assert places(spots.starts("ก")) == [(2, 1)]
    assert places(spots.starts("ข")) == []
    assert not spots.has(frozenset("ข"))
