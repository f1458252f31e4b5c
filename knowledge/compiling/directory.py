"""Rows of the HSDS tables."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import yaml

from knowledge.authoring import Content
from knowledge.authoring.parts import Text
from knowledge.authoring.records import Area, Location, Need, Organisation, Program, Service, ServiceRecord
from knowledge.compiling.details import (
    add_accessibility,
    add_check,
    add_contacts,
    add_cost_options,
    add_identifiers,
    add_phones,
    add_schedules,
)
from knowledge.compiling.rows import Rows, in_main_language, strings
from knowledge.models import hsds, key_of

NEEDS_TAXONOMY = "needs"
COUNTRY = "TH"


def add_taxonomy(rows: Rows) -> None:
    """The taxonomies that terms belong to."""
    text = files("knowledge.compiling").joinpath("taxonomies.yml").read_text(encoding="utf-8")
    for slug, fields in yaml.safe_load(text).items():
        name, description = Text(**fields["name"]), Text(**fields["description"])
        rows.add(hsds.taxonomy, slug=slug, **in_main_language(name=name, description=description))


def add_term(rows: Rows, need: Need) -> None:
    rows.add(
        hsds.taxonomy_term,
        slug=str(need.id),
        code=str(need.id),
        taxonomy_id=key_of("taxonomy", NEEDS_TAXONOMY),
        taxonomy=NEEDS_TAXONOMY,
        parent_id=key_of("taxonomy_term", need.parent) if need.parent else None,
        language="th",
        keywords=need.keywords.in_languages(),
        **in_main_language(name=need.name, description=need.description or need.name),
    )


def add_organisation(rows: Rows, content: Content, record: Organisation) -> None:
    """An organisation with its phones, locations, services and programs."""
    key = key_of("organization", record.id)
    rows.add(
        hsds.organization,
        slug=str(record.id),
        alternate_name=_first(record.aliases),
        email=record.email and str(record.email),
        website=record.website and str(record.website),
        parent_organization_id=key_of("organization", record.parent) if record.parent else None,
        kind=record.kind,
        status=record.status,
        areas=strings(record.areas),
        needs=strings(record.needs),
        groups=strings(record.groups),
        checked=record.checked,
        **in_main_language(name=record.name, description=record.description),
    )
    _add_needs(rows, "organization", record.id, strings(record.needs))
    add_identifiers(rows, record.identifiers, record.id)
    add_phones(rows, record.phones, record.id, organization_id=key)
    add_contacts(rows, record.contacts, record.id, organization_id=key)
    add_check(rows, "organization", record.id, "x_checked", record.checked, record.owner)
    for location in record.locations:
        _add_location(rows, content, record, location)
    for service in record.services:
        add_service(rows, content, record, service)
    for program in record.programs:
        _add_program(rows, record, program)


def add_service(rows: Rows, content: Content, organisation: Organisation, record: Service) -> None:
    """A service; needs and areas that it does not name are those of its organisation."""
    key = key_of("service", record.id)
    rows.add(
        hsds.service,
        slug=str(record.id),
        organization_id=key_of("organization", organisation.id),
        status=record.status,
        alternate_name=_first(record.aliases),
        url=record.url and str(record.url),
        minimum_age=record.minimum_age,
        maximum_age=record.maximum_age,
        assured_date=record.checked,
        last_modified=f"{record.checked.isoformat()}T00:00:00+07:00",
        hotline=record.hotline,
        groups=strings(record.groups),
        **in_main_language(
            name=record.name,
            description=record.description,
            eligibility_description=record.eligibility_description,
            application_process=record.application_process,
            fees_description=record.fees_description,
        ),
    )
    _add_needs(rows, "service", record.id, strings(record.needs or organisation.needs))
    add_phones(rows, record.phones, record.id, service_id=key)
    add_contacts(rows, record.contacts, record.id, service_id=key)
    add_cost_options(rows, record.cost_options, record.id)
    add_schedules(rows, record.schedule, record.id, service_id=key)
    owner = record.owner if isinstance(record, ServiceRecord) else organisation.owner
    add_check(rows, "service", record.id, "assured_date", record.checked, owner)
    _add_conditions(rows, content, organisation, record)
    for location in _locations(rows, organisation, record):
        slug, place = f"{record.id}/at/{location}", key_of("location", location)
        rows.add(hsds.service_at_location, slug=slug, service_id=key, location_id=place)


def _add_conditions(rows: Rows, content: Content, organisation: Organisation, record: Service) -> None:
    """For which areas a service is, in which languages, and which papers it wants."""
    key = key_of("service", record.id)
    for area in dict.fromkeys(record.areas or organisation.areas):
        _add_area(rows, content, record, str(area))
    for code in record.languages:
        rows.add(hsds.language, slug=f"{record.id}/language-{code}", service_id=key, code=str(code))
    for number, paper in enumerate(record.required_documents, 1):
        slug = f"{record.id}/document-{number}"
        rows.add(hsds.required_document, slug=slug, service_id=key, **in_main_language(document=paper))


def _locations(rows: Rows, organisation: Organisation, service: Service) -> list[str]:
    """Where a service is given: where it says, from afar, or at its organisation's only location."""
    if service.locations is not None:
        return strings(service.locations)
    if service.hotline or service.online:
        return [_add_remote_place(rows, organisation, service)]
    return [str(organisation.locations[0].id)] if len(organisation.locations) == 1 else []


def _add_remote_place(rows: Rows, organisation: Organisation, service: Service) -> str:
    """A hotline or a web page is at no address: its place is a virtual location of its own."""
    slug = f"{service.id}/remote"
    rows.add(
        hsds.location,
        slug=slug,
        organization_id=key_of("organization", organisation.id),
        location_type="virtual",
        url=service.url and str(service.url),
        confidential=False,
        **in_main_language(name=service.name),
    )
    return slug


def _add_area(rows: Rows, content: Content, service: Service, area: str) -> None:
    record = content.entries[area].record
    assert isinstance(record, Area)  # the reference was checked
    rows.add(
        hsds.service_area,
        slug=f"{service.id}/area-{area}",
        service_id=key_of("service", service.id),
        area=area,
        **in_main_language(name=record.name),
    )


def _add_program(rows: Rows, organisation: Organisation, record: Program) -> None:
    rows.add(
        hsds.program,
        slug=str(record.id),
        organization_id=key_of("organization", organisation.id),
        alternate_name=_first(record.aliases),
        **in_main_language(name=record.name, description=record.description),
    )
    for funder in record.funders:
        rows.add(
            hsds.funding,
            slug=f"{record.id}/funded-by/{funder}",
            program_id=key_of("program", record.id),
            organization_id=key_of("organization", organisation.id),
            funder_id=key_of("organization", funder),
            source=str(funder),
        )


def _add_location(rows: Rows, content: Content, organisation: Organisation, record: Location) -> None:
    rows.add(
        hsds.location,
        slug=str(record.id),
        organization_id=key_of("organization", organisation.id),
        location_type="physical",
        confidential=record.confidential,
        area=str(record.area),
        **in_main_language(name=record.name),
    )
    add_accessibility(rows, record.accessibility, record.id)
    if record.address is None:
        return
    area = content.entries[record.area].record
    assert isinstance(area, Area)  # the reference was checked
    parent = content.entries[area.parent].record if area.parent else area
    assert isinstance(parent, Area)
    province = area if area.level == "province" else parent
    rows.add(
        hsds.address,
        slug=f"{record.id}/address",
        location_id=key_of("location", record.id),
        postal_code=str(record.postal_code or area.postal_code or ""),
        country=COUNTRY,
        address_type="physical",
        **in_main_language(
            address_1=record.address,
            city=record.city or area.name,
            state_province=record.state_province or province.name,
        ),
    )


def _add_needs(rows: Rows, entity: str, owner: str, needs: list[str]) -> None:
    for need in dict.fromkeys(needs):
        rows.add(
            hsds.attribute,
            slug=f"{owner}/need-{need}",
            link_id=key_of(entity, owner),
            link_entity=entity,
            taxonomy_term_id=key_of("taxonomy_term", need),
        )


def _first(aliases: Sequence[str]) -> str | None:
    return str(aliases[0]) if aliases else None
