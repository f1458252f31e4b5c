"""Language first, then channel, then Thai, then English."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.rasa

RESPONSES = {
    "utter_full": [{"text": t, "metadata": {"language": t}} for t in ("th", "en", "my")],
    "utter_no_burmese": [{"text": t, "metadata": {"language": t}} for t in ("en", "th")],
    "utter_english_only": [{"text": "en", "metadata": {"language": "en"}}],
    "utter_by_channel": [
        {"text": "th line", "channel": "line", "metadata": {"language": "th"}},
        {"text": "en", "metadata": {"language": "en"}},
    ],
    "utter_named": [{"text": "about {subject}", "metadata": {"language": "th"}}],
}


async def generate(response: str, language: str | None, channel: str = "gateway", **kwargs: str):  # type: ignore[no-untyped-def]
    from rasa.shared.core.events import UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.nlg import MultilingualNLG

    nlg = MultilingualNLG()
    nlg.responses = RESPONSES
    tracker = DialogueStateTracker("a", [])
    tracker.update(UserUttered("x", metadata={"language": language} if language else {}))
    return await nlg.generate(response, tracker, channel, **kwargs)


@pytest.mark.parametrize(
    ("response", "language", "channel", "text"),
    [
        pytest.param("utter_full", "my", "gateway", "my", id="the person's language"),
        pytest.param("utter_full", None, "gateway", "th", id="Thai when none is known"),
        pytest.param("utter_no_burmese", "my", "gateway", "th", id="Thai before English"),
        pytest.param("utter_english_only", "my", "gateway", "en", id="English when there is no Thai"),
        pytest.param("utter_by_channel", "en", "line", "en", id="a channel never silences a language"),
    ],
)
async def test_language_comes_first(response: str, language: str | None, channel: str, text: str) -> None:
    assert (await generate(response, language, channel))["text"] == text


async def test_names_are_filled_in() -> None:
    assert (await generate("utter_named", "th", subject="PFCP {x}"))["text"] == "about PFCP {x}"


async def test_an_unknown_response_is_none() -> None:
    assert await generate("utter_unheard_of", "th") is None
