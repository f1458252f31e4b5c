"""What a text is indexed and searched by: its words, and the pieces of how it sounds."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files

import yaml

from bot.language import segment, sound_key, to_ascii_digits

GRAM = "~"  # prefix of a piece of sound
GRAM_SIZE = 3
LONGEST_TERM = 60
MOST_READ, BEGINNING = 1_000, 700  # code points of a question; people say what they want first or last
BUDDHIST_OFFSET = 543
_ENGLISH_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s")


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that say nothing of what is asked, from `stopwords.yml`."""
    lists = yaml.safe_load(files("knowledge.search").joinpath("stopwords.yml").read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words)


def folded(text: str) -> str:
    """Lower case, western digits, letters and marks only: the key by which names are compared."""
    kept = (c for c in to_ascii_digits(text).lower() if unicodedata.category(c)[0] in "LMN")
    return "".join(kept)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, the place in the text that it comes from."""
    letters, places = [], []
    for place, letter in enumerate(to_ascii_digits(text)):
        low = letter.lower()[:1]
        if unicodedata.category(low)[0] in "LMN":
            letters.append(low)
            places.append(place)
    return "".join(letters), places


def essential(text: str) -> str:
    """The text as it is or, of a very long one, its beginning and its end."""
    return text if len(text) <= MOST_READ else f"{text[:BEGINNING]}\n{text[BEGINNING + 1 - MOST_READ :]}"


def _stemmed(word: str) -> str:
    if not word.isascii() or len(word) < 5:
        return word
    for ending in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _year_terms(word: str) -> list[str]:
    """A year of either era becomes one term."""
    if not (word.isdecimal() and len(word) == 4):
        return []
    year = int(word)
    if 2400 <= year <= 2700:
        return [f"year:{year - BUDDHIST_OFFSET}"]
    return [f"year:{year}"] if 1850 <= year <= 2150 else []


@lru_cache(maxsize=1 << 16)
def _read_word(written: str) -> tuple[str, tuple[str, ...]]:
    """A word folded, and the terms that it makes: none, its year, or itself."""
    word = folded(written)
    years = _year_terms(word)
    if not word or years:
        return word, tuple(years)
    return word, () if word in stopwords() else (_stemmed(word)[:LONGEST_TERM],)


def word_terms(text: str) -> list[str]:
    """Content words of a clean text, in order; Burmese syllables also in pairs."""
    terms: list[str] = []
    previous = ""
    for token in segment(text):
        word, made = _read_word(token.text)
        terms += made
        if not word or not _is_myanmar(word):
            previous = ""
            continue
        if previous and made:
            terms.append(f"{previous}{word}"[:LONGEST_TERM])
        previous = word
    return terms


def _is_myanmar(word: str) -> bool:
    return "\u1000" <= word[0] <= "\u109f"


def gram_terms(text: str) -> list[str]:
    """Overlapping pieces of the text as it sounds, without those that cross an end of phrase."""
    grams: list[str] = []
    for chunk in sound_key(text).split():
        if _is_myanmar(chunk):
            continue  # syllable pairs do this already
        edge = f"^{chunk}" if chunk.isascii() else chunk
        grams += [GRAM + edge[i : i + GRAM_SIZE] for i in range(len(edge) - GRAM_SIZE + 1)]
    return grams


def terms_of(text: str) -> Counter[str]:
    """All terms of a clean text with their counts."""
    counts = Counter(word_terms(text))
    counts.update(gram_terms(text))
    return counts
