"""From a tracker to a question, and from the knowledge base's reply to messages. Shared by all routes."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from knowledge.reply import BESIDE_ROUTES, ROUTES, Card, Question, Reply

Event = dict[str, Any]
LANGUAGES = ("th", "en", "my")  # that the assistant speaks
SURE = 0.7  # how likely an answer must be right to stand behind a safety card

RESPONSES = {
    "answer": "utter_answer",
    "near": "utter_near",
    "contact": "utter_contact",
    "list": "utter_list",
    "near_list": "utter_near_list",
    "hotlines": "utter_hotlines",
    "which": "utter_which",
    "not_known": "utter_not_known",
    "nothing": "utter_nothing_found",
}


def language_of(tracker: Tracker) -> str:
    """The language to answer in: that of the latest message where it is one of ours, else Thai."""
    message = tracker.latest_message
    language = (message.get("metadata") or {}).get("language") or message.get("language")
    return str(language) if language in LANGUAGES else LANGUAGES[0]


def confidence_of(tracker: Tracker) -> float:
    """Of the classifier, 0 to 1; 1 for a pressed button."""
    understood = tracker.latest_message.get("intent") or {}
    return float(understood.get("confidence") or 1.0)


def routes_of(tracker: Tracker) -> dict[str, float]:
    """How likely the classifier thinks each route that is answered from the knowledge base, which add up to 1, and how
    likely, among all, that the message is out of scope or asks further.
    """
    ranking = tracker.latest_message.get("intent_ranking") or []
    chances = {intent["name"].removeprefix("ask_"): float(intent["confidence"]) for intent in ranking}
    known = {route: chances.get(route, 0.0) for route in ROUTES}
    total = sum(known.values())
    if not total:
        return {}
    beside = {name: chances.get(name, 0.0) for name in BESIDE_ROUTES}
    return {route: chance / total for route, chance in known.items()} | beside


def question_of(tracker: Tracker, route: str | None = None) -> Question:
    """The latest message as a question; a pressed button names a record and a topic instead of a text.

    Without a route, the likeliest one is taken.
    """
    routes = routes_of(tracker)
    route = route or max(ROUTES, key=lambda r: routes.get(r, 0.0))
    text = tracker.latest_message.get("text") or ""
    named = {e["entity"]: e["value"] for e in tracker.latest_message.get("entities") or []}
    pressed = text.startswith("/")
    if pressed and "record" not in named:
        # A route was chosen when asked back: the question is the one that was not clear.
        text = tracker.get_slot("unclear_question") or ""
    elif pressed:
        text = ""
    return Question(
        text=text,
        language=language_of(tracker),
        route=route,
        at=datetime.now(timezone.utc),
        subject=tracker.get_slot("subject"),
        record=named.get("record") if pressed else None,
        topic=named.get("topic") if pressed else None,
        area=tracker.get_slot("last_area"),
        need=tracker.get_slot("last_need"),
        routes={} if pressed else routes,
    )


def card_json(card: Card) -> dict[str, Any]:
    phones = [{"number": p.number, "label": p.label, "hours": p.hours} for p in card.phones]
    shown = {"title": card.title, "text": card.text, "phones": phones, "address": card.address, "url": card.url}
    return {"record": card.record, **shown}


def is_sure(reply: Reply) -> bool:
    """Whether it is an answer that may stand behind a safety card."""
    return reply.kind == "answer" and reply.score >= SURE


def custom_of(reply: Reply, route: str) -> dict[str, Any]:
    """The structured part of a message, as the gateway expects it."""
    return {
        "route": route,
        "asks": None,
        "cards": [card_json(card) for card in reply.cards],
        "sources": [
            {"title": s.title, "checked": s.checked.isoformat()} | ({"url": s.url} if s.url else {})
            for s in reply.sources
        ],
        "notices": sorted(reply.notices),
        "sure": is_sure(reply),
        "safety": None,
        "handoff": None,
    }


def buttons_of(reply: Reply, route: str) -> list[dict[str, str]]:
    """A button for each record that may have been meant; it carries on what was asked of it."""
    return [
        {
            "title": choice.title,
            "payload": f"/ask_{route}" + json.dumps({"record": choice.record, "topic": reply.topic or "what"}),
        }
        for choice in reply.choices
    ]


def say(dispatcher: CollectingDispatcher, tracker: Tracker, reply: Reply, route: str) -> list[Event]:
    """Utter the reply and remember what the talk is about."""
    arguments: dict[str, Any] = {"answer": reply.text, "subject": reply.subject_name, "nearest": reply.nearest}
    buttons = buttons_of(reply, route)
    if buttons:
        arguments["buttons"] = buttons
    response = RESPONSES[reply.kind]
    if reply.kind == "not_known":
        response += ("_because" if reply.text else "") + ("_nearest" if reply.nearest else "")
    dispatcher.utter_message(response=response, json_message=custom_of(reply, route), **arguments)
    remembered = {"subject": reply.subject, "last_area": reply.area, "last_need": reply.need}
    forgotten = [SlotSet("unclear_question", None)] if tracker.get_slot("unclear_question") else []
    return [*forgotten, *(SlotSet(name, value) for name, value in remembered.items() if value)]
