"""The entities of a text: names of the book, ages, dates and beginnings of ID numbers. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from bot.language import find_ages, find_dates
from bot.nlu import folding
from bot.nlu.boundaries import begins, ends
from bot.nlu.id_prefixes import find_id_prefixes
from bot.nlu.judging import Found, Judge, Value
from bot.nlu.lexicon import Lexicon
from bot.nlu.names import AS_WRITTEN, NO_NAME, PLACES, NameBook, Spotted

# "No nationality" says who somebody is and what is needed: a group may share its letters with these.
MAY_COVER_A_GROUP = frozenset(["need", "document"])


def find_entities(text: str, book: NameBook, words: Lexicon) -> list[Found]:
    """The entities of a clean text, in order; none overlap, save groups with needs and documents, and a document that
    is wanted with the need that it is.
    """
    exact = folding.exact(text)
    written = list(book.written(text, exact))
    coarse = folding.coarse(exact)
    heard, near = list(book.heard(text, coarse)), list(book.near(text, coarse))
    judge = Judge(text, words, written, [*heard, *near])
    kept = _longest(
        [*_ages(text), *_dates(text), *_prefixes(text), *judge.capital_districts(book), *_abbreviations(text, words)]
    )
    named = [found for spotted in written if (found := judge.judge(spotted))]
    named += _put_together(text, words)
    kept = _add(kept, _covering(judge, [*heard, *near], named))
    kept = _add(kept, _longest(found for found in named if found.kind != "group"))
    groups = _longest(found for found in named if found.kind == "group")
    for misspelt in (heard, near):
        free = _without_overlap(misspelt, [*kept, *groups])
        kept = _add(kept, _likeliest([found for spotted in free if (found := judge.judge(spotted))]))
    kept += _without_overlap(groups, [found for found in kept if found.kind not in MAY_COVER_A_GROUP])
    kept = [found for found in kept if found.kind != NO_NAME]
    kept += _wanted_papers(text, kept, words)
    return sorted(_once_a_need(text, kept, words), key=lambda found: (found.start, found.end))


def _wanted_papers(text: str, kept: Iterable[Found], words: Lexicon) -> list[Found]:
    """The needs of whoever asks for a paper, or has none: ไม่มีใบเกิด. Who only says to have no ID card is a group."""
    groups = [found for found in kept if found.kind == "group"]
    return [
        replace(found, kind="need", value=words.wanted_papers[str(found.value)])
        for found in kept
        if found.kind == "document"
        and found.value in words.wanted_papers
        and words.is_wanted(text, found.start, found.end)
        and not (found.value == "id_card" and any(g.start <= found.start and g.overlaps(found) for g in groups))
        and not words.is_lost(text, found.start, found.end)
    ]


def _once_a_need(text: str, kept: Iterable[Found], words: Lexicon) -> list[Found]:
    """With one mention of each need (of nationality one, and one of births): its name before a paper that stands for
    it, then what is asked for, else the longest; none by words that only describe somebody (เด็กพิการ, autistic).
    """
    others = [found for found in kept if found.kind != "need"]
    needs = [
        found
        for found in kept
        if found.kind == "need" and folding.exact(text[found.start : found.end]).key not in words.describing
    ]

    papers = {(found.start, found.end) for found in others if found.kind == "document"}

    def weight(found: Found) -> tuple[bool, bool, int]:
        is_paper = (found.start, found.end) in papers
        return not is_paper, words.asks(text, found.start, found.end), found.end - found.start

    best: dict[tuple[Value, bool], Found] = {}
    for found in sorted(needs, key=weight):
        best[found.value, bool(words.birth.search(text, found.start, found.end))] = found
    return [*others, *best.values()]


_Span = TypeVar("_Span", Found, Spotted)


def _without_overlap(candidates: Iterable[_Span], taken: Iterable[Found]) -> list[_Span]:
    letters = {place for one in taken for place in range(one.start, one.end)}
    return [one for one in candidates if letters.isdisjoint(range(one.start, one.end))]


def _add(kept: list[Found], candidates: Iterable[Found]) -> list[Found]:
    kept = list(kept)
    letters = {place for one in kept for place in range(one.start, one.end)}
    for candidate in candidates:
        if letters.isdisjoint(range(candidate.start, candidate.end)):
            kept.append(candidate)
            letters.update(range(candidate.start, candidate.end))
    return kept


def _covering(judge: Judge, misspelt: list[Spotted], named: list[Found]) -> list[Found]:
    """Misspelt organisations that a place is the end of: YMCA ဖယော, but not one that is said to be at a place."""
    places = {found.end: found.start for found in named if found.kind in PLACES and not judge.is_at(found)}
    known = [(found.start, found.end) for found in named if found.kind == "organisation"]
    around = [
        spotted
        for spotted in misspelt
        if spotted.start < places.get(spotted.end, 0)
        and not any(start <= spotted.start and spotted.end <= end for start, end in known)
    ]
    return _longest(found for spotted in around if (found := judge.judge(spotted)) and found.kind == "organisation")


def _longest(found: Iterable[Found]) -> list[Found]:
    """Without those that share letters with a longer one."""
    return _add([], sorted(found, key=lambda f: (f.start - f.end, -f.confidence, f.start)))


def _likeliest(found: list[Found]) -> list[Found]:
    """Without those that share letters with a likelier one, and without guesses between two values."""

    def is_rivalled(one: Found) -> bool:
        return any(
            one.overlaps(other) and other.value != one.value and other.confidence >= one.confidence for other in found
        )

    best = sorted(found, key=lambda f: (-f.confidence, f.start - f.end))
    return [one for one in _add([], best) if not is_rivalled(one)]


def _ages(text: str) -> Iterator[Found]:
    for age in find_ages(text):
        value: Value = {"months": (age.years or 0) * 12 + age.months} if age.months is not None else age.years or 0
        yield Found(age.start, age.end, "age", value, 1.0)


def _dates(text: str) -> Iterator[Found]:
    for date in find_dates(text):
        month = "" if date.month is None else f"-{date.month:02}"
        day = "" if date.day is None else f"-{date.day:02}"
        yield Found(date.start, date.end, "date", f"{date.year:04}{month}{day}", 1.0)


def _put_together(text: str, words: Lexicon) -> Iterator[Found]:
    """Needs that are not named by a name, but by words that are put together: เงินช่วยลูกพิการ."""
    for need, pattern in words.put_together:
        for match in pattern.finditer(text):
            if begins(text, match.start()) and ends(text, match.end()):
                yield Found(*match.span(), "need", need, AS_WRITTEN)


def _abbreviations(text: str, words: Lexicon) -> Iterator[Found]:
    """Provinces in two or three letters that only a word of place tells from a piece of a word: อยู่ชม."""
    for match in words.abbreviated.finditer(text):
        yield Found(*match.span("name"), "province", words.abbreviations[match["name"]], 1.0)


def _prefixes(text: str) -> Iterator[Found]:
    for prefix in find_id_prefixes(text):
        yield Found(prefix.start, prefix.end, "id_prefix", prefix.value, 1.0)
