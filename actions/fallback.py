"""When the message was not understood, or is not ours to answer."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Event, custom_of, question_of, say
from actions.knowledge_base import knowledge_base
from knowledge.reply import Reply

# How sure the search must be to answer although the classifier was not.
SURE_WHEN_UNCLEAR = 0.95
SURE_WHEN_OUT_OF_SCOPE = 1.25


class Fallback(Action):
    """Answers when the knowledge base is sure all the same, else says so and offers what it can do."""

    response = "utter_dont_know"
    sure = SURE_WHEN_UNCLEAR

    def name(self) -> str:
        return "action_fallback"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        question = question_of(tracker, "fallback")
        if question.text:
            reply = knowledge_base().answer(question)
            if reply.kind == "answer" and reply.score >= self.sure:
                return say(dispatcher, reply, "directory")
        dispatcher.utter_message(response=self.response, json_message=custom_of(Reply("nothing"), "fallback"))
        return []


class OutOfScope(Fallback):
    """Something else altogether."""

    response = "utter_out_of_scope"
    sure = SURE_WHEN_OUT_OF_SCOPE

    def name(self) -> str:
        return "action_out_of_scope"
