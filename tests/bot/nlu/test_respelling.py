"""Examples as other people would write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import clean
from bot.nlu import respelling
from bot.nlu.respelling import respellings


@pytest.fixture
def everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word that can be changed is, and no letter is lost."""
    monkeypatch.setattr(respelling, "WORDS_CHANGED", {"northern": 1.0, "slips": 1.0})
    monkeypatch.setattr(respelling, "TONES_LOST", 0.0)
    monkeypatch.setattr(respelling, "LETTER_LOST", 0.0)


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize(
    ("text", "northern", "slipped"),
    [
        pytest.param("เด็กไม่มีบัตร", "ละอ่อนบ่มีบัตร", "เดกไม่มีบัด", id="words"),
        pytest.param("ที่ตีกัน", "ตี้ตีกัน", "ที่ตีกัน", id="what was put in stays"),
        pytest.param("ไหม้", "ไหม้", "ไหม้", id="a sign goes on with the word"),
        pytest.param("คะแนนสำหรับเด็ก", "คะแนนสำหรับละอ่อน", "คะแนนสำหลับเดก", id="words that only look so"),
    ],
)
def test_words_are_changed_where_they_stand(text: str, northern: str, slipped: str) -> None:
    assert list(respellings(text)) == [written for written in (northern, slipped) if written != text]


@pytest.mark.parametrize(
    "text", ["who helps stateless children", "ကလေး", "1300", ""], ids=["en", "my", "number", "empty"]
)
def test_only_thai_is_respelt(text: str) -> None:
    assert list(respellings(text)) == []


@given(st.text(alphabet="กขคงจชดตทนบปพมรลวสหอะาิีึืุูเแโใไ่้ ไม่มีเด็กที่ไหน", max_size=40))
def test_it_is_clean_and_always_the_same(text: str) -> None:
    written = list(respellings(clean(text)))
    assert written == list(respellings(clean(text)))
    assert all(clean(one) == one != clean(text) for one in written)
    assert len(written) <= 2
