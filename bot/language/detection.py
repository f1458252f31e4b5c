"""The language of a short or mixed text: by script first, then by what tells the languages of one script apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum

import pycld2


class Language(str, Enum):
    """The languages a message can be in, as BCP 47 codes; `UND` is any other or none."""

    TH = "th"
    EN = "en"
    MY = "my"
    SHN = "shn"
    LO = "lo"
    KM = "km"
    UND = "und"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Detection:
    """A language, how sure it is (0 to 1), and the share of letters in each script (ISO 15924 codes, sum 1)."""

    language: Language
    confidence: float
    scripts: dict[str, float] = field(default_factory=dict)


_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_RUN = re.compile(
    "(?P<Thai>[\u0e01-\u0e3a\u0e40-\u0e4e]+)"
    f"|(?P<Latn>[{_LATIN}\u0300-\u036f]+(?:['’][A-Za-z]+)*)"
    "|(?P<Mymr>[\u1000-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f]+)"
    "|(?P<Laoo>[\u0e81-\u0ecf\u0edc-\u0edf]+)"
    "|(?P<Khmr>[\u1780-\u17d3\u17dc\u17dd]+)"
    "|(?P<Zyyy>[\u0370-\u0dff\u10a0-\u167f\u1800-\u1cff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ua8ff\uac00-\ud7ff\uf900-\ufdff"
    "\ufe70-\ufefe]+)"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u0e00-\u0e7f\u1000-\u109f]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]+"
)
_SHAN = re.compile("[\u1075-\u108a\u109e\u109f\u1022\u1035]")
_OTHER_MYANMAR = re.compile("[\u1028\u1033\u1034\u105a-\u1061\u1063-\u1074\u108b-\u108e]")
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")

# Cyrillic and Greek letters that pass for Latin ones; only read so inside a word that has Latin letters too.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһкмтвнАВЕКМНОРСТУХІЈЅοαιντυρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshkmtbhABEKMHOPCTYXIJSoaivtupABEZHIKMNOPTYX",
)
_MIXED = re.compile("[A-Za-z\u0370-\u03ff\u0400-\u04ff]+")

_SCRIPT_LANGUAGE = {"Thai": Language.TH, "Laoo": Language.LO, "Khmr": Language.KM, "Zyyy": Language.UND}
_ENGLISH = """
a about am an and are at be been but by can could did do does for from get had has have he hello help her here hi him
his how i i'm if in is it me my need no not of on or our please she should so thank thanks that the their them there
they this to us want was we were what when where which who why will with would yes you your
"""
_ENGLISH_FRAME = frozenset(_ENGLISH.split())
_LETTERS_A_WORD = 4
_CLD_MIN_LETTERS = 12
_CLD_MIN_SHARE = 80


def detect(text: str) -> Detection:
    """The language of clean `text`; `und` with confidence 0 where there are no letters."""
    letters, latin = _count(text)
    total = sum(letters.values())
    if not total:
        return Detection(Language.UND, 0.0)
    scripts = {script: count / total for script, count in letters.items()}
    native = max((script for script in letters if script != "Latn"), key=letters.__getitem__, default=None)
    if native is None or _latin_leads(letters[native], latin):
        language, confidence = _latin_language(latin)
        return Detection(language, round(confidence * (0.7 + 0.3 * scripts["Latn"]), 3), scripts)
    language = _myanmar_language(text) if native == "Mymr" else _SCRIPT_LANGUAGE[native]
    among_native = letters[native] / (total - letters.get("Latn", 0))
    confidence = among_native * (1.0 - 0.25 * scripts.get("Latn", 0.0)) * min(1.0, 0.5 + letters[native] / 8)
    return Detection(language, round(confidence, 3), scripts)


def _count(text: str) -> tuple[dict[str, int], list[str]]:
    """Letters of each script, and the Latin words in lower case."""
    if not text.isascii():
        text = _MIXED.sub(_read_lookalikes, unicodedata.normalize("NFKC", text))
    letters: dict[str, int] = {}
    latin: list[str] = []
    for run in _RUN.finditer(_ADDRESS.sub(" ", text)):
        script = str(run.lastgroup)
        word = run.group()
        letters[script] = letters.get(script, 0) + len(word)
        if script == "Latn":
            latin.append(word.replace("’", "'").lower())
    return letters, latin


def _read_lookalikes(match: re.Match[str]) -> str:
    word = match.group()
    latin = sum(letter.isascii() for letter in word)
    return word.translate(_LOOKALIKES) if latin and not word.isascii() else word


def _latin_leads(native_letters: int, latin: list[str]) -> bool:
    """Whether Latin words are the sentence and the others are names in it; borrowed words alone never lead."""
    frame = sum(word in _ENGLISH_FRAME for word in latin)
    return frame >= 2 and len(latin) > native_letters / _LETTERS_A_WORD


def _latin_language(words: list[str]) -> tuple[Language, float]:
    text = " ".join(words)
    if _VIETNAMESE.search(text):
        return Language.UND, 0.9
    frame = sum(word in _ENGLISH_FRAME for word in words)
    if frame >= 2 or frame * 3 >= len(words):
        return Language.EN, 0.95
    if sum(map(len, words)) >= _CLD_MIN_LETTERS:
        reliable, _, guesses = pycld2.detect(text)
        name, share = guesses[0][1], guesses[0][2]
        if reliable and name != "en" and name != "un" and share >= _CLD_MIN_SHARE:
            return Language.UND, 0.8
        if reliable and name == "en":
            return Language.EN, 0.9
    return Language.EN, 0.6


def _myanmar_language(text: str) -> Language:
    shan = len(_SHAN.findall(text))
    other = len(_OTHER_MYANMAR.findall(text))
    if shan > other:
        return Language.SHN
    return Language.UND if other else Language.MY
