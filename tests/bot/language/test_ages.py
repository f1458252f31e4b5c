from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import find_ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        pytest.param("3 ขวบ", [(3, None)], id="khuap"),
        pytest.param("ลูกห้าขวบ", [(5, None)], id="khuap in words"),
        pytest.param("๕ ขวบครึ่ง", [(5, 6)], id="and a half"),
        pytest.param("ลูกขวบกว่า", [(1, None)], id="first year"),
        pytest.param("2 ขวบ 3 เดือน", [(2, 3)], id="years and months"),
        pytest.param("อายุ 7 เดือน", [(None, 7)], id="months"),
        pytest.param("ลูก 8 เดือน", [(None, 8)], id="a child's months"),
        pytest.param("15 ปี", [(15, None)], id="years alone"),
        pytest.param("อายุสิบห้า", [(15, None)], id="age without a unit"),
        pytest.param("หลานอายุประมาณ 12 ค่ะ", [(12, None)], id="about"),
        pytest.param("เด็กอายุต่ำกว่า 15 ปี", [(15, None)], id="below"),
        pytest.param("อายุ 3-5 ปี", [(3, None), (5, None)], id="from to"),
        pytest.param("ลูก 5 ขวบ กับ 12 ปี", [(5, None), (12, None)], id="two children"),
        pytest.param("ซาวปี", [(20, None)], id="Kham Mueang"),
        pytest.param("12 yrs", [(12, None)], id="yrs"),
        pytest.param("my daughter is twelve years old", [(12, None)], id="years old"),
        pytest.param("a 12-year-old boy", [(12, None)], id="with hyphens"),
        pytest.param("I'm 15 and alone", [(15, None)], id="I'm"),
        pytest.param("my son is 12", [(12, None)], id="is"),
        pytest.param("aged 10 to 14", [(10, None), (14, None)], id="aged from to"),
        pytest.param("a 7-month-old baby", [(None, 7)], id="month-old"),
        pytest.param("a 7 month baby", [(None, 7)], id="month baby"),
        pytest.param("she is 1.5 years old", [(1, 6)], id="a half as a decimal"),
        pytest.param("he is 3 and a half years", [(3, 6)], id="a half in words"),
        pytest.param("my girl is 7 1/2 years old", [(7, 6)], id="a half as a fraction"),
        pytest.param("one and half year old", [(1, 6)], id="a half without an article"),
        pytest.param("18mo baby, 8m old", [(None, 18), (None, 8)], id="short months"),
        pytest.param("I came 6mo ago, she is 3mo pregnant, a 6mo visa", [], id="months that are no age"),
        pytest.param("ลูกเข้าโรงพยาบาล 2 เดือน หลานหลงทาง 3 เดือน", [], id="months that something took"),
        pytest.param("เบี้ยวค่าแรงลูกจ้าง 2 เดือน เงินเด็กแรกเกิด 3 เดือน", [], id="months of pay"),
        pytest.param("my baby father jail 6 months", [], id="months of somebody else"),
        pytest.param("ลูกครึ่งปีนี้จะขอสัญชาติ", [], id="of two peoples, this year"),
        pytest.param("is it for under 18s or 18+", [(18, None), (18, None)], id="limits"),
        pytest.param("we have 20+ kids, lived here 20+ years, 15+ projects", [], id="counts with a plus"),
        pytest.param("grant for ages 0-6", [(0, None), (6, None)], id="from birth"),
        pytest.param("a minor (16) works there", [(16, None)], id="a minor"),
        pytest.param("the 2 minors get 0 baht", [], id="minors that are counted"),
        pytest.param("a year and a half", [(1, 6)], id="a year and a half"),
        pytest.param("almost 18", [(18, None)], id="almost"),
        pytest.param("17, pregnant, Mae Sai", [(17, None)], id="said first"),
        pytest.param("191, who answers", [], id="a number called first"),
        pytest.param("1.5 million baht", [], id="a decimal of something else"),
        pytest.param("15yo", [(15, None)], id="yo"),
        pytest.param("a boy of 9 in Mae Sai", [(9, None)], id="of"),
        pytest.param("my father, 60, is ill", [(60, None)], id="beside"),
        pytest.param("she turned 7 yesterday", [(7, None)], id="turned"),
        pytest.param("a group of 12, children of 5 families", [], id="English counts"),
        pytest.param("มีลูก 8 เดือน กับลูกสาว 4", [(None, 8), (4, None)], id="has a child of some months"),
        pytest.param("น้องวัย 9", [(9, None)], id="wai"),
        pytest.param("น้องสาว 14 หายไป", [(14, None)], id="a child and a number"),
        pytest.param("มีลูก 3 มีหลาน 4 เด็ก 2 คน", [], id="Thai counts"),
        pytest.param("သမီး ၉ လ", [(None, 9)], id="a Burmese child's months"),
        pytest.param("5 နှစ်", [(5, None)], id="Burmese years"),
        pytest.param("အသက် ၇ နှစ်", [(7, None)], id="Burmese age"),
        pytest.param("ငါးနှစ်သား", [(5, None)], id="Burmese in words"),
        pytest.param("ဆယ့်နှစ်နှစ်", [(12, None)], id="Burmese twelve"),
        pytest.param("အသက် ၁၅", [(15, None)], id="Burmese without a unit"),
        pytest.param("၇ လသား", [(None, 7)], id="Burmese months"),
        pytest.param("นักเรียน 8 ปีไม่มีทุน", [(8, None)], id="a pupil"),
        pytest.param("ป้า 58 ปีแล้ว", [(58, None)], id="an aunt"),
        pytest.param("เด็กอ่อน 4 เดือน", [(None, 4)], id="a small child's months"),
        pytest.param("ลูกคนโต 10 คนเล็ก 4", [(10, None), (4, None)], id="the eldest"),
        pytest.param("ผม17ครับ", [(17, None)], id="the speaker"),
        pytest.param("หนู 13 ค่ะ", [(13, None)], id="the speaker, with a space"),
        pytest.param("อายุย่าง 16", [(16, None)], id="nearly"),
        pytest.param("เกิดมา 9 ปีไม่มีบัตร", [(9, None)], id="born so many years ago"),
        pytest.param("orphans of 3 years", [(3, None)], id="orphans of"),
        pytest.param("baby 4 months", [(None, 4)], id="baby and months"),
        pytest.param("pupil, 13, no card", [(13, None)], id="pupil"),
        pytest.param("aged between 10 and 12", [(10, None), (12, None)], id="aged between"),
        pytest.param("he will be 7 in may", [(7, None)], id="will be"),
        pytest.param("ages 4, 7 and 10", [(4, None), (7, None), (10, None)], id="a list"),
        pytest.param("my sons are 8 and 11", [(8, None), (11, None)], id="two sons"),
        pytest.param("my son is 8 and 2 dogs", [(8, None)], id="and something else"),
        pytest.param("a girl 16 from Fang", [(16, None)], id="a girl and a number"),
        pytest.param("my girl 3 times", [], id="how often"),
        pytest.param("he is nearly 9", [(9, None)], id="nearly in English"),
        pytest.param("when I was 5 we came", [(5, None)], id="was"),
        pytest.param("about to turn 12", [(12, None)], id="to turn"),
        pytest.param("12y, no card", [(12, None)], id="y"),
        pytest.param("a 5 y old", [(5, None)], id="y old"),
        pytest.param("baby, 5 mo", [(None, 5)], id="mo"),
        pytest.param("a year old baby", [(1, None)], id="a year old"),
        pytest.param("อายุ 6 และ 8 ปี", [(6, None), (8, None)], id="two Thai ages"),
        pytest.param("เดก 13 หนีออกจากบ้าน", [(13, None)], id="a misspelt child"),
        pytest.param("เกิดได้ 3 เดือน", [(None, 3)], id="born some months ago"),
        pytest.param("အသက် ၆ နဲ့ ၈", [(6, None), (8, None)], id="two Burmese ages"),
        pytest.param("သမီး ၁၄", [(14, None)], id="a Burmese daughter and a number"),
        pytest.param("သား ၂ ယောက်", [], id="two Burmese sons"),
        pytest.param("အသက်(၁၀)နှစ်", [(10, None)], id="Burmese in brackets"),
        pytest.param("၉ လကလေး", [(None, 9)], id="a Burmese child of some months"),
        pytest.param("၁၂ နှစ်မိန်းကလေး", [(12, None)], id="a Burmese girl of some years"),
        pytest.param("၆ လပဲ ရှိသေးတယ်", [(None, 6)], id="only some months in Burmese"),
        pytest.param("i m 13 yers old", [(13, None)], id="misspelt years"),
        pytest.param("คนโต 12 ปี คนเล็ก 9 เดือน", [(12, None), (None, 9)], id="the youngest's months"),
        pytest.param("၁၀ နှစ် ကလေး လက်ခံလား", [(10, None)], id="a Burmese child of some years, with a space"),
        pytest.param("ย้ายมาอยู่ปงได้สองปี", [], id="a stay at a place"),
        pytest.param("ย้ายมา 15 ปีแล้ว", [], id="a time, not an age"),
        pytest.param("เลยแจ้งเกิดมา 3 เดือน", [], id="since the registration"),
        pytest.param("หนู 2 ตัว", [], id="two mice"),
        pytest.param("เกิดปี 51 เดือนอะไรไม่รู้", [], id="a year and which month"),
        pytest.param("တစ်နှစ် ကလေးဘယ်နှယောက်", [], id="children a year in Burmese"),
        pytest.param("อยู่ไทยมา 10 ปี", [], id="a stay"),
        pytest.param("จำคุก 10 ปี", [], id="a sentence"),
        pytest.param("บัตรหมดอายุ 2 ปีแล้ว", [], id="an expired card"),
        pytest.param("ท้อง 5 เดือน", [], id="pregnant"),
        pytest.param("3 years ago, for 12 years", [], id="English times"),
        pytest.param("I am 5 months pregnant", [], id="English pregnant"),
        pytest.param("လွန်ခဲ့တဲ့ ၅ နှစ်", [], id="Burmese ago"),
        pytest.param("ထိုင်းမှာ ၁၀ နှစ်ကြာနေပြီ", [], id="Burmese stay"),
        pytest.param("၂၀၁၅ ခုနှစ်", [], id="a Burmese year"),
        pytest.param("เกิดปี 42 โทร 1300", [], id="year and phone"),
        pytest.param("500 ปี", [], id="nobody is so old"),
    ],
)
def test_find_ages(text: str, ages: list[tuple[int | None, int | None]]) -> None:
    assert [(age.years, age.months) for age in find_ages(text)] == ages


WRITTEN = {
    "my granddaughter 6 weeks old": [(None, 1)],
    "i have twins, 10 weeks, in Pong": [(None, 2)],
    "baby of 11 days": [(None, 0)],
    "6-8 weeks old": [(None, 1), (None, 1)],
    "2 and a half months old": [(None, 2)],
    "my baby blue lips 2 months, no money": [(None, 2)],
    "her 10th birthday": [(10, None)],
    "half a year old": [(None, 6)],
    "she is about a year and a half old": [(1, 6)],
    "my girl is 7 and a half": [(7, 6)],
    "my son (3 1/2) is blue": [(3, 6)],
    "kid 5½ years": [(5, 6)],
    "1 yr 8 months old": [(1, 8)],
    "1y 8m boy": [(1, 8)],
    "15, turning 16": [(15, None), (16, None)],
    "kids 3, 7 years": [(3, None), (7, None)],
    "ages 4 7 11": [(4, None), (7, None), (11, None)],
    "twin girls, 20 months, one needs surgery": [(None, 20)],
    "ลูก 3 คนอายุ 4 7 11 ขวบ": [(4, None), (7, None), (11, None)],
    "อายุ 4 7 11 ค่ะ": [(4, None), (7, None), (11, None)],
    "เด็กครึ่งขวบ": [(None, 6)],
    "อายุครึ่งปี": [(None, 6)],
    "หลานอายุปีเจ็ดเดือน": [(1, 7)],
    "ลูกขวบกับ 2 เดือน": [(1, 2)],
    "อายุ 12 ปี 6 เดือน": [(12, 6)],
    "ลูก 2 ขวบ และ สี่เดือน": [(2, None), (None, 4)],
    "มีน้อง 2 คน 3 ขวบ กับ 8 เดือน": [(3, None), (None, 8)],
    "ลูก 1 ขวบ กับ 3 เดือน": [(1, 3)],
    "ลูกหัวใจรั่ว เดือนเดียวเองค่ะ": [(None, 1)],
    "ลูกผนังหัวใจรั่ว 11 เดือน": [(None, 11)],
    "เป็นแฝด 11 เดือน": [(None, 11)],
    "เหลืออีกคน6 เดือน": [(None, 6)],
    "ลูกเราได้20 เดือน": [(None, 20)],
    "ลูกจะ10 เดือนละ": [(None, 10)],
    "ลูกอายุ 10 วัน": [(None, 0)],
    "ตา 82 ปี แล้วเดินไม่ได้": [(82, None)],
    "แม่ 45 ปีแล้ว": [(45, None)],
    "ละอ่อนอายุ 9 ปี๋": [(9, None)],
    "ကလေး ၃၊ ၇နှစ်": [(3, None), (7, None)],
    "သမီးလေး ၂နှစ်ခွဲနဲ့": [(2, 6)],
    "၇နှစ်ခွဲစိတ်ရမယ်": [(7, None)],
    "၁၀ ရက်သားလေး": [(None, 0)],
    "အမွှာနှစ်ယောက် ၁၈ လ": [(None, 18)],
}

LASTING = [
    "we waited 3 years already",
    "I lived here 10 years",
    "my mother is gone 3 years",
    "a year and a half later",
    "wait half a year",
    "the one-year rule",
    "a 5-year plan, a ten year card",
    "my card is 2 weeks old",
    "my son 2 days no food",
    "she is 2 weeks pregnant",
    "a friend of 3 weeks",
    "my baby has fever 2 months",
    "baby grant not paid 3 months",
    "my baby card 2 months",
    "5 and 10 baht coins",
    "เปิ้นมาตี้นี่ได้สิบห้าปี๋แล้ว",
    "เรียนฟรี 15 ปี",
    "แจ้งเกิดลูกช้าไป 4 ปี",
    "แฟนแก่กว่าสิบปี",
    "แม่ 2 ปีแล้วไม่กลับ",
    "ลูกป่วย 3 เดือน",
    "ลูกรอผ่าตัด 11 เดือน",
    "ลูกไม่ได้เรียน 2 เดือน",
    "ลูก 3 เดือนที่แล้วป่วย",
    "สอนให้เด็กอาข่าสักสองเดือน",
    "รอครึ่งปี",
    "สามีตาย 2 ปี",
    "บัตรอายุ 90 วัน",
    "၃ နှစ်လောက်စောင့်ပြီးပြီ",
    "၅ ရက်နေ့",
    "ထိုင်းမှာ ၅ နှစ်နေတယ်",
]


@pytest.mark.parametrize(("text", "ages"), WRITTEN.items(), ids=WRITTEN)
def test_ways_to_write_a_unit(text: str, ages: list[tuple[int | None, int | None]]) -> None:
    assert [(age.years, age.months) for age in find_ages(text)] == ages


@pytest.mark.parametrize("text", LASTING, ids=LASTING)
def test_times_that_are_none(text: str) -> None:
    assert find_ages(text) == []


def test_offsets() -> None:
    text = "ลูกอายุ ๕ ขวบค่ะ"
    (age,) = find_ages(text)
    assert text[age.start : age.end] == "๕ ขวบ"
    text = "หลานอายุปีเจ็ดเดือน her 10th birthday"
    assert [text[age.start : age.end] for age in find_ages(text)] == ["ปีเจ็ดเดือน", "10th"]


PIECES = (
    "1 2 15 99 ขวบ ปี เดือน อายุ ลูก ถึง - และ ครึ่ง years old months aged to I'm and နှစ် လ အသက် ห้า twelve "
    "weeks old, ½ half baby going on"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14))
def test_ages_lie_in_the_text_in_order(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        ages = find_ages(text)
        assert ages == sorted(ages, key=lambda age: age.start)
        for age in ages:
            assert 0 <= age.start < age.end <= len(text)
            assert age.years is not None or age.months is not None
