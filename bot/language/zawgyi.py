"""Zawgyi, the old font encoding of Burmese: is a text written in it, and the same text in Unicode.

Zawgyi stores what the eye sees: ေ and ြ stand before their consonant, every stacked consonant and every width of a
sign has its own code point. Unicode stores what is spoken. So each syllable is read as a set of signs and written again
in the order of Unicode Technical Note 11. The code points are those of the public Zawgyi tables
(https://github.com/Rabbit-Converter/Rabbit, https://github.com/google/myanmar-tools).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from myanmartools import ZawgyiDetector

SURE = 0.95
"""Above this probability a text is taken for Zawgyi."""

_E, _ASAT, _YA, _RA, _WA, _HA = "\u1031", "\u103a", "\u103b", "\u103c", "\u103d", "\u103e"
_VIRAMA, _KINZI, _DOT, _VISARGA, _ANUSVARA = "\u1039", "\u1004\u103a\u1039", "\u1037", "\u1038", "\u1036"
_I, _II, _U, _UU, _AI, _TALL_AA, _AA = "\u102d", "\u102e", "\u102f", "\u1030", "\u1032", "\u102b", "\u102c"

_STACKED = {
    "\u1060": "\u1000",
    "\u1061": "\u1001",
    "\u1062": "\u1002",
    "\u1063": "\u1003",
    "\u1065": "\u1005",
    "\u1066": "\u1006",
    "\u1067": "\u1006",
    "\u1068": "\u1007",
    "\u1069": "\u1008",
    "\u106c": "\u100b",
    "\u106d": "\u100c",
    "\u1070": "\u100f",
    "\u1071": "\u1010",
    "\u1072": "\u1010",
    "\u1073": "\u1011",
    "\u1074": "\u1011",
    "\u1075": "\u1012",
    "\u1076": "\u1013",
    "\u1077": "\u1014",
    "\u1078": "\u1015",
    "\u1079": "\u1016",
    "\u107a": "\u1017",
    "\u107b": "\u1018",
    "\u1093": "\u1018",
    "\u107c": "\u1019",
    "\u1085": "\u101c",
    "\u1096": "\u1010\u103d",
}
_BASES = {
    "\u106a": "\u1009",
    "\u106b": "\u100a",
    "\u106e": "\u100d\u1039\u100d",
    "\u106f": "\u100d\u1039\u100e",
    "\u1086": "\u103f",
    "\u108f": "\u1014",
    "\u1090": "\u101b",
    "\u1091": "\u100f\u1039\u100d",
    "\u1092": "\u100b\u1039\u100c",
    "\u1097": "\u100b\u1039\u100b",
}
_MARKS = {
    "\u1033": _U,
    "\u1034": _UU,
    "\u1039": _ASAT,
    "\u103a": _YA,
    "\u103c": _WA,
    "\u103d": _HA,
    "\u103f": _UU,
    "\u105a": _TALL_AA + _ASAT,
    "\u1064": "K",
    "\u107d": _YA,
    "\u1087": _HA,
    "\u1088": _HA + _U,
    "\u1089": _HA + _UU,
    "\u108a": _WA + _HA,
    "\u108b": "K" + _I,
    "\u108c": "K" + _II,
    "\u108d": "K" + _ANUSVARA,
    "\u108e": _I + _ANUSVARA,
    "\u1094": _DOT,
    "\u1095": _DOT,
}
_RA_FORMS = "\u103b\u107e-\u1084"
_BASE_CLASS = "\u1000-\u1021\u1023-\u1027\u1029\u102a\u1040" + "".join(_BASES)
_MARK_CLASS = "\u102b-\u1030\u1032\u1036-\u1038" + "".join([*_MARKS, *_STACKED])
_SYLLABLE = re.compile(f"([\u1031{_RA_FORMS}]*)([{_BASE_CLASS}])([{_MARK_CLASS}]*)")
_LETTER = re.compile("[\u1000-\u103f\u105a-\u1097]")
_DIGIT = re.compile("[\u1040-\u1049]")
_LAGAUNG = re.compile("\u104e(?!\u1004\u1039\u1038)")
"""၎ alone; it is read ၎င်း, and Unicode writes that out."""
_FOUR_AS_LAGAUNG = re.compile("\u1044(?=\u1004\u1039\u1038)")

_UNICODE_ONLY = re.compile("\u103e|\u1031[\u102b\u102c]")
"""What Zawgyi never writes: the Unicode ှ, and ော as two signs after the consonant."""
_SHAN_ONSET = re.compile("(?:^|[^\u1000-\u1021\u1025\u1030-\u103f\u1060-\u109f])[\u1075-\u107c\u1081\u1022]")
_SHAN_FINAL = re.compile("[\u1004\u1010\u1015\u1019\u1075\u107c]\u103a[\u1087-\u108a]")
_ZAWGYI_ASAT = re.compile("\u1039(?:[^\u1000-\u1021]|$)|\u1039[\u1000-\u1021][\u1039\u103a]")


@lru_cache(maxsize=1)
def _detector() -> ZawgyiDetector:
    return ZawgyiDetector()


def zawgyi_probability(text: str) -> float:
    """How likely `text` is Zawgyi, 0 to 1; 0 where it has no Burmese letters."""
    return max(0.0, float(_detector().get_zawgyi_probability(text)))


def to_unicode(text: str) -> str:
    """`text` from Zawgyi to Unicode, in NFC. What is not Burmese stays as it is."""
    text = _FOUR_AS_LAGAUNG.sub("\u104e", text)
    text = _LAGAUNG.sub("\u104e\u1004\u1039\u1038", text)
    return unicodedata.normalize("NFC", _SYLLABLE.sub(_write_syllable, text))


def repair(text: str) -> str:
    """Unicode for a text that is surely Zawgyi and not Shan; any other text unchanged."""
    if not _LETTER.search(text) or _UNICODE_ONLY.search(text) or zawgyi_probability(text) <= SURE or _is_shan(text):
        return text
    converted = to_unicode(text)
    return converted if zawgyi_probability(converted) <= SURE else text


def _is_shan(text: str) -> bool:
    """Shan letters share code points with Zawgyi's stacked consonants, but they begin syllables."""
    if _ZAWGYI_ASAT.search(text):
        return False
    return bool(_SHAN_ONSET.search(text) or _SHAN_FINAL.search(text))


def _write_syllable(match: re.Match[str]) -> str:
    before, base, after = match.groups()
    if base == "\u1040":
        if not _is_wa(match):
            return match.group()
        base = "\u101d"
    stacked = "".join(_VIRAMA + _STACKED[sign] for sign in after if sign in _STACKED)
    marks = "".join(_MARKS.get(sign, sign) for sign in after if sign not in _STACKED)
    if _WA in stacked:
        stacked, marks = stacked.replace(_WA, ""), _WA + marks
    if before.replace(_E, ""):
        marks = _RA + marks
    if _E in before:
        marks += _E
    base = _BASES.get(base, base)
    return _spell(base, stacked, marks)


def _is_wa(match: re.Match[str]) -> bool:
    """Whether a zero stands for the letter ဝ, which looks like it."""
    if match.group(1) or match.group(3):
        return True
    text, start, end = match.string, match.start(), match.end()
    left, right = text[start - 1 : start], text[end : end + 1]
    if _DIGIT.match(left) or _DIGIT.match(right):
        return False
    return bool(_LETTER.match(left) or _LETTER.match(right) or right == _E)


def _spell(base: str, stacked: str, marks: str) -> str:
    """One syllable's parts in the order of Unicode."""
    if base == "\u101e" and _RA in marks:
        if _E in marks and _AA in marks and _ASAT in marks:
            return "\u102a"
        base, marks = "\u1029", marks.replace(_RA, "")
    elif base == "\u1005" and _YA in marks:
        base, marks = "\u1008", marks.replace(_YA, "")
    elif base == "\u1025" and (_ASAT in marks or _AA in marks or stacked):
        base = "\u1009"
    killed_first, killed_medials, killed_vowel = _place_asat(marks)
    return "".join(
        [
            _KINZI if "K" in marks else "",
            base,
            stacked,
            killed_first,
            *(sign for sign in (_YA, _RA, _WA, _HA) if sign in marks),
            killed_medials,
            *(sign for sign in (_E, _I, _II, _AI, _U, _UU, _TALL_AA, _AA) if sign in marks),
            killed_vowel,
            *(sign for sign in (_ANUSVARA, _DOT, _VISARGA) if sign in marks),
        ]
    )


def _place_asat(marks: str) -> tuple[str, str, str]:
    """Where the killer stands: before the medials (ယောက်ျား), after them, or after ာ (တော်)."""
    at = marks.find(_ASAT)
    if at < 0:
        return "", "", ""
    long_a = max(marks.find(_AA), marks.find(_TALL_AA))
    if 0 <= long_a < at:
        return "", "", _ASAT
    medials = [marks.find(sign) for sign in (_YA, _WA, _HA) if sign in marks]
    if medials and min(medials) > at:
        return _ASAT, "", ""
    return "", _ASAT, ""
