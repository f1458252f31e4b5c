"""Conversations as people have them, from tests/conversations/, through the whole assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.sets import comparable
from tests.whole.assistant import Assistant, words_of

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(300)]

FOLDER = Path(__file__).parents[1] / "conversations"


def conversations() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        for talk in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(talk["turns"], id=f"{path.stem}: {talk['name']}"))
    return found


@pytest.mark.parametrize("turns", conversations())
def test_conversation(assistant: Assistant, turns: list[dict[str, Any]]) -> None:
    conversation: dict[str, str] = {}
    buttons: list[dict[str, str]] = []
    for turn in turns:
        said: dict[str, Any] = (
            {"text": turn["say"]} if "say" in turn else {"payload": buttons[turn["press"]]["payload"]}
        )
        answer = assistant.say(**said, **conversation)
        conversation = {"conversation_id": answer["conversation_id"]}
        buttons = [button for message in answer["messages"] for button in message["buttons"]]
        shown = comparable(words_of(answer))
        if "route" in turn:
            assert answer["messages"][-1]["route"] == turn["route"], words_of(answer)
        if "language" in turn:
            assert answer["language"] == turn["language"]
        for wanted in turn.get("shows", []):
            assert comparable(str(wanted)) in shown, words_of(answer)
        for unwanted in turn.get("hides", []):
            assert comparable(str(unwanted)) not in shown, words_of(answer)
        if turn.get("sourced", False):
            assert answer["messages"][-1]["sources"], words_of(answer)
