from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import find_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param("16 มี.ค. 2564", [(2021, 3, 16)], id="Thai short month"),
        pytest.param("16 มีนาคม 2564", [(2021, 3, 16)], id="Thai month"),
        pytest.param("๑๖ มีค ๖๔", [(2021, 3, 16)], id="Thai digits, short year"),
        pytest.param("เกิดวันที่ 5 เดือน มกราคม พ.ศ. 2550", [(2007, 1, 5)], id="with the era"),
        pytest.param("เดือนมีนาคม 2564", [(2021, 3, None)], id="Thai month and year"),
        pytest.param("10-11 สิงหาคม 2566", [(2023, 8, 11)], id="two days"),
        pytest.param("1/2/2555", [(2012, 2, 1)], id="slashes"),
        pytest.param("16/3/64", [(2021, 3, 16)], id="slashes, short year"),
        pytest.param("29/2/2563", [(2020, 2, 29)], id="leap day"),
        pytest.param("31/2/2560", [], id="no such day"),
        pytest.param("2021-03-16", [(2021, 3, 16)], id="ISO"),
        pytest.param("3/16/2021", [(2021, 3, 16)], id="month first where it must be"),
        pytest.param("born 5/6/15", [(2015, 6, 5)], id="short year in English"),
        pytest.param("16 March 2021", [(2021, 3, 16)], id="English"),
        pytest.param("March 16th, 2021", [(2021, 3, 16)], id="American"),
        pytest.param("16th of march 2564", [(2021, 3, 16)], id="English with a Thai year"),
        pytest.param("Jan 2020", [(2020, 1, None)], id="English month and year"),
        pytest.param("เกิดปี 42", [(1999, None, None)], id="short Thai year"),
        pytest.param("เกิดปี 15", [(1972, None, None)], id="short Thai year, older"),
        pytest.param("เกิดปีสี่สอง", [(1999, None, None)], id="short Thai year in words"),
        pytest.param("ปี พ.ศ. 2542", [(1999, None, None)], id="B.E."),
        pytest.param("ค.ศ. 1999", [(1999, None, None)], id="C.E."),
        pytest.param("ปี 2000", [(2000, None, None)], id="C.E. without saying"),
        pytest.param("2542", [(1999, None, None)], id="a year alone"),
        pytest.param("born in 1999", [(1999, None, None)], id="born in"),
        pytest.param("၂၀၁၅ ခုနှစ်", [(2015, None, None)], id="Burmese year"),
        pytest.param("၂၀၁၅ ခုနှစ် မတ်လ ၁၆ ရက်", [(2015, 3, 16)], id="Burmese date"),
        pytest.param("၂၀၁၈ ခုနှစ် ၆ လပိုင်း ၁၅ ရက်", [(2018, 6, 15)], id="Burmese date, the month a number"),
        pytest.param("၁၅ ရက် ၆ လ ၂၀၁၈", [(2018, 6, 15)], id="Burmese date, day first, the month a number"),
        pytest.param("၂၀၁၈ ၆ လမ်း", [(2018, None, None)], id="six streets are no month"),
        pytest.param("เกิดปี 51 เดือนอะไรไม่รู้", [(2008, None, None)], id="a year, the month unknown"),
        pytest.param("၁၆ ရက် မတ်လ ၂၀၂၁", [(2021, 3, 16)], id="Burmese date, day first"),
        pytest.param("၁၆-၃-၂၀၂၁", [(2021, 3, 16)], id="Burmese digits"),
        pytest.param("၁၉၉၉ မှာ မွေးတယ်", [(1999, None, None)], id="Burmese born"),
        pytest.param("16 มี.ค. 2564 ถึง 1 เม.ย. 2565", [(2021, 3, 16), (2022, 4, 1)], id="from to"),
        pytest.param("โทร 1300 หรือ 081-234-5678", [], id="phone numbers"),
        pytest.param("ได้เดือนละ 2500 บาท", [], id="money"),
        pytest.param("เรียนอยู่ปี 4 อายุ 15 ปี", [], id="years of study and age"),
        pytest.param("สามีดี 16", [], id="letters like a month"),
        pytest.param("MOU 2564 กับแผน 2023", [(2021, None, None), (2023, None, None)], id="years without a word"),
        pytest.param("2550 บาท, 2000 people, A2550, 02-2550", [], id="numbers like years"),
        pytest.param("He will be 20 on 9 December 2026", [(2026, 12, 9)], id="be is no era"),
        pytest.param("HE WILL BE 18, road 20, place 15, since 15", [], id="letters like an era"),
        pytest.param("BE 2542, b.e. 42", [(1999, None, None), (1999, None, None)], id="B.E. in English"),
        pytest.param("it will be 2500 baht", [], id="be and money"),
        pytest.param("၂၀ နိုဝင်ဘာ ၂၀၂၁က", [(2021, 11, 20)], id="Burmese date, the day without a word"),
        pytest.param("พ.ศ. 1234", [], id="long ago"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_find_dates(text: str, dates: list[tuple[int, int | None, int | None]]) -> None:
    assert [(value.year, value.month, value.day) for value in find_dates(text)] == dates


def test_offsets() -> None:
    text = "เกิด ๑๖ มี.ค. ๒๕๖๔ ค่ะ"
    (value,) = find_dates(text)
    assert text[value.start : value.end] == "๑๖ มี.ค. ๒๕๖๔"


PIECES = "1 2 31 12 42 2564 1999 / - . มี.ค. มกราคม เกิด ปี พ.ศ. March of ခုနှစ် မတ် လ ရက် สี่ สอง ๑๒"


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14))
def test_dates_lie_in_the_text_and_apart(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces)):
        end = 0
        for value in find_dates(text):
            assert end <= value.start < value.end <= len(text)
            assert 1880 <= value.year <= 2100
            end = value.end
