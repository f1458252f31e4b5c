"""The kinds of values a record may hold; each refuses with a sentence that says what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

import phonenumbers
from myanmartools import ZawgyiDetector

FIRST_YEAR, LAST_YEAR = 1800, 2200
BUDDHIST_OFFSET = 543
MAX_SLUG = 80
MAX_AMOUNT = 10_000_000

_T = TypeVar("_T", bound="_Checked")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_PARTIAL_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?\Z")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_EXTENSION = re.compile(r"\s*(?:ต่อ|กด|ext\.?|#|x)\s*([0-9]{1,6})\Z", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9() -]+\Z")
_THAI_SHORT_NUMBER = re.compile(r"1[0-9]{2,3}\Z")
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\ue000-\uf8ff]"
)
_ZAWGYI_CERTAIN = 0.95
_ZAWGYI_LEAST_LETTERS = 20  # The detector errs on single words.


class _Checked(str):
    """A string that pydantic lets through only when `accept` does; plain numbers are taken as written."""

    @classmethod
    def __get_validators__(cls: type[_T]) -> Iterator[Callable[[object], _T]]:
        yield cls.parse

    @classmethod
    def parse(cls: type[_T], value: object) -> _T:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise ValueError(f"is {name_of_type(value)}: write {cls.wanted()}")
        return cls(cls.accept(value.strip()))

    @classmethod
    def wanted(cls) -> str:
        return "a text"

    @classmethod
    def accept(cls, text: str) -> str:
        raise NotImplementedError


def name_of_type(value: object) -> str:
    """What a YAML value is, in an editor's words."""
    names: list[tuple[type, str]] = [(bool, "true/false"), (int, "a number"), (float, "a number"), (str, "a text")]
    names += [(list, "a list"), (dict, "a map (key: value)")]
    return next((name for kind, name in names if isinstance(value, kind)), "nothing")


class Words(_Checked):
    """Text for people: one line or several, NFC, nothing invisible in it."""

    @classmethod
    def accept(cls, text: str) -> str:
        if not text:
            raise ValueError("is empty: write the text, or take the line out")
        unseen = _UNSEEN.search(text)
        if unseen:
            raise ValueError(f"holds the invisible character U+{ord(unseen.group()):04X}: take it out")
        if not unicodedata.is_normalized("NFC", text):
            raise ValueError("is not in Unicode NFC: run `python -m knowledge tidy` on this file, it mends that")
        return text


class Slug(_Checked):
    """The id of a record."""

    @classmethod
    def wanted(cls) -> str:
        return "an id such as house-of-ann"

    @classmethod
    def accept(cls, text: str) -> str:
        if not _SLUG.match(text) or len(text) > MAX_SLUG:
            raise ValueError(
                f"{text!r} is no id: write lower-case a-z, 0-9 and single hyphens, at most {MAX_SLUG} letters"
            )
        return text


class Reference(Slug):
    """The id of a record that stands somewhere else; `kinds` says which kinds may be meant."""

    kinds: frozenset[str] = frozenset()


class SourceId(Reference):
    kinds = frozenset({"source"})


class OrganisationId(Reference):
    kinds = frozenset({"organisation"})


class NeedId(Reference):
    kinds = frozenset({"need"})


class LocationId(Reference):
    kinds = frozenset({"location"})


class ArticleId(Reference):
    kinds = frozenset({"article"})


class RecordId(Reference):
    kinds = frozenset({"organisation", "service", "program", "location", "event", "article"})


class AreaId(Reference):
    """A province, a district, or `national` for the whole country."""

    kinds = frozenset({"area"})

    @classmethod
    def accept(cls, text: str) -> str:
        return "th" if text == "national" else super().accept(text)


class LanguageCode(_Checked):
    @classmethod
    def accept(cls, text: str) -> str:
        if not _LANGUAGE.match(text):
            raise ValueError(f"{text!r} is no language code: write th, en, my, shn, …")
        return text


class Url(_Checked):
    @classmethod
    def accept(cls, text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or "." not in parts.netloc or any(c.isspace() for c in text):
            raise ValueError(f"{text!r} is no web address: write it in full, https://…")
        return text


class Email(_Checked):
    @classmethod
    def accept(cls, text: str) -> str:
        if not _EMAIL.match(text):
            raise ValueError(f"{text!r} is no e-mail address: write name@example.org, one address only")
        return text


class Currency(_Checked):
    @classmethod
    def accept(cls, text: str) -> str:
        if not _CURRENCY.match(text):
            raise ValueError(f"{text!r} is no currency: write its three letters in ISO 4217, THB")
        return text


class Amount(float):
    """An amount of money, 0 for what is free."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[object], Amount]]:
        yield cls.parse

    @classmethod
    def parse(cls, value: object) -> Amount:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"is {name_of_type(value)}: write a number, 0 for what is free")
        if not 0 <= value <= MAX_AMOUNT or round(value, 2) != value:
            raise ValueError(f"{value} is no amount: write a number from 0 with at most two decimals")
        return cls(value)


class ClockTime(_Checked):
    @classmethod
    def accept(cls, text: str) -> str:
        if not _TIME.match(text):
            raise ValueError(f'{text!r} is no time: write "08:30", from 00:00 to 23:59')
        return text


class PhoneNumber(_Checked):
    """A number as people write it, Thai or with +country code, perhaps with an extension."""

    @classmethod
    def wanted(cls) -> str:
        return "one phone number"

    @classmethod
    def accept(cls, text: str) -> str:
        number, _ = split_extension(text)
        if not _is_phone(number):
            raise ValueError(
                f"{text!r} is no phone number: write one number with its area code, "
                "such as 02 123 4567, 1300, +95 1 234 567 or 02 123 4567 ต่อ 12"
            )
        return text


def split_extension(text: str) -> tuple[str, int | None]:
    """A phone number and its extension ("ต่อ 12", "ext. 12", "กด 2"), None without one."""
    found = _EXTENSION.search(text)
    if not found:
        return text, None
    return text[: found.start()].strip(), int(found.group(1))


def _is_phone(number: str) -> bool:
    if not _PHONE.match(number):
        return False
    digits = re.sub(r"[^0-9]", "", number)
    if not number.startswith("+") and _THAI_SHORT_NUMBER.match(digits):
        return True
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "TH"))
    except phonenumbers.NumberParseException:
        return False


class Day(date):
    """A calendar day of the Common Era, written 2026-11-21."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[object], Day]]:
        yield cls.parse

    @classmethod
    def parse(cls, value: object) -> Day:
        found = _DAY.match(value.strip()) if isinstance(value, str) else None
        if not found:
            raise ValueError(f"{value!r} is no date: write year-month-day, 2026-11-21")
        year, month, day = (int(part) for part in found.groups())
        check_year(year)
        try:
            return cls(year, month, day)
        except ValueError:
            raise ValueError(f"{value!r} does not exist in the calendar: write year-month-day, 2026-11-21") from None


class PartialDay(_Checked):
    """A year, a month or a day of the Common Era, as exactly as it is known: 2026, 2026-11 or 2026-11-21."""

    @classmethod
    def wanted(cls) -> str:
        return "a date: 2026, 2026-11 or 2026-11-21"

    @classmethod
    def accept(cls, text: str) -> str:
        found = _PARTIAL_DAY.match(text)
        if not found:
            raise ValueError(f"{text!r} is no date: write 2026, 2026-11 or 2026-11-21")
        year, month, day = (int(part) if part else 1 for part in found.groups())
        check_year(year)
        try:
            date(year, month, day)
        except ValueError:
            raise ValueError(f"{text!r} does not exist in the calendar: write 2026, 2026-11 or 2026-11-21") from None
        return text

    def first_day(self) -> date:
        """The first day this may mean."""
        return date.fromisoformat(self + "0000-01-01"[len(self) :])

    def last_day(self) -> date:
        """The last day this may mean."""
        for ending in ("", "-31", "-30", "-29", "-28", "-12-31"):
            try:
                return date.fromisoformat(self + ending)
            except ValueError:
                continue
        raise ValueError(f"{self!r} is no date")


def check_year(year: int) -> int:
    """The year itself when it is a plausible year of the Common Era; else ValueError that says which to write."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    if FIRST_YEAR <= year - BUDDHIST_OFFSET <= LAST_YEAR:
        raise ValueError(f"{year} is a Buddhist year: write the C.E. year {year - BUDDHIST_OFFSET}")
    raise ValueError(f"{year} is no year between {FIRST_YEAR} and {LAST_YEAR}: write the C.E. year")


class Year(int):
    """A year of the Common Era."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[object], Year]]:
        yield cls.parse

    @classmethod
    def parse(cls, value: object) -> Year:
        if isinstance(value, str) and value.isdecimal():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"{value!r} is no year: write the C.E. year, 2021")
        return cls(check_year(value))


def is_zawgyi(text: str) -> bool:
    """Whether Burmese text is surely in the Zawgyi encoding and not in Unicode."""
    if len(text) < _ZAWGYI_LEAST_LETTERS:
        return False
    return float(_zawgyi_detector().get_zawgyi_probability(text)) > _ZAWGYI_CERTAIN


@cache
def _zawgyi_detector() -> ZawgyiDetector:
    return ZawgyiDetector()
