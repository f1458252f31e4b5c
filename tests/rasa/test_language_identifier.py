"""The language that Rasa's part of the assistant answers in."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.rasa

ROWS = {
    "Thai": ({"text": "แจ้งเกิดที่ไหนคะ"}, "th"),
    "Northern Thai in Thai script": ({"text": "ละอ่อนบ่มีบัตรเจ้า"}, "th"),
    "Burmese": ({"text": "ကလေး မွေးစာရင်း ဘယ်မှာလုပ်ရမလဲ"}, "my"),
    "English": ({"text": "where do I register a birth"}, "en"),
    "the choice of the person goes first": ({"text": "PFCP", "metadata": {"language": "my"}}, "my"),
    "metadata without a language": ({"text": "where is it", "metadata": {}}, "en"),
    "no letters": ({"text": "?!"}, "und"),
    "no text": ({}, "und"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_language_of_a_message(row: tuple[dict[str, object], str]) -> None:
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.language import LanguageIdentifier

    data, language = row
    message = Message(data=data)
    assert LanguageIdentifier().process([message])[0].get("language") == language
    assert "language" in message.as_dict(only_output_properties=True)
