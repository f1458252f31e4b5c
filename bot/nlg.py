"""Chooses the words: language first, then channel."""

from __future__ import annotations

import copy
from typing import Any

import structlog
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

log = structlog.get_logger()

FALLBACK_LANGUAGES = ("th", "en")


def language_of(tracker: DialogueStateTracker) -> str:
    """The language of the latest message (BCP 47), which the person chose or wrote in; `th` before there is one."""
    message = tracker.latest_message
    metadata = (message.metadata if message else None) or {}
    understood = (message.parse_data if message else None) or {}
    return str(metadata.get("language") or understood.get("language") or FALLBACK_LANGUAGES[0])


class MultilingualNLG(TemplatedNaturalLanguageGenerator):
    """Picks the variation of a response whose `metadata.language` is the person's."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response filled with `kwargs` and slots, or None for an unknown response."""
        wanted = language_of(tracker)
        variation = self._variation(utter_action, wanted, output_channel)
        if variation is None:
            log.error("nlg.response.missing", response=utter_action, language=wanted)
            return None
        filled = self._fill_response(copy.deepcopy(variation), tracker.current_slot_values(), **kwargs)
        choices = kwargs.get("choices")
        if choices:  # the payloads of the buttons that an action wants, in its order
            buttons = {button["payload"]: button for button in filled.get("buttons", [])}
            filled["buttons"] = [buttons[payload] for payload in choices if payload in buttons]
        return filled

    def _variation(self, utter_action: str, wanted: str, channel: str) -> dict[str, Any] | None:
        variations = self.responses.get(utter_action, [])
        for language in dict.fromkeys((wanted, *FALLBACK_LANGUAGES)):
            spoken = [v for v in variations if (v.get("metadata") or {}).get("language") == language]
            if spoken:
                if language != wanted:
                    log.warning("nlg.translation.missing", response=utter_action, language=wanted)
                return next((v for v in spoken if v.get("channel") == channel), spoken[0])
        return variations[0] if variations else None
