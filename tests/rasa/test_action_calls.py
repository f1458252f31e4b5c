"""Rasa asks the actions over one connection, tells them what they read, and checks what they say."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

pytestmark = pytest.mark.rasa


class Actions:
    """An action server that keeps what it is asked and the connections it is asked over."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.connections: set[int] = set()
        self.answer: Any = {"events": [], "responses": []}
        self.status = 200

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        self.connections.add(id(request.transport))
        return web.json_response(self.answer, status=self.status)

    async def start(self, port: int | None = None) -> TestServer:
        app = web.Application()
        app.router.add_post("/webhook", self.handle)
        server = TestServer(app, port=port)
        await server.start_server()
        return server


@pytest.fixture(scope="module")
def domain() -> Any:
    from rasa.shared.core.domain import Domain

    from scripts.environment import ROOT

    return Domain.load(str(ROOT / "domain.yml"))


def make_tracker(domain: Any) -> Any:
    from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker = DialogueStateTracker("a", domain.slots)
    for event in (UserUttered("ก่อน"), BotUttered("…"), ActionExecuted("action_listen"), SlotSet("subject", "rakdek")):
        tracker.update(event)
    intent = {"name": "ask_rights", "confidence": 0.9}
    parsed = {"language": "th", "metadata": {"language": "th"}, "intent_ranking": [intent]}
    tracker.update(UserUttered("สวัสดี", intent, [{"entity": "age", "value": 3}], parsed, metadata={"language": "th"}))
    return tracker


async def run(endpoint: Any, domain: Any) -> Any:
    from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator

    from bot.channel import TurnOutput
    from bot.processing.action_calls import KnowledgeAction

    action = KnowledgeAction("action_answer_rights", endpoint)
    return await action.run(TurnOutput(), TemplatedNaturalLanguageGenerator({}), make_tracker(domain), domain)


async def test_one_connection_is_kept(domain: Any) -> None:
    from bot.processing.action_calls import KeptEndpoint

    actions = Actions()
    server = await actions.start()
    endpoint = KeptEndpoint(str(server.make_url("/webhook")))
    for _ in range(3):
        assert await run(endpoint, domain) == []
    assert (len(actions.asked), len(actions.connections)) == (3, 1)
    port = server.port
    await server.close()
    await asyncio.sleep(0.05)
    server = await actions.start(port)  # as when it crashed and came back
    assert await run(endpoint, domain) == []
    endpoint.close()
    await server.close()


async def test_many_at_once_share_a_few_connections(domain: Any) -> None:
    from bot.processing.action_calls import CONNECTIONS, KeptEndpoint

    actions = Actions()
    server = await actions.start()
    endpoint = KeptEndpoint(str(server.make_url("/webhook")))
    assert await asyncio.gather(*(run(endpoint, domain) for _ in range(5 * CONNECTIONS))) == [[]] * 5 * CONNECTIONS
    assert len(actions.connections) <= CONNECTIONS
    endpoint.close()
    await server.close()


async def test_actions_are_told_what_they_read(domain: Any) -> None:
    from rasa_sdk import Tracker

    from actions.answering import language_of, question_of
    from bot.processing.action_calls import KeptEndpoint

    actions = Actions()
    server = await actions.start()
    endpoint = KeptEndpoint(str(server.make_url("/webhook")))
    await run(endpoint, domain)
    call = actions.asked[0]
    assert (call["next_action"], call["sender_id"], call["tracker"]["events"]) == ("action_answer_rights", "a", [])
    assert "domain" not in call
    tracker = Tracker.from_dict(call["tracker"])
    question = question_of(tracker)
    assert (question.text, question.subject, question.route) == ("สวัสดี", "rakdek", "rights")
    assert (language_of(tracker), tracker.latest_message["entities"]) == ("th", [{"entity": "age", "value": 3}])
    endpoint.close()
    await server.close()


async def test_a_server_that_fails_or_is_away_is_an_error_of_rasa(domain: Any) -> None:
    from rasa.shared.exceptions import RasaException

    from bot.processing.action_calls import KeptEndpoint

    actions = Actions()
    actions.status = 500
    server = await actions.start()
    endpoint = KeptEndpoint(str(server.make_url("/webhook")))
    with pytest.raises(RasaException):
        await run(endpoint, domain)
    await server.close()
    with pytest.raises(RasaException):
        await run(endpoint, domain)
    endpoint.close()


SLOT = {"event": "slot", "timestamp": None, "name": "subject", "value": "x"}


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        pytest.param({"events": [SLOT], "responses": [{"text": "x"}]}, True, id="slots and responses"),
        pytest.param({"events": [], "responses": []}, True, id="nothing to say"),
        pytest.param({}, True, id="nothing at all"),
        pytest.param({"events": [{"event": "restart"}], "responses": []}, True, id="another event"),
        pytest.param({"events": [{**SLOT, "timestamp": 1.5}], "responses": []}, True, id="a slot with its time"),
        pytest.param([], False, id="a list"),
        pytest.param("x", False, id="a text"),
        pytest.param({"events": {}, "responses": []}, False, id="events are no list"),
        pytest.param({"events": [SLOT], "responses": ["x"]}, False, id="a response is a text"),
        pytest.param({"events": [SLOT, "x"], "responses": []}, False, id="an event is a text"),
        pytest.param({"events": [{"event": "slot", "name": "x"}], "responses": []}, False, id="a slot without value"),
        pytest.param({"events": [{**SLOT, "name": 1}], "responses": []}, False, id="a slot without name"),
        pytest.param({"events": [{**SLOT, "timestamp": "x"}], "responses": []}, False, id="a time in words"),
        pytest.param({"events": [{**SLOT, "event": "x"}], "responses": []}, False, id="an event nobody knows"),
    ],
)
def test_answers_are_checked_as_by_rasa(answer: Any, is_right: bool) -> None:
    from jsonschema import ValidationError
    from rasa.core.actions.action import RemoteAction

    from bot.processing.action_calls import KnowledgeAction

    for kind in (RemoteAction, KnowledgeAction):
        action = kind("action_answer_rights", None)
        if is_right:
            assert action._validate_action_result(answer)
        else:
            with pytest.raises(ValidationError):
                action._validate_action_result(answer)
