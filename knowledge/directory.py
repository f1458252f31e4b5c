"""Who helps with what, where and when: lists over the directory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from knowledge.models import hsds, own
from knowledge.search.querying import select
from knowledge.search.tables import ANY

BANGKOK = ZoneInfo("Asia/Bangkok")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_HOTLINES, MOST_ORGANISATIONS = 4, 8
MOST_COMPARED = 1_000  # records read to find those that fit several needs
NATIONAL = "th"  # the area that holds all others
# First when several lines fit: the state's social line, the children's line, police, ambulance, mental health.
FIRST = ("hotline-1300", "hotline-1387", "hotline-191", "hotline-1669", "hotline-1323")
# What cannot wait goes to the line that sends somebody.
URGENT = {
    "need-medical-emergency": "hotline-1669",
    "need-crime": "hotline-191",
    "need-missing-child": "hotline-191",
    "need-suicide": "hotline-1323",
    "need-mental-health": "hotline-1323",
}


def is_open_at(opens_at: str | None, closes_at: str | None, byday: str | None, at: datetime) -> bool | None:
    """Whether a weekly schedule is open at an aware time; None when the hours are not known."""
    if not opens_at or not closes_at:
        return None
    local = at.astimezone(BANGKOK)
    days = (byday or ",".join(WEEKDAYS)).split(",")
    return WEEKDAYS[local.weekday()] in days and opens_at[:5] <= local.strftime("%H:%M") <= closes_at[:5]


def _with_parents(connection: sa.engine.Connection, needs: Sequence[str]) -> set[str]:
    query = sa.select(own.record.c.parent).where(own.record.c.slug.in_(list(needs)), own.record.c.parent.is_not(None))
    return {*needs, *connection.execute(query).scalars()}


def hotlines_for(connection: sa.engine.Connection, needs: Sequence[str], area: str | None, at: datetime) -> list[str]:
    """Slugs of hotlines for some needs, those to call first at the front; open ones before closed ones."""
    urgent = {URGENT[need] for need in needs if need in URGENT}
    needs_of = _hotlines(connection, _with_parents(connection, needs), urgent)
    schedule, service = hsds.schedule.c, hsds.service.c
    rows = connection.execute(
        sa.select(service.slug, schedule.opens_at, schedule.closes_at, schedule.byday)
        .join(hsds.schedule, schedule.service_id == service.id, isouter=True)
        .where(service.slug.in_(sorted(needs_of)))
        .order_by(service.slug)
    )

    def order(row: sa.engine.Row) -> tuple[bool, bool, int, int, str]:
        closed = is_open_at(row.opens_at, row.closes_at, row.byday, at) is False
        fits = len(needs_of[row.slug] & set(needs))
        first = FIRST.index(row.slug) if row.slug in FIRST else len(FIRST)
        return (row.slug not in urgent, closed, -fits, first, row.slug)

    chosen = list(dict.fromkeys(row.slug for row in sorted(rows, key=order)))[:MOST_HOTLINES]
    return list(dict.fromkeys([*chosen, *FIRST[:2]]))[: max(2, MOST_HOTLINES)]


def _hotlines(connection: sa.engine.Connection, needs: Iterable[str], named: Iterable[str]) -> dict[str, set[str]]:
    """Hotlines for any of the needs, and those named, with which of the needs each is for."""
    query = (
        "SELECT record, need FROM search_listing WHERE kind = 'hotline' AND area = '' "
        f"AND (need IN ({{}}) OR (need = '' AND record IN ({{}}))) ORDER BY need, record LIMIT {MOST_COMPARED}"
    )
    found: dict[str, set[str]] = {}
    for slug, need in select(connection, query, sorted(needs), sorted(named)):
        found.setdefault(slug, set()).add(need)
    return found


def organisations_for(connection: sa.engine.Connection, needs: Sequence[str], area: str | None) -> list[str]:
    """Slugs of organisations that work on some needs in an area (a province or a district of it), nearest first."""
    if not area:
        return _fitting(connection, needs, ANY, MOST_ORGANISATIONS) if needs else []
    found: list[str] = []
    places = [area, _province(connection, area), *([NATIONAL] if needs else [])]
    for place in dict.fromkeys(places):
        if len(found) < MOST_ORGANISATIONS:
            # Those of nearer places may stand here too, so that as many more are read.
            found += _fitting(connection, needs, place, MOST_ORGANISATIONS + len(found))
    return list(dict.fromkeys(found))[:MOST_ORGANISATIONS]


def _fitting(connection: sa.engine.Connection, needs: Sequence[str], area: str, most: int) -> list[str]:
    """Organisations that list the area, those for most of the needs first; for no needs, all of them."""
    fits: Counter[str] = Counter()
    query = (
        "SELECT record FROM search_listing WHERE kind = 'organisation' AND need = {} AND area = {} "
        f"ORDER BY record LIMIT {MOST_COMPARED if len(needs) > 1 else int(most)}"
    )
    for need in dict.fromkeys(needs or [ANY]):
        fits.update(row[0] for row in select(connection, query, [need], [area]))
    return sorted(fits, key=lambda slug: (-fits[slug], slug))[:most]


def _province(connection: sa.engine.Connection, area: str) -> str:
    parent = connection.execute(sa.select(own.area.c.parent).where(own.area.c.slug == area)).scalar()
    return parent or area
