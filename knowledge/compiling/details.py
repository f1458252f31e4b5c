"""Rows of what belongs to an organisation, a service or a place: phones, contacts, hours, costs, checks."""

from __future__ import annotations

from datetime import date

from knowledge.authoring.fields import split_extension
from knowledge.authoring.parts import Accessibility, Contact, CostOption, Hours, Identifier, Phone, Sourced
from knowledge.compiling.rows import Row, Rows, hours_of, in_main_language, strings
from knowledge.models import hsds, key_of

WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
THAI_OFFSET = 7  # hours; Thailand has no daylight saving time
CHECK = "check"
NOT_KEPT = "unknown"


def add_phones(rows: Rows, phones: list[Phone], owner: str, **parent: str) -> None:
    """Numbers in the order they are written in; `parent` is the one key of whom they reach."""
    for position, phone in enumerate(phones, 1):
        number, extension = split_extension(str(phone.number))
        rows.add(
            hsds.phone,
            slug=f"{owner}/phone-{position}",
            number=number,
            extension=extension,
            type=phone.type,
            trust=phone.trust,
            check_first=phone.check_first or phone.trust != "H",
            checked=phone.checked,
            source=strings(phone.source),
            place=phone.place and str(phone.place),
            hours=hours_of(phone.hours),
            position=position,
            **parent,
            **in_main_language(description=phone.label),
        )


def add_schedules(rows: Rows, schedule: list[Hours], owner: str, **parent: str) -> None:
    """Opening hours, Thai time."""
    for number, hours in enumerate(schedule, 1):
        # HSDS has no flag for "day and night": 00:00 to 23:59 on all days is what its guidance says.
        opens, closes = ("00:00", "23:59") if hours.always else (str(hours.opens), str(hours.closes))
        rows.add(
            hsds.schedule,
            slug=f"{owner}/schedule-{number}",
            freq="WEEKLY",
            byday=",".join(WEEK if hours.always else hours.days),
            opens_at=f"{opens}+07:00",
            closes_at=f"{closes}+07:00",
            timezone=THAI_OFFSET,
            **parent,
            **in_main_language(notes=hours.note),
        )


def add_contacts(rows: Rows, contacts: list[Contact], owner: str, **parent: str) -> None:
    """Whom to ask for, with their phones."""
    for number, contact in enumerate(contacts, 1):
        slug = f"{owner}/contact-{number}"
        rows.add(
            hsds.contact,
            slug=slug,
            email=contact.email and str(contact.email),
            **_checked(contact),
            **parent,
            **in_main_language(name=contact.name, title=contact.title, department=contact.department),
        )
        add_phones(rows, contact.phones, slug, contact_id=key_of("contact", slug))


def add_cost_options(rows: Rows, options: list[CostOption], service: str) -> None:
    """What a service costs; a year or a month stands for its first or last day."""
    for number, option in enumerate(options, 1):
        rows.add(
            hsds.cost_option,
            slug=f"{service}/cost-{number}",
            service_id=key_of("service", service),
            valid_from=option.valid_from and option.valid_from.first_day(),
            valid_to=option.valid_to and option.valid_to.last_day(),
            currency=str(option.currency),
            amount=float(option.amount),
            **_checked(option),
            **in_main_language(option=option.option, amount_description=option.amount_description),
        )


def add_accessibility(rows: Rows, found: list[Accessibility], location: str) -> None:
    """How people with disabilities get into a place."""
    for number, access in enumerate(found, 1):
        rows.add(
            hsds.accessibility,
            slug=f"{location}/accessibility-{number}",
            location_id=key_of("location", location),
            url=access.url and str(access.url),
            **_checked(access),
            **in_main_language(description=access.description, details=access.details),
        )


def add_identifiers(rows: Rows, identifiers: list[Identifier], organisation: str) -> None:
    """The numbers under which an organisation is registered."""
    for number, identifier in enumerate(identifiers, 1):
        rows.add(
            hsds.organization_identifier,
            slug=f"{organisation}/identifier-{number}",
            organization_id=key_of("organization", organisation),
            identifier=str(identifier.identifier),
            identifier_scheme=identifier.identifier_scheme and str(identifier.identifier_scheme),
            **_checked(identifier),
            **in_main_language(identifier_type=identifier.identifier_type),
        )


def add_check(rows: Rows, table: str, slug: str, field: str, checked: date, owner: str) -> None:
    """That somebody looked whether a record is right; `field` is where that day is published.

    The day of the check before is not kept, and HSDS wants a text there.
    """
    rows.add(
        hsds.metadata_table,
        slug=f"{table}/{slug}/{CHECK}",
        resource_id=key_of(table, slug),
        resource_type=table,
        last_action_date=checked.isoformat(),
        last_action_type=CHECK,
        field_name=field,
        previous_value=NOT_KEPT,
        replacement_value=checked.isoformat(),
        updated_by=owner,
    )


def _checked(part: Sourced) -> Row:
    """Where a detail comes from and when it was last checked."""
    return {"checked": part.checked, "source": strings(part.source)}
