"""When the classifier wavers."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import fallback
from actions.asking_back import intents_to_offer
from actions.fallback import Fallback, OutOfScope
from knowledge.reply import Question, Reply


def ranking(**chances: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": chance} for name, chance in chances.items()]


@pytest.mark.parametrize(
    ("ranked", "offered"),
    [
        pytest.param(ranking(ask_rights=0.38, ask_hotline=0.36), ["ask_rights", "ask_hotline"], id="wavers"),
        pytest.param(
            ranking(nlu_fallback=0.7, ask_hotline=0.3, ask_rights=0.35), ["ask_rights", "ask_hotline"], id="Rasa's own"
        ),
        pytest.param(ranking(ask_rights=0.2, ask_hotline=0.2), [], id="no idea"),
        pytest.param(ranking(ask_rights=0.39, out_of_scope=0.38), [], id="perhaps not ours"),
        pytest.param(ranking(greet=0.39, ask_rights=0.38), [], id="perhaps small talk"),
        pytest.param(ranking(ask_rights=1.0), [], id="only one"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_offers_two_routes_or_none(ranked: list[dict[str, Any]], offered: list[str]) -> None:
    assert intents_to_offer(ranked) == offered


class Knowing:
    """Answers as sure as it is told to."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def answer(self, question: Question) -> Reply:
        return self._reply


WAVERING = ranking(nlu_fallback=0.6, ask_rights=0.38, ask_hotline=0.36)


@pytest.mark.parametrize(
    ("action", "text", "reply", "response"),
    [
        pytest.param(Fallback(), "เด็กๆ", Reply("nothing"), "utter_did_you_mean", id="asks back first"),
        pytest.param(Fallback(), "/nlu_fallback", Reply("nothing"), "utter_dont_know", id="then shows everything"),
        pytest.param(OutOfScope(), "หวย", Reply("nothing"), "utter_out_of_scope", id="surely not ours"),
        pytest.param(Fallback(), "LCRC", Reply("answer", text="x", score=1.0), "utter_answer", id="known all the same"),
    ],
)
async def test_fallback(
    action: Fallback, text: str, reply: Reply, response: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "knowledge_base", lambda: Knowing(reply))
    latest = {"text": text, "intent_ranking": WAVERING, "metadata": {"language": "th"}}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("visitor", {}, latest, [], False, None, {}, "action_listen")

    await action.run(dispatcher, tracker, {})

    (message,) = dispatcher.messages
    assert message["response"] == response
    if response == "utter_did_you_mean":
        assert message["choices"] == ["/ask_rights", "/ask_hotline", "/nlu_fallback"]
