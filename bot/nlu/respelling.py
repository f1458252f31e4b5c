"""Thai examples as other people would write them: in Northern Thai, and with slips. Values in, values out."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from zlib import crc32

import yaml

from bot.language import clean

NORTHERN, SLIPS = "northern", "slips"
WORDS_CHANGED = {NORTHERN: 0.8, SLIPS: 0.4}  # share of what could be
TONES_LOST, LETTER_LOST = 0.25, 0.5
_TONES = re.compile("[่้๊๋]")
_HANGS = "(?![ะ-ฺ็-๎])"  # a word does not end where a vowel or tone follows
_THAI = re.compile("[\u0e01-\u0e4e]")


def respellings(text: str) -> Iterator[str]:
    """One Northern Thai and one misspelt writing of a clean Thai text, where they differ from it; always the same."""
    if not _THAI.search(text):
        return
    chance = random.Random(crc32(text.encode()))
    for written in (_changed(text, NORTHERN, chance), _slipped(_changed(text, SLIPS, chance), chance)):
        if (cleaned := clean(written)) != text:
            yield cleaned


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[re.Pattern[str], Mapping[str, str]]]:
    listed = yaml.safe_load(files("bot.nlu").joinpath("respelling.yml").read_text(encoding="utf-8"))
    return {kind: (_any_of(words), words) for kind, words in listed.items()}


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    """The longest first; a word of several letters only where no sign hangs on its end."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) + (_HANGS if len(word) > 1 else "") for word in longest_first))


def _changed(text: str, kind: str, chance: random.Random) -> str:
    pattern, words = _tables()[kind]
    return pattern.sub(lambda found: words[found[0]] if chance.random() < WORDS_CHANGED[kind] else found[0], text)


def _slipped(text: str, chance: random.Random) -> str:
    """Without some tone marks, and perhaps without a letter."""
    text = _TONES.sub(lambda tone: "" if chance.random() < TONES_LOST else tone[0], text)
    if len(text) > 8 and chance.random() < LETTER_LOST:
        place = chance.randrange(1, len(text) - 1)
        text = text[:place] + text[place + 1 :]
    return text
