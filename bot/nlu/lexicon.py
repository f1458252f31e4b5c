"""What `lexicon.yml` says: names that no record has, everyday words, and what stands beside a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from bot.nlu.folding import exact
from bot.nlu.names import NO_NAME, Name

_BEFORE, _AFTER = 24, 16
MOST_BETWEEN = 5  # words between the first and the last of a need that is put together


@dataclass(frozen=True)
class Lexicon:
    """Everything by its exact folding; `beside` are patterns of the text right before and after a name."""

    names: tuple[Name, ...]
    ignored_needs: frozenset[str]
    too_general: frozenset[str]
    describing: frozenset[str]
    certain: frozenset[str]
    with_place: frozenset[str]
    organisations: frozenset[str]
    capitals: frozenset[str]
    beside: dict[str, re.Pattern[str]]
    shared: re.Pattern[str]
    wanted_papers: dict[str, str]
    wanted_first: re.Pattern[str]
    between: re.Pattern[str]
    birth: re.Pattern[str]
    put_together: tuple[tuple[str, re.Pattern[str]], ...]
    abbreviations: dict[str, str]
    abbreviated: re.Pattern[str]

    def stands_before(self, what: str, text: str, start: int) -> bool:
        """Whether a word of the list `what` stands right before `start`."""
        return bool(self.beside[what].search(text[max(0, start - _BEFORE) : start]))

    def stands_after(self, what: str, text: str, end: int) -> bool:
        """Whether a word of the list `what` stands right after `end`."""
        return bool(self.beside[f"{what}_after"].match(text[end : end + _AFTER]))

    def is_wanted(self, text: str, start: int, end: int) -> bool:
        """Whether the words beside a span ask for what it names, or say that it is not there."""
        return self.stands_before("wanted", text, start) or self.stands_after("wanted", text, self._behind(text, end))

    def is_lost(self, text: str, start: int, end: int) -> bool:
        """Whether the words after a span say that it was there: แล้ว, หาย, but not ไม่มีใบเกิดแล้ว."""
        is_said = self.stands_after("lost", text, self._behind(text, end))
        return is_said and not self.stands_before("lacking", text, start)

    def _behind(self, text: str, end: int) -> int:
        """Behind whose it is and little words: ใบเกิดลูกก็."""
        between = self.between.match(text, end)
        return between.end() if between else end

    def asks(self, text: str, start: int, end: int) -> bool:
        """Whether a span is asked for, or begins with the word that asks: ขอทุน."""
        return self.is_wanted(text, start, end) or bool(self.wanted_first.match(text, start, end))

    def own_part(self, organisation: str) -> str:
        """The name of an organisation without the words that many share: มูลนิธิ, Foundation."""
        return self.shared.sub("", organisation) or organisation

    def reach(self, what: str, text: str, start: int, end: int) -> tuple[int, int]:
        """The span with the words of the list `what` on both sides of it."""
        head = text[max(0, start - _BEFORE) : start]
        before = self.beside[what].search(head)
        after = self.beside[f"{what}_after"].match(text[end : end + _AFTER])
        first = start - len(head) + before.start("word") if before else start
        return first, end + after.end("word") if after else end


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read once."""
    listed = yaml.safe_load(files("bot.nlu").joinpath("lexicon.yml").read_text(encoding="utf-8"))
    everyday = {kind: _keys(words) for kind, words in listed["everyday"].items()}
    beside = listed["beside"] | {
        "wanted": {
            code: words + listed["wanted"]["lacking"][code] for code, words in listed["wanted"]["before"].items()
        },
        "wanted_after": listed["wanted"]["after"],
        "lacking": listed["wanted"]["lacking"],
        "lost_after": listed["wanted"]["lost"],
        "asked": listed["asked"]["before"],
        "asked_after": listed["asked"]["after"],
    }
    return Lexicon(
        names=tuple(
            Name(wording, kind, value)
            for kind, values in listed["entities"].items()
            for value, languages in values.items()
            for wordings in languages.values()
            for wording in wordings
        )
        + tuple(
            Name(wording, "need", need, may_be_misspelt=False)
            for need, languages in listed["phrases"].items()
            for wordings in languages.values()
            for wording in wordings
        )
        + tuple(Name(wording, NO_NAME, "") for wordings in listed["no_names"].values() for wording in wordings),
        ignored_needs=frozenset(listed["fields_of_work"]),
        too_general=_keys(listed["too_general"]),
        describing=_keys(listed["describing"]),
        certain=everyday["certain"],
        with_place=everyday["with_place"],
        organisations=everyday["organisation"],
        capitals=everyday["capitals"],
        beside={what: _pattern(what, words) for what, words in beside.items()},
        shared=_shared(listed["beside"]),
        wanted_papers=listed["wanted"]["papers"],
        wanted_first=re.compile(_choice(listed["wanted"]["first"]), re.IGNORECASE),
        between=re.compile(rf"(?:\s*(?:{_choice(listed['wanted']['between'])}))*"),
        birth=re.compile(_choice(listed["birth"]), re.IGNORECASE),
        put_together=tuple(
            (need, _put_together(*parts)) for need, ways in listed["put_together"].items() for parts in ways
        ),
        abbreviations=listed["abbreviations"]["provinces"],
        abbreviated=_abbreviated(**listed["abbreviations"]),
    )


def _keys(languages: dict[str, list[str]]) -> frozenset[str]:
    return frozenset(exact(word).key for words in languages.values() for word in words)


def _shared(beside: dict[str, dict[str, list[str]]]) -> re.Pattern[str]:
    before, after = _choice(beside["organisation"]), _choice(beside["organisation_after"])
    return re.compile(rf"^(?:{before})\s*|(?:\s*(?:{after}))+$", re.IGNORECASE)


def _choice(languages: dict[str, list[str]]) -> str:
    return _any_of([word for words in languages.values() for word in words])


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _put_together(first: list[str], between: list[str], last: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_any_of(first)})(?:{_any_of(between)}){{0,{MOST_BETWEEN}}}(?:{_any_of(last)})")


def _abbreviated(provinces: dict[str, str], before: list[str], after: list[str]) -> re.Pattern[str]:
    """A province in two or three letters between a word of place and what may end a phrase."""
    places, ends = "|".join(before), "|".join(after)
    letters, hours = "|".join(provinces), r"(?!\s*(?:ละ|เดียว|แรก|นึง|หน้า|ต่อ))"
    return re.compile(rf"(?:{places})\s?(?P<name>{letters})\.?{hours}(?:(?![ก-๎.])|(?={ends}))")


def _pattern(what: str, languages: dict[str, list[str]]) -> re.Pattern[str]:
    choice = _choice(languages)
    if what.endswith("_after"):
        return re.compile(rf"\s*(?P<word>{choice})(?![A-Za-z])", re.IGNORECASE)
    # A bare อ or จ is the abbreviation only where no Thai word ends with it: ถือ, อาจ.
    begins = "(?:(?<![A-Za-z])|(?![A-Za-z]))"  # UNHCRที่แม่อาย
    return re.compile(rf"{begins}(?P<word>(?![อจต]\s*$){choice}|(?<![ก-๎])[อจต])\s*$", re.IGNORECASE)
