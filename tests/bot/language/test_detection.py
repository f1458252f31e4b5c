from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import Language, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("สวัสดีค่ะ", "th", id="Thai"),
        pytest.param("หนู", "th", id="one Thai word"),
        pytest.param("อู้กำเมืองได้ก่อเจ้า", "th", id="Kham Mueang in Thai letters"),
        pytest.param("อยากถามเรื่อง scholarship application ค่ะ", "th", id="Thai with English words"),
        pytest.param("hi ค่ะ", "th", id="greeting in English"),
        pytest.param("สมัคร online ได้ไหม deadline วันไหน", "th", id="Thai frame"),
        pytest.param("My son has no birth certificate", "en", id="English"),
        pytest.param("help", "en", id="one English word"),
        pytest.param("Where is the office of แม่สอด", "en", id="English with a Thai name"),
        pytest.param("Who runs มูลนิธิ and what is the phone number", "en", id="English frame"),
        pytest.param("i need help pls", "en", id="short English"),
        pytest.param("ကလေးက မွေးစာရင်းမရှိဘူး", "my", id="Burmese"),
        pytest.param("ကလေး ID card လုပ်ချင်တယ်", "my", id="Burmese with English words"),
        pytest.param("မႂ်ႇသုင်ၶႃႈ", "shn", id="Shan"),
        pytest.param("လုၵ်ႈဢွၼ်ႇ ID", "shn", id="Shan with English"),
        pytest.param("ສະບາຍດີ ຂ້ອຍຢາກຖາມ", "lo", id="Lao"),
        pytest.param("ជំរាបសួរ ខ្ញុំចង់សួរ", "km", id="Khmer"),
        pytest.param("xin chào các bạn", "und", id="Vietnamese"),
        pytest.param("bonjour je voudrais savoir ou aller", "und", id="French"),
        pytest.param("Привет, как дела", "und", id="Russian"),
        pytest.param("السلام عليكم", "und", id="Arabic"),
        pytest.param("你好，我需要帮助", "und", id="Chinese"),
        pytest.param("ကညီကျိာ်ပှၤ", "und", id="Karen"),
        pytest.param("hеlp mе plеasе", "en", id="Cyrillic letters in English words"),
        pytest.param("𝐡𝐞𝐥𝐩 𝐦𝐞", "en", id="mathematical letters"),
        pytest.param("\u202ehelp me\u202c please", "en", id="direction signs"),
        pytest.param("ｈｅｌｐ　ｍｅ", "en", id="full width"),
        pytest.param("https://example.org/a/long/path ขอบคุณค่ะ", "th", id="an address is no English"),
        pytest.param("\ud800 สวัสดี", "th", id="lone surrogate"),
    ],
)
def test_language(text: str, language: str) -> None:
    detection = detect(text)
    assert detection.language == Language(language)
    assert detection.confidence > 0


@pytest.mark.parametrize("text", ["", " ", "555", "๕๕๕", "၁၂၃", "😀😀", "?!...", "081-234-5678", "https://example.org"])
def test_no_letters_no_language(text: str) -> None:
    assert detect(text).language is Language.UND
    assert detect(text).confidence == 0


def test_scripts_are_shares() -> None:
    scripts = detect("กขคง abcd").scripts
    assert scripts == {"Thai": 0.5, "Latn": 0.5}


def test_a_clear_sentence_is_surer_than_a_word() -> None:
    assert detect("Where can my child go to school?").confidence > detect("Chiang Mai").confidence


def test_a_language_reads_as_its_code() -> None:
    assert f"{Language.SHN}" == str(Language.SHN) == "shn"


@given(st.text(alphabet=st.characters(), max_size=80))
def test_never_fails_and_stays_in_bounds(text: str) -> None:
    detection = detect(text)
    assert 0 <= detection.confidence <= 1
    assert not detection.scripts or abs(sum(detection.scripts.values()) - 1) < 1e-9
