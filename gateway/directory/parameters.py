"""Query parameters as values; each mistake is refused with what to write instead."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from uuid import UUID

from multidict import MultiMapping

from bot.language import clean
from gateway.directory.errors import bad_parameter
from knowledge.hsds import Depth, Filters

PER_PAGE, MOST_PER_PAGE = 50, 500
MOST_MINIMAL = 10_000
MOST_PAGES = 1_000_000
LONGEST_SEARCH, MOST_WORDS = 200, 10
OLDEST = 150.0  # years
FARTHEST = 2_000_000.0  # metres
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}

_POSTCODE = re.compile(r"[0-9]{5}")

Query = MultiMapping[str]


@dataclass(frozen=True)
class Asked:
    """What a list was asked for; pages count from 1."""

    filters: Filters
    depth: Depth
    page: int
    per_page: int
    is_minimal: bool
    is_stream: bool


def read_asked(query: Query) -> Asked:
    """All parameters of a list; raises DirectoryError for one that cannot be understood."""
    _refuse_repeated(query)
    is_minimal = _boolean(query, "minimal")
    most = MOST_MINIMAL if is_minimal else MOST_PER_PAGE
    return Asked(
        filters=_filters(query),
        depth=read_depth(query),
        page=_whole(query, "page", 1, MOST_PAGES, default=1),
        per_page=_whole(query, "per_page", 1, most, default=MOST_MINIMAL if is_minimal else PER_PAGE),
        is_minimal=is_minimal,
        is_stream=_format(query) == "ndjson",
    )


def _refuse_repeated(query: Query) -> None:
    """A parameter may stand once only: which of two was meant nobody can tell."""
    for name in dict.fromkeys(query):
        times = len(query.getall(name))
        if times > 1:
            raise bad_parameter("repeated", name=name, times=times)


def read_depth(query: Query, least: Depth = Depth.SIMPLE) -> Depth:
    """How much of the related records was asked for."""
    if _boolean(query, "full_service"):
        return Depth.FULL_SERVICE
    return Depth.FULL if _boolean(query, "full") else least


def _filters(query: Query) -> Filters:
    youngest, oldest = _number(query, "minimum_age", OLDEST, "6"), _number(query, "maximum_age", OLDEST, "17")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise bad_parameter("ages_reversed")
    postcode, proximity = _postcode(query), _number(query, "proximity", FARTHEST, "5000")
    if proximity is not None and postcode is None:
        raise bad_parameter("no_postcode")
    return Filters(
        words=_words(query),
        taxonomy_term_id=_uuid(query, "taxonomy_term_id"),
        taxonomy_id=_uuid(query, "taxonomy_id"),
        organization_id=_uuid(query, "organization_id"),
        modified_after=_time(query),
        minimum_age=youngest,
        maximum_age=oldest,
        postcode=postcode,
        proximity=proximity,
        top_only=_boolean(query, "top_only"),
        parent_id=_uuid(query, "parent_id"),
    )


def read_id(text: str) -> str | None:
    """An id in the form it is stored in, None when it cannot be one."""
    try:
        return str(UUID(text)) if len(text) == 36 else None
    except ValueError:
        return None


def _words(query: Query) -> tuple[str, ...]:
    text = query.get("search", "")
    if len(text) > LONGEST_SEARCH:
        raise bad_parameter("search_too_long", length=len(text), most=LONGEST_SEARCH)
    return tuple(dict.fromkeys(clean(text).lower().split()))[:MOST_WORDS]


def _boolean(query: Query, name: str) -> bool:
    value = query.get(name) or "false"
    if value.lower() not in BOOLEANS:
        raise bad_parameter("not_boolean", name=name, value=value)
    return BOOLEANS[value.lower()]


def _format(query: Query) -> str:
    value = (query.get("format") or "json").lower()
    if value not in ("json", "ndjson"):
        raise bad_parameter("not_format", value=value)
    return value


def _whole(query: Query, name: str, least: int, most: int, *, default: int) -> int:
    value = query.get(name)
    if not value:
        return default
    is_whole = value.isascii() and value.isdigit() and len(value) < 10
    if not is_whole or not least <= int(value) <= most:
        raise bad_parameter("not_whole", name=name, value=value, least=least, most=most, example=min(default, most))
    return int(value)


def _number(query: Query, name: str, most: float, example: str) -> float | None:
    value = query.get(name)
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 <= number <= most:
        raise bad_parameter("not_number", name=name, value=value, least=0, most=int(most), example=example)
    return number


def _uuid(query: Query, name: str) -> str | None:
    value = query.get(name)
    if not value:
        return None
    found = read_id(value)
    if found is None:
        raise bad_parameter("not_uuid", name=name, value=value)
    return found


def _postcode(query: Query) -> str | None:
    value = query.get("postcode")
    if value and not _POSTCODE.fullmatch(value):
        raise bad_parameter("not_postcode", value=value)
    return value or None


def _time(query: Query) -> datetime | None:
    """An aware time; without an offset it is UTC, as the specification has it."""
    value = query.get("modified_after")
    if not value:
        return None
    # A plus sign in a query is a space, and Python 3.10 reads neither Z nor fractions of other than 3 or 6 digits.
    text = re.sub(r"\.[0-9]+", "", value.strip()).replace(" ", "+").replace("Z", "+00:00").replace("z", "+00:00")
    try:
        time = datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise bad_parameter("not_time", value=value) from None
