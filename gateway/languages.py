"""Which language a conversation is in: pure. The person decides; names, loan words and thanks decide nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from bot.language import Detection, Language, segment
from gateway.records import LanguageState
from gateway.texts import DEFAULT_LANGUAGE, LANGUAGES

CLEAR_CONFIDENCE = 0.8
# Below these a message is a name or a loan word, not a change of language.
CLEAR_ENGLISH_WORDS = 3
CLEAR_WORDS = 2  # of Thai or Burmese
CLEAR_LETTERS = 3  # Burmese vowels are no letters of their own
CLEAR_FOREIGN_LETTERS = 2  # of another script
CLEAR_FOREIGN_LATIN = 20  # of a language in Latin script, where names look foreign too
# What people drop into any language, and what names of organisations are joined with.
COURTESIES = frozenset(
    ["bye", "fine", "good", "great", "hello", "hey", "hi", "lol", "love", "morning", "much", "night", "no", "ok",
     "okay", "oops", "please", "so", "sorry", "sure", "thank", "thanks", "thx", "very", "welcome", "well", "wow",
     "yeah", "yes"]
)  # fmt: skip
JOINTS = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])
AFTER_COURTESY = {"thank": "you", "love": "you"}
FIRST_PERSON = frozenset(["i", "i'm", "i’m", "i'd", "i’d", "i've", "i’ve", "i'll", "i’ll"])
PUNCTUATION = ".,!?;:()\"'“”‘’…*-"
_ENGLISH_WORD = re.compile(r"[a-z]+(['’-][a-z]+)*")


def follow_language(
    state: LanguageState, wish: str | None, guess: str, detection: Detection, text: str
) -> LanguageState:
    """The languages after a message.

    A wish that is new counts at once. Otherwise the conversation follows what is clearly written: at once when
    nothing was chosen, after two such messages in a row when something was.
    """
    if wish is not None and wish != state.chosen:
        return LanguageState(wish, wish)
    written = detection.language.value
    if written not in LANGUAGES or not has_words(text):
        return follow_wish(state, wish, guess)
    if state.language is None:
        return follow_wish(state, wish, guess) if _may_be_name(detection, text) else LanguageState(written)
    if written == state.language:
        return LanguageState(state.language, state.chosen)
    if not _is_clear(detection, text):
        return state
    if state.chosen is None or state.heard == written:
        return LanguageState(written, state.chosen)
    return LanguageState(state.language, state.chosen, heard=written)


def follow_wish(state: LanguageState, wish: str | None, guess: str) -> LanguageState:
    """The languages after something that was not written, like a button."""
    if wish is not None and wish != state.chosen:
        return LanguageState(wish, wish)
    return state if state.language else replace(state, language=guess)


def _may_be_name(detection: Detection, text: str) -> bool:
    """Whether a first message in Latin letters may be a name or an abbreviation, which tells no language."""
    if detection.language is not Language.EN or detection.confidence >= CLEAR_CONFIDENCE:
        return False
    return len(text.split()) < CLEAR_ENGLISH_WORDS


def _is_clear(detection: Detection, text: str) -> bool:
    if detection.confidence < CLEAR_CONFIDENCE:
        return False
    if detection.language is Language.EN:
        return count_english(text) >= CLEAR_ENGLISH_WORDS
    words = sum(has_words(token.text) for token in segment(text))
    return words >= CLEAR_WORDS and _count_letters(text) >= CLEAR_LETTERS


def count_english(text: str) -> int:
    """The words of a text that speak for English: no names, addresses, courtesies or what joins names."""
    shown = text.lower() if text.isupper() else text
    words = [word.strip(PUNCTUATION) for word in shown.split()]
    counted, before = 0, ""
    for word in filter(None, words):
        lower = word.lower()
        is_said = lower in COURTESIES or lower in JOINTS or AFTER_COURTESY.get(before) == lower
        is_name = bool(before) and word[0] != lower[0] and lower not in FIRST_PERSON
        counted += _ENGLISH_WORD.fullmatch(lower) is not None and not is_said and not is_name
        before = lower
    return counted


def spoken_in_danger(languages: LanguageState, detection: Detection) -> str:
    """The language of a safety card: where nothing was chosen that of the words, however few they are."""
    written, is_sure = detection.language, detection.confidence >= CLEAR_CONFIDENCE
    if languages.chosen is None and is_sure and written in (Language.TH, Language.MY):
        return str(written.value)
    return languages.language or DEFAULT_LANGUAGE


def is_unsupported(detection: Detection, text: str) -> bool:
    """Whether the text is surely in a language that cannot be answered yet."""
    if detection.language.value in LANGUAGES or detection.confidence < CLEAR_CONFIDENCE:
        return False
    if detection.scripts.get("Latn", 0.0) <= 0.5:
        return _count_letters(text) >= CLEAR_FOREIGN_LETTERS
    written_small = sum(word[0].islower() for word in text.split())  # a name has its words in capitals
    return _count_letters(text) >= CLEAR_FOREIGN_LATIN and written_small >= CLEAR_ENGLISH_WORDS


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit at all."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)


def _count_letters(text: str) -> int:
    return sum(unicodedata.category(character)[0] == "L" for character in text)
