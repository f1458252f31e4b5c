"""Every number that is written outside the knowledge base is one that it holds with the mark H."""

from __future__ import annotations

import re

import pytest
import yaml

from knowledge.authoring import read_content
from knowledge.loading import CONTENT
from scripts.environment import ROOT

CORE = {"191", "1300", "1323", "1387", "1669"}


def trusted_numbers() -> set[str]:
    """Numbers of all records with the mark H."""
    found: set[str] = set()
    for entry in read_content(CONTENT).entries.values():
        for part in (entry.record, *getattr(entry.record, "services", [])):
            found |= {str(phone.number) for phone in getattr(part, "phones", []) if phone.trust == "H"}
    return found


def numbers_in(value: object) -> set[str]:
    """All values of keys named `number`, and all keys of maps named `numbers`, in nested maps and lists."""
    if isinstance(value, dict):
        own = {str(value["number"])} if isinstance(value.get("number"), (str, int)) else set()
        own |= set(value["numbers"]) if isinstance(value.get("numbers"), dict) else set()
        return own.union(*(numbers_in(part) for part in value.values()))
    return set().union(*(numbers_in(part) for part in value)) if isinstance(value, list) else set()


def written_in(place: str) -> set[str]:
    text = (ROOT / place).read_text(encoding="utf-8")
    return set(re.findall(r"tel:([0-9]+)", text)) if place.endswith(".html") else numbers_in(yaml.safe_load(text))


@pytest.mark.parametrize("place", ["web/index.html", "gateway/texts.yml", "bot/safety/card.yml"])
def test_numbers_are_those_of_the_knowledge_base(place: str) -> None:
    written = written_in(place)
    assert written, place
    assert written <= trusted_numbers()


def test_the_page_shows_the_most_needed_numbers() -> None:
    assert written_in("web/index.html") == CORE
