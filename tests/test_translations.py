"""What `make translations` counts."""

from __future__ import annotations

import pytest

from scripts.translations import (
    PAGE_TEXTS,
    YAML_CATALOGUES,
    count_texts,
    read_languages,
    unread_responses,
)

DOMAIN = """
responses:
  utter_greet:
    - {text: สวัสดีค่ะ, metadata: {language: th}}
    - {text: Hello, metadata: {language: en, reviewed: false}}
"""
WORDS = "# reviewed: th, en\nhello: {th: สวัสดี, en: Hello, my: မင်္ဂလာပါ}\nmore: [{th: [ก, ข], en: [a]}]\n"


def test_a_response_is_unread_while_it_says_so() -> None:
    assert list(unread_responses(DOMAIN)) == [("utter_greet", "en", "Hello")]


@pytest.mark.parametrize(
    ("first_line", "languages"),
    [
        ("# reviewed: th, en", {"th", "en"}),
        ("// reviewed: my", {"my"}),
        ("# Words.", set()),
        ("a: reviewed: th", set()),
    ],
)
def test_a_catalogue_names_the_languages_that_were_read(first_line: str, languages: set[str]) -> None:
    assert read_languages(f"{first_line}\nhello: {{th: ก}}") == languages


def test_texts_are_counted_in_each_language() -> None:
    assert count_texts(YAML_CATALOGUES[0], WORDS) == {"th": 3, "en": 2, "my": 1}
    assert count_texts(PAGE_TEXTS, "export const texts = {\n  skip: ['ก', 'a', 'က'],\n};") == {
        "th": 1,
        "en": 1,
        "my": 1,
    }
