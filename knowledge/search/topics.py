"""Which aspect of something a question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from bot.language import sound_key
from knowledge.search.shapes import SYLLABLE_ENDS
from knowledge.search.terms import folded, folded_with_places, is_myanmar, is_thai

# Asked for one, these answer too, a little less well.
NEIGHBOURS: Mapping[str, Mapping[str, float]] = {
    "phone": {"website": 0.55, "address": 0.35},
    "address": {"place": 0.7, "where": 0.5},
    "where": {"address": 0.6, "place": 0.6},
    "place": {"address": 0.6, "where": 0.5},
    "since": {"date": 0.6},
    "date": {"since": 0.6, "hours": 0.5},
    "count": {"members": 0.6, "amount": 0.4},
    "members": {"count": 0.4, "partners": 0.5},
    "activities": {"what": 0.6, "aims": 0.4},
    "what": {"name": 0.6, "activities": 0.6, "aims": 0.3},
    "name": {"what": 0.5},
    "for_whom": {"age": 0.4, "eligibility": 0.6, "where": 0.2},
    "age": {"eligibility": 0.6, "for_whom": 0.5},
    "eligibility": {"for_whom": 0.7, "age": 0.6},
    "how_to_apply": {"phone": 0.4, "papers": 0.5, "eligibility": 0.4},
    "amount": {"cost": 0.5, "count": 0.3},
    "cost": {"amount": 0.4},
    "who_runs": {"signatory": 0.3, "partners": 0.2},
    "signatory": {"members": 0.4, "who_runs": 0.4},
    "aims": {"results": 0.4, "what": 0.3},
    "results": {"aims": 0.3},
    "partners": {"members": 0.4, "funding": 0.2},
    "website": {"phone": 0.4},
    "email": {"website": 0.6, "phone": 0.5},
    "line": {"website": 0.6, "phone": 0.5},
    "end": {"status": 0.6, "date": 0.45, "since": 0.3},
    "staff": {"signatory": 0.45, "who_runs": 0.6},
}

# An aspect that is but the way of asking for another: "who is it that funds…" asks for the money.
BESIDE: Mapping[str, frozenset[str]] = {
    "what": frozenset(NEIGHBOURS) - {"what"},
    "name": frozenset(["staff", "members", "signatory", "activities"]),
    "count": frozenset(["amount", "cost", "age", "hours", "end"]),
    "since": frozenset(["end"]),
    "phone": frozenset(["email", "line"]),
    "age": frozenset(["end"]),
    "date": frozenset(["end"]),
}


# Words that ask, and the aspects that they may ask for.
QUESTION_WORDS = tuple(
    (re.compile(words, re.IGNORECASE), frozenset(topics))
    for words, topics in (
        (
            r"ที่ไหน|ตี้ไหน|แถวไหน|(?:จังหวัด|อำเภอ|ตำบล|เมือง|โรงแรม|ห้อง)(?:ไหน|อะไร|ใด)|\bwhere\b"
            r"|ဘယ်(?:မြို့|နေရာ|မှာ|နား|ခရိုင်)",
            ["place", "where", "address"],
        ),
        (
            r"เมื่อไห?ร่|เมื่อใด|วันไหน|วันที่เท่าไห?ร่|ปีไหน|ปีอะไร|กี่โมง|ตอนไหน|\bwhen\b|\bwhat (?:time|day|date|year)\b"
            r"|ဘယ်(?:တုန်း|နေ့|နှစ်|အချိန်|ခုနှစ်)",
            ["date", "since", "hours"],
        ),
        (
            r"(?:ใคร|ไผ) ?(?:เป็น)?(?:คน|ผู้)? ?(?:ดำเนินงาน|ตั้ง|ก่อตั้ง|ทำ|จัด|ดูแล|เป็นเจ้าของ)"
            r"|\bwho (?:runs|founded|started|set|organi[sz]e[sd]?|made|did)\b|ဘယ်သူ(?:က)? ?(?:တည်ထောင်|လုပ်|စ)",
            ["who_runs"],
        ),
        (
            r"(?:ใคร|ไผ|ที่ไหน) ?(?:ออก|ให้|จ่าย|หนุน|สนับสนุน)|\bwho (?:pays|paid|funds|funded|gives|supports)\b"
            r"|ဘယ်သူ(?:က)? ?(?:ငွေ|ပိုက်ဆံ|ထောက်)",
            ["funding"],
        ),
        (r"กี่ ?(?:คน|แห่ง|องค์กร|หมู่บ้าน|ที่|โครงการ|กลุ่ม)|\bhow many\b|ဘယ်နှ(?!စ်)", ["count", "members"]),
    )
)


@dataclass(frozen=True)
class Cues:
    """One pattern for each way to compare; the topics of each cue, by what the pattern finds."""

    written: re.Pattern[str]
    heard: re.Pattern[str]
    latin: re.Pattern[str]
    topics: Mapping[str, frozenset[str]]


_LATIN_WORD = re.compile(r"[a-z0-9']+")
_THAI_ENDS = "(?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"  # not "ไร" in "ไร้"
# How a Thai question word is said otherwise, in Northern Thai too.
SPOKEN = (
    ("ใคร", "ไผ"), ("อะไร", "ไร"), ("อะไร", "หยัง"), ("อะไร", "ใด"), ("ที่ไหน", "ตี้ไหน"), ("ที่ไหน", "ตี้ใด"), ("ไหน", "ใด"),
    ("ยังไง", "จะใด"), ("อย่างไร", "จะใด"), ("เท่าไหร่", "เท่าใด"), ("บ้าง", "มั่ง"), ("บ้าง", "พ่อง"),
)  # fmt: skip
SHORTEST_HEARD = 6
NO_ASPECT = "no aspect"  # of words that hold a cue by chance
GENERAL_BESIDE = 0.4
SURE, LESS_SURE, BY_SOUND = 1.0, 0.8, 0.85  # of a cue of five letters or more, of a shorter one, of one that is heard


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest one that fits; none ends before a sign that hangs on a letter."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = _end_of(phrase)
    return re.compile(_branches(tree))


def _branches(tree: Mapping[str, Any]) -> str:
    """A tree of letters as a pattern: letter after letter is faster than phrase after phrase."""
    longer = [re.escape(letter) + _branches(tree[letter]) for letter in sorted(tree) if letter]
    branches = [*longer, *([tree[""]] if "" in tree else [])]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _end_of(phrase: str) -> str:
    if is_myanmar(phrase):
        return SYLLABLE_ENDS
    return _THAI_ENDS if is_thai(phrase) else ""


@lru_cache(maxsize=1)
def phrases() -> Sequence[tuple[str, str]]:
    """The aspects and the phrases that ask for them, of `topics.yml`."""
    lists = yaml.safe_load(files("knowledge.search").joinpath("topics.yml").read_text(encoding="utf-8"))
    return [(topic, phrase) for topic, languages in lists.items() for said in languages.values() for phrase in said]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The same as patterns."""
    topics: dict[str, set[str]] = {}
    written, heard, latin = [], [], []
    for topic, phrase in phrases():
        if phrase.isascii():
            key = " ".join(_LATIN_WORD.findall(phrase.lower()))
            latin.append(key)
        else:
            key = folded(phrase)
            written.append(key)
            sound = folded(sound_key(phrase))
            if len(sound) >= SHORTEST_HEARD:
                heard.append(sound)
                topics.setdefault(sound, set()).add(topic)
        topics.setdefault(key, set()).add(topic)
    listed = frozenset(topics)
    for topic, phrase in phrases():
        for key in _otherwise(phrase) - listed:
            written.append(key)
            topics.setdefault(key, set()).add(topic)
    known = {key: frozenset(found) for key, found in topics.items()}
    # A cue must not match inside a word: "tel" in "hotel".
    whole_words = re.compile(f"(?<= )(?:{_pattern(latin).pattern})(?= )")
    return Cues(_pattern(written), _pattern(heard), whole_words, known)


def _otherwise(phrase: str) -> set[str]:
    """A phrase with its question word said otherwise, folded."""
    return {folded(phrase.replace(word, other)) for word, other in SPOKEN if word in phrase}


@dataclass(frozen=True)
class Aspects:
    """The topics asked for with their strength (0 to 1), and the text without the words that asked for them."""

    topics: Mapping[str, float]
    rest: str


def aspects_in(text: str) -> Aspects:
    """What a clean text asks about something; longer cues are surer. No topics when none is named."""
    found: dict[str, float] = {}
    spans: list[tuple[int, int]] = []
    known = cues()

    def note(key: str, factor: float = 1.0) -> None:
        strength = factor * (SURE if len(key) >= 5 else LESS_SURE)
        for topic in known.topics[key] - {NO_ASPECT}:
            found[topic] = max(found.get(topic, 0.0), strength)

    key, places = folded_with_places(text)
    latin = list(text.lower())
    for match in known.written.finditer(key):
        start, end = places[match.start()], places[match.end() - 1] + 1
        if NO_ASPECT in known.topics[match[0]]:
            latin[start:end] = " " * (end - start)
            continue
        note(match[0])
        spans.append((start, end))
    words = _LATIN_WORD.findall("".join(latin))
    starts = [match.start() for match in _LATIN_WORD.finditer("".join(latin))]
    joined = f" {' '.join(words)} "
    for match in known.latin.finditer(joined):
        if NO_ASPECT in known.topics[match[0]]:
            continue
        note(match[0])
        first = joined[: match.start()].count(" ") - 1
        last = first + match[0].count(" ")
        spans.append((starts[first], starts[last] + len(words[last])))
    if not found:
        for match in known.heard.finditer(folded(sound_key(text))):
            note(match[0], BY_SOUND)
    for topic, others in BESIDE.items():
        if topic in found and others & found.keys():
            found[topic] *= GENERAL_BESIDE
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return Aspects(found, "".join(letters))


def parts_asked(text: str) -> list[frozenset[str]]:
    """For a clean text with several question words the aspects that each of them may ask for; else none."""
    found = [topics for pattern, topics in QUESTION_WORDS if pattern.search(text)]
    return found if len(found) > 1 else []


def topic_match(asked: Mapping[str, float], topic: str) -> float:
    """How well a statement on `topic` answers what was asked, 0 to 1."""
    best = asked.get(topic, 0.0)
    for wanted, strength in asked.items():
        best = max(best, strength * NEIGHBOURS.get(wanted, {}).get(topic, 0.0))
    return best
