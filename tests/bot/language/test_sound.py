from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import sound_key


def trigrams(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}


def likeness(one: str, other: str) -> float:
    mine, theirs = trigrams(sound_key(one)), trigrams(sound_key(other))
    return len(mine & theirs) / len(mine | theirs)


@pytest.mark.parametrize(
    ("right", "heard"),
    [
        ("ทุนการศึกษาเด็กไร้สัญชาติ", "ทุนกานสึกสาเดกไร้สันชาด"),
        ("โรงพยาบาล", "โรงพะยาบาน"),
        ("สิทธิเด็ก", "สิดทิเดก"),
        ("มูลนิธิ", "มูนนิทิ"),
        ("บัตรประชาชน", "บัดปะชาชน"),
        ("สูติบัตร", "สูติบัด"),
        ("ทะเบียนบ้าน", "ทเบียนบ้าน"),
        ("จังหวัดเชียงราย", "จังหวัดเชียงลาย"),
        ("เชียงใหม่", "เชียงไหม่"),
        ("แม่ฮ่องสอน", "แม่ห้องสอน"),
        ("เครือข่าย", "เคือข่าย"),
        ("ปลอดภัย", "ปอดไพ"),
        ("กรุงเทพ", "กุงเทบ"),
        ("อนุญาต", "อนุยาด"),
        ("ศูนย์", "สูน"),
        ("วันเสาร์", "วันเสา"),
        ("สมัครทุน", "สมักทุน"),
        ("อย่างไร", "ย่างไร"),
        ("ทรัพย์", "ซับ"),
        ("หมอ", "มอ"),
        ("เพชร", "เพ็ด"),
        ("ครับ", "คับ"),
    ],
)
def test_what_sounds_alike_is_written_alike(right: str, heard: str) -> None:
    assert sound_key(right) == sound_key(heard)


@pytest.mark.parametrize(
    ("right", "heard"),
    [
        ("กรรมการคุ้มครองเด็ก", "กำมะกานคุ้มคองเด็ก"),
        ("พัฒนาชุมชนและเขตภูเขา", "พัดทะนาชุมชนและเขดพูเขา"),
        ("สถานสงเคราะห์เด็ก", "สะถานสงเคราะเด็ก"),
    ],
)
def test_what_sounds_nearly_alike_shares_most(right: str, heard: str) -> None:
    assert likeness(right, heard) > 0.5


@pytest.mark.parametrize(
    ("one", "other"), [("โรงเรียน", "โรงพยาบาล"), ("เชียงราย", "เชียงใหม่"), ("ทุนการศึกษา", "ผ่าตัด"), ("บัตร", "บ้าน")]
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param("Café  MÜNCHEN", "cafe munchen", id="Latin"),
        pytest.param("ကလေး", "ကလေး", id="Burmese as it is"),
        pytest.param("ห้วย", "ฮวย", id="the h of a place name is heard"),
        pytest.param("บ้าน ห้วย", "บานฮวย", id="no spaces in Thai"),
        pytest.param("โทร ๑๓๐๐!", "ทโ1300", id="digits and signs"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_sound_key(text: str, key: str) -> None:
    assert sound_key(text) == key


@given(st.text(alphabet=st.one_of(st.sampled_from(" \n"), st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E))))
def test_thai_alone_sounds_as_beside_a_sign(text: str) -> None:
    assert sound_key(text) == sound_key(f"{text}!")


@given(st.one_of(st.text(max_size=60), st.text(alphabet=st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B))))
def test_never_fails_and_thai_has_no_spaces(text: str) -> None:
    key = sound_key(text)
    assert key == key.strip()
    assert sound_key(text) == key
