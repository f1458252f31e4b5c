"""Which records a question names: as written, as heard, or nearly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from rapidfuzz.distance import Levenshtein

from bot.language import segment
from knowledge.search.filtering import Filter
from knowledge.search.querying import select
from knowledge.search.retrieval import Index
from knowledge.search.terms import folded_word, is_myanmar, name_sound, stopwords

LONGEST_NAME = 12  # words
SHORTEST_KEY = 2
SHORTEST_SOUND = 5  # a shorter sound fits too many words
ALIKE = 0.7  # of Latin names, 0 to 1
MOST = 1_000  # names looked at; more share a name only in a directory that nobody has read


@dataclass(frozen=True)
class Link:
    """A record that the text names between `start` and `end` (code points), `strength` 0 to 1."""

    record: str
    kind: str
    strength: float
    start: int
    end: int
    name: str


class _Window(NamedTuple):
    """A run of words: its key, between `start` and `end` (code points)."""

    key: str
    start: int
    end: int


Windows = Mapping[str, Sequence[_Window]]


# Everyday words that places are called too, as they are written or heard: at all, two, try, long, hours, until, form.
# They are places only where that is said, or alone.
WORDS_TOO = frozenset(
    ["เลย", "สอง", "ลอง", "นาน", "พร", "ชม", "พย", "ฮอด", "long", "hot", "song", "ဖောင်", "ဆောင်", "ပုံ", "တာ", "ပန်"]
)  # fmt: skip
_SAID_BEFORE = re.compile(
    r"(?:จังหวัด|จ\.|อำเภอ|อ\.|เมือง) ?$|\b(?:amphoe|amphur|province of|district of) $", re.IGNORECASE
)
_SAID_AFTER = re.compile(r"\s?(?:district|amphoe|amphur|province|မြို့|ခရိုင်|ပြည်နယ်)", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|at|near|from) $")
BESIDE_ITS_PROVINCE = 12  # code points between a district and its province
PLACE_FOLLOWS = ("မှာ", "က ", "မြို့", "ခရိုင်", "ပြည်နယ်", "တွင်", "ဘက်", "ထဲ")
# The police, or "dare": "မပြောရဲဘူး".
POLICE, DARE = "ရဲ", re.compile("[\u1000-\u109f]ရဲ(?:လို့?|ဘူး?|တယ်|တာ|ရင်|အောင်|တဲ့?|သေး?|မယ်|ပါဘူး?)")
_sound = lru_cache(maxsize=1 << 14)(name_sound)
_POSSESSIVE = re.compile("[a-zA-Z]['’]s$")  # "EEF's": names are often too short for their sound
_HEARD_OTHERWISE = re.compile(  # what a sound spells in another way
    "[a-zA-Z\u0e01-\u0e4e\u1000-\u109f\u00c0-\u024f\u1e00-\u1eff]"
)


def _windows(text: str, names: Filter) -> tuple[Windows, Windows]:
    """The runs of words that may be names, by their keys and by their sounds, of which none begins or ends with a word
    that says nothing. A run grows as long as a name may begin as it does.
    """
    tokens = [t for t in segment(text) if not t.is_space]
    words = [folded_word(token.text) for token in tokens]
    tells = [word not in stopwords() for word in words]
    by_key: dict[str, list[_Window]] = {}
    by_sound: dict[str, list[_Window]] = {}
    for first, begins in enumerate(tokens):
        key, is_written, is_heard = "", True, tells[first]
        for last in range(first, min(first + LONGEST_NAME, len(tokens))):
            key += words[last]
            if not key:
                continue
            window = _Window(key, begins.start, tokens[last].end)
            written = text[window.start : window.end]
            if is_written:
                keys = (key, key[:-1]) if _POSSESSIVE.search(written) else (key,)
                for known in (known for known in keys if len(known) >= SHORTEST_KEY and known in names):
                    by_key.setdefault(known, []).append(window)
                is_written = names.has_beginning(key)
            if is_heard and tells[last]:
                sound = _heard(written, key)
                if len(sound) >= SHORTEST_SOUND and sound in names:
                    by_sound.setdefault(sound, []).append(window)
                is_heard = names.has_beginning(sound)
            if not (is_written or is_heard):
                break
    return by_key, by_sound


def _heard(written: str, key: str) -> str:
    return _sound(written) if _HEARD_OTHERWISE.search(written) else key


_NAMED = (
    "SELECT record, kind, key, sound, is_main FROM search_name"
    f" WHERE key IN ({{}}) OR sound IN ({{}}) ORDER BY id LIMIT {MOST}"
)


def link(connection: sa.engine.Connection, index: Index, text: str) -> list[Link]:
    """Records named in a clean text, strongest first; a longer name hides the ones inside it."""
    by_key, by_sound = _windows(text, index.names(connection))
    found: list[Link] = []
    if not by_key and not by_sound:
        return found
    for row in select(connection, _NAMED, by_key, by_sound):
        found += [_link(row, window, 1.0) for window in by_key.get(row.key, ())]
        heard = [window for window in by_sound.get(row.sound, ()) if _is_alike(row.key, window.key)]
        found += [_link(row, window, _likeness(row.key, window.key)) for window in heard]
    return _outermost([one for one in found if _stands_alone(one, text) and _is_no_word(one, text, found)])


def _stands_alone(found: Link, text: str) -> bool:
    """Whether a Burmese name of one syllable is more than a piece of a word: after a place follows "in" or "town"."""
    if found.name == POLICE and DARE.match(text, max(0, found.start - 1)):
        return False
    if found.kind != "area" or not is_myanmar(found.name) or len(segment(found.name)) > 1:
        return True
    return text[found.end :].lstrip().startswith(PLACE_FOLLOWS)


def _is_no_word(found: Link, text: str, others: Sequence[Link]) -> bool:
    """Whether a place that is called like an everyday word is meant: "อำเภอลอง", "Long, Phrae", not "ลองหา"."""
    written = text[found.start : found.end].strip(" .,!?'\"()")
    if found.kind != "area" or folded_word(written) not in WORDS_TOO:
        return True
    before, after = text[: found.start], text[found.end :]
    is_said = _SAID_BEFORE.search(before) or _SAID_AFTER.match(after)
    is_named = written[0].isupper() and not text.isupper() and _AT.search(before)
    return bool(is_said or is_named or text.strip() == written) or any(
        one.record != found.record
        and one.record.startswith("th-")
        and found.record.startswith(one.record)
        and max(one.start - found.end, found.start - one.end) <= BESIDE_ITS_PROVINCE
        for one in others
    )


def _is_alike(name: str, written: str) -> bool:
    """Thai that sounds the same is meant; of Latin words the sound keeps little more than the consonants."""
    return not written.isascii() or Levenshtein.normalized_similarity(name, written) >= ALIKE


def _likeness(name: str, written: str) -> float:
    return 0.75 + 0.2 * Levenshtein.normalized_similarity(name, written)


def _link(row: sa.engine.Row, window: _Window, strength: float) -> Link:
    # A short alias is weaker evidence than a whole name.
    strength *= 1.0 if row.is_main or len(row.key) >= 6 else 0.95
    return Link(row.record, row.kind, strength, window.start, window.end, row.key)


def _outermost(links: list[Link]) -> list[Link]:
    links = sorted(links, key=lambda li: (-(li.end - li.start), -li.strength, li.record))
    kept: list[Link] = []
    for candidate in links:
        same_place = [k for k in kept if candidate.start < k.end and k.start < candidate.end]
        if any((k.end - k.start) > (candidate.end - candidate.start) for k in same_place):
            continue
        if any(k.record == candidate.record for k in kept):
            continue
        kept.append(candidate)
    return sorted(kept, key=lambda li: (-li.strength, li.start, li.record))
