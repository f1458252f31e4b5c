"""Node after node gives what Rasa's runner gives."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = pytest.mark.rasa


class Node:
    """Adds one to the sum of what it is given, and counts how often it ran."""

    def __init__(self, name: str) -> None:
        self.name, self.runs, self._component = name, 0, name

    def __call__(self, *given: tuple[str, int]) -> tuple[str, int]:
        self.runs += 1
        return self.name, 1 + sum(value for _, value in given)


def runner_of(needs: dict[str, list[str]]) -> tuple[Any, dict[str, Node]]:
    from bot.processing.graph_runner import SequentialGraphRunner

    nodes = {name: Node(name) for name in needs}
    schema = SimpleNamespace(
        nodes={name: SimpleNamespace(needs={f"in_{of}": of for of in needed}) for name, needed in needs.items()}
    )
    return SequentialGraphRunner(SimpleNamespace(_graph_schema=schema, _instantiated_nodes=nodes)), nodes


DIAMOND = {"end": ["left", "right"], "left": ["start"], "right": ["start", "given"], "start": [], "other": ["end"]}


def test_each_node_runs_once_after_what_it_needs() -> None:
    runner, nodes = runner_of(DIAMOND)
    for turn in (1, 2):
        assert runner.run({"given": 10}, ["end", "left"]) == {"end": 1 + 2 + 12, "left": 2}
        assert {name: node.runs for name, node in nodes.items()} == {
            "end": turn, "left": turn, "right": turn, "start": turn, "other": 0
        }  # fmt: skip


def test_an_input_with_the_name_of_a_node_is_refused() -> None:
    from rasa.engine.exceptions import GraphRunError

    runner, _ = runner_of(DIAMOND)
    with pytest.raises(GraphRunError):
        runner.run({"start": 1}, ["end"])


def test_a_component_is_found_when_there_is_one_of_its_kind() -> None:
    runner, nodes = runner_of({"a": [], "b": []})
    assert runner.component(str) is None
    nodes["b"]._component = 7  # type: ignore[assignment]
    assert (runner.component(str), runner.component(int), runner.component(bytes)) == ("a", 7, None)


async def test_messages_are_understood_as_by_rasa() -> None:
    from rasa.core.channels.channel import UserMessage
    from rasa.core.processor import MessageProcessor

    from bot.processing.graph_runner import SequentialGraphRunner
    from scripts.environment import MODEL

    _, metadata, made = MessageProcessor._load_model(str(MODEL))
    runner = SequentialGraphRunner(made)
    for text in ("มูลนิธิรักษ์เด็กอยู่ที่ไหน", "who pays for PFCP", "/ask_rights", "?", "ဖုန်းနံပါတ် ဘယ်လောက်လဲ"):
        inputs = {"__message__": [UserMessage(text, sender_id="a", message_id="1")], "__tracker__": None}
        ours, theirs = (each.run(inputs, [metadata.nlu_target])[metadata.nlu_target][0] for each in (runner, made))
        assert ours.as_dict(only_output_properties=True) == theirs.as_dict(only_output_properties=True)
        assert ours.get("intent")["name"] or text == "?"
