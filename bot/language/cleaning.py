"""The one clean form of every text that enters."""

from __future__ import annotations

import re
import unicodedata

from bot.language import zawgyi

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_NEWLINE = re.compile(" ?\n ?")
_EMPTY_LINES = re.compile("\n{3,}")
# Controls, zero-width and direction signs, fillers, variation selectors, tags, noncharacters of the BMP.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]+"
)
_PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")

_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_FOLLOWING = re.compile("[\u0e30\u0e32\u0e33\u0e45\u0e48-\u0e4b]{2,}")
_THAI_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
_THAI_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_THAI_ABOVE = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47"
_THAI_ORDER = {
    letter: place for place, row in enumerate(["\u0e3a", "\u0e38\u0e39", _THAI_ABOVE, _THAI_TONES]) for letter in row
}
_LONE_LAKKHANGYAO = re.compile("(?<![\u0e24\u0e26])\u0e45")
_DOUBLED_THAI = re.compile("([\u0e30\u0e32\u0e33\u0e41-\u0e44\u0e46])\\1+")
_STRETCHED_THAI = re.compile("(?<=[\u0e01-\u0e4e])([\u0e01-\u0e2e])\\1{2,}(?!\\1|\\.)")
_THAI_VOWEL_OR_TONE = re.compile("[\u0e30-\u0e3a\u0e45-\u0e4e]")
_THAI_CONSONANT = re.compile("[\u0e01-\u0e2e]")
_THAI_ABBREVIATIONS = frozenset({"สสส", "ททท"})

_DOUBLED_MYANMAR = re.compile("([\u102b-\u103e\u105e-\u1060\u1062-\u1064\u1082-\u108d])\\1+")
_DOUBLED_LAO = re.compile("([\u0eb0-\u0ebc\u0ec1-\u0ec4\u0ec6\u0ec8-\u0ecd])\\1+")
_STRETCHED_LATIN = re.compile("([A-Za-z])\\1{2,}")
_LATIN_LETTER = re.compile("[A-Za-z]")


def clean(text: str) -> str:
    """`text` in NFC, in Unicode Burmese, its Thai signs in order and once, nothing invisible, white space plain.

    Line breaks stay, at most two together. Cleaning twice changes nothing more.
    """
    text = _clean_space(unicodedata.normalize("NFC", _drop_invisible(text)))
    if not text.isascii():
        text = _PILED_MARKS.sub(r"\1", text)
        text = _DOUBLED_MYANMAR.sub(r"\1", text)
        text = _DOUBLED_MYANMAR.sub(r"\1", zawgyi.repair(text))
        text = _clean_lao(text)
        if _THAI.search(text):
            text = _clean_thai(text)
    return unicodedata.normalize("NFC", _STRETCHED_LATIN.sub(_shorten_latin, text))


def _drop_invisible(text: str) -> str:
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _INVISIBLE.sub("", text)


def _clean_space(text: str) -> str:
    text = _SPACE.sub(" ", _NEWLINE.sub("\n", text))
    return _EMPTY_LINES.sub("\n\n", _AROUND_NEWLINE.sub("\n", text)).strip(" \n")


def _clean_thai(text: str) -> str:
    text = re.sub("\u0e40{2,}", "\u0e41", text)
    text = _LONE_LAKKHANGYAO.sub("\u0e32", text)
    text = _THAI_FOLLOWING.sub(_tones_first, text)
    text = _THAI_MARKS.sub(_order_marks, text)
    text = text.replace("\u0e4d\u0e32", "\u0e33")
    text = _DOUBLED_THAI.sub(r"\1", text)
    return _STRETCHED_THAI.sub(_shorten_thai, text)


def _tones_first(match: re.Match[str]) -> str:
    """า้ is a slip for ้า."""
    return "".join(sorted(match.group(), key=lambda letter: letter not in _THAI_TONES))


def _order_marks(match: re.Match[str]) -> str:
    """Vowel, then tone, then the rest; each once, and of several tones the last."""
    marks = sorted(dict.fromkeys(match.group()), key=lambda mark: _THAI_ORDER.get(mark, len(_THAI_ORDER)))
    tones = [mark for mark in match.group() if mark in _THAI_TONES]
    return "".join(mark for mark in marks if mark not in _THAI_TONES or mark == tones[-1])


def _shorten_thai(match: re.Match[str]) -> str:
    """มากกกก → มาก. Three can be two words that meet: แบบบูรณาการ, หรือออก."""
    run, letter = match.group(), match.group(1)
    if run in _THAI_ABBREVIATIONS:
        return run
    after = match.string[match.end() : match.end() + 1]
    begins_next = bool(_THAI_VOWEL_OR_TONE.match(after))
    if len(run) == 3 and (begins_next or _THAI_CONSONANT.match(after)):
        return run
    return letter * 2 if begins_next else letter


def _clean_lao(text: str) -> str:
    return _DOUBLED_LAO.sub(r"\1", re.sub("\u0ec0{2,}", "\u0ec1", text))


def _shorten_latin(match: re.Match[str]) -> str:
    """soooo → so, schoool → school, callll → call; a run that stands alone (www) is no stretched word."""
    text, start, end = match.string, match.start(), match.end()
    letter = match.group(1)
    before = _LATIN_LETTER.match(text[start - 1 : start]) if start else None
    after = _LATIN_LETTER.match(text[end : end + 1])
    if letter == "I" or not (before or after):  # XIII
        return match.group()
    double = "eolsf" if before and after else "lf"
    return letter * 2 if before and letter.lower() in double else letter
