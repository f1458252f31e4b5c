from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import clean

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)
OUR_LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B),
        st.characters(min_codepoint=0x0E80, max_codepoint=0x0EDF),
        st.characters(min_codepoint=0x1000, max_codepoint=0x109F),
        st.sampled_from("aabeIo\u0301\u0327\u200b\ud83d\ude00 \n\t."),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        pytest.param("เเม่", "แม่", id="two sara e are sara ae"),
        pytest.param("นํ้า", "น้ำ", id="nikhahit and sara aa are sara am"),
        pytest.param("น้ํา", "น้ำ", id="tone before nikhahit"),
        pytest.param("ที่่", "ที่", id="tone twice"),
        pytest.param("ท่ี", "ที่", id="tone before its vowel"),
        pytest.param("ผู้้", "ผู้", id="tone twice under a vowel"),
        pytest.param("ผู้", "ผู้", id="tone before a vowel below"),
        pytest.param("คะ่", "ค่ะ", id="tone after sara a"),
        pytest.param("ก่้า", "ก้า", id="of two tones the last"),
        pytest.param("สิทธ์ิ", "สิทธิ์", id="thanthakhat before its vowel"),
        pytest.param("ค่าาาาา", "ค่า", id="stretched vowel"),
        pytest.param("มากกกก", "มาก", id="stretched consonant"),
        pytest.param("ครับบบบ", "ครับ", id="stretched at the end"),
        pytest.param("แบบบูรณาการ", "แบบบูรณาการ", id="three where two words meet"),
        pytest.param("หนีหรือออกมา ชื่อออกจากบ้าน", "หนีหรือออกมา ชื่อออกจากบ้าน", id="three where two words meet, o ang"),
        pytest.param("มากกกกกินข้าว", "มากกินข้าว", id="stretched before a word of the same letter"),
        pytest.param("มากกกกเลย", "มากเลย", id="stretched inside"),
        pytest.param("กรรม", "กรรม", id="two are no stretch"),
        pytest.param("ขอทุน สสส. หน่อย", "ขอทุน สสส. หน่อย", id="abbreviation of three"),
        pytest.param("ทุนสสส", "ทุนสสส", id="abbreviation without a stop"),
        pytest.param("มากๆๆๆ", "มากๆ", id="mai yamok once"),
        pytest.param("55555", "55555", id="laughter in digits stays"),
        pytest.param("ส\u200bวัส\u200cดี\ufeff", "สวัสดี", id="zero width"),
        pytest.param("\u202eสวัสดี\u202c", "สวัสดี", id="direction signs"),
        pytest.param("a\x00b\x07c\x7f", "abc", id="controls"),
        pytest.param("สวัส\ud800ดี", "สวัสดี", id="lone surrogate"),
        pytest.param("\ud83d\ude00", "😀", id="surrogates that make a pair"),
        pytest.param("ก\r\nข\rค\u2028ง", "ก\nข\nค\nง", id="line breaks"),
        pytest.param("ก\n\n\n\n \nข", "ก\n\nข", id="empty lines"),
        pytest.param("  ก\t\xa0ข\u3000 ", "ก ข", id="spaces"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("h\u0300\u0301\u0302\u0303\u0304i", "h\u0300\u0301i", id="piled marks"),
        pytest.param("helloooo sooooo", "hello so", id="stretched English"),
        pytest.param("please calllll my schoooool", "please call my school", id="stretched English keeps doubles"),
        pytest.param("www.example.org XIII AAA", "www.example.org XIII AAA", id="runs that are no stretch"),
        pytest.param("မြန်မာာာ းး", "မြန်မာ း", id="doubled Burmese signs"),
        pytest.param("ເເມ່່", "ແມ່", id="Lao"),
        pytest.param("", "", id="nothing"),
        pytest.param("่่่", "่", id="marks alone"),
        pytest.param("ျမန္မာႏိုင္ငံက ကေလးမ်ား", "မြန်မာနိုင်ငံက ကလေးများ", id="Zawgyi"),
        pytest.param("အသက် ၇ နှစ်", "အသက် ၇ နှစ်", id="Unicode Burmese stays"),
        pytest.param("မႂ်ႇသုင်ၶႃႈ", "မႂ်ႇသုင်ၶႃႈ", id="Shan stays"),
        pytest.param("สวัสดี ေက်ာင္းသား", "สวัสดี ကျောင်းသား", id="Zawgyi beside Thai"),
    ],
)
def test_clean(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@given(st.one_of(ANY_TEXT, OUR_LETTERS))
def test_clean_twice_is_clean_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned


@given(st.one_of(ANY_TEXT, OUR_LETTERS))
def test_clean_text_can_be_stored_and_is_nfc(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned


@given(st.text(alphabet="กขคงนมรลวสหอาิีุูเแโใไะ่้ๆฯ ", max_size=40).filter(lambda text: "\u0e40\u0e40" not in text))
def test_clean_adds_nothing(text: str) -> None:
    assert set(clean(text)) <= set(text)
