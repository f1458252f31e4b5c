"""What the answer to an aspect looks like, in any of our languages: marks of a text, kept with it in the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_MONEY = r"[0-9๐-๙၀-၉].*(?:บาท|baht|ဘတ်)|(?:บาท|baht|ဘတ်).*[0-9๐-๙၀-၉]"
_FREE = r"ฟรี|ไม่เสีย|ไม่มีค่า|ไม่คิดค่า|\bfree\b|no (?:fee|cost|charge)|အခမဲ့|အခကြေး"
_DIGIT = r"[0-9๐-๙၀-၉]"
SHAPES: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for topic, pattern in {
        "phone": r"[0-9]{3}",
        "amount": _MONEY,
        "cost": f"{_MONEY}|{_FREE}",
        "count": _DIGIT,
        "age": _DIGIT,
        "since": r"[0-9๐-๙၀-၉]{4}",
        "date": _DIGIT,
        "email": r"@",
        "line": r"line|ไลน์|@",
        "website": r"[a-z0-9-]\.[a-z]{2,}",
        "hours": _DIGIT,
    }.items()
}
EACH = re.compile(
    r"คนละ|ต่อคน|รายละ|แต่ละคน|ต่อราย|\b(?:each|per (?:person|patient|child|student))\b|တစ်ယောက်(?:ကို|ချင်း| ဘယ်လောက်)",
    re.IGNORECASE,
)
_MARKS = {topic: 1 << place for place, topic in enumerate(SHAPES)}
FOR_EACH, HAS_YEAR, HAS_TEXT = (1 << len(SHAPES) + place for place in range(3))


SHORTEST_PIECE = 24  # code points
_ENDS = re.compile(r"[\n.;!?။]+(?=\s|$)|(?<![0-9])[ ](?![0-9])")


def pieces_of(text: str) -> list[str]:
    """The clauses of a text, of some length each: at the end of a sentence, and in Thai at a space beside no number."""
    pieces, start = [], 0
    for end in _ENDS.finditer(text):
        is_sentence = end[0] != " " or ("\u0e00" <= text[end.start() - 1] <= "\u0e7f")
        if is_sentence and end.start() - start >= SHORTEST_PIECE:
            pieces.append(text[start : end.start()])
            start = end.end()
    return [*pieces, text[start:]] if text[start:].strip() else pieces


def marks_of(text: str, has_year: bool) -> int:
    """The marks of a text as bits; none of an empty one."""
    if not text:
        return 0
    marks = HAS_TEXT | (FOR_EACH if EACH.search(text) else 0) | (HAS_YEAR if has_year else 0)
    return marks | sum(mark for topic, mark in _MARKS.items() if SHAPES[topic].search(text))


def marks_for(topics: Iterable[str]) -> int:
    """The marks of which a text has one at least when it answers one of the aspects; 0 when any text may."""
    return sum(_MARKS[topic] for topic in topics if topic in _MARKS)
