"""Ages as people write them: 3 ขวบ, อายุ 7 เดือน, 12 yrs, အသက် ၇ နှစ်."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.bare_ages import (
    EN_CHILD,
    TH_AGE,
    TH_NEARLY,
    ends_list,
    is_burmese_age,
    is_english_age,
    is_thai_age,
    is_told_of_somebody,
)
from bot.language.numbers import Number, find_numbers

MAX_YEARS = 120
MAX_MONTHS = 60
HALF = 0.5


@dataclass(frozen=True)
class Age:
    """An age from `start` to `end` of the text; `years`, `months` or both are known."""

    start: int
    end: int
    years: int | None
    months: int | None


_CONTEXT = 40
_TH_LETTER, _EN_LETTER, _MY_LETTER = re.compile("[ก-ฮ]"), re.compile("[A-Za-z]"), re.compile("[က-အ]")

_TH_WHICH = "(?:ชาย|สาว|ผู้หญิง|ผู้ชาย|หญิง|ทารก|แฝด|คนแรก|คนโต|คนกลาง|คนรอง|คนเล็ก|เล็กๆ?|อ่อน|น้อย|นักเรียน)"
_TH_CUE = re.compile(rf"{TH_AGE}(?!ความ|งาน|การ|บัตร|สัญญา|ขัย|ครรภ์)[^0-9๐-๙\n]{{0,16}}$")
_TH_CHILD_CUE = re.compile(
    rf"(?:(?:ลูก|หลาน|น้อง|เด็ก|เดก|ละอ่อน|ทารก|เบบี้|บุตร){_TH_WHICH}?|คน(?:โต|กลาง|รอง|เล็ก)|นักเรียน|ลูกศิษย์|ป้า|ลุง|ยาย|ปู่|ย่า|อุ๊ย){TH_NEARLY}$"
)
_TH_BORN = re.compile(r"(?<!แจ้ง)เกิด(?:มา|ได้)(?:ได้|แล้ว|\s)*$")
_TH_MONTH_NUMBER = re.compile(r"เดือน(?:ที่)?\s*$")
_TH_WHILE = re.compile(
    r"(?:อยู่|อยู่[ก-๎]{1,15}?ได้|มา|นาน|ผ่าน|ผ่านไป|เวลา|ทุก|ทุกๆ|ภายใน|อีก|หลัง|หลังจาก|จำคุก|คุก|โทษ|ทำงาน|ตลอด|รอ|ระยะ|(?<!นัก)เรียน|ไทย|(?<!แ)ละ|ต่อ|อายุความ|อายุงาน|บัตร|สัญญา|ชั้น|ป\.|ม\.)"
    r"(?:กัน|แล้ว|ได้|เป็นเวลา|เกือบ|ประมาณ|กว่า|มากกว่า|ไม่เกิน|เกิน|ไม่ต่ำกว่า|แค่|ตั้ง|\s)*$"
)
_TH_YEARS = re.compile(r"\s*(?:ขวบ(?P<turn>)|ปี(?!ที่\s*[0-9๐-๙]|ก่อน|หลัง|การศึกษา|งบ|ละ))\s*(?P<half>ครึ่ง)?")
_TH_SINCE = re.compile(r"\s*(?:แล้ว|ก่อน|ที่แล้ว|ที่ผ่าน|มาแล้ว|ข้างหน้า|ติดต่อ|ต่อ|หลัง|กว่าแล้ว|กว่าๆแล้ว)")
_TH_MONTHS = re.compile(r"\s*เดือน(?!\s*(?:อะไร|ไหน|ใด))")
_TH_MONTHS_MORE = re.compile(r"\s*(?:กับ|และ)?\s*$")
_EN_FIRST_YEAR = re.compile(r"(?<![A-Za-z])a[\s-]year[\s-](?:old|(?P<half>and[\s-]a[\s-]half))(?![A-Za-z])", re.I)
_TH_FIRST_YEAR = re.compile(r"ขวบ(?:เดียว|กว่าๆ?|(?P<half>ครึ่ง)|นึง)")

_EN_END = "(?![A-Za-z])"
_EN_HALF = r"(?P<half>[\s-]+and(?:[\s-]+a)?[\s-]+half|\s*(?:1/2|½))?"
_EN_OLD = re.compile(
    rf"{_EN_HALF}[\s-]*(?:(?:years?|yrs?|yers?|yaers?|yeas|y)[\s-]*(?:old|of age)|y/?o|y\.o\.?|y){_EN_END}", re.I
)
_EN_YEARS = re.compile(rf"{_EN_HALF}[\s-]*(?:years?|yrs?|yr\.){_EN_END}", re.I)
_EN_MONTHS_OLD = re.compile(
    rf"[\s-]*(?:months?|mths?|mos?|m)[\s-]*(?:old|of age){_EN_END}"
    r"|[\s-]*(?:months?|mths?)[\s-]*(?=baby|infant|son|daughter|child|boy|girl)",
    re.I,
)
_EN_CHILD_NEXT = re.compile(rf"\s*(?:{EN_CHILD}){_EN_END}", re.I)
_EN_MONTHS = re.compile(rf"[\s-]*(?:months?|mths?|mos?){_EN_END}", re.I)
_EN_YEARS_BEFORE = re.compile(r"(?:years?|yrs?),?\s*(?:and\s*)?$", re.I)
_EN_WHILE = re.compile(
    r"(?:for|in|within|past|last|next|after|every|since|took|spent|takes|jail|prison|wait(?:ed)?|another|first|of|per)\s+"
    r"(?:the\s+|about\s+|over\s+|almost\s+|nearly\s+|more\s+than\s+|at\s+least\s+|up\s+to\s+)*$",
    re.I,
)
_EN_SINCE = re.compile(
    r"\s*(?:ago|later|in\s+(?:jail|prison)|here|in\s+thailand|from\s+now|of\s+(?:work|experience|school)|pregnant|along)",
    re.I,
)
_EN_CHILD_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{EN_CHILD})\s*[,(]?\s*$", re.I)

_MY_CUE = re.compile(r"အသက်[^0-9၀-၉\n]{0,12}$")
_MY_CHILD_CUE = re.compile(r"(?:ကလေး(?:လေး)?|သား(?:လေး)?|သမီး(?:လေး)?|မြေး|တူမ?|ညီမ?|မွေးကင်းစ)\s*(?:က|အသက်)?\s*$")
_MY_CHILD = "(?=\\s?(?:ကလေး(?!ဘယ်)|မိန်းကလေး|ယောက်ျားလေး|ကောင်လေး|ကောင်မလေး|ကျောင်းသ))"
_MY_YEARS_OLD = re.compile(rf"\s*နှစ်(?:\s*(?:သား|သမီး|အရွယ်|ပြည့်|မပြည့်|အောက်)|{_MY_CHILD})")
_MY_YEARS = re.compile(r"\s*\)?\s*နှစ်")
_MY_YEARS_BEFORE = re.compile(r"နှစ်\s*(?:နဲ့|နှင့်)?\s*$")
_MY_WHILE = re.compile(
    r"\s*(?:လောက်|ကျော်|နီးပါး)?\s*(?:ကြာ|နေ(?:ခဲ့|တာ|ပြီ)|က(?![\u102b-\u103e])|အတွင်း|ထောင်|ရှိပြီ|တစ်ကြိမ်|အကြာ|လုံး|တာ)"
)
_MY_AGO = re.compile(r"(?:လွန်ခဲ့(?:တဲ့|သော)|ထောင်(?:ဒဏ်)?|ပြီးခဲ့တဲ့|နောက်)\s*$")
_MY_MONTHS_OLD = re.compile(rf"\s*လ(?:\s*(?:သား|သမီး|အရွယ်)|{_MY_CHILD}|(?=\s*ပဲ\s*ရှိ))")
_MY_MONTHS = re.compile(r"\s*လ(?![\u102b-\u103e\u1037]|[က-အ]\u1037?\u103a)")

_RANGE = re.compile(r"\s*(?:-|–|ถึง|หรือ|กับ|และ|to|or|and|&|ย่าง|ကနေ|မှ|နဲ့|နှင့်)\s*", re.I)
_LIST = re.compile(r"\s*(?:,|&|,?\s*and|or|กับ|และ|ย่าง|၊|နဲ့|နှင့်)\s*", re.I)
_RANGE_UP = re.compile(r"\s*(?:-|–|ถึง|to)\s*", re.I)


def find_ages(text: str) -> list[Age]:
    """The ages in clean `text`, in order. A length of time (มา 3 ปีแล้ว, 3 years ago) is none."""
    numbers = [number for number in find_numbers(text) if isinstance(number.value, int) or number.value % 1 == HALF]
    found: list[Age] = []  # from the last to the first
    for place in range(len(numbers) - 1, -1, -1):
        number = numbers[place]
        age = _read(text, number)
        after = found[-1] if found else None
        if age is None and after is not None and _RANGE.fullmatch(text, number.end, after.start):
            age = _age(number.start, number.end, number.value, after.years is None)
        if age is None:
            continue
        if after is not None and after.end <= age.end:  # the 2 of 7 1/2
            found.pop()
        elif after is not None and _continues(text, age, after):
            found[-1] = Age(age.start, after.end, age.years, after.months)
            continue
        if after is None or after.start > numbers[place + 1].start:
            found += reversed(_up_to(text, age, numbers[place + 1 :]))
        found.append(age)
    return sorted({*found, *_first_years(text, numbers)}, key=lambda age: age.start)


def _up_to(text: str, age: Age, following: list[Number]) -> list[Age]:
    """The 14 of `aged 10 to 14`, the 7 and the 9 of `ages 4, 7 and 9`, where none has a unit."""
    found: list[Age] = []
    end = age.end
    for number in following:
        ends = ends_list(text[number.end : number.end + _CONTEXT])
        is_upper = ends or not text[number.end : number.end + 1].strip()
        joined = _RANGE_UP.fullmatch(text, end, number.start) if is_upper else None
        if not joined and not (ends and _LIST.fullmatch(text, end, number.start)):
            break
        if upper := _age(number.start, number.end, number.value, False):
            found.append(upper)
        end = number.end
    return found


def _age(start: int, end: int, value: int | float, in_months: bool, half: bool = False) -> Age | None:
    if in_months:
        return Age(start, end, None, int(value)) if 0 <= value <= MAX_MONTHS else None
    return Age(start, end, int(value), 6 if half else None) if 0 <= value <= MAX_YEARS else None


def _continues(text: str, years: Age, months: Age) -> bool:
    """2 ขวบ | 3 เดือน is one age."""
    between = re.sub(r"[\s,]|กับ|และ|and|နဲ့", "", text[years.end : months.start])
    return years.months is None and years.years is not None and months.years is None and not between


def _read(text: str, number: Number) -> Age | None:
    before = text[max(0, number.start - _CONTEXT) : number.start]
    after = text[number.end : number.end + _CONTEXT]
    for letters, read in ((_TH_LETTER, _read_thai), (_EN_LETTER, _read_english), (_MY_LETTER, _read_burmese)):
        written = letters.search(before) or letters.search(after)
        if written and (unit := read(number.value, before, after)) is not None:
            length, in_months, half = unit
            return _age(number.start, number.end + length, number.value, in_months, half or number.value % 1 == HALF)
    return None


_Unit = tuple[int, bool, bool]
"""How many letters the unit takes, whether it is months, whether a half follows."""


def _read_thai(value: int | float, before: str, after: str) -> _Unit | None:
    if _TH_MONTH_NUMBER.search(before):
        return None
    cue = bool(_TH_CUE.search(before) or _TH_CHILD_CUE.search(before) or _TH_BORN.search(before))
    if unit := _TH_YEARS.match(after):
        lasting = _TH_WHILE.search(before) or _TH_SINCE.match(after, unit.end())
        if cue or unit["turn"] is not None or not lasting:
            return unit.end(), False, unit["half"] is not None
        return None
    if unit := _TH_MONTHS.match(after):
        joined = _TH_MONTHS_MORE.sub("", before).endswith(("ขวบ", "ปี"))
        return (unit.end(), True, False) if cue or joined else None
    return (0, False, False) if is_thai_age(value, before, after) else None


def _read_english(value: int | float, before: str, after: str) -> _Unit | None:
    cue = is_told_of_somebody(before)
    for pattern, in_months in ((_EN_OLD, False), (_EN_MONTHS_OLD, True)):
        if unit := pattern.match(after):
            return unit.end(), in_months, unit.groupdict().get("half") is not None
    if unit := _EN_YEARS.match(after):
        lasting = _EN_WHILE.search(before) or _EN_SINCE.match(after, unit.end())
        return (unit.end(), False, unit["half"] is not None) if cue or not lasting else None
    if unit := _EN_MONTHS.match(after):
        is_child_next = _EN_CHILD_NEXT.match(after, unit.end())  # "18mo baby"
        told = (cue or is_child_next or _EN_CHILD_BEFORE.search(before)) and not _EN_SINCE.match(after, unit.end())
        return (unit.end(), True, False) if told or _EN_YEARS_BEFORE.search(before) else None
    return (0, False, False) if is_english_age(value, before, after) else None


def _read_burmese(value: int | float, before: str, after: str) -> _Unit | None:
    cue = bool(_MY_CUE.search(before) or _MY_CHILD_CUE.search(before))
    if unit := _MY_YEARS_OLD.match(after):
        return unit.end(), False, False
    if unit := _MY_MONTHS_OLD.match(after):
        return unit.end(), True, False
    if unit := _MY_YEARS.match(after):
        lasting = _MY_WHILE.match(after, unit.end()) or _MY_AGO.search(before)
        return (unit.end(), False, False) if cue or not lasting else None
    if unit := _MY_MONTHS.match(after):
        joined = _MY_YEARS_BEFORE.search(before)
        return (unit.end(), True, False) if cue or joined else None
    return (0, False, False) if is_burmese_age(value, before, after) else None


def _first_years(text: str, numbers: list[Number]) -> list[Age]:
    """ขวบเดียว, ขวบครึ่ง, a year old: one year, said without a number."""
    counted = {number.end for number in numbers}
    return [
        Age(match.start(), match.end(), 1, 6 if match.groupdict().get("half") else None)
        for match in (*_TH_FIRST_YEAR.finditer(text), *_EN_FIRST_YEAR.finditer(text))
        if len(text[: match.start()].rstrip()) not in counted
    ]
