"""Conversations come back as they were, stay short, and go when they must."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.rasa


@pytest.fixture(scope="module")
def domain():  # type: ignore[no-untyped-def]
    from rasa.shared.core.domain import Domain

    from scripts.environment import ROOT

    return Domain.load(str(ROOT / "domain.yml"))


def make_store(domain, tmp_path: Path):  # type: ignore[no-untyped-def]
    from bot.tracker_store import CompactTrackerStore

    return CompactTrackerStore(domain, database=f"sqlite:///{tmp_path}/trackers.db")


async def talk(store, sender: str, text: str, subject: str | None = None):  # type: ignore[no-untyped-def]
    from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

    tracker = await store.get_or_create_tracker(sender)
    events = [UserUttered(text), ActionExecuted("action_answer_directory"), BotUttered(f"re: {text}")]
    events += [SlotSet("subject", subject)] if subject else []
    for event in [*events, ActionExecuted("action_listen")]:
        tracker.update(event)
    await store.save(tracker)
    return tracker


async def test_a_new_process_reads_what_the_old_one_wrote(domain, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store = make_store(domain, tmp_path)
    await talk(store, "a", "สวัสดี", subject="rakdek")
    written = await talk(store, "a", "แล้วเบอร์ล่ะ")
    read = await make_store(domain, tmp_path).retrieve("a")
    assert list(read.events) == list(written.events)
    assert read.get_slot("subject") == "rakdek"


async def test_a_turn_that_failed_half_way_is_forgotten(domain, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from rasa.shared.core.events import UserUttered

    store = make_store(domain, tmp_path)
    before = len((await talk(store, "a", "one")).events)
    broken = await store.retrieve("a")
    broken.update(UserUttered("two"))  # and never saved
    assert len((await store.retrieve("a")).events) == before


async def test_a_long_talk_stays_short_and_keeps_its_slots(domain, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from bot.tracker_store import KEPT_EVENTS

    store = make_store(domain, tmp_path)
    await talk(store, "a", "first", subject="ymca-phayao")
    for number in range(100):
        await talk(store, "a", f"message {number}")
    for read in (await store.retrieve("a"), await make_store(domain, tmp_path).retrieve("a")):
        assert len(read.events) <= KEPT_EVENTS
        assert read.get_slot("subject") == "ymca-phayao"
        assert read.latest_message.text == "message 99"


async def test_erasing_one_person_leaves_the_others(domain, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    store = make_store(domain, tmp_path)
    for sender in ("a", "b"):
        await talk(store, sender, "hello")
    await store.erase("a")
    assert await store.retrieve("a") is None
    assert list(await make_store(domain, tmp_path).keys()) == ["b"]


async def test_a_copy_is_what_a_replay_gives_and_leaves_the_tracker_alone(domain, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    store = make_store(domain, tmp_path)
    await talk(store, "a", "one", subject="rakdek")
    tracker = await store.retrieve("a")
    tracker.model_id = tracker.assistant_id = "m"
    for event in (ActiveLoop("x_form"), UserUttered("two", {"name": "greet", "confidence": 1.0})):
        tracker.update(event)
    state, replayed, copied = tracker.current_state(), DialogueStateTracker.copy(tracker), tracker.copy()
    assert type(copied) is type(tracker)
    assert copied.current_state() == replayed.current_state() == state
    assert list(copied.events) == list(replayed.events)
    assert (copied.model_id, copied.assistant_id) == (replayed.model_id, replayed.assistant_id) == (None, None)
    for event in (SlotSet("subject", "other"), ActionExecuted("x_form"), ActiveLoop(None)):
        copied.update(event)
    copied.clear_followup_action()
    tracker.active_loop.rejected = True
    assert tracker.copy().active_loop.rejected and replayed.active_loop.rejected is False
    tracker.active_loop.rejected = False
    assert tracker.current_state() == state
