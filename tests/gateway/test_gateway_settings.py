"""Settings: what is read, and what stops the start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gateway
from gateway.errors import SettingsError
from gateway.logs import describe
from gateway.middleware import CODE_OF_STATUS
from gateway.settings import Settings
from gateway.texts import LANGUAGES, load_texts


def test_read_from_the_environment() -> None:
    settings = Settings.from_environment(
        {"HOST": "0.0.0.0", "PORT": "18080", "RASA_URL": "http://rasa:5005", "RASA_TIMEOUT": "2.5", "ACTIONS_URL": ""}
    )
    assert (settings.host, settings.port) == ("0.0.0.0", 18080)
    assert (settings.rasa_url, settings.rasa_timeout) == ("http://rasa:5005", 2.5)
    assert settings.actions_url == "http://127.0.0.1:5055"
    assert settings.database_url.endswith("var/conversations.db")


WRONG = {
    "port of letters": ({"PORT": "http"}, "PORT"),
    "port too high": ({"PORT": "70000"}, "PORT"),
    "rasa without scheme": ({"RASA_URL": "127.0.0.1:5005"}, "RASA_URL"),
    "actions without host": ({"ACTIONS_URL": "http://"}, "ACTIONS_URL"),
    "database of rubbish": ({"DATABASE_URL": "rubbish"}, "DATABASE_URL"),
    "database of another kind": ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
    "no time for Rasa": ({"RASA_TIMEOUT": "0"}, "RASA_TIMEOUT"),
}


@pytest.mark.parametrize(("environment", "named"), WRONG.values(), ids=WRONG)
def test_wrong_setting_stops_the_start(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.from_environment(environment)


def test_missing_page_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"index\.html"):
        Settings(web_directory=tmp_path)


def test_hotlines_are_the_same_in_every_language() -> None:
    texts = load_texts()
    numbers = {
        language: [card["phones"][0]["number"] for card in texts.hotline_cards[language]] for language in LANGUAGES
    }
    assert set(map(tuple, numbers.values())) == {("1300", "1387", "191")}


def test_every_error_has_its_sentence() -> None:
    package = Path(gateway.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    codes = set(re.findall(r'(?:bad_request|ApiError)\("(\w+)"', source)) | set(CODE_OF_STATUS.values())
    assert len(codes) > 10
    assert codes == set(load_texts().errors)


def test_error_is_described_without_its_words() -> None:
    words = "what a person wrote"
    try:
        raise ValueError(words)
    except ValueError as error:
        assert words not in str(describe(error))
        assert describe(error)["error"] == "ValueError"
