"""How Rasa handles a message here: as its MessageProcessor does, with less work for the same result."""

from __future__ import annotations

import logging
from typing import Any

import rasa.core.agent
from rasa.core.actions.action import Action
from rasa.core.channels.channel import OutputChannel
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS
from rasa.shared.core.events import ActionExecutionRejected, BotUttered, Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.processing.action_calls import KeptEndpoint
from bot.processing.graph_runner import SequentialGraphRunner
from bot.processing.predictions import RememberedPredictions

log = logging.getLogger(__name__)


class TurnProcessor(MessageProcessor):
    """Plans the graph once, remembers what the rules say, and builds no log lines that nobody reads."""

    action_endpoint: Any  # what Rasa made, then what stands in for it
    graph_runner: Any

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        asked = self.action_endpoint
        if asked is not None and asked == EndpointConfig(asked.url) and not asked.cafile:  # else Rasa knows how
            self.action_endpoint = KeptEndpoint(asked.url)
        self.graph_runner = SequentialGraphRunner(self.graph_runner)
        policy = self.graph_runner.component(Policy)
        self._predictions = RememberedPredictions(self.domain, policy if type(policy) is RulePolicy else None)
        self._may_fill_slots = ACTION_VALIDATE_SLOT_MAPPINGS in self.domain.user_actions or any(
            mapping != {"type": "custom"} for slot in self.domain.slots for mapping in slot.mappings
        )
        self._known_intents, self._known_entities = frozenset(self.domain.intents), frozenset(self.domain.entities)

    def close(self) -> None:
        """Close the connections to the action server."""
        if isinstance(self.action_endpoint, KeptEndpoint):
            self.action_endpoint.close()

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        key = None if tracker.followup_action else self._predictions.key_of(tracker)
        if key is None:
            return super()._predict_next_with_tracker(tracker)
        known = self._predictions.recall(key)
        if known is None:
            known = super()._predict_next_with_tracker(tracker)
            self._predictions.keep(key, known)
        return known

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """The tracker with the slots that a message fills; as it is where only actions fill slots."""
        return await super().run_action_extract_slots(output_channel, tracker) if self._may_fill_slots else tracker

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Warns of what the domain does not know; Rasa writes out the whole domain to see that it is not empty."""
        are_known = all(found["entity"] in self._known_entities for found in parse_data["entities"])
        if parse_data["intent"]["name"] not in self._known_intents or not are_known:
            super()._check_for_unseen_features(parse_data)

    def _log_action_on_tracker(
        self,
        tracker: DialogueStateTracker,
        action: Action,
        events: list[Event] | None,
        prediction: PolicyPrediction,
    ) -> None:
        """What Rasa does, without copying all events for its debug log, and with the words of replies alone."""
        events = [_in_words(event) for event in events or ()]
        if not any(isinstance(event, ActionExecutionRejected) for event in events):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        if log.isEnabledFor(logging.DEBUG):
            MessageProcessor._log_slots(tracker)


def _in_words(event: Event) -> Event:
    """What stays of an event: of a reply its text and the response it is from; the gateway keeps the whole of it."""
    if not isinstance(event, BotUttered):
        return event
    named = {"utter_action": event.metadata["utter_action"]} if "utter_action" in event.metadata else {}
    return BotUttered(event.text, metadata=named)


def install() -> None:
    """Let agents of this process handle messages this way."""
    rasa.core.agent.MessageProcessor = TurnProcessor
