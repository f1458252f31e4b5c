"""The parts that records are made of: texts, facts, gaps, hours, phones, and where a statement comes from."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Extra, Field, StrictBool, root_validator, validator

from knowledge.authoring.fields import (
    Amount,
    ClockTime,
    Currency,
    Day,
    Email,
    PartialDay,
    PhoneNumber,
    RecordId,
    SourceId,
    Url,
    Words,
    is_zawgyi,
)

MAX_FACT = 350
BURMESE_ROOM = 1.5  # Burmese needs more letters than Thai for the same sentence.

Trust = Literal["H", "M", "L"]
Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
Topic = Literal[
    "what", "who_runs", "for_whom", "age", "where", "activities", "aims", "results", "funding", "partners", "members",
    "count", "since", "date", "place", "signatory", "phone", "address", "website", "hours", "languages", "cost",
    "how_to_apply", "papers", "eligibility", "amount", "name", "status", "caution", "legal",
]  # fmt: skip


class Part(BaseModel):
    """Anything written as a map: unknown keys are refused."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Text(Part):
    """One text for people in their languages; Thai and English always, Burmese wherever it can be had."""

    th: Words
    en: Words
    my: Words | None
    shn: Words | None
    lo: Words | None
    km: Words | None

    @validator("my")
    def _unicode_burmese(cls, text: Words | None) -> Words | None:
        if text and is_zawgyi(text):
            raise ValueError("is written in Zawgyi: convert it to Unicode Burmese")
        return text

    def in_languages(self) -> dict[str, str]:
        """{"th": …, "en": …} with the languages that are there."""
        return {language: str(text) for language, text in self.__dict__.items() if text is not None}


class Wordings(Part):
    """Ways people say a thing, by language."""

    th: list[Words] = Field(default_factory=list)
    en: list[Words] = Field(default_factory=list)
    my: list[Words] = Field(default_factory=list)

    def in_languages(self) -> dict[str, list[str]]:
        return {language: [str(text) for text in texts] for language, texts in self.__dict__.items() if texts}


class Sourced(Part):
    """A statement that stands on a source: which, where in it, and when it was last checked."""

    source: list[SourceId]
    place: Words | None
    checked: Day

    @validator("source", pre=True)
    def _one_or_more(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @validator("source")
    def _at_least_one(cls, value: list[SourceId]) -> list[SourceId]:
        if not value:
            raise ValueError("is an empty list: write the id of the source")
        return value

    @validator("place", pre=True, check_fields=False)
    def _places(cls, value: object) -> object:
        return "; ".join(map(str, value)) if isinstance(value, list) else value


class Dated(Sourced):
    """A sourced statement that holds for a while."""

    valid_from: PartialDay | None
    valid_to: PartialDay | None
    review_by: Day | None

    @root_validator(skip_on_failure=True)
    def _in_order(cls, values: dict[str, object]) -> dict[str, object]:
        start, end = values.get("valid_from"), values.get("valid_to")
        if isinstance(start, PartialDay) and isinstance(end, PartialDay) and end.last_day() < start.first_day():
            raise ValueError(f"valid_to {end} is before valid_from {start}: swap or mend them")
        checked, review_by = values["checked"], values.get("review_by")
        if isinstance(checked, Day) and isinstance(review_by, Day) and review_by <= checked:
            raise ValueError(f"review_by {review_by} is not after checked {checked}: write the day of the next review")
        return values


class Fact(Dated):
    """A sentence about a record that answers one aspect of it on its own."""

    topic: Topic
    text: Text
    asks: Wordings = Field(default_factory=Wordings)
    trust: Trust
    conflict: StrictBool = False

    @validator("text")
    def _short(cls, text: Text) -> Text:
        return within(text, MAX_FACT)

    @validator("conflict")
    def _both_sides(cls, conflict: bool, values: dict[str, object]) -> bool:
        sources = values.get("source")
        if conflict and isinstance(sources, list) and len(sources) < 2:
            raise ValueError("true needs both sources: write `source: [one, other]`")
        return conflict


class Gap(Part):
    """Something we know that we do not know, and who may know it."""

    topic: Topic
    note: Text | None
    asks: Wordings = Field(default_factory=Wordings)
    where_to_ask: list[RecordId] = Field(default_factory=list)


class Hours(Part):
    """When something is open: always, or some days from a time to a time (Asia/Bangkok)."""

    always: StrictBool = False
    days: list[Weekday] = Field(default_factory=list)
    opens: ClockTime | None
    closes: ClockTime | None
    note: Text | None

    @root_validator(skip_on_failure=True)
    def _always_or_times(cls, values: dict[str, object]) -> dict[str, object]:
        times = [values["days"], values["opens"], values["closes"]]
        if values["always"] and any(times):
            raise ValueError("says always and times at once: write `always: true` alone, or days, opens and closes")
        if not values["always"] and not all(times):
            raise ValueError(
                'is incomplete: write `always: true`, or `days: [MO, TU]`, `opens: "08:30"`, `closes: "16:30"`'
            )
        return values


def one_or_more_hours(value: object) -> object:
    """A single schedule as a list of one."""
    return [value] if isinstance(value, dict) else value


class Phone(Sourced):
    """A number and how far it can be trusted."""

    number: PhoneNumber
    type: Literal["voice", "fax"] = "voice"
    label: Text | None
    hours: list[Hours] = Field(default_factory=list)
    trust: Trust
    check_first: StrictBool = False

    _hours = validator("hours", pre=True, allow_reuse=True)(one_or_more_hours)


class Contact(Sourced):
    """Whom to ask for: a post or an office, a person only when the organisation itself names them."""

    name: Text | None
    title: Text | None
    department: Text | None
    email: Email | None
    phones: list[Phone] = Field(default_factory=list)

    @root_validator(skip_on_failure=True)
    def _somebody(cls, values: dict[str, object]) -> dict[str, object]:
        if not any(values[field] for field in ("name", "title", "department")):
            raise ValueError("names nobody: write a name, a title or a department")
        return values


class CostOption(Dated):
    """What a service costs, for whom."""

    option: Text | None
    amount: Amount
    currency: Currency = Currency("THB")
    amount_description: Text | None


class Accessibility(Sourced):
    """How people with disabilities get into a place and around in it."""

    description: Text
    details: Text | None
    url: Url | None


class Identifier(Sourced):
    """A number under which an organisation is registered somewhere; the scheme is a code of org-id.guide."""

    identifier_type: Text
    identifier: Words
    identifier_scheme: Words | None


def within(text: Text, limit: int) -> Text:
    """The text when no language is longer than its limit in letters; else ValueError."""
    for language, words in text.in_languages().items():
        room = limit if language in {"th", "en"} else int(limit * BURMESE_ROOM)
        if len(words) > room:
            raise ValueError(f"{language} has {len(words)} letters, the limit is {room}: shorten it or make two of it")
    return text
