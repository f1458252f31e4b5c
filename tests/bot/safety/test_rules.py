import re
from importlib.resources import files

import pytest
import yaml

from bot.safety import RulesError, categories
from bot.safety.danger import LANGUAGES, Watch
from bot.safety.rules import LanguageRules, Rule, read_rules


def content(language: str) -> dict:
    return yaml.safe_load((files("bot.safety") / f"rules_{language}.yml").read_text("utf-8"))


def names_in(value: object) -> set[str]:
    return set(re.findall("<([a-z_]+)>", str(value)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_group_is_used(language):
    words = content(language)["words"]
    used = names_in(content(language)["rules"]) | names_in(content(language)["harmless"])
    for _ in words:
        used |= {name for group in used & set(words) for name in names_in(words[group])}

    assert set(words) <= used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_has_rules(language):
    assert {rule.category for rule in read_rules(language).rules} == set(categories())


def test_rule_ids_are_unique():
    ids = [rule.id for language in LANGUAGES for rule in read_rules(language).rules]

    assert len(ids) == len(set(ids))


def test_rule_without_a_card_is_refused():
    rule = Rule("x", "weather", "high", (), certain=False)

    with pytest.raises(RulesError, match="weather"):
        Watch([LanguageRules({}, frozenset(), (), (rule,))])
