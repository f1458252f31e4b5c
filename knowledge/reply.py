"""What the knowledge base hands back: values only, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

ROUTES = ("directory", "nationality", "rights", "hotline", "eligibility")  # that are answered from here

# Beside the routes: that the question is none of ours, and that it asks further about what was answered.
OUT_OF_SCOPE, MORE = "out_of_scope", "more"
BESIDE_ROUTES = (OUT_OF_SCOPE, MORE)

Kind = Literal["answer", "near", "contact", "list", "near_list", "hotlines", "which", "not_known", "nothing"]
Notice = Literal["stale", "check_first", "other_language", "not_legal_advice"]


@dataclass(frozen=True)
class Question:
    """What is asked: a clean text, or a record and topic named by a button.

    `route` is the likeliest route, `routes` all with their probabilities where they are known, which add up to 1, and
    beside them those of `out_of_scope` and `more`. `at` is aware;
    `subject` is the slug of the record that the talk is about, `need` and `area` those named before.
    """

    text: str
    language: str
    route: str
    at: datetime
    subject: str | None = None
    record: str | None = None
    topic: str | None = None
    area: str | None = None
    need: str | None = None
    routes: Mapping[str, float] = field(default_factory=dict)

    def likely(self) -> Mapping[str, float]:
        """The probabilities of the routes."""
        return self.routes or {self.route: 1.0}


@dataclass(frozen=True)
class Phone:
    number: str
    label: str
    hours: str
    trust: str
    check_first: bool = False


@dataclass(frozen=True)
class Card:
    """Someone to reach; `address` and `url` may be None."""

    record: str
    title: str
    text: str
    phones: tuple[Phone, ...] = ()
    address: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class SourceNote:
    title: str
    checked: date
    url: str | None = None


@dataclass(frozen=True)
class Choice:
    """A record that may have been meant."""

    record: str
    title: str


@dataclass(frozen=True)
class Reply:
    """An answer, or an honest word that there is none.

    `subject` is the slug of what was answered about, `subject_name` its name in the reader's
    language, `nearest` what is known instead of something that is not, `reasons` why this was chosen, `score` how
    likely it is right (0 to 1).
    """

    kind: Kind
    text: str = ""
    nearest: str = ""
    subject: str | None = None
    subject_name: str = ""
    topic: str | None = None
    cards: tuple[Card, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    choices: tuple[Choice, ...] = ()
    notices: frozenset[Notice] = frozenset()
    area: str | None = None
    need: str | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = field(default_factory=tuple)
