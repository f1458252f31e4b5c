"""Every sentence for people stands in all complete languages, with the same variables."""

from __future__ import annotations

import string

import pytest
import yaml

from scripts.environment import ROOT

LANGUAGES = ("th", "en", "my")


def domain_responses() -> dict[str, list[dict]]:  # type: ignore[type-arg]
    return dict(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"])


def variables(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(domain_responses()))
def test_a_response_has_every_language_once(key: str) -> None:
    assert [v["metadata"]["language"] for v in domain_responses()[key]] == list(LANGUAGES)


@pytest.mark.parametrize("key", sorted(domain_responses()))
def test_variables_and_buttons_agree_between_languages(key: str) -> None:
    variations = domain_responses()[key]
    assert len({frozenset(variables(v["text"])) for v in variations}) == 1
    assert len({tuple(b["payload"] for b in v.get("buttons", [])) for v in variations}) == 1
