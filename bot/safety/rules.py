"""Reads the rules of one language (rules_th.yml, rules_en.yml, rules_my.yml) into phrases of word groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, TypedDict, cast

import yaml

from bot.safety.errors import RulesError
from bot.safety.folding import fold, spellings
from bot.safety.spotting import Phrase, Spots

Urgency = Literal["emergency", "high"]
Item = str | int


class HarmlessEntry(TypedDict):
    hide: str
    say: list[list[Item]]


class RuleEntryOptions(TypedDict, total=False):
    certain: bool


class RuleEntry(RuleEntryOptions):
    id: str
    category: str
    urgency: Urgency
    say: list[list[Item]]


class RulesFile(TypedDict):
    gap: int
    words: dict[str, list[str]]
    harmless_words: list[str]
    harmless: list[HarmlessEntry]
    rules: list[RuleEntry]


@dataclass(frozen=True)
class Rule:
    """One thing people say when someone is in danger; id is unique over all languages.

    certain: it counts even inside what would otherwise be harmless.
    """

    id: str
    category: str
    urgency: Urgency
    phrases: tuple[Phrase, ...]
    certain: bool

    def is_in(self, spots: Spots) -> bool:
        return any(phrase.is_in(spots) for phrase in self.phrases)


@dataclass(frozen=True)
class Harmless:
    """A phrase in which the words of one group mean no danger ("ไม่ได้โดนตี")."""

    phrase: Phrase
    index: int

    def hidden(self, spots: Spots) -> int:
        """Where those words begin, as a bit set."""
        return self.phrase.places_of(self.index, spots)


@dataclass(frozen=True)
class LanguageRules:
    """All rules of one language; words: folded word → names of the groups it belongs to."""

    words: Mapping[str, frozenset[str]]
    harmless_words: frozenset[str]
    harmless: tuple[Harmless, ...]
    rules: tuple[Rule, ...]


def read_rules(language: str) -> LanguageRules:
    """The rules of bot/safety/rules_<language>.yml. Raises RulesError for a group that does not exist."""
    text = (files("bot.safety") / f"rules_{language}.yml").read_text("utf-8")
    return _Reader(language, cast(RulesFile, yaml.safe_load(text))).read()


class _Reader:
    def __init__(self, language: str, content: RulesFile) -> None:
        self._language = language
        self._content = content
        self._groups: dict[str, frozenset[str]] = {"start": frozenset(), "end": frozenset()}

    def read(self) -> LanguageRules:
        harmless = tuple(self._harmless_phrases())
        rules = tuple(self._rule(entry) for entry in self._content["rules"])
        words: dict[str, set[str]] = {}
        for name, group in self._groups.items():
            for word in group:
                words.setdefault(word, set()).add(name)
        return LanguageRules(
            {word: frozenset(names) for word, names in words.items()},
            frozenset(spelling for word in self._content["harmless_words"] for spelling in spellings(fold(word))),
            harmless,
            rules,
        )

    def _harmless_phrases(self) -> Iterator[Harmless]:
        for entry in self._content["harmless"]:
            for items in entry["say"]:
                named = [item for item in items if not isinstance(item, int)]
                if entry["hide"] not in named:
                    raise RulesError(f"{self._language}: {entry['hide']} is not in {items}")
                yield Harmless(self._phrase(items), named.index(entry["hide"]))

    def _rule(self, entry: RuleEntry) -> Rule:
        if entry["urgency"] not in ("emergency", "high"):
            raise RulesError(f"{entry['id']}: urgency {entry['urgency']}")
        phrases = tuple(self._phrase(items) for items in entry["say"])
        return Rule(entry["id"], entry["category"], entry["urgency"], phrases, entry.get("certain", False))

    def _phrase(self, items: Sequence[Item]) -> Phrase:
        """Items: "<group>", "one|or another", and between two of them the most letters allowed, if not `gap`."""
        groups: list[str] = []
        gaps: list[int] = []
        for item in items:
            if isinstance(item, int):
                gaps[-1] = item
            else:
                groups.append(self._group(item))
                gaps.append(self._content["gap"])
        return Phrase(tuple(groups), tuple(gaps[:-1]))

    def _group(self, item: str) -> str:
        if item in ("<start>", "<end>"):
            return item[1:-1]
        name = f"{self._language} {item}"
        if name not in self._groups:
            self._groups[name] = frozenset(self._words_of(item))
        return name

    def _words_of(self, item: str) -> Iterator[str]:
        for part in item.split("|"):
            if part.startswith("<"):
                if part[1:-1] not in self._content["words"]:
                    raise RulesError(f"{self._language}: there is no word group {part}")
                for word in self._content["words"][part[1:-1]]:
                    yield from self._words_of(word)
            else:
                yield from spellings(fold(part))
