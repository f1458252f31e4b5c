"""Burmese by sound, coarsely: Thai names have no fixed Burmese spelling, so မယ်စောက် must meet မဲဆောက်."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NASAL = "(?:[ငဉနမဏ]့?်္?|ံ)"
_STOP = "[ကခဂတထဒဓပဖဗဘစဆဇဋဒ]့?်"
# Onsets are one letter a place of the mouth; N is any nasal at the end, T any stop, I is ai, O is aw and ao, E is ae.
_SOUNDS = (
    ("N", f"{_NASAL}|[ိီ]း?ယ(?:[ငန]့?်|ံ)း?"),
    ("T", f"{_STOP}(?:{_STOP})?"),
    ("C", "[ကခဂဃ][ျြ]"),
    ("E", "ယ်|ဲ(?!့?[ငနမ]့?်)|ေ(?![ာါ])"),
    ("", "[ရလသဝဟှ]့?်|[ဲိီ](?=[ငဉနမဏ]့?်|ံ)|ွ(?=ို)"),
    ("i", "[ိီဣဤ](?!ု)|ည်"),
    ("I", "ို[ငဏယ]့?်|[ာါ]ယ်"),
    ("OT", "ေ[ာါ]့"),
    ("O", "ေ[ာါ]|[ာါ]အ(?:ို|ော)|[ာါ]ဝ်|ဩ"),
    ("o", "ို"),
    ("U", "[ုူွ]"),
    ("r", "[ယရ]|(?<=[ပဖဗဘမ])[ျြ]"),
    ("က", "[ကခဂဃ]"),
    ("စ", "[စဆဇဈဿ]"),
    ("တ", "[တထဒဓဋဌဍဎသ]"),
    ("ပ", "[ပဖဗဘ]"),
    ("န", "[နဏညဉ]"),
    ("လ", "[လဠ]"),
    ("အU", "[ဥဦ]"),
    ("အE", "ဧ"),
    ("", "[ါာ့း်္ျြှ]"),
)
_SOUND = re.compile("|".join(f"({pattern})" for _, pattern in _SOUNDS) + "|.", re.DOTALL)
_MYANMAR = re.compile("[\u1000-\u109f]")


def is_burmese(text: str) -> bool:
    """Whether a letter of the Myanmar script is in it."""
    return bool(_MYANMAR.search(text))


def sounds(text: str) -> Iterator[tuple[str, int]]:
    """Each sound of `text` and the code point that it comes from; other scripts letter by letter as they are."""
    for match in _SOUND.finditer(text):
        sound = _SOUNDS[match.lastindex - 1][0] if match.lastindex else match[0]
        start, end = match.span()
        place = start if sound == "C" else _last_letter(text, start, end)
        for one in sound:
            yield one, place


def _last_letter(text: str, start: int, end: int) -> int:
    """The last code point that is no killer or tone: those hang on behind."""
    last = end - 1
    while last > start and text[last] in "့း်္":
        last -= 1
    return last
