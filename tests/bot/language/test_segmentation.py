from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Segmenter, Token, WordList, segment

TEXTS = st.one_of(
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x0E00, max_codepoint=0x0EFF), max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x1000, max_codepoint=0x109F), max_size=60),
    st.text(alphabet=st.characters(min_codepoint=0x1780, max_codepoint=0x17FF), max_size=60),
    st.text(alphabet="แม่สอดตากเชียงใหม่ Mae Sot ချင်းမိုင်", max_size=60),
)
NAMES = ("แม่สอด", "ตาก", "Mae Sot", "ချင်းမိုင်", "โรงเรียนบ้าน 1", "İ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("ทุนการศึกษาเด็กไร้สัญชาติ", "ทุนการศึกษา|เด็ก|ไร้|สัญชาติ", id="Thai"),
        pytest.param("หนูอยากไปโรงเรียน ค่ะ", "หนู|อยาก|ไป|โรงเรียน| |ค่ะ", id="Thai with a space"),
        pytest.param("ကျွန်တော် ယောက်ျား", "ကျွန်|တော်| |ယောက်ျား", id="Burmese syllables"),
        pytest.param("စင်္ကာပူကမ္ဘာ", "စင်္ကာ|ပူ|ကမ္ဘာ", id="kinzi and stacked consonants"),
        pytest.param("အသက် ၇နှစ်။", "အ|သက်| |၇|နှစ်|။", id="Burmese digits and signs"),
        pytest.param("ၸႂ်ႉၵႂႃႇမိူင်းတႆး", "ၸႂ်ႉ|ၵႂႃႇ|မိူင်း|တႆး", id="Shan syllables"),
        pytest.param("ສະບາຍດີ", "ສະ|ບາ|ຍ|ດີ", id="Lao clusters"),
        pytest.param("ខ្ញុំចង់", "ខ្ញុំ|ច|ង់", id="Khmer clusters"),
        pytest.param("I don't know, e-mail me", "I| |don't| |know|,| |e-mail| |me", id="English"),
        pytest.param("café 1,300.50 บาท ๑๒๓", "café| |1,300.50| |บาท| |๑๒๓", id="digits"),
        pytest.param("081-234", "081|-|234", id="phone number"),
        pytest.param("😀👍", "😀|👍", id="emoji"),
        pytest.param("่่", "่่", id="marks alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_segment(text: str, words: str) -> None:
    assert "|".join(token.text for token in segment(text)) == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("ผมอยู่แม่สอดครับ", "แม่สอด", id="inside Thai"),
        pytest.param("I live in MAE SOT now", "MAE SOT", id="two words, any case"),
        pytest.param("ကျွန်တော် ချင်းမိုင်မှာ နေတယ်", "ချင်းမိုင်", id="of several syllables"),
        pytest.param("อยู่โรงเรียนบ้าน 1 ค่ะ", "โรงเรียนบ้าน 1", id="with a space and a digit"),
    ],
)
def test_names_stay_whole(text: str, name: str) -> None:
    assert name in [token.text for token in Segmenter(NAMES).segment(text)]
    assert name in [token.text for token in segment(text, WordList(NAMES))]


@pytest.mark.parametrize("text", ["Maesot", "Mae Sotha", "ตากผ้า"])
def test_a_name_ends_where_a_word_ends(text: str) -> None:
    tokens = [token.text for token in Segmenter(["Mae Sot", "ตากผ"]).segment(text)]
    assert "Mae Sot" not in tokens
    assert "ตากผ" not in tokens


def test_space_is_marked() -> None:
    assert [token.is_space for token in segment("ก \nab")] == [False, True, False]


@given(TEXTS)
def test_tokens_join_back_and_offsets_are_right(text: str) -> None:
    for tokens in (segment(text), Segmenter(NAMES).segment(text)):
        assert "".join(token.text for token in tokens) == text
        assert tokens == [Token(text[token.start : token.end], token.start, token.end) for token in tokens]
        assert all(token.text for token in tokens)


@pytest.mark.parametrize("piece", ["ก", "่", "ตากลม", "กา", "มานานกว่ารอ", "เ", "ที่", "က", "a", "1", "ກ"])
def test_long_text_without_spaces_is_not_slow(piece: str) -> None:
    text = (piece * 4000)[:4000]
    segment("อุ่นเครื่อง")
    started = time.perf_counter()
    tokens = segment(text)
    assert time.perf_counter() - started < 1  # measured 2-25 ms; a blow-up takes minutes
    assert "".join(token.text for token in tokens) == text


def test_word_list() -> None:
    words = WordList(["ab", "abc", " b "], base=WordList(["a", "abcd"]))
    assert words.prefixes("abcde") == ["a", "ab", "abc", "abcd"]
    assert words.prefixes("xab", 1) == ["a", "ab"]
    assert sorted(words) == ["a", "ab", "abc", "abcd", "b"]
    assert len(words) == 5
    assert "abcd" in words and "x" not in words
