"""Ages as people write them: 3 ขวบ, อายุ 7 เดือน, 12 yrs, အသက် ၇ နှစ်."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.bare_ages import (
    EN_CHILD,
    GROWN_UP_TO,
    TH_AGE,
    TH_DAYS,
    TH_KIN,
    TH_NEARLY,
    TH_WHICH,
    TH_WHOSE,
    ends_list,
    is_burmese_age,
    is_english_age,
    is_thai_age,
    is_told_of_somebody,
)
from bot.language.numbers import Number, find_numbers

MAX_YEARS = 120
MAX_MONTHS = 60
BABY_MONTHS = 24
HALF = 0.5
_DAYS = {"weeks": 7, "days": 1}
_DAYS_A_MONTH = 30


@dataclass(frozen=True)
class Age:
    """An age from `start` to `end` of the text; `years`, `months` or both are known."""

    start: int
    end: int
    years: int | None
    months: int | None


_CONTEXT = 40
_TH_LETTER, _EN_LETTER, _MY_LETTER = re.compile("[ก-ฮ]"), re.compile("[A-Za-z]"), re.compile("[က-အ]")

_TH_CUE = re.compile(rf"{TH_AGE}(?!ความ|งาน|การ|บัตร|สัญญา|ขัย|ครรภ์)[^0-9๐-๙\n]{{0,16}}$")
_TH_CHILD_CUE = re.compile(
    rf"(?:(?:ลูก|หลาน|น้อง|เด็ก|เดก|ละอ่อน|ทารก|เบบี้|บุตร|แฝด){TH_WHICH}?{TH_WHOSE}|คน(?:โต|กลาง|รอง|เล็ก)|อีกคน(?:หนึ่ง|นึง)?|นักเรียน"
    rf"|ลูกศิษย์|ป้า|ลุง|ยาย|ปู่|ย่า|อุ๊ย|ทวด){TH_NEARLY}$"
)
# "ลูกผนังหัวใจรั่ว 11 เดือน": what a baby has stands between; what one does or waits for is no age.
_TH_BABY_APART = re.compile(
    r"(?:(?<!เงิน)(?:ลูก(?!จ้าง|ค้า|น้อง|หนี้|ครึ่ง)|หลาน|ทารก|เบบี้|เด็ก(?!แรกเกิด))(?:ชาย|สาว|เรา|ผม|หนู|น้อย|คนเล็ก|คนเดียว)?|อีกคน)\s?"
    r"(?:เป็น|มี|หมอบอก|แฝด|(?:โรค|ผนัง|ลิ้น)?หัวใจ(?:รั่ว|พิการ|โต|ตีบ|เป็นรู|ผิดปกติ)?|แต่กำเนิด|ปากแหว่ง|เพดานโหว่|ดาวน์|ตัวเขียว|"
    r"คลอด|แรกเกิด|ได้|เพิ่ง|พึ่ง|แค่|ตอนนี้|\s)+$"
)
_TH_BABY_DAYS = re.compile(
    rf"(?:(?:ลูก|หลาน|น้อง|เด็ก|ทารก|เบบี้|แฝด)[ก-๎]{{0,12}}\s?อายุ|ทารก(?:แรกเกิด)?|แรกเกิด|เด็กอ่อน){TH_NEARLY}$"
)
_TH_BORN = re.compile(r"(?<!แจ้ง)เกิด(?:มา|ได้)(?:ได้|แล้ว|\s)*$")
_TH_MONTH_NUMBER = re.compile(r"เดือน(?:ที่)?\s*$")
_TH_WHILE = re.compile(
    r"(?:อยู่|(?:อยู่|มา|งาน)[ก-๎]{1,15}?ได้|มา|นาน|เมิน|ผ่าน|(?<!ทั่ว)ไป|ช้า|ขาด|ฟรี|ตาย|เสีย|หาย|เลิก|คดี|ปรับ|แต่งงาน|(?:แก่|เด็ก|อ่อน|โต)กว่า|เวลา|ทุก|ทุกๆ|ภายใน|อีก|หลัง|หลังจาก|จำคุก|คุก|โทษ|ทำงาน|ตลอด|รอ|ระยะ|(?<!นัก)เรียน|ไทย|(?<!แ)ละ|ต่อ|อายุความ|อายุงาน|บัตร|สัญญา|ชั้น|ป\.|ม\.)"
    r"(?:กัน|แล้ว|ได้|เป็นเวลา|เกือบ|ประมาณ|กว่า|มากกว่า|ไม่เกิน|เกิน|ไม่ต่ำกว่า|แค่|ตั้ง|\s)*$"
)
_TH_YEARS = re.compile(r"\s*(?:ขวบ(?P<turn>)|ปี๋?(?!ที่\s*[0-9๐-๙]|ก่อน|หลัง|การศึกษา|งบ|ละ))(?:\s*(?P<half>ครึ่ง))?")
_TH_SINCE = re.compile(r"\s*(?:แล้ว|ก่อน|ที่แล้ว|ที่ผ่าน|มาแล้ว|ข้างหน้า|ติดต่อ|ต่อ|หลัง|กว่าแล้ว|กว่าๆแล้ว)")
_TH_MONTHS = re.compile(r"\s*เดือน(?!\s*(?:อะไร|ไหน|ใด|หน้า|นี้|ก่อน|ที่(?:แล้ว|ผ่าน)|ข้างหน้า))(?:ครึ่ง)?")
_TH_MONTHS_MORE = re.compile(r"\s*(?:กับ|และ)?\s*$")
# อายุปีเจ็ดเดือน, ขวบกับ 2 เดือน: the one year is not counted.
_TH_YEAR_AND = re.compile(r"(?:อายุ|ลูก|หลาน|น้อง|เด็ก)(?:ได้|แค่|เพิ่ง|ประมาณ|สัก|\s)*(?P<unit>ปี|ขวบ)\s*(?:กับ|และ)?\s*$")

_EN_END = "(?![A-Za-z])"
_EN_AND_HALF = r"(?:[\s-]+and(?:[\s-]+a)?[\s-]+half|\s*(?:1/2|½))"
_EN_HALF = f"(?P<half>{_EN_AND_HALF})?"
_EN_BARE_HALF = re.compile(rf"{_EN_AND_HALF}(?![0-9A-Za-z])", re.I)
_EN_OLD = re.compile(
    rf"{_EN_HALF}[\s-]*(?:(?:years?|yrs?|yers?|yaers?|yeas|y)[\s-]*(?:old|of age)|y/?o|y\.o\.?|y){_EN_END}", re.I
)
_EN_YEARS = re.compile(rf"{_EN_HALF}[\s-]*(?:years?|yrs?|yr\.){_EN_END}", re.I)
_EN_RULE = re.compile(
    rf"-year\s+(?!(?:{EN_CHILD}){_EN_END})[a-z]|[\s-]+year[\s-]+(?:rule|plan|visa|card|wait|permit|program(?:me)?|course|deadline|"
    r"limit|sentence|law|ban|contract|project|stay|period|term|work|passport|residen[a-z]+|degree|scholarship|grant|gap|loan)",
    re.I,
)
_EN_THING = re.compile(
    r"(?<![A-Za-z])(?:card|visa|permit|passport|papers?|certificate|document|application|letter|report|photo|house|car|case)"
    r"\s+(?:is|are|was)\s+(?:now\s+|only\s+|about\s+|over\s+|almost\s+|already\s+)*$",
    re.I,
)
_EN_BIRTHDAY = re.compile(rf"(?P<th>(?:st|nd|rd|th)?)\s*(?:birthday|b-?day){_EN_END}", re.I)
_EN_MONTHS_OLD = re.compile(
    rf"(?:{_EN_AND_HALF})?[\s-]*(?:months?|mths?|mos?|m)[\s-]*(?:old|of age){_EN_END}"
    r"|[\s-]*(?:months?|mths?)[\s-]*(?=baby|infant|son|daughter|child|boy|girl)",
    re.I,
)
_EN_DAYS = re.compile(rf"[\s-]*(?:(?P<weeks>weeks?|wks?)|days?)(?P<old>[\s-]*(?:old|of age))?{_EN_END}", re.I)
_EN_BABY_DAYS = re.compile(
    r"(?<![A-Za-z])(?:(?:bab(?:y|ies)|newborns?|infants?|twins)(?:\s+(?:boy|girl|son|daughter))?(?:\s+(?:is|are|was|of))?"
    r"|(?:(?:grand)?(?:son|daughter|child)|boy|girl|he|she)(?:\s+(?:is|of)|['’]s|\s*[,(]))"
    r"(?:\s+(?:only|just|now|about|almost|nearly|barely))*[\s,(]*$",
    re.I,
)
_EN_CLOSED = re.compile(r"\s*(?:$|[.,!?;)]|(?:and|but|now|from|has|needs?)(?![A-Za-z]))", re.I)
_EN_CHILD_NEXT = re.compile(rf"\s*(?:{EN_CHILD}){_EN_END}", re.I)
_EN_MONTHS = re.compile(rf"(?:{_EN_AND_HALF})?[\s-]*(?:months?|mths?|mos?){_EN_END}", re.I)
_EN_MONTHS_MORE = re.compile(rf"\s?m{_EN_END}", re.I)  # 1y 8m
_EN_YEARS_BEFORE = re.compile(r"(?:years?|yrs?|[0-9]\s?y),?\s*(?:and\s*)?$", re.I)
_EN_WHILE = re.compile(
    r"(?:for|in|within|past|last|next|after|every|since|took|spent|takes|jail|prison|wait(?:ed|ing|s)?|another|first|of|per|"
    r"(?<![a-z])(?:work(?:ed|ing|s)?|liv(?:ed?|ing|es)|stay(?:ed|ing|s)?|stud(?:ied|ying)|been|here|there|thailand|gone|dead|"
    r"missing|married|together|separated|divorced|valid|expired|lasts?|sick|pay|paid))\s+"
    r"(?:the\s+|about\s+|over\s+|almost\s+|nearly\s+|more\s+than\s+|at\s+least\s+|up\s+to\s+|already\s+|only\s+)*$",
    re.I,
)
_EN_SINCE = re.compile(
    r"\s*(?:ago|later|late|overdue|in\s+(?:jail|prison|hospital|icu|thailand|the\s+hospital)|here|from\s+now|pregnant|along|"
    r"of\s+(?:work|experience|school)|(?:already\s+)?wait(?:ing|ed)?|missing|living|working)",
    re.I,
)
# "my baby blue lips 2 months": what a baby has stands between; anything else may be how long something took.
_EN_BABY_APART = re.compile(
    r"(?<![A-Za-z])(?:baby|newborn|infant|twins)(?:[\s-]+(?:has|with|and|a|an|the|blue|lips|weak|bad|hole|in|heart|disease|defect|"
    r"cleft|lip|palate|down|syndrome|sick|boy|girl|son|daughter|only|just|now|about|almost|nearly)(?![A-Za-z]))+[\s,]+$",
    re.I,
)
_EN_CHILD_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{EN_CHILD})\s*[,(]?\s*$", re.I)

_MY_CUE = re.compile(r"အသက်[^0-9၀-၉\n]{0,12}$")
_MY_CHILD_CUE = re.compile(
    "(?:ကလေး(?:လေး)?|သား(?:လေး)?|သမီး(?:လေး)?|မြေး|တူမ?|ညီမ?|မွေးကင်းစ|အမွှာ(?:လေး)?(?:\\s?\\S{1,6}\\s?ယောက်)?)\\s*(?:က|အသက်)?\\s*$"
)
_MY_CHILD = "(?=\\s?(?:ကလေး(?!ဘယ်)|မိန်းကလေး|ယောက်ျားလေး|ကောင်လေး|ကောင်မလေး|ကျောင်းသ))"
_MY_HALF = "(?P<half>ခွဲ(?!စိတ်|ရ[မတန]|ရင်|ခြား|ထား|ဖို့|မယ်|ပေး|လိုက်))?"
_MY_YEARS_OLD = re.compile(rf"\s*နှစ်{_MY_HALF}(?:\s*(?:သား|သမီး|အရွယ်|ပြည့်|မပြည့်|အောက်)|{_MY_CHILD})")
_MY_YEARS = re.compile(rf"\s*\)?\s*နှစ်{_MY_HALF}")
_MY_DAYS_OLD = re.compile(r"\s*(?:ရက်|(?P<weeks>ပတ်))သား")
_MY_YEARS_BEFORE = re.compile(r"နှစ်\s*(?:နဲ့|နှင့်)?\s*$")
_MY_WHILE = re.compile(
    r"\s*(?:လောက်|ကျော်|နီးပါး)?\s*(?:ကြာ|နေ(?:ခဲ့|တာ|ပြီ|တယ်)|က(?![\u102b-\u103e])|အတွင်း|ထောင်|ရှိပြီ|တစ်ကြိမ်|အကြာ|လုံး|တာ|စောင့်|အလုပ်လုပ်|ရှိနေ)"
)
_MY_AGO = re.compile(r"(?:လွန်ခဲ့(?:တဲ့|သော)|ထောင်(?:ဒဏ်)?|ပြီးခဲ့တဲ့|နောက်)\s*$")
_MY_MONTHS_OLD = re.compile(rf"\s*လ(?:\s*(?:သား|သမီး|အရွယ်)|{_MY_CHILD}|(?=\s*ပဲ\s*ရှိ))")
_MY_MONTHS = re.compile(r"\s*လ(?![\u102b-\u103e\u1037]|[က-အ]\u1037?\u103a)")

_RANGE = re.compile(
    r"\s*(?:-|–|ถึง|หรือ|กับ|และ|to|or|and|&|,?\s*(?:going\s+on|turning|almost|nearly)|ย่าง|ကနေ|မှ|နဲ့|နှင့်)\s*", re.I
)
_LIST = re.compile(r"\s*(?:,|&|,?\s*and|or|กับ|และ|ย่าง|၊|နဲ့|နှင့်)\s*", re.I)
_RANGE_UP = re.compile(r"\s*(?:-|–|ถึง|to)\s*", re.I)
_GAP = re.compile(r"\s*[,၊]\s*|\s+")
# "อายุ 4 7 11 ขวบ", "ကလေး ၃၊ ၇နှစ်": only the last number has a unit.
_LISTED = re.compile(
    r"(?:(?<!มี)(?<!หมด)(?:อายุ|วัย|ลูก|หลาน|น้อง|เด็ก)|(?<![a-z])(?:aged?|ages|kids|children|boys|girls|sons|daughters)|ကလေး|သား|သမီး|မြေး|အသက်)"
    r"(?:ๆ|ชาย|สาว)?[\s:(]*(?:(?:[0-9๐-๙]{1,2}|สอง|สาม|สี่|ห้า)\s*คน\s*(?:อายุ)?\s*)?(?:[0-9๐-๙၀-၉]{1,2}(?:\s*[,၊]\s*|\s+))*$",
    re.I,
)
_SPACES = re.compile(r"\s+")
_SPACED_AGES = re.compile(r"(?:(?<!หมด)อายุ|(?<![a-z])(?:aged|ages)|အသက်)[\s:(]*(?:[0-9๐-๙၀-၉]{1,2}\s+)+$", re.I)
_SPACED_MORE = re.compile("^(?: +[0-9๐-๙၀-၉]{1,2}(?![0-9๐-๙၀-၉]))+")
_COUNT_IN_WORDS = re.compile(r"[A-Za-z]+(?!\s*(?:$|[.,;:!?)&]|and|or))", re.I)

# Ages without a number: the years and the months.
_UNCOUNTED = (
    (r"ขวบ(?:เดียว|กว่าๆ?|นึง)", 1, None),
    ("ขวบครึ่ง", 1, 6),
    ("ครึ่งขวบ|(?<=อายุ)ครึ่งปี(?!นี้|ก่อน|หน้า|แรก|หลัง)", None, 6),
    (rf"(?<![A-Za-z])(?<!half )(?<!half-)a[\s-]year[\s-]old{_EN_END}", 1, None),
    (rf"(?<![A-Za-z])(?<!and[ -])(?<!and[ -]a[ -])half[\s-](?:an?[\s-])?year[\s-]old{_EN_END}", None, 6),
    (
        r"(?<![A-Za-z])(?<!for )(?<!in )(?<!took )(?<!after )(?<!waited )a[\s-]year[\s-]and[\s-]a[\s-]half"
        r"(?![A-Za-z]|\s+(?:ago|later|here|in|of)(?![A-Za-z]))",
        1,
        6,
    ),
)
_UNCOUNTED_AGES = [(re.compile(pattern, re.I), years, months) for pattern, years, months in _UNCOUNTED]
_TH_COUNTED = re.compile(r"(?:[2-9๒-๙]|สอง|สาม|สี่)\s*คน\s*(?:อายุ)?\s*$")
_BABY_MONTH = re.compile("เดือน(?:เดียว|กว่า|นึง)")


def find_ages(text: str) -> list[Age]:
    """The ages in clean `text`, in order. A length of time (มา 3 ปีแล้ว, 3 years ago) is none."""
    numbers = [number for number in find_numbers(text) if isinstance(number.value, int) or number.value % 1 == HALF]
    found: list[Age] = []  # from the last to the first
    unit = "years"
    for place in range(len(numbers) - 1, -1, -1):
        number = numbers[place]
        after = found[-1] if found else None
        age, said = _read(text, number)
        if age is None and after is not None and _is_listed(text, number, after):
            age, said = _age(number.start, number.end, number.value, unit), unit
        if age is None:
            continue
        unit = said
        if after is not None and after.end <= age.end:  # the 2 of 7 1/2
            found.pop()
        elif after is not None and _continues(text, age, after):
            found[-1] = Age(age.start, after.end, age.years, after.months)
            continue
        if after is None or after.start > numbers[place + 1].start:
            found += reversed(_up_to(text, age, numbers[place + 1 :]))
        found.append(age)
    return sorted({*found, *_uncounted(text, numbers)}, key=lambda age: age.start)


def _is_listed(text: str, number: Number, after: Age) -> bool:
    """The 3 of 3-5 ปี, and the 4 and the 7 of อายุ 4 7 11 ขวบ."""
    if _RANGE.fullmatch(text, number.end, after.start):
        return True
    before = text[max(0, number.start - _CONTEXT) : number.start]
    return bool(_GAP.fullmatch(text, number.end, after.start) and _LISTED.search(before))


def _up_to(text: str, age: Age, following: list[Number]) -> list[Age]:
    """The 14 of `aged 10 to 14`, the 7 and the 9 of `ages 4, 7 and 9`, where none has a unit."""
    found: list[Age] = []
    end = age.end
    for number in following:
        after = text[number.end : number.end + _CONTEXT]
        ends = ends_list(after)
        joined = _RANGE_UP.fullmatch(text, end, number.start) if ends or not after[:1].strip() else None
        listed = ends and _LIST.fullmatch(text, end, number.start)
        if not (joined or listed or _is_spaced(text, end, number)) or _COUNT_IN_WORDS.match(text, number.end - 1):
            break
        if upper := _age(number.start, number.end, number.value, "years"):
            found.append(upper)
        end = number.end
    return found


def _is_spaced(text: str, end: int, number: Number) -> bool:
    """The 7 of อายุ 4 7 11, which only a space parts from the 4."""
    before, after = text[max(0, number.start - _CONTEXT) : number.start], text[number.end : number.end + _CONTEXT]
    spaced = (
        number.end - number.start <= 2 and _SPACES.fullmatch(text, end, number.start) and _SPACED_AGES.search(before)
    )
    return bool(spaced) and ends_list(_SPACED_MORE.sub("", after, count=1))


def _age(start: int, end: int, value: int | float, unit: str, half: bool = False) -> Age | None:
    if unit == "years":
        return Age(start, end, int(value), 6 if half else None) if 0 <= value <= MAX_YEARS else None
    months = int(value) * _DAYS[unit] // _DAYS_A_MONTH if unit in _DAYS else int(value)
    return Age(start, end, None, months) if 0 <= months <= MAX_MONTHS else None


def _continues(text: str, years: Age, months: Age) -> bool:
    """2 ขวบ | 3 เดือน is one age; 2 ขวบ และ 3 เดือน are two children."""
    between = text[years.end : months.start]
    counted = _TH_COUNTED.search(text, max(0, years.start - _CONTEXT), years.start)
    if text[: years.end].endswith("ขวบ") and (between == " และ " or (between.strip() == "กับ" and counted)):
        return False
    empty = not re.sub(r"[\s,]|กับ|และ|and|နဲ့", "", between)
    return years.months is None and years.years is not None and months.years is None and empty


def _read(text: str, number: Number) -> tuple[Age | None, str]:
    before = text[max(0, number.start - _CONTEXT) : number.start]
    after = text[number.end : number.end + _CONTEXT]
    for letters, read in ((_TH_LETTER, _read_thai), (_EN_LETTER, _read_english), (_MY_LETTER, _read_burmese)):
        written = letters.search(before) or letters.search(after)
        if written and (said := read(number.value, before, after)) is not None:
            length, unit, half = said
            end = number.end + length
            age = _age(number.start, end, number.value, unit, half or number.value % 1 == HALF)
            first = _TH_YEAR_AND.search(before) if unit == "months" else None
            if age and first:
                age = Age(number.start - len(before) + first.start("unit"), end, 1, age.months)
            return age, unit
    return None, ""


_Unit = tuple[int, str, bool]
"""How many letters the unit takes; years, months, weeks or days; whether a half follows."""


def _read_thai(value: int | float, before: str, after: str) -> _Unit | None:
    if _TH_MONTH_NUMBER.search(before):
        return None
    cue = bool(_TH_CUE.search(before) or _TH_CHILD_CUE.search(before) or _TH_BORN.search(before))
    cue = cue or (value > GROWN_UP_TO and TH_KIN.search(before) is not None)
    if unit := _TH_YEARS.match(after):
        lasting = _TH_WHILE.search(before) or _TH_SINCE.match(after, unit.end())
        if cue or unit["turn"] is not None or not lasting:
            return unit.end(), "years", unit["half"] is not None
        return None
    if unit := _TH_MONTHS.match(after):
        joined = _TH_MONTHS_MORE.sub("", before).endswith(("ขวบ", "ปี"))
        is_baby = value <= BABY_MONTHS and _TH_BABY_APART.search(before) and not _TH_SINCE.match(after, unit.end())
        return (unit.end(), "months", False) if cue or joined or is_baby else None
    if (unit := TH_DAYS.match(after)) and _TH_BABY_DAYS.search(before):
        return unit.end(), "weeks" if unit["weeks"] else "days", False
    return (0, "years", False) if is_thai_age(value, before, after) else None


def _read_english(value: int | float, before: str, after: str) -> _Unit | None:
    if unit := _EN_BIRTHDAY.match(after):
        return unit.end("th"), "years", False
    if _EN_THING.search(before):
        return None
    for pattern, name in ((_EN_OLD, "years"), (_EN_MONTHS_OLD, "months")):
        if unit := pattern.match(after):
            return unit.end(), name, unit["half"] is not None if name == "years" else False
    if unit := _EN_YEARS.match(after):
        lasting = _EN_WHILE.search(before) or _EN_SINCE.match(after, unit.end())
        told = not _EN_RULE.match(after) and (not lasting or is_told_of_somebody(before))
        return (unit.end(), "years", unit["half"] is not None) if told else None
    is_more = _EN_YEARS_BEFORE.search(before)
    if unit := _EN_MONTHS.match(after) or (_EN_MONTHS_MORE.match(after) if is_more else None):
        return (unit.end(), "months", False) if is_more or _is_of_baby(value, before, after, unit.end()) else None
    if unit := _EN_DAYS.match(after):
        if unit["old"] or (_EN_BABY_DAYS.search(before) and _EN_CLOSED.match(after, unit.end())):
            return unit.end(), "weeks" if unit["weeks"] else "days", False
        return None
    half = _EN_BARE_HALF.match(after)
    end = half.end() if half else 0
    return (end, "years", half is not None) if is_english_age(value, before, after[end:]) else None


def _is_of_baby(value: int | float, before: str, after: str, end: int) -> bool:
    """Whether the months before `end` of the English text are how old somebody is."""
    if _EN_SINCE.match(after, end):
        return False
    if is_told_of_somebody(before) or _EN_CHILD_NEXT.match(after, end) or _EN_CHILD_BEFORE.search(before):
        return True
    return value <= BABY_MONTHS and bool(_EN_BABY_APART.search(before) and _EN_CLOSED.match(after, end))


def _read_burmese(value: int | float, before: str, after: str) -> _Unit | None:
    cue = bool(_MY_CUE.search(before) or _MY_CHILD_CUE.search(before))
    if unit := _MY_YEARS_OLD.match(after):
        return unit.end(), "years", unit["half"] is not None
    if unit := _MY_MONTHS_OLD.match(after):
        return unit.end(), "months", False
    if unit := _MY_DAYS_OLD.match(after):
        return unit.end(), "weeks" if unit["weeks"] else "days", False
    if unit := _MY_YEARS.match(after):
        lasting = _MY_WHILE.match(after, unit.end()) or _MY_AGO.search(before)
        return (unit.end(), "years", unit["half"] is not None) if cue or not lasting else None
    if unit := _MY_MONTHS.match(after):
        joined = _MY_YEARS_BEFORE.search(before)
        return (unit.end(), "months", False) if cue or joined else None
    return (0, "years", False) if is_burmese_age(value, before, after) else None


def _uncounted(text: str, numbers: list[Number]) -> list[Age]:
    """ขวบเดียว, ครึ่งขวบ, a year old, half a year old, of a baby เดือนเดียว: said without a number."""
    counted = {number.end for number in numbers}
    found = [
        Age(match.start(), match.end(), years, months)
        for pattern, years, months in _UNCOUNTED_AGES
        for match in pattern.finditer(text)
        if len(text[: match.start()].rstrip()) not in counted
    ]
    for match in _BABY_MONTH.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        if _TH_CHILD_CUE.search(before) or _TH_BABY_APART.search(before):
            found.append(Age(match.start(), match.end(), None, 1))
    return found
