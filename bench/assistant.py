"""The assistant without its processes: the real model and the real actions, one turn after another."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass, field
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from bot.language import clean, detect
from bot.processing import processor
from scripts.environment import MODEL, ROOT, process_environment

HONEST = {
    "utter_not_known",
    "utter_not_known_because",
    "utter_not_known_nearest",
    "utter_not_known_because_nearest",
    "utter_near",
    "utter_near_list",
    "utter_nothing_found",
    "utter_dont_know",
    "utter_did_you_mean",
    "utter_out_of_scope",
}
ACTION_OF = {
    "ask_nationality": "action_answer_nationality",
    "ask_hotline": "action_answer_hotline",
    "ask_eligibility": "action_answer_eligibility",
    "ask_directory": "action_answer_directory",
    "ask_rights": "action_answer_rights",
    "ask_more": "action_answer_more",
    "report_danger": "action_answer_danger",
    "want_person": "action_hand_off",
    "out_of_scope": "action_out_of_scope",
    "nlu_fallback": "action_fallback",
}


@dataclass(frozen=True)
class Turn:
    """What came back: intent and confidence, the response key, and all words shown."""

    intent: str
    confidence: float
    response: str
    shown: str
    is_honest_no: bool


@dataclass
class Talk:
    """One conversation: its slots."""

    slots: dict[str, Any] = field(default_factory=dict)


class Assistant:
    """Loads the trained model once; raises FileNotFoundError without one (`make train` makes it)."""

    def __init__(self) -> None:
        if not MODEL.exists():
            raise FileNotFoundError(f"{MODEL}: run `make train` first")
        os.environ.update(process_environment())
        os.chdir(ROOT)
        logging.getLogger("rasa_sdk").setLevel(logging.ERROR)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        processor.install()
        self._agent = Agent.load(str(MODEL))
        self._actions = ActionExecutor()
        self._actions.register_package("actions")
        self._loop = asyncio.new_event_loop()

    def parse(self, text: str) -> dict[str, Any]:
        """Rasa's understanding of a message, cleaned as the gateway does."""
        return dict(self._loop.run_until_complete(self._agent.parse_message(clean(text))))

    def say(self, text: str, talk: Talk | None = None, language: str | None = None) -> Turn:
        """Handle one message; `language` defaults to what the gateway would detect."""
        talk = talk or Talk()
        parsed = self.parse(text)
        spoken = language or detect(clean(text)).language.value
        message = {**parsed, "metadata": {"language": spoken if spoken in ("th", "en", "my") else "th"}}
        intent = parsed["intent"]
        action = ACTION_OF.get(intent["name"] or "nlu_fallback")
        if action is None:
            return Turn(intent["name"], intent["confidence"], "utter_smalltalk", "", False)
        tracker = Tracker("bench", talk.slots, message, [], False, None, {}, "action_listen")
        dispatcher = CollectingDispatcher()
        events = self._loop.run_until_complete(self._actions.actions[action](dispatcher, tracker, {})) or []
        talk.slots.update({e["name"]: e["value"] for e in events if e["event"] == "slot"})
        return _turn(intent, dispatcher.messages)


def _turn(intent: dict[str, Any], messages: list[dict[str, Any]]) -> Turn:
    """All that was said; the last response is the answer, which may stand behind a safety card."""
    shown = "\n".join(map(_words, messages))
    response = messages[-1].get("response") or ""
    return Turn(intent["name"], intent["confidence"], response, shown, response in HONEST)


def _words(message: dict[str, Any]) -> str:
    custom = message.get("custom") or {}
    words = [str(message.get(part) or "") for part in ("answer", "nearest", "subject")]
    for card in custom.get("cards", []):
        words += [card["title"], card["text"], card.get("address") or "", card.get("url") or ""]
        words += [f"{phone['number']} {phone['label']} {phone['hours']}" for phone in card["phones"]]
    words += [button["title"] for button in message.get("buttons") or []]
    return "\n".join(words)
