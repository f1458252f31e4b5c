from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import find_numbers, to_ascii_digits


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("12", [12], id="digits"),
        pytest.param("๑๒ ปี", [12], id="Thai digits"),
        pytest.param("၇ နှစ်", [7], id="Burmese digits"),
        pytest.param("1,300 บาท", [1300], id="thousands"),
        pytest.param("3.5 ปี", [3.5], id="decimals"),
        pytest.param("เด็ก 2 คน อายุ 5 กับ 7", [2, 5, 7], id="several"),
        pytest.param("สิบสอง", [12], id="Thai twelve"),
        pytest.param("ยี่สิบเอ็ด", [21], id="Thai twenty-one"),
        pytest.param("ห้าขวบ", [5], id="Thai five"),
        pytest.param("หนึ่งร้อยห้าสิบสามคน", [153], id="Thai hundreds"),
        pytest.param("สองพันห้าร้อยหกสิบสี่", [2564], id="Thai year"),
        pytest.param("สามแสนบาท", [300_000], id="Thai hundred thousands"),
        pytest.param("ล้านบาท", [1_000_000], id="Thai million"),
        pytest.param("โทรหนึ่งสามแปดเจ็ด", [1387], id="Thai digit by digit"),
        pytest.param("ซาวปี๋", [20], id="Kham Mueang twenty"),
        pytest.param("สามารถ ห้าม หกล้ม เก้าอี้ ร้อยเอ็ด", [], id="Thai words that begin like numbers"),
        pytest.param("twelve", [12], id="English"),
        pytest.param("twenty-one and thirty two", [21, 32], id="English tens"),
        pytest.param("a hundred and five", [105], id="English hundred"),
        pytest.param("two thousand five hundred", [2500], id="English thousands"),
        pytest.param("no one, this one, someone, often, weight", [], id="English words that are no numbers"),
        pytest.param("ဆယ့်နှစ်နှစ်", [12], id="Burmese twelve years"),
        pytest.param("ဆယ်နှစ်", [10], id="Burmese ten years"),
        pytest.param("နှစ်ဆယ့်ငါး", [25], id="Burmese twenty-five"),
        pytest.param("သုံးရာ့ငါးဆယ်", [350], id="Burmese hundreds"),
        pytest.param("ကလေးသုံးယောက်", [3], id="Burmese three children"),
        pytest.param("တရားဥပဒေ ကလေး ငါး ၂၀၁၅ ခုနှစ်", [2015], id="Burmese words that look like numbers"),
        pytest.param("ตึก" + "9" * 40, [], id="too long to be a number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_find_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


@pytest.mark.parametrize("text", ["๐๑๒๓๔๕๖๗๘๙", "၀၁၂၃၄၅၆၇၈၉", "႐႑႒႓႔႕႖႗႘႙", "໐໑໒໓໔໕໖໗໘໙", "០១២៣៤៥៦៧៨៩", "0123456789"])
def test_to_ascii_digits(text: str) -> None:
    assert to_ascii_digits(f"ก{text}က") == "ก0123456789က"


@given(st.text(alphabet=st.characters(), max_size=60))
def test_digits_keep_their_offsets(text: str) -> None:
    assert len(to_ascii_digits(text)) == len(text)


PIECES = "หนึ่ง สอง ยี่ สิบ ร้อย พัน ล้าน ห้า ขวบ 12 ၁ ဆယ့် ဆယ် နှစ် ရာ တ one hundred twenty - ,"


@given(st.lists(st.sampled_from(PIECES.split())))
def test_numbers_lie_in_the_text_and_apart(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        end = 0
        for number in find_numbers(text):
            assert end <= number.start < number.end <= len(text)
            end = number.end
