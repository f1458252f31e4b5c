"""Dates and years as people write them, in any era: 16 มี.ค. 2564, เกิดปี 42, 16 March 2021, ၂၀၁၅ ခုနှစ်."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.language.numbers import THAI_NUMBER_WORD, find_numbers, to_ascii_digits

BUDDHIST_ERA = 543
"""Years the Buddhist Era of Thailand is ahead of the Common Era."""

BURMESE_ERA = 638
"""Years the Common Era is ahead of the Burmese one, which begins its year in April."""


@dataclass(frozen=True)
class DateValue:
    """A date from `start` to `end` of the text; `year` is C.E., month and day are None where not said."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None


_TH_MONTHS = (
    ("มกราคม", "มกรา", "ม.ค.", "มค."),
    ("กุมภาพันธ์", "กุมภา", "ก.พ.", "กพ."),
    ("มีนาคม", "มีนา", "มี.ค.", "มีค."),
    ("เมษายน", "เมษา", "เม.ย.", "เมย."),
    ("พฤษภาคม", "พฤษภา", "พ.ค.", "พค."),
    ("มิถุนายน", "มิถุนา", "มิ.ย.", "มิย."),
    ("กรกฎาคม", "กรกฎา", "กรกฏาคม", "ก.ค.", "กค."),
    ("สิงหาคม", "สิงหา", "ส.ค.", "สค."),
    ("กันยายน", "กันยา", "ก.ย.", "กย."),
    ("ตุลาคม", "ตุลา", "ต.ค.", "ตค."),
    ("พฤศจิกายน", "พฤศจิกา", "พ.ย.", "พย."),
    ("ธันวาคม", "ธันวา", "ธ.ค.", "ธค."),
)
_EN_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MY_MONTHS = (
    ("ဇန်နဝါရီ", "ဇန်န၀ါရီ"),
    ("ဖေဖော်ဝါရီ", "ဖေဖော်၀ါရီ"),
    ("မတ်",),
    ("ဧပြီ",),
    ("မေ",),
    ("ဇွန်",),
    ("ဇူလိုင်",),
    ("ဩဂုတ်", "သြဂုတ်"),
    ("စက်တင်ဘာ",),
    ("အောက်တိုဘာ",),
    ("နိုဝင်ဘာ",),
    ("ဒီဇင်ဘာ", "ဒီစင်ဘာ"),
)
_MONTHS = {
    name: number
    for rows in (_TH_MONTHS, _EN_MONTHS, _MY_MONTHS)
    for number, names in enumerate(rows, 1)
    for name in names
}
# The abbreviations are also written without their last full stop.
_MONTHS |= {name[:-1]: number for name, number in _MONTHS.items() if name.endswith(".")}


def _any_of(rows: tuple[tuple[str, ...], ...]) -> str:
    names = [name for row in rows for name in row]
    names += [name[:-1] for name in names if name.endswith(".")]
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# Without full stops "be", "ad" are words of English, too: only a whole year makes an era of them.
_ERA = (
    r"(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?"
    r"|(?<![A-Za-z])(?:B\.E\.?|C\.E\.?|A\.D\.?|(?:BE|CE|AD)(?=\s*(?:19|20|24[2-9]|25)[0-9])))"
)
_NO_AMOUNT = r"(?![0-9A-Za-z/:-]|[.,][0-9]|\s*(?:บาท|คน|ราย|กม|แห่ง|baht|thb|kyats?|people|children|km|ဘတ်|ကျပ်|ယောက်|ဦး))"
_NO_COUNT = (
    r"(?![0-9%]|[.,:/-][0-9]|\s*(?:ขวบ|ปี|เดือน(?!\s*(?:อะไร|ไหน|ใด))|วัน|คน|บาท|ราย|ครั้ง|ชั่วโมง|นาที|แห่ง|กิโล|กก|ซม|ชุด|เปอร์))"
)
_YEAR = rf"(?:ปี\s*)?(?:{_ERA}\s*)?['’]?(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[.,:][0-9])"
_YEAR_FULL = rf"(?:ปี\s*)?(?:{_ERA}\s*)?(?P<year>[0-9]{{4}})(?![0-9]|[.,:][0-9])"
_DAY = r"(?<![0-9])(?P<day>[0-9]{1,2})"
_MONTH_TH = rf"(?P<month>{_any_of(_TH_MONTHS)})"
_MONTH_EN = rf"(?P<month>(?:{_any_of(_EN_MONTHS)})(?![A-Za-z]))\.?"
_MONTH_MY = rf"(?P<month>{_any_of(_MY_MONTHS)})\s*(?:လ)?"
_MONTH_NUMBER_MY = "(?P<number>[0-9]{1,2})\\s*(?:လပိုင်း|လ(?![\u102b-\u103e\u1037]|[က-အ]\u1037?\u103a))"
_YEAR_MY = r"(?<![0-9])(?P<year>[0-9]{4})\s*(?:ခုနှစ်|ခု|ပြည့်နှစ်|ပြည့်)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s*[/-]?\s*(?:เดือน\s*)?{_MONTH_TH}\s*[,/-]?\s*{_YEAR}",
        rf"{_MONTH_TH}\s*{_YEAR_FULL}",
        rf"เดือน\s*{_MONTH_TH}\s*{_YEAR}",
        rf"{_MONTH_TH}\s*(?:ปี\s*)?'?(?P<year>[3-7][0-9]){_NO_COUNT}",
        rf"(?:วันที่\s*)?{_DAY}\s*เดือน\s*(?P<number>[0-9]{{1,2}})\s*{_YEAR}",
        rf"เดือน\s*(?:ที่\s*)?(?P<number>[0-9]{{1,2}})\s*(?:/\s*|ปี\s*|{_ERA}\s*)+(?P<year>[0-9]{{4}}|[3-7][0-9]){_NO_COUNT}",
        rf"{_DAY}\s*(?:st|nd|rd|th)?[\s-]*(?:of\s+)?{_MONTH_EN}[\s,-]*{_YEAR}",
        rf"(?<![A-Za-z]){_MONTH_EN}\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}",
        rf"(?<![A-Za-z]){_MONTH_EN}[\s,-]*(?:of\s+)?{_YEAR}",
        rf"{_YEAR_MY}\s*[၊,]?\s*{_MONTH_MY}\s*(?:(?P<day>[0-9]{{1,2}})\s*(?:ရက်)?(?![0-9]))?",
        rf"{_DAY}\s*(?:ရက်)?[\s၊,]*{_MONTH_MY}[\s၊,]*{_YEAR_MY}(?![0-9])",
        rf"{_MONTH_MY}\s*(?P<day>[0-9]{{1,2}})\s*(?:ရက်)?[\s၊,]*{_YEAR_MY}(?![0-9])",
        rf"{_MONTH_MY}[\s၊,]*{_YEAR_MY}(?![0-9])",
        rf"{_YEAR_MY}[\s၊,]*{_MONTH_NUMBER_MY}(?:[\s၊,]*(?P<day>[0-9]{{1,2}})\s*ရက်)?",
        rf"{_DAY}\s*ရက်[\s၊,]*{_MONTH_NUMBER_MY}[\s၊,]*{_YEAR_MY}(?![0-9])",
        r"(?<![0-9])(?P<year>[0-9]{4})(?P<sign>[/.-])(?P<number>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![0-9/-])",
        rf"{_DAY}\s?(?P<sign>[/.-])\s?(?P<number>[0-9]{{1,2}})\s?(?P=sign)\s?(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9/-])",
        r"(?<!เลข)(?<!เลข )(?<!ที่)(?<!ที่ )(?<![0-9/.-])"
        r"(?P<number>0?[1-9]|1[0-2])\s?/\s?(?P<year>19[5-9][0-9]|20[0-3][0-9]|25[4-7][0-9])(?![0-9/-])",
        rf"{_ERA}\s*(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]){_NO_AMOUNT}",
        r"(?<![0-9])(?P<year>[0-9]{4})\s*(?:ခုနှစ်|ပြည့်နှစ်)",
        r"(?:ปี|เกิด|ตั้งแต่|เมื่อ|မွေးတာ|မွေးဖွား)\s*(?P<year>[0-9]{4})(?![0-9]|[.,:][0-9]|\s*(?:บาท|คน|กม))",
        rf"(?<![0-9])(?<![0-9]\s)ปี\s*['’]?(?P<year>[3-7][0-9]){_NO_COUNT}",
        r"(?:เกิด|ตั้งแต่|เมื่อ|ใน|ราว|ประมาณ)\s*ปี\s*['’]?(?P<year>[0-9]{2})(?![0-9]|\s*(?:ขวบ|ปี|เดือน(?!\s*(?:อะไร|ไหน|ใด))|วัน|คน|บาท))",
        r"(?:born|since)\s+(?:in\s+)?['’](?P<year>[0-9]{2})(?![0-9])",
        r"(?:born|birth|since|year|(?<![A-Za-z])in)\s+(?:in\s+|is\s+)?(?P<year>[0-9]{4})(?![0-9]|[.,:][0-9])",
        r"(?<![0-9])(?P<year>[0-9]{4})\s*(?:မှာ|တွင်|တုန်းက|က)?\s*မွေး",
        r"^\s*(?P<year>[0-9]{4})\s*$",
        rf"(?<![0-9A-Za-z/.,:฿$#+-])(?P<year>19[5-9][0-9]|20[0-3][0-9]|25[4-7][0-9]){_NO_AMOUNT}",
    )
)
_THAI_YEAR_WORDS = re.compile(r"(?:ปี|พ\.?\s?ศ\.?)\s*$")
_THAI_YEAR_IN_WORDS = re.compile(rf"(?:ปี|พ\.?\s?ศ\.?)\s*(?:{THAI_NUMBER_WORD})")
_DIGITS = re.compile("[0-9]+")
_AROUND = 40  # letters
_THAI_LETTER = re.compile("[\u0e01-\u0e4e]")
_ANY_LETTER = re.compile("[A-Za-z\u0e01-\u0e4e\u1000-\u102a]")
_BURMESE_LETTER = re.compile("[\u1000-\u102a]")
_BURMESE_YEARS = range(1290, 1400)
_EARLIEST, _LATEST = 1880, 2100
_PIVOT_BE, _PIVOT_CE = 75, 40


def find_dates(text: str) -> list[DateValue]:
    """The dates and years in clean `text`, in order, without overlaps; dates that no calendar has are left out."""
    digits = _words_to_digits(to_ascii_digits(text))
    found: list[DateValue] = []
    for first, last in _around_digits(digits):
        for pattern in _DATES:
            for match in pattern.finditer(digits, first, last):
                free = all(match.end() <= other.start or match.start() >= other.end for other in found)
                if free and (value := _read(match, text)):
                    found.append(value)
    return sorted(found, key=lambda value: value.start)


def _around_digits(text: str) -> list[tuple[int, int]]:
    """The parts of the text with digits, and what may belong to them: to read all of a long text takes too long."""
    parts: list[tuple[int, int]] = []
    for digits in _DIGITS.finditer(text):
        first, last = max(0, digits.start() - _AROUND), min(len(text), digits.end() + _AROUND)
        if parts and first <= parts[-1][1]:
            first = parts.pop()[0]
        parts.append((first, last))
    return parts


def _words_to_digits(text: str) -> str:
    """A year in Thai words (เกิดปีสี่สอง) as digits, filled to the same length; only straight after ปี or พ.ศ."""
    if not _THAI_YEAR_IN_WORDS.search(text):
        return text
    for number in find_numbers(text):
        written = str(number.value)
        if text[number.start].isdigit() or len(written) > number.end - number.start:
            continue
        if _THAI_YEAR_WORDS.search(text[: number.start]):
            text = text[: number.start] + written.rjust(number.end - number.start) + text[number.end :]
    return text


def _read(match: re.Match[str], text: str) -> DateValue | None:
    parts = match.groupdict()
    year = _common_era(parts["year"], parts.get("era") or "", text)
    if year is None:
        return None
    month = _MONTHS[parts["month"].lower()] if parts.get("month") else None
    day = int(parts["day"]) if parts.get("day") else None
    if parts.get("number"):
        month = int(parts["number"])
        if month > 12 and day is not None and day <= 12 and parts.get("sign"):
            day, month = month, day
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return DateValue(match.start(), match.end(), year, month, day)


def _common_era(written: str, era: str, text: str) -> int | None:
    """The year C.E., or None where it is none that a living person would speak of."""
    year = int(written)
    letters = era.upper().replace(".", "").replace(" ", "")
    buddhist = letters in ("พศ", "BE")
    common = letters in ("คศ", "CE", "AD")
    if len(written) == 2:
        thai = bool(_THAI_LETTER.search(text)) or not _ANY_LETTER.search(text)
        if buddhist or (thai and not common):
            year += 2500 if year <= _PIVOT_BE else 2400
            buddhist = True
        else:
            year += 2000 if year <= _PIVOT_CE else 1900
    elif year in _BURMESE_YEARS and _BURMESE_LETTER.search(text):
        year += BURMESE_ERA
    elif not common and year >= _EARLIEST + BUDDHIST_ERA:
        buddhist = True
    if buddhist:
        year -= BUDDHIST_ERA
    return year if _EARLIEST <= year <= _LATEST else None
