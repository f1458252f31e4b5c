"""A coarse spelling of Thai by sound, for matching words that people write as they hear them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot.language.numbers import to_ascii_digits

_INITIAL = {
    letter: sound
    for sound, letters in {
        "ก": "ก",
        "ค": "ขฃคฅฆ",
        "ง": "ง",
        "จ": "จ",
        "ช": "ฉชฌ",
        "ส": "ซศษส",
        "ย": "ญย",
        "ด": "ดฎ",
        "ต": "ตฏ",
        "ท": "ฐฑฒถทธ",
        "น": "ณน",
        "บ": "บ",
        "ป": "ป",
        "พ": "ผพภ",
        "ฟ": "ฝฟ",
        "ม": "ม",
        "ล": "รลฬ",
        "ว": "ว",
        "ฮ": "หฮ",
        "อ": "อ",
    }.items()
    for letter in letters
}
_FINAL = {
    letter: sound
    for sound, letters in {
        "ก": "กขฃคฅฆ",
        "ด": "จฉชซฌฎฏฐฑฒดตถทธศษส",
        "น": "ณญนรลฬ",
        "บ": "บปผฝพฟภ",
        "ง": "ง",
        "ม": "ม",
        "ย": "ย",
        "ว": "ว",
        "อ": "อ",
        "ฮ": "หฮ",
    }.items()
    for letter in letters
}
_VOWEL = {"ั": "า", "า": "า", "ิ": "ิ", "ี": "ิ", "ึ": "ึ", "ื": "ึ", "ุ": "ุ", "ู": "ุ", "ะ": ""}
_LEADS = "เแโ"

SILENCE = "์"
_SILENCED = re.compile("(?:[ทตด]ร|กษณ|ษณ|[ก-ฮ][ิุ]?)์")
_TONES = re.compile("[็-๎ฺๆฯ]")
_SILENT_LEADER = re.compile("ห(?=[งญนมยรล](?:[ก-ฮ]|[ะ-ู])|ว[ะ-ู])|(?<=[เ-ไ])ห(?=[งญนมยรลว])|อ(?=ยา|ยู)")
_CLUSTER = re.compile("(?<=[กขคตปผพจสศซทบฟ])[รล](?=[ะ-ู]|อ[ก-ฮ])|(?<=[เ-ไ][กขคตปผพจสศซทบฟ])[รล]")
_SILENT_VOWEL = re.compile("(?<=[าัีู])([ตฏธท])[ิุ](?![ดนกมบงวจ](?![ะ-ู]))")
# Letters of which one must stand in a word, what is written otherwise than it sounds, and how it sounds.
_RESPELLED = (
    ("ท", re.compile("ทร(?=าบ|าย|าม|าง|ัพ|ง|ุด|วง|ู)|(?<=แ)ทร(?=ก)"), "ส"),
    ("ฤ", re.compile("ฤๅ?"), "รึ"),
    ("ฦ", re.compile("ฦๅ?"), "ลึ"),
    ("ๅ", re.compile("ๅ"), "า"),
    ("ำ", re.compile("ำ"), "ัม"),
    ("ร", re.compile("รร(?=[ก-ฮ](?![ะ-ู]))"), "ั"),
    ("ร", re.compile("รร"), "ัน"),
    ("ิุ", _SILENT_VOWEL, r"\1"),
    ("หอ", _SILENT_LEADER, ""),
    ("รล", _CLUSTER, ""),
    ("ไใ", re.compile("[ไใ]([ก-ฮ])ย?"), r"\1าย"),
    ("เ", re.compile("เ([ก-ฮ])า"), r"\1าว"),
    ("ีื", re.compile("(?<=เ[ก-ฮ]ี)ย|(?<=ื)อ"), ""),
    ("ั", re.compile("ัว"), "ว"),
)
LONGEST_REMEMBERED = 100  # letters of a run of Thai
_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")
_THAI_ALONE = re.compile("[\u0e01-\u0e4e\\s]+")
_PUNCTUATION = re.compile("[!-/:-@\\[-`{-~“”‘’–—…]+")
_THAI_SPACE = re.compile("(?<=[\u0e01-\u0e4e])\\s+|\\s+(?=[\u0e01-\u0e4e])")
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")


def sound_key(text: str) -> str:
    """`text` as it sounds: Thai coarsely and without spaces, Latin in lower case without accents, the rest as it is."""
    if _THAI_ALONE.fullmatch(text):
        return "".join(map(_spelled, text.split()))  # the same in a third of the time
    text = _PUNCTUATION.sub(" ", to_ascii_digits(text).lower())
    if not text.isascii():
        text = _THAI_RUN.sub(lambda run: _spelled(run.group()), text)
        text = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFD", text)))
    return _THAI_SPACE.sub("", " ".join(text.split()))


def _spelled(thai: str) -> str:
    return (_spell if len(thai) <= LONGEST_REMEMBERED else _spell.__wrapped__)(thai)


@lru_cache(maxsize=1 << 14)
def _spell(thai: str) -> str:
    """One Thai run by sound: each syllable as its first consonant, its vowel without length, its last consonant."""
    thai = _TONES.sub("", _SILENCED.sub("", thai) if SILENCE in thai else thai)
    written = set(thai)
    for letters, pattern, sound in _RESPELLED:
        if not written.isdisjoint(letters):
            thai = pattern.sub(sound, thai)
            written.update(sound)
    sounds: list[str] = []
    state = _CLOSED
    lead = ""
    for place, letter in enumerate(thai):
        if letter in _LEADS:
            lead, state = letter, _CLOSED
        elif letter in _VOWEL:
            sounds.append(_VOWEL[letter])
            state = _CLOSED if letter == "ะ" else _VOWELLED
        elif lead:
            sounds.append(_INITIAL.get(letter, letter) + lead)
            lead, state = "", _VOWELLED
        else:
            sound, state = _sound_of(thai, place, state)
            sounds.append(sound)
    return "".join(sounds)


_CLOSED, _ONSET, _VOWELLED = "closed", "onset", "vowelled"
"""Where a syllable stands: none is open; its first consonant is written; its vowel is."""


def _sound_of(thai: str, place: int, state: str) -> tuple[str, str]:
    """What a consonant sounds like after `state`, and the state it leaves."""
    letter, after = thai[place], thai[place + 1 : place + 3]
    first, final = _INITIAL.get(letter, letter), _FINAL.get(letter, letter)
    if after[:1] and after[0] in _VOWEL:
        return first, _ONSET
    if state == _CLOSED:
        silent = letter == "ร" and thai[place - 1 : place] in tuple("ตทคกชพส") and not _is_plain(after)
        return ("", _CLOSED) if silent else (first, _ONSET)
    if state == _ONSET:
        if letter == "อ" or (letter == "ว" and _is_plain(after)):
            return letter, _VOWELLED
        return final, _CLOSED
    if _is_plain(after) and len(after) == 1 and thai[place - 1] != "ั" and after != "ร":
        return first, _ONSET
    return final, _CLOSED


def _is_plain(after: str) -> bool:
    """Whether a consonant comes next that has no vowel sign of its own."""
    return "ก" <= after[:1] <= "ฮ" and after[1:2] not in _VOWEL
