"""Who helps with what, where and when: lists over the directory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from knowledge.models import hsds, own

BANGKOK = ZoneInfo("Asia/Bangkok")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_HOTLINES, MOST_ORGANISATIONS = 4, 8
NATIONAL = "national"
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


def _needs_of_services(connection: sa.engine.Connection) -> dict[str, set[str]]:
    """Need slugs by service slug."""
    query = (
        sa.select(hsds.service.c.slug, hsds.taxonomy_term.c.slug)
        .join(hsds.attribute, hsds.attribute.c.link_id == hsds.service.c.id)
        .join(hsds.taxonomy_term, hsds.taxonomy_term.c.id == hsds.attribute.c.taxonomy_term_id)
    )
    found: dict[str, set[str]] = {}
    for service, need in connection.execute(query):
        found.setdefault(service, set()).add(need)
    return found


def hotlines_for(connection: sa.engine.Connection, needs: Sequence[str], area: str | None, at: datetime) -> list[str]:
    """Slugs of hotlines for some needs, those to call first at the front; open ones before closed ones."""
    rows = connection.execute(
        sa.select(hsds.service.c.slug, hsds.schedule.c.opens_at, hsds.schedule.c.closes_at, hsds.schedule.c.byday)
        .join(hsds.schedule, hsds.schedule.c.service_id == hsds.service.c.id, isouter=True)
        .where(hsds.service.c.hotline, hsds.service.c.status == "active")
        .order_by(hsds.service.c.slug)
    ).all()
    needs_of, with_phone = _needs_of_services(connection), _with_phone(connection)
    wanted = _with_parents(connection, needs)
    urgent = {URGENT[need] for need in needs if need in URGENT}

    def order(row: sa.engine.Row) -> tuple[bool, bool, int, int, str]:
        closed = is_open_at(row.opens_at, row.closes_at, row.byday, at) is False
        fits = len(needs_of.get(row.slug, set()) & set(needs))
        first = FIRST.index(row.slug) if row.slug in FIRST else len(FIRST)
        return (row.slug not in urgent, closed, -fits, first, row.slug)

    fitting = [r for r in rows if r.slug in urgent or needs_of.get(r.slug, set()) & wanted]
    callable_ones = [r for r in fitting if r.slug in with_phone]
    chosen = list(dict.fromkeys(r.slug for r in sorted(callable_ones, key=order)))[:MOST_HOTLINES]
    return list(dict.fromkeys([*chosen, *FIRST[:2]]))[: max(2, MOST_HOTLINES)]


def _with_phone(connection: sa.engine.Connection) -> set[str]:
    query = sa.select(hsds.service.c.slug).join(hsds.phone, hsds.phone.c.service_id == hsds.service.c.id)
    return set(connection.execute(query.where(hsds.phone.c.trust.in_(["H", "M"]))).scalars())


def organisations_for(connection: sa.engine.Connection, needs: Sequence[str], area: str | None) -> list[str]:
    """Slugs of organisations that work on some needs in an area (a province or a district of it)."""
    province = _province(connection, area)
    rows = connection.execute(
        sa.select(hsds.organization.c.slug, hsds.organization.c.needs, hsds.organization.c.areas)
        .where(hsds.organization.c.status == "active")
        .order_by(hsds.organization.c.slug)
    ).all()

    def score(row: sa.engine.Row) -> tuple[int, int]:
        place = 2 if area and area in row.areas else 1 if province and province in row.areas else 0
        return len(set(row.needs or []) & set(needs)), place

    fitting = []
    for row in rows:
        fits, near = score(row)
        if (needs and not fits) or (province and not near and NATIONAL not in (row.areas or [])):
            continue
        if not needs and not near:
            continue
        fitting.append((-near, -fits, row.slug))
    return [slug for _, _, slug in sorted(fitting)][:MOST_ORGANISATIONS]


def _province(connection: sa.engine.Connection, area: str | None) -> str | None:
    if not area:
        return None
    parent = connection.execute(sa.select(own.area.c.parent).where(own.area.c.slug == area)).scalar()
    return parent or area
