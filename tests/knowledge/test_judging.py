"""The judgement walks its trees as they are written."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.search.judging import Judgement
from knowledge.search.ranking import weights

JUDGEMENT = Judgement(
    names=["named", "words missing"],
    bias=-0.5,
    trees=[
        [(0, 0.5, 1, 2, 0.0), (0, 0.0, 1, 1, -1.0), (1, 0.25, 3, 4, 0.0), (0, 0.0, 3, 3, 2.0), (0, 0.0, 4, 4, 0.25)],
        [(0, 0.0, 0, 0, 0.125)],
    ],
)


def odds(chance: float) -> float:
    return math.log(chance / (1 - chance))


@pytest.mark.parametrize(
    ("values", "adds"),
    [({}, -1.0), ({"named": 0.5}, -1.0), ({"named": 1.0}, 2.0), ({"named": 1.0, "words missing": 0.5}, 0.25)],
)
def test_adds_what_the_leaves_say(values: dict[str, float], adds: float) -> None:
    assert odds(JUDGEMENT.chance(values)) == pytest.approx(-0.5 + adds + 0.125)


def test_a_name_that_it_does_not_know_says_nothing() -> None:
    assert JUDGEMENT.chance({"named": 1.0, "unheard of": 9.0}) == JUDGEMENT.chance({"named": 1.0})


@given(st.dictionaries(st.sampled_from(["named", "words missing"]), st.floats(0, 1)))
def test_stays_the_same_when_written_and_read(values: dict[str, float]) -> None:
    assert Judgement.read(JUDGEMENT.written()).chance(values) == JUDGEMENT.chance(values)


def test_what_is_written_has_a_tree_on_each_line() -> None:
    lines = JUDGEMENT.written().splitlines()
    assert sum(line.startswith("[[") for line in lines) == 2
    assert json.loads(JUDGEMENT.written())["names"] == ["named", "words missing"]


def test_the_learned_one_doubts_what_has_none_of_the_words() -> None:
    judgement = weights().judgement
    fits = {
        "named": 1.0,
        "aspect": 1.0,
        "aspect and named": 1.0,
        "coverage": 1.0,
        "share": 1.0,
        "lead": 5.0,
        "words": 1.0,
    }
    assert judgement.chance({}) < judgement.chance(fits)
    assert judgement.chance(fits | {"words missing": 1.0, "no duration": 1.0}) <= judgement.chance(fits)
