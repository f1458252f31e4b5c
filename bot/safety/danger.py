"""Is someone in danger? Plain statements in Thai, English and Burmese, recognised by rules alone."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.safety.cards import categories
from bot.safety.errors import RulesError
from bot.safety.folding import fold
from bot.safety.rules import LanguageRules, Rule, Urgency, read_rules
from bot.safety.spotting import Spots, Vocabulary

LANGUAGES = ("th", "en", "my")


@dataclass(frozen=True)
class Danger:
    """What a message tells of: a category of the safety cards, how pressing it is, and the rule that saw it."""

    category: str
    urgency: Urgency
    rule: str


class Watch:
    """All rules of some languages, ready to look at a text."""

    def __init__(self, languages: list[LanguageRules]) -> None:
        words: dict[str, frozenset[str]] = {}
        for language in languages:
            for word, groups in language.words.items():
                words[word] = words.get(word, frozenset()) | groups
        self._vocabulary = Vocabulary(words, {word for language in languages for word in language.harmless_words})
        self._harmless = [harmless for language in languages for harmless in language.harmless]
        self._rules = sorted((rule for language in languages for rule in language.rules), key=_how_pressing)
        self._rules_by_group = _by_rarest_group(self._rules)

    def check(self, text: str) -> Danger | None:
        """The most pressing danger the text tells of. The text may be of any length, in any language."""
        spots = self._vocabulary.spot(fold(text))
        meant: Spots | None = None
        for number in sorted({number for group in spots.present for number in self._rules_by_group.get(group, ())}):
            rule = self._rules[number]
            if not rule.is_in(spots):
                continue
            if not rule.certain:
                meant = meant or self._meant(spots)
            if rule.certain or (meant and rule.is_in(meant)):
                return Danger(rule.category, rule.urgency, rule.id)
        return None

    def _meant(self, spots: Spots) -> Spots:
        """The spots less the words that mean no danger where they stand."""
        hidden = 0
        for harmless in self._harmless:
            hidden |= harmless.hidden(spots)
        return spots.without(hidden)


def _by_rarest_group(rules: Sequence[Rule]) -> Mapping[str, list[int]]:
    """The rules that may be in a text with a word of a group: each phrase counts for the rarest of its groups alone."""
    phrases = Counter(group for rule in rules for phrase in rule.phrases for group in set(phrase.groups))
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for group in {min(phrase.groups, key=phrases.__getitem__) for phrase in rule.phrases}:
            found.setdefault(group, []).append(number)
    return found


def _how_pressing(rule: Rule) -> tuple[bool, int]:
    """Emergencies first, then by the order of the cards."""
    order = categories()
    if rule.category not in order:
        raise RulesError(f"{rule.id}: there is no card for {rule.category}")
    return rule.urgency != "emergency", order.index(rule.category)


check = Watch([read_rules(language) for language in LANGUAGES]).check
