"""How a 13-digit number begins, as people say it: ขึ้นต้นด้วย 0-89, หัวศูนย์, G code, starts with 7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import to_ascii_digits


@dataclass(frozen=True)
class IdPrefix:
    """A prefix from `start` to `end` of the text; `value` is 0-00, 0-89, 6-50-72, 6-other, G or a single digit."""

    start: int
    end: int
    value: str


_WORDS = {"ศูนย์": "0", "สูน": "0", "สาม": "3", "สี่": "4", "ห้า": "5", "หก": "6", "เจ็ด": "7", "แปด": "8", "จี": "G"}
_MY_WORDS = {"သုည": "0", "သုံး": "3", "လေး": "4", "ငါး": "5", "ခြောက်": "6", "ခုနစ်": "7", "ရှစ်": "8", "ဂျီ": "G"}
_WORDS |= _MY_WORDS
_TH_WORD = "|".join(word for word in _WORDS if word not in _MY_WORDS)
_MY_WORD = "|".join(_MY_WORDS)
_LONG = r"0\s?-?\s?(?:00|89)(?![0-9])|6\s?-\s?[0-9]{2}(?![0-9])|6(?:5[0-9]|6[0-9]|7[0-2])(?![0-9])"
_VALUE = rf"(?P<value>{_LONG}|[0-8](?![0-9])|G(?![A-Za-z])|{_TH_WORD})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:ขึ้นต้น|ขึ้นต้นด้วย|หลักแรก|ตัวแรก|นำหน้า|หน้า)(?:ด้วย|เป็น|คือ|ว่า|เลข|ตัว|อักษร|\s)*{_VALUE}",
        rf"บัตร(?:ประชาชน|ประจำตัว)?\s*(?:เลข|หมายเลข)\s*{_VALUE}(?!\s*(?:ปี|ใบ|คน|หลัก|เดือน|ขวบ))",
        rf"(?:begin|start)(?:s|ning|ing)?\s+(?:with|in|by)\s+(?:the\s+|an?\s+)?(?:digits?\s+|numbers?\s+|letters?\s+)?{_VALUE}",
        rf"(?<![A-Za-z])prefix\s+{_VALUE}",
        r"หัว\s?(?P<value>0(?![0-9])|ศูนย์|สูน|จี|G(?![A-Za-z]))",
        r"(?:รหัส|เลข|ตัว|อักษร)\s?(?P<value>G(?![A-Za-z])|จี(?![ก-ฮ]?[ะ-ฺ็-๎]))",
        r"(?P<value>(?<![A-Za-z])G)[\s-]?(?:code|number|student)",
        r"(?P<value>จี)\s?โค้?ด",
        r"(?<![0-9-])(?P<value>0\s?-\s?(?:00|89))(?![0-9])",
        rf"(?P<value>[0-8]|G|{_MY_WORD})\s?(?:နဲ့|နှင့်|ဖြင့်)\s?စ",
        r"(?P<value>G|ဂျီ)\s?(?:ကုဒ်|ကုတ်)",
    )
)


def find_id_prefixes(text: str) -> list[IdPrefix]:
    """The prefixes in clean `text`, in order, without overlaps."""
    found: list[IdPrefix] = []
    for prefix in _all(to_ascii_digits(text)):
        if all(prefix.end <= other.start or prefix.start >= other.end for other in found):
            found.append(prefix)
    return sorted(found, key=lambda prefix: prefix.start)


def _all(text: str) -> Iterator[IdPrefix]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("value")
            yield IdPrefix(start, end, _value(match["value"]))


def _value(written: str) -> str:
    written = _WORDS.get(written, written)
    digits = re.sub("[^0-9]", "", written)
    if not digits:
        return written.upper()
    if digits in ("000", "089"):
        return f"0-{digits[1:]}"
    if len(digits) == 3:
        return "6-50-72" if 50 <= int(digits[1:]) <= 72 else "6-other"
    return digits
