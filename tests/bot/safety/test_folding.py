import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.folding import fold, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ตี๋", "ตี", id="kham-mueang-tone"),
        pytest.param("ตี้เฮือน", "ที่เฮือน", id="kham-mueang-at"),
        pytest.param("โดนตี้", "โดนตี", id="behind-was-a-slip"),
        pytest.param("ใค่ต๋าย", "ไคตาย", id="two-letters-for-ai"),
        pytest.param("เป็น", "เปน", id="short-vowel-mark"),
        pytest.param("ศูนย์", "สูน", id="silenced-letter"),
        pytest.param("ช่วยยยยด้วย", "ช่วยด้วย", id="stretched"),
        pytest.param("พ่อ ตี\nหนู!", "พ่อตีหนู", id="no-spaces-in-thai"),
        pytest.param("I'm  HURT...", "im hurt", id="latin"),
        pytest.param("อยาก die", "อยากdie", id="thai-and-latin"),
        pytest.param("အမေ့ကို ရိုက်", "အမေကိုရိုက်", id="burmese-dot"),
        pytest.param("ဓါး", "ဓား", id="burmese-long-a"),
    ],
)
def test_alike_after_folding(one, other):
    assert fold(one).strip() == fold(other).strip()


def test_at_is_not_hit():
    assert fold("ตี้") != fold("ตี๋")


@given(st.text(max_size=200))
def test_folding_never_fails_and_leaves_no_line_breaks(text):
    assert "\n" not in fold(text)


@pytest.mark.parametrize(
    ("word", "slip"),
    [
        pytest.param("กรีดแขน", "กีดแขน", id="second-consonant-left-out"),
        pytest.param("ผูกคอตาย", "ผุกคอตาย", id="short-for-long"),
        pytest.param("ล่วงละเมิด", "ล่วงระเมิด", id="r-for-l"),
    ],
)
def test_slips_of_long_words(word, slip):
    assert fold(slip) in spellings(fold(word))


def test_short_words_have_one_spelling():
    assert spellings(fold("ลูก")) == {"ลูก"}
