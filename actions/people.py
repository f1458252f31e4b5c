"""When a person is needed."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Event, confidence_of, custom_of, is_sure, language_of, question_of, say
from actions.fallback import Fallback, names_someone
from actions.knowledge_base import knowledge_base
from bot.language import is_question

LIKELY_DANGER = 0.55  # of the classifier; a greeting with an age is not worth a fright
LIKELY_PERSON = 0.75  # under it, a question about somebody's staff is one about them


class HandOff(Action):
    """Records the wish to talk to a person and gives the numbers where people answer.

    What may be a question about an organisation that is named is answered instead.
    """

    def name(self) -> str:
        return "action_hand_off"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        if confidence_of(tracker) < LIKELY_PERSON and names_someone(tracker):
            question = question_of(tracker)
            answer = knowledge_base().answer(question)
            if answer.kind != "nothing":
                return say(dispatcher, tracker, answer, question.route)
        reply = knowledge_base().core_hotlines(language_of(tracker))
        custom = custom_of(reply, "handoff") | {"handoff": {"reason": "asked_for_person", "urgency": "normal"}}
        dispatcher.utter_message(response="utter_handoff", json_message=custom)
        return []


class AnswerDanger(Action):
    """The second net: a tale of harm that the gateway's check did not catch. An unlikely one is asked back about.

    What the message asks is answered behind the card when the answer is sure.
    """

    def name(self) -> str:
        return "action_answer_danger"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        if confidence_of(tracker) < LIKELY_DANGER:
            return await Fallback().run(dispatcher, tracker, domain)
        reply = knowledge_base().core_hotlines(language_of(tracker))
        custom = custom_of(reply, "safety") | {
            "safety": {"category": "unspecified", "urgency": "high"},
            "handoff": {"reason": "danger", "urgency": "high"},
        }
        dispatcher.utter_message(response="utter_danger", json_message=custom)
        question = question_of(tracker)
        if not is_question(question.text):
            return []
        answer = knowledge_base().answer(question)
        return say(dispatcher, tracker, answer, question.route) if is_sure(answer) else []
