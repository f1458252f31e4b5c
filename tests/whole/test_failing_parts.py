"""What people get while parts of the assistant are down, and that it comes back by itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from scripts.environment import ROOT
from tests.whole.assistant import Assistant, pids_with, words_of

pytestmark = [pytest.mark.rasa, pytest.mark.timeout(400)]


@pytest.mark.parametrize("part", ["RASA_PORT", "ACTIONS_PORT"])
def test_a_killed_part_is_told_honestly_and_comes_back(assistant: Assistant, part: str) -> None:
    conversation = assistant.say(text="สวัสดีค่ะ")["conversation_id"]
    assistant.kill(part)
    answer = assistant.say(text="มูลนิธิรักษ์เด็กทำอะไร", conversation_id=conversation)
    assert "1300" in words_of(answer)
    assert "Traceback" not in words_of(answer)
    danger = assistant.say(text="พ่อตีหนูทุกวัน หนูกลัว", conversation_id=conversation)
    assert danger["messages"][-1]["safety"]["category"] == "violence_home"
    assistant.wait_until_ready()
    again = assistant.say(text="มูลนิธิรักษ์เด็กทำอะไร", conversation_id=conversation)
    assert again["messages"][-1]["route"] == "directory"


def test_erasing_a_conversation_leaves_nothing(assistant: Assistant) -> None:
    conversation = assistant.say(text="มูลนิธิกระจกเงาอยู่ที่ไหน")["conversation_id"]
    assert assistant.erase(conversation) == 204
    answer = assistant.say(text="สวัสดี", conversation_id=conversation)
    assert (answer["status"], answer["error"]["code"]) == (404, "unknown_conversation")
    for database in assistant.log.parent.glob("*.db*"):
        assert conversation.encode() not in database.read_bytes(), database.name


def test_a_taken_port_is_one_clear_sentence(assistant: Assistant) -> None:
    env = dict(os.environ) | {"PORT": str(assistant.ports["PORT"]), "PYTHONPATH": str(ROOT)}
    second = subprocess.run(
        [sys.executable, "-m", "scripts.run"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
    )
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"Port {assistant.ports['PORT']} (the page) cannot be used" in second.stderr


def test_stopping_leaves_no_process(tmp_path_factory: pytest.TempPathFactory) -> None:
    running = Assistant.start(tmp_path_factory.mktemp("second"))
    assert running.stop() == 0
    ports = [running.ports[name] for name in ("RASA_PORT", "ACTIONS_PORT")]
    assert [pid for port in ports for pid in pids_with(f"--port {port}")] == []
    assert os.path.exists("/dev/null") and not os.path.isfile("/dev/null")
