"""The routes that are answered from the knowledge base."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import Event, question_of, say
from actions.knowledge_base import knowledge_base


class RouteAction(Action):
    """Asks the knowledge base with the route as a hint, the likeliest one without, and says what it knows."""

    route: str | None = None

    def name(self) -> str:
        return f"action_answer_{self.route}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[Event]:
        question = question_of(tracker, self.route)
        return say(dispatcher, tracker, knowledge_base().answer(question), question.route)


class AnswerNationality(RouteAction):
    """Birth registration, papers, status, nationality."""

    route = "nationality"


class AnswerHotline(RouteAction):
    """Whom to call, by trouble, province and time of day."""

    route = "hotline"


class AnswerEligibility(RouteAction):
    """Who helps with what, and for whom it is."""

    route = "eligibility"


class AnswerDirectory(RouteAction):
    """Organisations, projects, networks and events."""

    route = "directory"


class AnswerRights(RouteAction):
    """Children's rights and the law behind them."""

    route = "rights"


class AnswerMore(RouteAction):
    """More about what was just answered: "and the phone?"; without a talk before, whatever fits best."""

    def name(self) -> str:
        return "action_answer_more"
