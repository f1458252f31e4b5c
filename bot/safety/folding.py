"""One spelling for many: rules and messages are folded alike before they are compared."""

import re
import unicodedata

# Thai tone marks and short-vowel mark are what hurried and Kham Mueang spelling changes most (ตี/ตี๋, เป็น/เปน);
# the letters merged here sound alike. Burmese: the dot below is often left out, two long a's and two digits mixed up.
_LETTERS = str.maketrans(
    "ใศษณญฎฏါ၀၇",
    "ไสสนยดตာဝရ",
    "่้๊๋็ๆ့'’‘`´\u200b\u200c\u200d\ufeff",
)
# Kham Mueang ตี้ is ที่, "at, which": only behind "was" may it be a slip for ตี, "hit".
_WHERE = re.compile("(?<!โดน)(?<!ถูก)(?<!ถืก)ตี้")
_SILENCED = re.compile("[ก-ฮ][ิุ]?์")
_STRETCHED = re.compile(r"([^0-9])\1{2,}")
_SEPARATORS = re.compile("[\\s!-/:-@\\[-^_{-~\u2010-\u205e၊။ฯ๚๛…]+")
_LEAST_LETTERS_MISSPELT = 6
_SLIPS = (
    (re.compile("ู"), "ุ"),
    (re.compile("ุ"), "ู"),
    (re.compile("[ึื]"), "ิ"),
    (re.compile("(?<=[กขคตปผพฟ])[รล](?=[ะ-ู])"), ""),
    (re.compile("ร(?=[ะ-ู])"), "ล"),
    (re.compile("ล(?=[ะ-ู])"), "ร"),
)
_SPACES_OF_UNSPACED_SCRIPTS = re.compile("(?<![0-9a-z]) | (?![0-9a-z])")


def fold(text: str) -> str:
    """Text for comparing: lower case, alike-sounding letters merged, spaces only between Latin words or digits.

    The result is for matching only: its offsets are not those of the text.
    """
    letters = _WHERE.sub("ที่", unicodedata.normalize("NFC", text).lower()).translate(_LETTERS)
    letters = _STRETCHED.sub(r"\1", _SILENCED.sub("", letters))
    return _SPACES_OF_UNSPACED_SCRIPTS.sub("", _SEPARATORS.sub(" ", letters))


def spellings(word: str) -> frozenset[str]:
    """The folded word and, if it is long and Thai, the slips that sound alike (กรีดแขน → กีดแขน), one kind at a time."""
    if len(word) < _LEAST_LETTERS_MISSPELT:
        return frozenset({word})
    return frozenset({word} | {slip.sub(instead, word) for slip, instead in _SLIPS})
