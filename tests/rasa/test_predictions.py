"""What is remembered of the rules is what RulePolicy says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.rasa

LISTENING = [{"event": "action", "name": "action_listen"}]
SESSION = [{"event": "action", "name": "action_session_start"}, {"event": "session_started"}, *LISTENING]


def said(intent: str, *entities: str) -> dict[str, Any]:
    found = [{"entity": entity, "value": "x"} for entity in entities]
    parsed = {"text": "…", "intent": {"name": intent, "confidence": 0.9}, "entities": found}
    return {"event": "user", "text": "…", "parse_data": parsed}


def done(action: str) -> list[dict[str, Any]]:
    return [
        {"event": "user_featurization", "use_text_for_featurization": False},
        {"event": "action", "name": action},
        {"event": "bot", "text": "…"},
        {"event": "slot", "name": "subject", "value": "rakdek"},
    ]


@pytest.fixture(scope="module")
def processor() -> Iterator[Any]:
    from rasa.core.lock_store import InMemoryLockStore
    from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    from bot.processing.processor import TurnProcessor
    from scripts.environment import MODEL

    store = InMemoryTrackerStore(Domain.empty())
    yield TurnProcessor(str(MODEL), store, InMemoryLockStore(), TemplatedNaturalLanguageGenerator({}))


def predictions(processor: Any, events: list[dict[str, Any]]) -> tuple[Any, Any, Any]:
    """What Rasa predicts, what the processor predicts at first, and when it knows; each of a tracker of its own."""
    from rasa.core.processor import MessageProcessor
    from rasa.shared.core.trackers import DialogueStateTracker

    def tracker() -> DialogueStateTracker:
        made = DialogueStateTracker.from_dict("a", events, processor.domain.slots)
        made.clear_followup_action()
        return made

    asked = MessageProcessor._predict_next_with_tracker(processor, tracker())
    return asked, *(processor._predict_next_with_tracker(tracker()) for _ in range(2))


def test_every_intent_after_every_action(processor: Any) -> None:
    actions = processor.domain.action_names_or_texts
    for intent in processor.domain.intents:
        for events in (
            [*SESSION, said(intent)],
            [*LISTENING, said(intent, "province", "need")],
            [*SESSION, said("greet"), *done("utter_greet"), *LISTENING, said(intent)],
            *([*SESSION, said(intent), *done(action)] for action in actions),
            *([*SESSION, said(intent), *done(action), *done("utter_greet")] for action in actions),
        ):
            asked, first, known = predictions(processor, events)
            assert asked == first == known, (intent, events)


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([*SESSION, said("unheard_of")], id="an intent that the domain lacks"),
        pytest.param([said("greet")], id="before it listens"),
        pytest.param([*SESSION, said("greet"), said("thank")], id="two messages in a row"),
        pytest.param(
            [*SESSION, said("greet"), {"event": "action_execution_rejected", "name": "utter_greet"}], id="rejected"
        ),
        pytest.param([*SESSION, said("greet"), *done("utter_greet"), {"event": "undo"}], id="undone"),
        pytest.param([*SESSION, said("greet"), {"event": "rewind"}], id="taken back"),
        pytest.param([*SESSION, said("greet"), {"event": "restart"}], id="begun anew"),
        pytest.param([], id="nothing"),
    ],
)
def test_where_more_may_count_rasa_is_asked_each_time(processor: Any, events: list[dict[str, Any]]) -> None:
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker = DialogueStateTracker.from_dict("a", events, processor.domain.slots)
    assert processor._predictions.key_of(tracker) is None
    asked, first, known = predictions(processor, events)
    assert asked == first == known


def test_in_a_form_rasa_is_asked(processor: Any) -> None:
    from rasa.shared.core.trackers import DialogueStateTracker

    events = [*SESSION, {"event": "active_loop", "name": "x_form"}, said("greet")]
    tracker = DialogueStateTracker.from_dict("a", events, processor.domain.slots)
    assert processor._predictions.key_of(tracker) is None


def test_what_is_done_with_a_prediction_is_not_remembered(processor: Any) -> None:
    events = [*SESSION, said("greet")]
    asked, first, _ = predictions(processor, events)
    for taken in (first, predictions(processor, events)[2]):
        taken.probabilities[:] = [0.0] * len(taken.probabilities)
        taken.events[0].metadata = {"model_id": "x"}
        taken.events.clear()
    again = predictions(processor, events)[2]
    assert again == asked
    assert again.events[0].metadata == {}


def test_a_follow_up_comes_first(processor: Any) -> None:
    from rasa.shared.core.trackers import DialogueStateTracker

    followed = [*SESSION, said("greet"), {"event": "followup", "name": "utter_thanks"}]
    tracker = DialogueStateTracker.from_dict("a", followed, processor.domain.slots)
    predicted = processor._predict_next_with_tracker(tracker)
    assert processor.domain.action_names_or_texts[predicted.max_confidence_index] == "utter_thanks"


HEARD = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}
GREETED = {"prev_action": {"action_name": "utter_greet"}, "user": {"intent": "greet"}}


@pytest.mark.parametrize(
    ("rule", "is_of_one_turn"),
    [
        pytest.param([HEARD], True, id="a message"),
        pytest.param([HEARD, GREETED], True, id="a message and an action"),
        pytest.param([HEARD, {"prev_action": {"action_name": "utter_greet"}}], True, id="any message and an action"),
        pytest.param([GREETED], False, id="an action after whatever was said"),
        pytest.param([HEARD, GREETED, HEARD], False, id="two messages"),
        pytest.param([{"user": {"intent": "greet"}}], False, id="the start of a talk"),
        pytest.param([{**HEARD, "slots": {"subject": [1.0]}}], False, id="a slot"),
        pytest.param([{**HEARD, "active_loop": {"name": "x_form"}}], False, id="a form"),
        pytest.param([{**HEARD, "user": {"intent": "greet", "entities": ["age"]}}], False, id="an entity"),
        pytest.param([{**HEARD, "user": {"text": "hello"}}], False, id="the words of a message"),
        pytest.param([HEARD, {"prev_action": {"action_text": "hello"}}], False, id="the words of a reply"),
    ],
)
def test_rules_that_look_further_are_not_remembered(rule: list[dict[str, Any]], is_of_one_turn: bool) -> None:
    from bot.processing.predictions import _is_of_one_turn

    assert _is_of_one_turn(json.dumps(rule)) is is_of_one_turn


def test_one_rule_that_looks_further_is_enough(processor: Any) -> None:
    from types import SimpleNamespace

    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.processing.predictions import RememberedPredictions

    tracker = DialogueStateTracker.from_dict("a", [*SESSION, said("greet")], processor.domain.slots)
    for rules, is_remembered in (([[HEARD]], True), ([[HEARD], [GREETED]], False)):
        lookup = {"rules": {json.dumps(rule): "utter_greet" for rule in rules}}
        made = RememberedPredictions(processor.domain, SimpleNamespace(lookup=lookup))
        assert (made.key_of(tracker) is not None) is is_remembered
    assert RememberedPredictions(processor.domain, None).key_of(tracker) is None
