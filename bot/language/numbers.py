"""Numbers as people write them, in digits or words, in Thai, Burmese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.segmentation import Token, segment

_DIGITS = str.maketrans(
    "๐๑๒๓๔๕๖๗๘๙၀၁၂၃၄၅၆၇၈၉႐႑႒႓႔႕႖႗႘႙໐໑໒໓໔໕໖໗໘໙០១២៣៤៥៦៧៨៩０１２３４５６７８９",
    "0123456789" * 6,
)


@dataclass(frozen=True)
class Number:
    """A number from `start` to `end` of the text."""

    start: int
    end: int
    value: int | float


def to_ascii_digits(text: str) -> str:
    """`text` with the digits of all our scripts as 0-9; offsets stay."""
    return text if text.isascii() else text.translate(_DIGITS)


_THAI_UNITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "นึง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_THAI_SCALES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_THAI_WHOLE = {"ซาว": 20}
_THAI_WORD = re.compile("|".join([*_THAI_UNITS, *_THAI_SCALES, *_THAI_WHOLE]))
_THAI_RUN = re.compile(f"(?:{_THAI_WORD.pattern})+")
_THAI_NAMES = frozenset({"ร้อยเอ็ด"})
_AROUND, _UNSURE = 40, 12  # letters round a number that are cut into words, of which the last may be cut wrongly
_HANGS = re.compile("[ะ-ฺๅ-๎]|[ก-ฮ][ิุ]?์")
THAI_NUMBER_WORD = _THAI_WORD.pattern
"""What a number in Thai words begins with."""

_MY_UNITS = {
    "သုည": 0,
    "တစ်": 1,
    "တ": 1,
    "နှစ်": 2,
    "သုံး": 3,
    "လေး": 4,
    "ငါး": 5,
    "ခြောက်": 6,
    "ခုနစ်": 7,
    "ခွန်": 7,
    "ခုနှစ်": 7,
    "ရှစ်": 8,
    "ကိုး": 9,
}
_MY_SCALES = {
    "ဆယ်": 10,
    "ဆယ့်": 10,
    "ရာ": 100,
    "ရာ့": 100,
    "ထောင်": 1_000,
    "ထောင့်": 1_000,
    "သောင်း": 10_000,
    "သိန်း": 100_000,
    "သန်း": 1_000_000,
}
_MY_UNIT = "သုည|တစ်|နှစ်|သုံး|လေး|ငါး|ခြောက်|ခုနစ်|ခွန်|ရှစ်|ကိုး"
_MY_SCALE = "ဆယ်|ဆယ့်|ရာ့?(?!း)|ထောင်|ထောင့်|သောင်း|သိန်း|သန်း"
_MY_WORD = re.compile(f"ခုနှစ်(?=နှစ်)|{_MY_UNIT}|တ(?=ဆယ|ရာ|ထောင)|{_MY_SCALE}")
_MY_RUN = re.compile(
    "(?<![\u1000-\u1021])(?:"
    # ဆယ့်နှစ်: the creaky tone of a scale asks for what follows; a plain ဆယ် before နှစ် is ten years.
    f"(?:(?:{_MY_UNIT}|တ)?(?:ဆယ့်|ရာ့|ထောင့်|(?:{_MY_SCALE})(?=(?:{_MY_UNIT})(?:{_MY_SCALE}))))+(?:{_MY_UNIT})(?:{_MY_SCALE})?"
    f"|(?:{_MY_UNIT}|တ)(?:{_MY_SCALE})"
    f"|(?:ခုနှစ်(?=နှစ်)|{_MY_UNIT}|ဆယ်)(?=\\s?(?:နှစ်|လသား|လအရွယ်|ယောက်|ဦး|ခု(?!နှစ်)|ရက်)))"
)

_EN_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_EN_TY = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_UNITS = {word: value for value, word in enumerate(_EN_SMALL.split())}
_EN_TENS = {word: 10 * value for value, word in enumerate(_EN_TY.split(), 2)}
_EN_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_EN_UNIT = "|".join(sorted(_EN_UNITS, key=len, reverse=True))
_EN_BELOW_100 = f"(?:(?:{'|'.join(_EN_TENS)})(?:[ -](?:{_EN_UNIT}))?|{_EN_UNIT})"
_EN_SCALE = f"(?:{'|'.join(_EN_SCALES)})"
_EN_RUN = re.compile(
    "(?=[aefnostz])(?<![A-Za-z])(?<!no )(?<!this )(?<!that )(?<!which )(?<!any )(?<!some )(?<!every )"
    f"(?:(?:a|{_EN_BELOW_100})[ -]{_EN_SCALE}(?: {_EN_SCALE}|(?:,? and |[ -]){_EN_BELOW_100}(?:[ -]{_EN_SCALE})?)*"
    f"|{_EN_BELOW_100})(?![A-Za-z])",
    re.IGNORECASE,
)
_EN_WORD = re.compile("[a-z]+")

_DIGIT_NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![0-9])")
_MAX_DIGITS = 15


def find_numbers(text: str) -> list[Number]:
    """The numbers in clean `text`, in order; digits of any of our scripts, and number words."""
    found = [*_digit_numbers(text), *_english_numbers(text), *_thai_numbers(text), *_burmese_numbers(text)]
    return sorted(found, key=lambda number: number.start)


def _digit_numbers(text: str) -> Iterator[Number]:
    for match in _DIGIT_NUMBER.finditer(to_ascii_digits(text)):
        written = match.group().replace(",", "")
        if len(written) <= _MAX_DIGITS:
            yield Number(match.start(), match.end(), float(written) if "." in written else int(written))


def _english_numbers(text: str) -> Iterator[Number]:
    for match in _EN_RUN.finditer(text):
        value = _sum_english(_EN_WORD.findall(match.group().lower()))
        yield Number(match.start(), match.end(), value)


def _sum_english(words: list[str]) -> int:
    total, part = 0, 0
    for word in words:
        if word in _EN_SCALES:
            part = (part or 1) * _EN_SCALES[word]
            if _EN_SCALES[word] > 100:
                total, part = total + part, 0
        else:
            part += _EN_UNITS.get(word, _EN_TENS.get(word, 0))  # `a`, `and` count nothing
    return total + part


def _thai_numbers(text: str) -> Iterator[Number]:
    start = end = -1
    for token in _words_near_thai_numbers(text):
        whole = _THAI_RUN.fullmatch(token.text) and token.text not in _THAI_NAMES
        if whole and token.start == end:
            end = token.end
        elif whole:
            yield from _thai_number(text, start, end)
            start, end = token.start, token.end
    yield from _thai_number(text, start, end)


def _words_near_thai_numbers(text: str) -> Iterator[Token]:
    """The words of the text near the letters of a number: to cut all of a long text takes too long."""
    done = 0
    for number in _THAI_WORD.finditer(text):
        if number.start() < done:
            continue
        first = _first_letter(text, max(done, number.start() - _AROUND), number.start())
        space = text.find(" ", number.end(), number.end() + _AROUND)
        last = space if space >= 0 else number.end() + _AROUND
        sure = len(text) if last >= len(text) or space >= 0 else max(number.end(), last - _UNSURE)
        for token in segment(text[first:last]):
            if first + token.end <= sure:
                yield Token(token.text, first + token.start, first + token.end)
                done = first + token.end
        done = max(done, number.end())


def _first_letter(text: str, first: int, end: int) -> int:
    """Where to begin to cut: behind the last space, else at a letter that may begin a word."""
    space = text.rfind(" ", first, end)
    if space >= 0:
        return space + 1
    while 0 < first < end and (text[first - 1] in "เแโใไ" or _HANGS.match(text, first)):
        first += 1
    return first


def _thai_number(text: str, start: int, end: int) -> Iterator[Number]:
    if start < 0:
        return
    words = _THAI_WORD.findall(text[start:end])
    yield Number(start, end, _sum_words(words, {**_THAI_UNITS, **_THAI_WHOLE}, _THAI_SCALES))


def _sum_words(words: list[str], units: dict[str, int], scales: dict[str, int]) -> int:
    """Two hundred five → 205; without any ten or hundred the digits are read one by one: หนึ่งสามแปดเจ็ด → 1387."""
    if len(words) > 1 and not any(word in scales for word in words) and all(units[word] < 10 for word in words):
        return int("".join(str(units[word]) for word in words))
    total, part, unit = 0, 0, 0
    for word in words:
        scale = scales.get(word)
        if scale is None:
            unit += units[word]
        elif scale == 1_000_000:
            total, part, unit = (total + part + unit or 1) * scale, 0, 0
        else:
            part, unit = part + (unit or 1) * scale, 0
    return total + part + unit


def _burmese_numbers(text: str) -> Iterator[Number]:
    for match in _MY_RUN.finditer(text):
        yield Number(match.start(), match.end(), _sum_words(_MY_WORD.findall(match.group()), _MY_UNITS, _MY_SCALES))
