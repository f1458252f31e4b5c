"""The clean form of a message, its language, words, numbers, ages, dates and sound. Pure: no I/O, no network."""

from bot.language.ages import Age, find_ages
from bot.language.cleaning import clean
from bot.language.dates import DateValue, find_dates
from bot.language.detection import Detection, Language, detect
from bot.language.numbers import Number, find_numbers, to_ascii_digits
from bot.language.questions import asking_parts, is_question
from bot.language.segmentation import Segmenter, Token, WordList, segment
from bot.language.sound import sound_key

__all__ = [
    "Age",
    "DateValue",
    "Detection",
    "Language",
    "Number",
    "Segmenter",
    "Token",
    "WordList",
    "asking_parts",
    "clean",
    "detect",
    "find_ages",
    "find_dates",
    "find_numbers",
    "is_question",
    "segment",
    "sound_key",
    "to_ascii_digits",
]
