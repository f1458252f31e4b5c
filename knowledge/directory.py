"""Who helps with what, where and when: lists over the directory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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
MOST_WEIGHED = 4 * MOST_ORGANISATIONS  # records read to find those that can be relied on
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


@dataclass(frozen=True)
class Doubts:
    """Which records are past their day (review_by, valid_to), and which have no number but such to be checked first."""

    overdue: frozenset[str]
    unsure: frozenset[str]


def doubts_about(connection: sa.engine.Connection, slugs: Collection[str], at: datetime) -> Doubts:
    """What speaks against recommending some records first at an aware time."""
    today, records = at.astimezone(BANGKOK).date().isoformat(), sorted(slugs)
    overdue = "SELECT slug FROM record WHERE slug IN ({}) AND (review_by < {} OR valid_to < {})"
    unsure: set[str] = set()
    for table in ("organization", "service"):
        phones = f"SELECT 1 FROM phone WHERE phone.{table}_id = {table}.id AND"
        query = (
            f"SELECT slug FROM {table} WHERE slug IN ({{}}) AND EXISTS ({phones} check_first)"
            f" AND NOT EXISTS ({phones} NOT check_first AND trust = 'H')"
        )
        unsure.update(row.slug for row in select(connection, query, records))
    found = select(connection, overdue, records, [today], [today])
    return Doubts(frozenset(row.slug for row in found), frozenset(unsure))


def surest_first(connection: sa.engine.Connection, slugs: Sequence[str], at: datetime) -> list[str]:
    """The slugs in their order, but behind the others those with a number to be checked first, then those overdue."""
    doubts = doubts_about(connection, slugs, at)
    return sorted(slugs, key=lambda slug: (slug in doubts.overdue, slug in doubts.unsure))


def hotlines_for(connection: sa.engine.Connection, needs: Sequence[str], area: str | None, at: datetime) -> list[str]:
    """Slugs of hotlines for some needs, those to call first at the front; open ones before closed ones.

    Past its review_by a line comes last, save the one that sends somebody: whoever is in danger calls it all the same.
    """
    urgent = {URGENT[need] for need in needs if need in URGENT}
    needs_of = _hotlines(connection, _with_parents(connection, needs), urgent)
    open_at = _open_at(connection, needs_of, at)
    doubts = doubts_about(connection, {*needs_of, *FIRST}, at)

    def fit(slug: str) -> tuple[bool, bool, int, int, str]:
        fits = len(needs_of[slug] & set(needs))
        first = FIRST.index(slug) if slug in FIRST else len(FIRST)
        return (slug not in urgent, open_at[slug] is False, -fits, first, slug)

    def trust(slug: str) -> tuple[bool, bool, bool, bool]:
        is_closed = open_at.get(slug) is False
        return (slug not in urgent, slug in doubts.overdue, is_closed, slug in doubts.unsure)

    chosen = dict.fromkeys([*sorted(open_at, key=fit)[:MOST_HOTLINES], *FIRST[:2]])
    return sorted(list(chosen)[:MOST_HOTLINES], key=trust)


def _open_at(connection: sa.engine.Connection, slugs: Iterable[str], at: datetime) -> dict[str, bool | None]:
    """Whether each hotline is open at one of its schedules; None where the hours are not known."""
    schedule, service = hsds.schedule.c, hsds.service.c
    rows = connection.execute(
        sa.select(service.slug, schedule.opens_at, schedule.closes_at, schedule.byday)
        .join(hsds.schedule, schedule.service_id == service.id, isouter=True)
        .where(service.slug.in_(sorted(slugs)))
        .order_by(service.slug)
    )
    found: dict[str, bool | None] = {}
    for row in rows:
        is_open = is_open_at(row.opens_at, row.closes_at, row.byday, at)
        found[row.slug] = is_open or found.get(row.slug, is_open)
    return found


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


def organisations_for(
    connection: sa.engine.Connection, needs: Sequence[str], area: str | None, at: datetime | None = None
) -> list[str]:
    """Slugs of organisations that work on some needs in an area (a province or a district of it), nearest first.

    Behind the others come those with a number to be checked first, then those past their review_by at `at` (now).
    """
    if not area and not needs:
        return []
    places = [area, _province(connection, area), *([NATIONAL] if needs else [])] if area else [ANY]
    found: dict[str, tuple[int, int]] = {}
    for distance, place in enumerate(dict.fromkeys(places)):
        if len(found) < MOST_ORGANISATIONS:
            # Those of nearer places may stand here too, so that as many more are read.
            fits = _fitting(connection, needs, place, MOST_WEIGHED + len(found))
            found.update((slug, (distance, -fits[slug])) for slug in fits if slug not in found)
    doubts = doubts_about(connection, found, at or datetime.now(BANGKOK))

    def doubt(slug: str) -> tuple[bool, bool]:
        return slug in doubts.overdue, slug in doubts.unsure

    chosen = sorted(found, key=lambda slug: (*found[slug], doubt(slug), slug))[:MOST_ORGANISATIONS]
    return sorted(chosen, key=doubt)


def _fitting(connection: sa.engine.Connection, needs: Sequence[str], area: str, most: int) -> Counter[str]:
    """Organisations that list the area, those for most of the needs, with for how many; for no needs, all of them."""
    fits: Counter[str] = Counter()
    query = (
        "SELECT record FROM search_listing WHERE kind = 'organisation' AND need = {} AND area = {} "
        f"ORDER BY record LIMIT {MOST_COMPARED if len(needs) > 1 else int(most)}"
    )
    for need in dict.fromkeys(needs or [ANY]):
        fits.update(row[0] for row in select(connection, query, [need], [area]))
    return Counter({slug: fits[slug] for slug in sorted(fits, key=lambda slug: (-fits[slug], slug))[:most]})


def _province(connection: sa.engine.Connection, area: str) -> str:
    parent = connection.execute(sa.select(own.area.c.parent).where(own.area.c.slug == area)).scalar()
    return parent or area
