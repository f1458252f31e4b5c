"""Where a name may begin and end in a text without spaces."""

from __future__ import annotations

import re

from bot.language import segment

SHORT = 7  # a Thai name with fewer letters may be a piece of a word
_AROUND = 20

_THAI_HANGS = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|[ก-ฮ]{1,2}[ิุ]?์")
_THAI_LEADS = frozenset("เแโใไ")
_MYANMAR_HANGS = re.compile("[\u102b-\u103e]|[က-အ]\u1037?[\u1039\u103a]")
_MYANMAR_STACKS = "\u1039"
_PLURAL = re.compile("(?:e?s|'s|’s)(?![A-Za-z])")


def is_thai(letter: str) -> bool:
    """Whether it is a Thai letter or sign."""
    return "\u0e01" <= letter <= "\u0e4e"


def is_latin(letter: str) -> bool:
    """Whether it is a Latin letter."""
    return "a" <= letter <= "z" or "A" <= letter <= "Z" or "\u00c0" <= letter <= "\u024f"


def is_burmese(letter: str) -> bool:
    """Whether it is a letter or sign of the Myanmar script."""
    return "\u1000" <= letter <= "\u109f"


def syllables(text: str) -> int:
    """How many syllables a Burmese word has."""
    return sum(not token.is_space for token in segment(text))


def begins(text: str, start: int) -> bool:
    """Whether a word may begin at `start`."""
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    if is_latin(first):
        return not is_latin(before)
    if first.isdecimal():
        return not before.isdecimal()
    if is_thai(first):
        return before not in _THAI_LEADS and not _THAI_HANGS.match(text, start)
    return before != _MYANMAR_STACKS and not _MYANMAR_HANGS.match(text, start)


def ends(text: str, end: int) -> bool:
    """Whether a word may end before `end`."""
    if end >= len(text):
        return True
    last, after = text[end - 1], text[end]
    if is_latin(last):
        return not is_latin(after)
    if last.isdecimal():
        return not after.isdecimal()
    if is_thai(last):
        return last not in _THAI_LEADS and not _THAI_HANGS.match(text, end)
    return not _MYANMAR_HANGS.match(text, end)


def end_of_word(text: str, end: int) -> int | None:
    """`end`, or where the English plural after it ends; None inside a word."""
    if ends(text, end):
        return end
    plural = _PLURAL.match(text, end) if is_latin(text[end - 1]) else None
    return plural.end() if plural else None


def is_cut_there(text: str, start: int, end: int) -> bool:
    """Whether the words of the text near by also begin at `start` and end at `end`."""
    first = max(0, start - _AROUND)
    while first > 0 and not begins(text, first):
        first -= 1
    places = {first}
    for token in segment(text[first : end + _AROUND]):
        places.add(first + token.end)
    return start in places and end in places


def is_everyday_word(text: str) -> bool:
    """Whether the Thai dictionary has it."""
    from pythainlp.corpus.common import thai_words  # loads all of PyThaiNLP, which the tokenizer does anyway

    return text in thai_words()


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Thai letter touches it."""
    return not (start and is_thai(text[start - 1])) and not (end < len(text) and is_thai(text[end]))
