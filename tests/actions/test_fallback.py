"""When the classifier and the search do not agree."""

from __future__ import annotations

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import fallback
from actions.fallback import OutOfScope
from knowledge.reply import Question, Reply


@pytest.mark.parametrize(
    ("confidence", "score", "response"),
    [
        pytest.param(1.0, 0.74, "utter_out_of_scope", id="surely something else"),
        pytest.param(1.0, 0.76, "utter_near", id="surely both"),
        pytest.param(0.4, 0.31, "utter_near", id="perhaps something else"),
        pytest.param(0.1, 0.29, "utter_out_of_scope", id="hardly an answer"),
    ],
)
async def test_an_answer_must_outweigh_something_else(
    confidence: float, score: float, response: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Knowing:
        def answer(self, question: Question) -> Reply:
            return Reply("near", text="x", subject="pfcp", score=score)

    monkeypatch.setattr(fallback, "knowledge_base", Knowing)
    latest = {"text": "and to marry", "intent": {"name": "out_of_scope", "confidence": confidence}}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("visitor", {}, latest, [], False, None, {}, "action_listen")

    await OutOfScope().run(dispatcher, tracker, {})

    assert [message["response"] for message in dispatcher.messages] == [response]
