"""The safety cards: what a person in danger is told, and whom they can call (card.yml)."""

from importlib.resources import files
from typing import TypedDict, cast

import yaml

from bot.safety.errors import UnknownCategory
from bot.safety.rules import Urgency

Texts = dict[str, str]
"""Language code → text; th, en and my are always there."""


class Phone(TypedDict):
    number: str
    label: str
    hours: str


class ContactCard(TypedDict):
    title: str
    text: str
    phones: list[Phone]
    address: None
    url: None


class Source(TypedDict):
    title: str
    url: str
    checked: str


class Safety(TypedDict):
    category: str
    urgency: Urgency


class Card(TypedDict):
    """The safety part of a Message of the chat API."""

    text: str
    cards: list[ContactCard]
    sources: list[Source]
    safety: Safety


class NumberEntry(TypedDict):
    label: Texts
    hours: Texts
    source: str
    url: str
    checked: str


class CategoryEntry(TypedDict):
    urgency: Urgency
    numbers: list[str]
    text: Texts
    note: Texts


class CardsFile(TypedDict):
    title: Texts
    closing: Texts
    numbers: dict[str, NumberEntry]
    categories: dict[str, CategoryEntry]


_CONTENT = cast(CardsFile, yaml.safe_load((files("bot.safety") / "card.yml").read_text("utf-8")))


def categories() -> tuple[str, ...]:
    """All categories of danger, the most pressing first."""
    return tuple(_CONTENT["categories"])


def card(category: str, language: str, urgency: Urgency | None = None) -> Card:
    """The card of a category in th, en or my; in any other language the English and the Thai text, one after the other.

    urgency: that of the Danger found; without it, the usual one of the category.
    Raises UnknownCategory.
    """
    if category not in _CONTENT["categories"]:
        raise UnknownCategory(category)
    entry = _CONTENT["categories"][category]
    contact: ContactCard = {
        "title": _in(language, _CONTENT["title"], " · "),
        "text": _in(language, entry["note"]) + "\n\n" + _in(language, _CONTENT["closing"]),
        "phones": [_phone(number, language) for number in entry["numbers"]],
        "address": None,
        "url": None,
    }
    return {
        "text": _in(language, entry["text"]),
        "cards": [contact],
        "sources": [_source(number) for number in entry["numbers"]],
        "safety": {"category": category, "urgency": urgency or entry["urgency"]},
    }


def _in(language: str, texts: Texts, joint: str = "\n\n") -> str:
    if language in texts:
        return texts[language]
    return texts["en"] + joint + texts["th"]


def _phone(number: str, language: str) -> Phone:
    entry = _CONTENT["numbers"][number]
    return {
        "number": number,
        "label": _in(language, entry["label"], " · "),
        "hours": _in(language, entry["hours"], " · "),
    }


def _source(number: str) -> Source:
    entry = _CONTENT["numbers"][number]
    return {"title": entry["source"], "url": entry["url"], "checked": entry["checked"]}
