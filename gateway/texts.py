"""The gateway's own sentences, from texts.yml: checked once, when first read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from gateway.errors import SettingsError

LANGUAGES = ("th", "en", "my")
DEFAULT_LANGUAGE = "th"

Wording = Mapping[str, str]


@dataclass(frozen=True)
class Texts:
    """Sentences by code and language, and the cards of the hotlines by language."""

    errors: Mapping[str, Wording]
    lines: Mapping[str, Wording]
    notices: Mapping[str, Wording]
    suggestions: tuple[Wording, ...]
    language_names: Mapping[str, str]
    hotline_cards: Mapping[str, tuple[dict[str, Any], ...]]
    hotline_sources: Mapping[str, tuple[dict[str, Any], ...]]

    def error(self, code: str, language: str) -> str:
        return self.errors[code][language]

    def notice(self, code: str, language: str) -> str:
        return self.notices[code][language]

    def line(self, name: str, language: str) -> str:
        return self.lines[name][language]


@lru_cache(maxsize=1)
def load_texts() -> Texts:
    """The catalogue; raises SettingsError when a language is missing."""
    raw = yaml.safe_load(files("gateway").joinpath("texts.yml").read_text(encoding="utf-8"))
    for place, wording in _wordings(raw, "texts.yml"):
        missing = [language for language in LANGUAGES if not wording.get(language)]
        if missing:
            raise SettingsError(f"{place} lacks {', '.join(missing)}")
    return Texts(
        errors=raw["errors"],
        lines=raw["lines"],
        notices=raw["notices"],
        suggestions=tuple(raw["suggestions"]),
        language_names=raw["language_names"],
        hotline_cards={language: _cards(raw["hotlines"], language) for language in LANGUAGES},
        hotline_sources={language: _sources(raw["hotlines"], language) for language in LANGUAGES},
    )


def _wordings(node: Any, place: str) -> list[tuple[str, dict[str, str]]]:
    if isinstance(node, list):
        return [found for index, part in enumerate(node) for found in _wordings(part, f"{place}[{index}]")]
    if not isinstance(node, dict):
        return []
    if set(node) & set(LANGUAGES):
        return [(place, node)]
    return [found for key, part in node.items() for found in _wordings(part, f"{place}: {key}")]


def _cards(hotlines: list[dict[str, Any]], language: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "title": hotline["title"][language],
            "text": hotline["text"][language],
            "phones": [
                {
                    "number": hotline["number"],
                    "label": hotline["title"][language],
                    "hours": hotline["hours"][language],
                }
            ],
            "address": None,
            "url": None,
            "record": f"hotline-{hotline['number']}",
        }
        for hotline in hotlines
    )


def _sources(hotlines: list[dict[str, Any]], language: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "title": hotline["source"]["title"][language],
            "url": hotline["source"]["url"],
            "checked": hotline["source"]["checked"],
        }
        for hotline in hotlines
    )
