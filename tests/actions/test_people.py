"""The second net behind the gateway's own check for danger."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import people
from actions.answering import custom_of
from actions.people import AnswerDanger, HandOff
from knowledge.reply import Question, Reply

ANSWER = Reply("answer", text="x", subject="report-abuse", score=0.7)
ASKED, TOLD = "ป้อมันยะจะอี้กู้วัน แจ้งไผได้พ่อง", "ป้อมันยะจะอี้กู้วัน"


class Knowing:
    """Knows the hotlines, and answers as it is told to."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self.asked: list[Question] = []

    def core_hotlines(self, language: str) -> Reply:
        return Reply("hotlines")

    def answer(self, question: Question) -> Reply:
        self.asked.append(question)
        return self._reply


@pytest.mark.parametrize(
    ("text", "reply", "responses"),
    [
        pytest.param(ASKED, ANSWER, ["utter_danger", "utter_answer"], id="asked and known"),
        pytest.param(ASKED, Reply("answer", text="x", score=0.69), ["utter_danger"], id="not sure"),
        pytest.param(ASKED, Reply("near", text="x", score=0.9), ["utter_danger"], id="only near"),
        pytest.param(ASKED, Reply("nothing"), ["utter_danger"], id="not known"),
        pytest.param(TOLD, ANSWER, ["utter_danger"], id="only told"),
    ],
)
async def test_question_is_answered_behind_the_card(
    text: str, reply: Reply, responses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Knowing(reply)
    monkeypatch.setattr(people, "knowledge_base", lambda: known)
    latest = {"text": text, "intent": {"name": "report_danger", "confidence": 0.9}, "metadata": {"language": "th"}}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("visitor", {}, latest, [], False, None, {}, "action_listen")

    events = await AnswerDanger().run(dispatcher, tracker, {})

    assert [message["response"] for message in dispatcher.messages] == responses
    custom: list[dict[str, Any]] = [message["custom"] for message in dispatcher.messages]
    assert [part["sure"] for part in custom] == [False, True][: len(custom)]
    assert custom[0]["safety"] == {"category": "unspecified", "urgency": "high"}
    assert custom[0]["handoff"] == {"reason": "danger", "urgency": "high"}
    assert all(part["safety"] is None and part["handoff"] is None for part in custom[1:])
    assert [event["name"] for event in events] == ["subject"] * (len(custom) - 1)
    assert len(known.asked) == (text == ASKED)


@pytest.mark.parametrize(
    ("reply", "sure"),
    [
        pytest.param(ANSWER, True, id="likely right"),
        pytest.param(Reply("answer", score=0.69), False, id="not likely enough"),
        pytest.param(Reply("near", score=0.9), False, id="near"),
        pytest.param(Reply("list", score=1.0), False, id="a list"),
    ],
)
def test_only_a_likely_answer_is_sure(reply: Reply, sure: bool) -> None:
    assert custom_of(reply, "rights")["sure"] is sure


@pytest.mark.parametrize(
    ("confidence", "names", "reply", "response"),
    [
        pytest.param(0.6, ["organisation"], ANSWER, "utter_answer", id="about somebody's staff"),
        pytest.param(0.6, ["organisation"], Reply("nothing"), "utter_handoff", id="nothing known"),
        pytest.param(0.6, [], ANSWER, "utter_handoff", id="nobody named"),
        pytest.param(0.9, ["organisation"], ANSWER, "utter_handoff", id="surely a person wanted"),
    ],
)
async def test_a_person_is_wanted_or_asked_about(
    confidence: float, names: list[str], reply: Reply, response: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "knowledge_base", lambda: Knowing(reply))
    latest = {
        "text": "staff of Mirror speak Lahu",
        "intent": {"name": "want_person", "confidence": confidence},
        "entities": [{"entity": kind, "value": "mirror-foundation"} for kind in names],
        "metadata": {"language": "en"},
    }
    dispatcher = CollectingDispatcher()

    await HandOff().run(dispatcher, Tracker("visitor", {}, latest, [], False, None, {}, "action_listen"), {})

    assert [message["response"] for message in dispatcher.messages] == [response]
