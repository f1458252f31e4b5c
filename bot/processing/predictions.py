"""What the rules say next, remembered: rules that look no further back than the last message always say the same.

Rasa's RulePolicy rebuilds the whole talk for every prediction and compares every rule with it, twice a turn.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

LISTEN = "action_listen"
# Events that change nothing a rule without slots could look at.
UNSEEN = (BotUttered, DefinePrevUserUtteredFeaturization, SlotSet)

Key = tuple[str, ...]  # the intent of the last message, and the actions since


class RememberedPredictions:
    """Predictions by what was said and done since the bot last listened; asks nobody when the rules look further."""

    def __init__(self, domain: Domain, policy: RulePolicy | None) -> None:
        """`policy` is the only one that predicts, or None when there are others beside it."""
        self._intents = frozenset(domain.intents)
        self._may_remember = policy is not None and all(map(_is_of_one_turn, policy.lookup[RULES]))
        self._known: dict[Key, PolicyPrediction] = {}

    def key_of(self, tracker: DialogueStateTracker) -> Key | None:
        """All that a prediction depends on; None when it may depend on more."""
        if not self._may_remember or tracker.active_loop is not None:
            return None
        events = reversed(tracker.events)
        done: list[str] = []
        for event in events:
            if isinstance(event, UserUttered):
                is_known = event.intent_name in self._intents and _last_action(events) == LISTEN
                return (event.intent_name, *reversed(done)) if is_known else None
            if isinstance(event, ActionExecuted) and event.action_name is not None:
                done.append(event.action_name)
            elif not isinstance(event, UNSEEN):
                return None
        return None

    def recall(self, key: Key) -> PolicyPrediction | None:
        """A prediction of its own: who gets it changes its events and probabilities."""
        known = self._known.get(key)
        return None if known is None else _copy(known)

    def keep(self, key: Key, prediction: PolicyPrediction) -> None:
        self._known[key] = _copy(prediction)


def _is_of_one_turn(rule: str) -> bool:
    """Whether a rule begins where the bot listens, and looks at nothing but the intent and the actions after it."""
    first, *later = json.loads(rule)
    return _action_of(first) == LISTEN and all(_action_of(state) not in (LISTEN, None) for state in later)


def _action_of(state: dict[str, Any]) -> str | None:
    """The action that a state follows; None when the state looks at more than that and the intent."""
    said, done = state.get("user", {}), state.get("prev_action", {})
    is_plain = state.keys() <= {"user", "prev_action"} and said.keys() <= {"intent"} and done.keys() == {"action_name"}
    return str(done["action_name"]) if is_plain else None


def _last_action(events: Iterable[Event]) -> str | None:
    """The action that was done before a message, if nothing but what rules don't see came between."""
    for event in events:
        if isinstance(event, ActionExecuted):
            return None if event.action_name is None else str(event.action_name)
        if not isinstance(event, UNSEEN):
            return None
    return None


def _copy(prediction: PolicyPrediction) -> PolicyPrediction:
    twin = copy.copy(prediction)
    twin.probabilities = list(prediction.probabilities)
    twin.events = [copy.copy(event) for event in prediction.events]
    twin.optional_events = [copy.copy(event) for event in prediction.optional_events]
    return twin
