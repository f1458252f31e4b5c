"""Turns a text into string features for the classifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.language import segment, sound_key
from knowledge.search.terms import folded_word, synonyms

# Blocks of features; for each its weight, and the sizes of its pieces in words, letters of sound, letters. Chosen by
# cross-validation on data/nlu.
SCALES = {"word": 0.7, "sound": 1.0, "letter": 1.0, "meaning": 0.7}
SIZES: Mapping[str, Sequence[int]] = {"word": (1,), "sound": (2, 3, 4), "letter": (2, 3, 4, 5)}


def words_of(text: str) -> list[str]:
    """Lower-case tokens of a clean text without white space."""
    return [token.text.lower() for token in segment(text) if not token.is_space]


def word_features(words: Sequence[str], sizes: Sequence[int]) -> list[str]:
    """Words, and rows of neighbouring words."""
    return [" ".join(words[i : i + size]) for size in sizes for i in range(len(words) - size + 1)]


def sound_features(text: str, sizes: Sequence[int] = SIZES["sound"]) -> list[str]:
    """Pieces of the text as it sounds: what misspelt words still share with right ones."""
    return _pieces(sound_key(text), sizes)


def letter_features(text: str, sizes: Sequence[int] = SIZES["letter"]) -> list[str]:
    """Pieces of the text as it is written, in lower case."""
    return _pieces(text.lower(), sizes)


def meaning_features(words: Sequence[str]) -> list[str]:
    """Words, those that the search takes for the same as one."""
    meant = synonyms().meant([folded_word(word) for word in words])
    return [said for token, sense in meant if (said := sense or token)]


def features_of(
    text: str,
    words: Sequence[str] | None = None,
    blocks: Sequence[str] = tuple(SCALES),
    sizes: Mapping[str, Sequence[int]] = SIZES,
) -> dict[str, list[str]]:
    """The features of a clean text, by block; `words` saves cutting it again. KeyError for an unknown block."""
    words = words_of(text) if words is None else words
    make = {
        "word": lambda: word_features(words, sizes["word"]),
        "sound": lambda: sound_features(text, sizes["sound"]),
        "letter": lambda: letter_features(text, sizes["letter"]),
        "meaning": lambda: meaning_features(words),
    }
    return {block: make[block]() for block in blocks}


def _pieces(text: str, sizes: Sequence[int]) -> list[str]:
    whole = f"^{text}$"
    return [whole[i : i + size] for size in sizes for i in range(len(whole) - size + 1)]
