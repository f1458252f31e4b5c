"""What a question names and which aspect it asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.language import find_ages, find_dates, segment, to_ascii_digits
from bot.language.dates import BUDDHIST_ERA
from knowledge.search.guessing import guess
from knowledge.search.linking import Link, link
from knowledge.search.querying import select
from knowledge.search.retrieval import Index
from knowledge.search.strangers import names_a_stranger
from knowledge.search.terms import NUMBERED, YEAR, essential, folded, gram_terms, plainly, stopwords, word_terms
from knowledge.search.topics import aspects_in

SUBJECT_KINDS = ("organisation", "program", "service", "event", "network")
CERTAIN = 0.8  # strength from which an aspect is surely asked for
LIKELY = math.log(0.5)
_SHORT_YEAR = re.compile("(?<![0-9])([0-9]{2})$")  # at the end of a date
_SHORT_YEARS = re.compile(  # from one to another: no ages, no numbers of cards or phones
    r"(?<![0-9/.-])(?<!อายุ)(?<!อายุ )(?<!เลข)(?<!เลข )([4-7][0-9]) ?[-–] ?([4-7][0-9])"
    r"(?![0-9/.-]| ?(?:ปี|คน|บาท|%|ขวบ|วัน|เดือน|กก))"
)
_THAI = re.compile("[ก-ฮ]")
LAW_NUMBERS = (f"=article{NUMBERED}", f"=section-of-law{NUMBERED}")
WHICH_AFTER, WHICH_BEFORE = ("ไหน", "อะไร", "ใด", "ได๋", "หยัง"), ("which", "what", "ဘယ်")  # beside the thing asked for

# Terms of a question for whoever helps.
WHO_HELPS = frozenset(
    ["=help", "=support", "=child", "=organisation", "=foundation", "=ngo", "=project", "เรื่อง", "หน่วยงาน", "แถว", "ดูแล"]
)

# "The foundation of …", beside neither a question word nor what a foundation is about.
_UNKNOWN_NAME = re.compile(
    "(?:มูลนิธิ|สมาคม|ชมรม|บริษัท|กองทุน|บ้านเด็ก)"
    "(?! ?(?:ไหน|อะไร|ใด|ที่|ใน|ของ|นี้|นั้น|ต่าง|ไม่|จะ|ให้|รับ|ช่วย|เพื่อ|ทำ|มี|แถว|หรือ|กับ|และ|ได้|ครับ|ค่ะ|$))"
    "[ก-๙A-Za-z]"
    "|(?:[A-Z][a-z]+ ){1,4}(?:Foundation|Fund|Association|Charity|Society|Embassy|School|Hospital|Company|Church)\\b"
    "|[\u1000-\u109f]{2,}(?<!တဲ့)(?<!တဲ)(?<!ဘယ်)(?<!ဘာ)(?<!လို)(?<!သော)(?<!ဒီ)(?<!က) ?"
    "(?:ဖောင်ဒေးရှင်း|အသင်း|ကုမ္ပဏီ|အဖွဲ့အစည်း)"
)


@dataclass(frozen=True)
class Understood:
    """What was made of a question.

    Subjects are records named outright (slug → strength), `talk` what was just answered when nothing is named.
    `topics` are the aspects that are asked for by a known phrase, `guessed` how likely each is by how it is asked
    (natural logarithms). `words` is the text to search by; `focus` is it without names and the words that ask for an
    aspect, `wanted` are its terms, `beside` counts those that name neither a need nor an area, and `beyond` those of
    them that do not just ask who helps. `said` and `heard` are the words and the pieces of sound of all that is asked
    beside names, `area_terms` the words of areas. `sought` are the things asked for by "which …", `numbers` and
    `numbered` ("article 3") the numbers in the words. `names_unknown` tells whether it speaks of an organisation by a
    name that no record has.
    """

    text: str
    words: str
    focus: str
    subjects: Mapping[str, float]
    areas: tuple[str, ...]
    needs: tuple[str, ...]
    topics: Mapping[str, float]
    guessed: Mapping[str, float] = field(default_factory=dict)
    beside: int = 0
    beyond: int = 0
    talk: Mapping[str, float] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    area_terms: frozenset[str] = frozenset()
    sought: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    names_unknown: bool = False
    children: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def certain(self) -> frozenset[str]:
        """The aspects that are surely asked for."""
        return frozenset(topic for topic, strength in self.topics.items() if strength >= CERTAIN)

    def asks_for_something(self) -> bool:
        """Whether it asks for an aspect, by a known phrase or as it is guessed."""
        likeliest = max(self.guessed, key=lambda topic: self.guessed[topic], default="article")
        return bool(self.topics) or (likeliest != "article" and self.guessed[likeliest] >= LIKELY)

    def family(self) -> frozenset[str]:
        """What was named or talked about, with what belongs to it and what it belongs to."""
        about = {**self.subjects, **self.talk}
        related = set(about)
        for slug in about:
            related |= self.children.get(slug, frozenset()) | self.parents.get(slug, frozenset())
        return frozenset(related)


def _without(text: str, links: Iterable[Link]) -> str:
    letters = list(text)
    for found in links:
        letters[found.start : found.end] = " " * (found.end - found.start)
    return "".join(letters)


def _relatives(
    connection: sa.engine.Connection, slugs: Iterable[str]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    wanted = sorted(slugs)
    children: dict[str, set[str]] = {}
    parents: dict[str, set[str]] = {}
    if not wanted:
        return children, parents
    query = "SELECT child, parent FROM search_relation WHERE child IN ({}) OR parent IN ({})"
    for child, parent in select(connection, query, wanted, wanted):
        children.setdefault(parent, set()).add(child)
        parents.setdefault(child, set()).add(parent)
    return children, parents


def _subjects(links: Iterable[Link]) -> dict[str, float]:
    subjects: dict[str, float] = {}
    for found in links:
        subjects[found.record] = max(subjects.get(found.record, 0.0), found.strength)
    return subjects


def _nearest(subjects: Mapping[str, float], parents: Mapping[str, set[str]]) -> dict[str, float]:
    """Of "the project of the foundation" the project is meant: what something belongs to counts half."""
    owners = {owner for slug in subjects for owner in parents.get(slug, ()) if owner != slug}
    return {slug: strength * (0.5 if slug in owners else 1.0) for slug, strength in subjects.items()}


def _without_stopwords(text: str) -> str:
    letters = list(text)
    for token in segment(text):
        if folded(token.text) in stopwords():
            letters[token.start : token.end] = " " * (token.end - token.start)
    return "".join(letters)


def understand(connection: sa.engine.Connection, index: Index, text: str, context: str | None = None) -> Understood:
    """Read a clean text; `context` is the record that the talk is about."""
    text = _with_whole_years(plainly(essential(text)))
    links = link(connection, index, text)
    naming = [found for found in links if found.kind in SUBJECT_KINDS]
    areas = tuple(dict.fromkeys(found.record for found in links if found.kind == "area"))
    needs = tuple(dict.fromkeys(found.record for found in links if found.kind == "need"))
    nameless = _without_ages(_without(text, naming))
    aspects = aspects_in(nameless)
    subjects = _subjects(naming)
    talk = {context: 1.0} if context and not subjects else {}
    children, parents = _relatives(connection, [*subjects, *talk])
    # Of two names the one that is not the subject is a word like any other: "what does the EU fund at Rak Dek".
    many = len({found.start for found in naming}) > 1
    words = _without_ages(text) if many or not naming else nameless
    terms = word_terms(words)
    beside = word_terms(_without(aspects.rest, [f for f in links if f.kind in ("area", "need")]))
    return Understood(
        text=text,
        words=words,
        focus=_without_stopwords(aspects.rest),
        subjects=_nearest(subjects, parents),
        areas=areas,
        area_terms=frozenset(term for found in links if found.kind == "area" for term in _terms_in(text, found)),
        needs=needs,
        topics={t: strength for t, strength in aspects.topics.items() if t != "age" or not find_ages(text)},
        guessed=guess(index.cues(connection), nameless),
        beside=len(beside),
        beyond=sum(term not in WHO_HELPS for term in beside),
        talk=talk,
        wanted=frozenset(word_terms(aspects.rest)),
        said=frozenset(word_terms(nameless)),
        heard=frozenset(gram_terms(nameless)),
        sought=sought_in(aspects.rest),
        numbers=frozenset(t for t in terms if t.isdecimal() or t.startswith(YEAR)),
        numbered=frozenset(t for t in terms if NUMBERED in t and not t[0].isdecimal()),
        names_unknown=not subjects
        and (bool(_UNKNOWN_NAME.search(text)) or names_a_stranger(connection, index, text, links)),
        children={slug: frozenset(children.get(slug, ())) for slug in (*subjects, *talk)},
        parents={slug: frozenset(parents.get(slug, ())) for slug in (*subjects, *talk)},
    )


def _with_whole_years(text: str) -> str:
    """With the short years of dates written out: "16 มี.ค. 64" is of 2564, "แผน 56-58" of 2556 to 2558."""
    for found in reversed(find_dates(text)):
        digits = _SHORT_YEAR.search(to_ascii_digits(text[found.start : found.end]))
        year = found.year + BUDDHIST_ERA
        if digits and int(digits[1]) == year % 100:
            text = f"{text[: found.start + digits.start(1)]}{year}{text[found.end :]}"
    return _SHORT_YEARS.sub(r"25\1-25\2", text) if _THAI.search(text) else text


def _terms_in(text: str, found: Link) -> list[str]:
    return word_terms(text[found.start : found.end])


def _without_ages(text: str) -> str:
    """Without the number of an age, which is no number of an article, and without its English words: "10 years old"."""
    letters = list(text)
    for age in find_ages(text):
        letters[age.start : age.end] = [
            " " if letter.isdecimal() or letter.isascii() else letter for letter in letters[age.start : age.end]
        ]
    return "".join(letters)


def sought_in(text: str) -> frozenset[str]:
    """The terms of the things that a text asks to be told: "which hospital", "โรงพยาบาลไหน", "ဘယ်ဆေးရုံ"."""
    tokens = [token.text for token in segment(text) if not token.is_space]
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token in WHICH_AFTER and place:
            found.update(word_terms(tokens[place - 1]))
        elif token.lower() in WHICH_BEFORE and place + 1 < len(tokens):
            found.update(word_terms(tokens[place + 1]))
    return frozenset(found)
