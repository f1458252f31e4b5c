"""Which routes to offer when the classifier wavers between two. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# Intents that a button of `utter_did_you_mean` stands for.
ROUTE_INTENTS = frozenset(
    ["ask_nationality", "ask_hotline", "ask_eligibility", "ask_directory", "ask_rights", "report_danger", "want_person"]
)
FALLBACK_INTENT = "nlu_fallback"  # put first by Rasa's FallbackClassifier; says nothing of what was meant
LIKELIER_THAN_NOT = 0.5


def intents_to_offer(ranking: Sequence[Mapping[str, Any]]) -> list[str]:
    """The two best intents, likeliest first, when it is probably one of them and both are routes; else none."""
    ranked = sorted(ranking, key=lambda intent: -float(intent["confidence"]))
    best = [intent for intent in ranked if intent["name"] != FALLBACK_INTENT][:2]
    likely = sum(float(intent["confidence"]) for intent in best) >= LIKELIER_THAN_NOT
    names = [str(intent["name"]) for intent in best]
    return names if likely and len(names) == 2 and ROUTE_INTENTS.issuperset(names) else []
