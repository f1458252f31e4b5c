"""Two foldings under which names are compared, with the place in the text that each letter comes from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.language import sound_key, to_ascii_digits
from bot.nlu.burmese import is_burmese, sounds

_SEPARATORS = frozenset(" .,'’‘\"“”()-–_/&ฯ")
_SAME_VOWEL = {"ี": "ิ", "ื": "ึ", "ู": "ุ", "ใ": "ไ", "ๅ": "า", "ั": "า"}
_UNHEARD = frozenset("็่้๊๋์ฺํ๎ะๆ")
# A silenced consonant; the ห that only lifts the tone.
_SILENT = re.compile("[ก-ฮ][ิุ]?์|ห(?=[งญนมยรลว])")
# Thai in Latin letters has no fixed spelling: Chiang, Chieng; Lamphun, Lampoon; Mae, Meh; Saen, San; Sot, Sod, Sort.
_SAME_LATIN = str.maketrans("eyujqvzrdbg", "aiockwsltpk")
_SILENT_LATIN = re.compile("(?<=[a-z])h|i(?=a)|(?<=[ao])w(?![aio])|(?<=[ao])l(?=[ntk])|([a-z])(?=\\1)")
LONG_ENOUGH = 6
BURMESE_S, BURMESE_T, BURMESE_AI, BURMESE_OH = "စ", "တ", "I", "o"  # the sounds of burmese.py
BURMESE_CHIANG, BURMESE_ZIN = "CN", "စN"
_SILENT_AFTER = "hwl"  # these by what is before them, the others by what comes next
_LATIN = re.compile("[a-z]")


@dataclass(frozen=True)
class Folded:
    """`key` letter by letter: `places[i]` is the code point of the text that letter i comes from."""

    key: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the text that the letters from `start` to `end` come from."""
        return self.places[start], self.places[end - 1] + 1


class _Exact(dict[str, str]):
    """Lower case; nothing for what may stand between the parts of a name."""

    def __missing__(self, letter: str) -> str:
        folded = "" if letter in _SEPARATORS else letter.lower()[:1]
        self[letter] = folded
        return folded


class _Coarse(dict[str, str]):
    """One letter for all that sound alike, nothing for tone and length."""

    def __missing__(self, letter: str) -> str:
        if letter in _UNHEARD:
            folded = ""
        elif "ก" <= letter <= "ฮ":
            folded = sound_key(letter)[:1]
        elif letter in _SAME_VOWEL:
            folded = _SAME_VOWEL[letter]
        else:
            folded = unicodedata.normalize("NFD", letter)[:1]
        self[letter] = folded
        return folded


_EXACT, _COARSE = _Exact(), _Coarse()


def exact(text: str) -> Folded:
    """Lower case, western digits, no spaces, dots or hyphens."""
    return _folded(to_ascii_digits(text), range(len(text)), _EXACT)


def coarse(folded: Folded) -> Folded:
    """As it is heard, roughly: for misspelt names. Takes the exact folding."""
    key, places = folded.key, folded.places
    key, places = _without(_SILENT.finditer(key), key, places)
    if _LATIN.search(key):
        key = key.translate(_SAME_LATIN)
        key, places = _without(_silent_latin(key, places), key, places)
    if is_burmese(key):
        heard = list(sounds(key))
        key, places = "".join(sound for sound, _ in heard), [places[place] for _, place in heard]
    return _folded(key, places, _COARSE)


def usual_slips(key: str) -> Iterator[str]:
    """Other keys that people make of a coarse key: ชียงใหม่; in Burmese မို for မိုင်, ဇင်း for ချင်း, သ for any s."""
    if key.startswith("เ") and len(key) >= LONG_ENOUGH:
        yield key[1:]
    if key.startswith(BURMESE_CHIANG):
        yield key.replace(BURMESE_CHIANG, BURMESE_ZIN, 1)
    if key.endswith(BURMESE_AI):
        yield f"{key[:-1]}{BURMESE_OH}"
    places = [place for place, sound in enumerate(key) if sound == BURMESE_S]
    for place in places:
        yield f"{key[:place]}{BURMESE_T}{key[place + 1 :]}"
    if len(places) > 1:
        yield key.replace(BURMESE_S, BURMESE_T)


def _silent_latin(key: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    """Silent letters; what stands in another word silences nothing: Saen now, in Hot."""
    for match in _SILENT_LATIN.finditer(key):
        place = match.start()
        neighbour = place - 1 if key[place] in _SILENT_AFTER else place + 1
        if abs(places[neighbour] - places[place]) == 1:
            yield match


def _without(silent: Iterable[re.Match[str]], key: str, places: Sequence[int]) -> tuple[str, Sequence[int]]:
    unheard = {place for match in silent for place in range(match.start(), match.end())}
    if not unheard:
        return key, places
    kept = [place for place in range(len(key)) if place not in unheard]
    return "".join(key[place] for place in kept), [places[place] for place in kept]


def _folded(text: str, places: Sequence[int], table: dict[str, str]) -> Folded:
    letters = [table[letter] for letter in text]
    key = "".join(letters)
    if len(key) == len(text):
        return Folded(key, places)
    return Folded(key, [place for place, letter in zip(places, letters, strict=True) if letter])
