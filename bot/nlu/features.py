"""Turns a text into string features for the classifier."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from bot.language import segment, sound_key

SCALES = {"word": 1.0, "sound": 1.0}
SOUND_SIZES = (2, 3, 4)


def words_of(text: str) -> list[str]:
    """Lower-case tokens of a clean text without white space."""
    return [token.text.lower() for token in segment(text) if not token.is_space]


def word_features(words: Sequence[str]) -> list[str]:
    """Words and pairs of neighbouring words."""
    return [*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))]


def sound_features(text: str, sizes: Sequence[int] = SOUND_SIZES) -> list[str]:
    """Pieces of the text as it sounds: what misspelt words still share with right ones."""
    sound = f"^{sound_key(text)}$"
    return [sound[i : i + size] for size in sizes for i in range(len(sound) - size + 1)]


def features_of(text: str, words: Sequence[str] | None = None) -> dict[str, list[str]]:
    """Blocks `word` and `sound` of a clean text; `words` saves cutting it again."""
    return {"word": word_features(words_of(text) if words is None else words), "sound": sound_features(text)}
