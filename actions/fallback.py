"""When the message was not understood, or is not ours to answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Event, confidence_of, custom_of, question_of, say
from actions.asking_back import FALLBACK_INTENT, intents_to_offer
from actions.knowledge_base import knowledge_base
from knowledge.reply import Reply

SURE_WHEN_UNCLEAR = 0.5  # how likely the search must be right to answer although the classifier was not sure
# The same where the classifier thinks that it is something else: as a share of how sure it is, and at least.
SURE_AGAINST_OUT_OF_SCOPE, LEAST_SURE = 0.75, 0.3
NAMED = ("organisation", "project")  # entities that are asked about whatever the classifier thinks
SOMETHING_ELSE = f"/{FALLBACK_INTENT}"  # payload of the button that leads here again, and then to all routes


class Fallback(Action):
    """Answers when the knowledge base is sure all the same, else asks which of two routes is meant, else shows all."""

    response = "utter_dont_know"

    def name(self) -> str:
        return "action_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        question = question_of(tracker)
        pressed = (tracker.latest_message.get("text") or "").startswith("/")
        if question.text and not pressed:
            reply = knowledge_base().answer(question)
            is_sure = reply.kind in ("answer", "near", "contact") and reply.score >= self.sure_from(tracker)
            if is_sure or (names_someone(tracker) and reply.kind != "nothing"):
                return say(dispatcher, tracker, reply, question.route)
        custom = custom_of(Reply("nothing"), "fallback")
        offered = self.offered(tracker) if question.text and not pressed else []
        if offered:
            # The response holds a button for each route in each language; bot/nlg.py keeps the ones named here.
            choices = [*(f"/{intent}" for intent in offered), SOMETHING_ELSE]
            dispatcher.utter_message(response="utter_did_you_mean", json_message=custom, choices=choices)
            return [SlotSet("unclear_question", question.text)]
        dispatcher.utter_message(response=self.response, json_message=custom)
        return []

    def sure_from(self, tracker: Tracker) -> float:
        """How likely the search must be right to answer all the same, 0 to 1."""
        return SURE_WHEN_UNCLEAR

    def offered(self, tracker: Tracker) -> list[str]:
        """Intents to ask back about."""
        return intents_to_offer(tracker.latest_message.get("intent_ranking") or [])


def names_someone(tracker: Tracker) -> bool:
    """Whether the message names an organisation or a project of the knowledge base."""
    return any(entity["entity"] in NAMED for entity in tracker.latest_message.get("entities") or [])


class OutOfScope(Fallback):
    """Something else altogether."""

    response = "utter_out_of_scope"

    def name(self) -> str:
        return "action_out_of_scope"

    def sure_from(self, tracker: Tracker) -> float:
        """The less likely, the less sure the classifier is that it is something else."""
        return max(LEAST_SURE, SURE_AGAINST_OUT_OF_SCOPE * confidence_of(tracker))

    def offered(self, tracker: Tracker) -> list[str]:
        """None: the classifier is sure that it is something else."""
        return []
