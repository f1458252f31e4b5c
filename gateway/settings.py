"""Settings of the gateway, read from the environment and checked at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from yarl import URL

from gateway.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
DATABASE_FILE = "conversations.db"


@dataclass(frozen=True)
class Settings:
    """What an operator may choose; times in seconds."""

    host: str = "127.0.0.1"
    port: int = 8080
    database_url: str = f"sqlite:///{ROOT / 'var' / DATABASE_FILE}"
    rasa_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    rasa_timeout: float = 10.0
    danger_patience: float = 2.0  # how long a safety card waits for the answer behind it
    web_directory: Path = ROOT / "web"
    heartbeat: float = 15.0
    erasure_pause: float = 30.0
    waiting_limit: int = 500

    def __post_init__(self) -> None:
        _check_database(self.database_url)
        for name, value in (("RASA_URL", self.rasa_url), ("ACTIONS_URL", self.actions_url)):
            _check_web_address(name, value)
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"PORT must be between 0 and 65535, not {self.port}")
        if self.rasa_timeout <= 0:
            raise SettingsError(f"RASA_TIMEOUT must be more than 0 seconds, not {self.rasa_timeout}")
        if not (self.web_directory / "index.html").is_file():
            raise SettingsError(f"the chat page is missing: {self.web_directory / 'index.html'}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Settings from HOST, PORT, DATABASE_URL, DATA_DIR, RASA_URL, ACTIONS_URL, RASA_TIMEOUT; empty: the default."""
        given = {name: value for name, value in environment.items() if value}
        folder = given.get("DATA_DIR", ROOT / "var")
        return cls(
            host=given.get("HOST", cls.host),
            port=int(_number(given, "PORT", cls.port)),
            database_url=given.get("DATABASE_URL", f"sqlite:///{folder}/{DATABASE_FILE}"),
            rasa_url=given.get("RASA_URL", cls.rasa_url),
            actions_url=given.get("ACTIONS_URL", cls.actions_url),
            rasa_timeout=_number(given, "RASA_TIMEOUT", cls.rasa_timeout),
        )


def _number(given: Mapping[str, str], name: str, default: float) -> float:
    try:
        return float(given.get(name, default))
    except ValueError as error:
        raise SettingsError(f"{name} must be a number, not {given[name]!r}") from error


def _check_database(address: str) -> None:
    try:
        backend = make_url(address).get_backend_name()
    except ArgumentError as error:
        raise SettingsError("DATABASE_URL cannot be read") from error
    if backend not in ("sqlite", "postgresql"):
        raise SettingsError(f"DATABASE_URL must begin with postgresql:// or sqlite:///, not {backend}")


def _check_web_address(name: str, address: str) -> None:
    try:
        url = URL(address)
    except ValueError as error:
        raise SettingsError(f"{name} cannot be read: {address!r}") from error
    if url.scheme not in ("http", "https") or not url.host:
        raise SettingsError(f"{name} must be an http address, not {address!r}")
