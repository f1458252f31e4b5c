"""The tables of the Human Services Data Specification 3.1, with its names.

Main text columns hold Thai; the other languages stand in `x_translations`: {"en": {"name": …}, "my": {…}}.
Fields beyond HSDS are ours: slug, x_translations, kind, needs, groups, areas, area, confidential, hotline, and what
says where a detail comes from and how far a phone number can be trusted.
https://docs.openreferral.org/en/3.1/hsds/schema_reference.html
"""

from __future__ import annotations

import sqlalchemy as sa

from knowledge.models.base import JSON, SLUG, AnyColumn, key, metadata, parent, text, texts

TRANSLATIONS = "x_translations"


def _translations() -> AnyColumn:
    return sa.Column(TRANSLATIONS, JSON)


def _flag(name: str) -> AnyColumn:
    return sa.Column(name, sa.Boolean(create_constraint=False), nullable=False)


def _checked() -> list[AnyColumn]:
    """Where a detail comes from and when it was last checked."""
    return [sa.Column("checked", sa.Date), sa.Column("source", JSON)]


organization = sa.Table(
    "organization",
    metadata,
    *key(),
    text("name", required=True),
    text("description", required=True),
    *texts("alternate_name", "email", "website", "legal_status", "logo", "uri"),
    parent("organization", name="parent_organization_id"),
    _translations(),
    text("kind", required=True),
    text("status", required=True),
    sa.Column("areas", JSON, nullable=False),
    sa.Column("needs", JSON, nullable=False),
    sa.Column("groups", JSON, nullable=False),
    sa.Column("checked", sa.Date),
)

program = sa.Table(
    "program",
    metadata,
    *key(),
    parent("organization", required=True),
    text("name", required=True),
    text("description", required=True),
    *texts("alternate_name"),
    _translations(),
)

service = sa.Table(
    "service",
    metadata,
    *key(),
    parent("organization", required=True),
    parent("program"),
    text("name", required=True),
    text("status", required=True),
    *texts("alternate_name", "description", "url", "email", "interpretation_services", "application_process"),
    *texts("fees_description", "eligibility_description", "alert", "assurer_email"),
    sa.Column("minimum_age", sa.Integer),
    sa.Column("maximum_age", sa.Integer),
    sa.Column("assured_date", sa.Date),
    text("last_modified"),
    _translations(),
    _flag("hotline"),
    sa.Column("groups", JSON, nullable=False),
)

location = sa.Table(
    "location",
    metadata,
    *key(),
    text("location_type", required=True),
    parent("organization"),
    *texts("name", "alternate_name", "description", "transportation", "url"),
    *texts("external_identifier", "external_identifier_type"),
    sa.Column("latitude", sa.Float),
    sa.Column("longitude", sa.Float),
    _translations(),
    _flag("confidential"),
    sa.Column("area", SLUG, index=True),
)

address = sa.Table(
    "address",
    metadata,
    *key(),
    parent("location", required=True),
    *(text(name, required=True) for name in ("address_1", "city", "state_province", "postal_code", "country")),
    text("address_type", required=True),
    *texts("attention", "address_2", "region"),
    _translations(),
)

service_at_location = sa.Table(
    "service_at_location",
    metadata,
    *key(),
    parent("service", required=True),
    parent("location", required=True),
    *texts("description"),
)

contact = sa.Table(
    "contact",
    metadata,
    *key(),
    *(parent(table) for table in ("organization", "service", "service_at_location", "location")),
    *texts("name", "title", "department", "email"),
    _translations(),
    *_checked(),
)

phone = sa.Table(
    "phone",
    metadata,
    *key(),
    *(parent(table) for table in ("organization", "service", "service_at_location", "location", "contact")),
    text("number", required=True),
    sa.Column("extension", sa.Integer),
    *texts("type", "description"),
    _translations(),
    sa.Column("trust", sa.String(1), nullable=False),
    _flag("check_first"),
    sa.Column("checked", sa.Date, nullable=False),
    sa.Column("source", JSON, nullable=False),
    text("place"),
    sa.Column("hours", JSON, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
)

schedule = sa.Table(
    "schedule",
    metadata,
    *key(),
    *(parent(table) for table in ("service", "location", "service_at_location")),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    *texts("dtstart", "until", "wkst", "freq", "byday", "byweekno", "bymonthday", "byyearday"),
    sa.Column("timezone", sa.Integer),
    sa.Column("count", sa.Integer),
    sa.Column("interval", sa.Integer),
    *texts("description", "opens_at", "closes_at", "schedule_link", "attending_type", "notes"),
    _translations(),
)

service_area = sa.Table(
    "service_area",
    metadata,
    *key(),
    *(parent(table) for table in ("service", "service_at_location")),
    *texts("name", "description", "extent", "extent_type", "uri"),
    _translations(),
    sa.Column("area", SLUG, nullable=False, index=True),
)

language = sa.Table(
    "language",
    metadata,
    *key(),
    *(parent(table) for table in ("service", "location", "phone")),
    *texts("name", "code", "note"),
)

accessibility = sa.Table(
    "accessibility",
    metadata,
    *key(),
    parent("location", required=True),
    *texts("description", "details", "url"),
    _translations(),
    *_checked(),
)

required_document = sa.Table(
    "required_document",
    metadata,
    *key(),
    parent("service", required=True),
    *texts("document", "uri"),
    _translations(),
)

cost_option = sa.Table(
    "cost_option",
    metadata,
    *key(),
    parent("service", required=True),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_to", sa.Date),
    *texts("option", "currency", "amount_description"),
    sa.Column("amount", sa.Numeric(12, 2, asdecimal=False)),
    _translations(),
    *_checked(),
)

taxonomy = sa.Table(
    "taxonomy",
    metadata,
    *key(),
    text("name", required=True),
    text("description", required=True),
    *texts("uri", "version"),
    _translations(),
)

taxonomy_term = sa.Table(
    "taxonomy_term",
    metadata,
    *key(),
    parent("taxonomy", required=True),
    parent("taxonomy_term", name="parent_id"),
    text("name", required=True),
    text("description", required=True),
    *texts("code", "taxonomy", "language", "term_uri"),
    _translations(),
    sa.Column("keywords", JSON, nullable=False),
)

attribute = sa.Table(
    "attribute",
    metadata,
    *key(),
    sa.Column("link_id", sa.String(36), nullable=False, index=True),
    parent("taxonomy_term", required=True),
    text("link_entity", required=True),
    *texts("link_type", "value", "label"),
)

metadata_table = sa.Table(
    "metadata",
    metadata,
    *key(),
    sa.Column("resource_id", sa.String(36), nullable=False, index=True),
    *(text(name, required=True) for name in ("resource_type", "last_action_date", "last_action_type", "field_name")),
    *(text(name, required=True) for name in ("previous_value", "replacement_value", "updated_by")),
)

organization_identifier = sa.Table(
    "organization_identifier",
    metadata,
    *key(),
    parent("organization", required=True),
    text("identifier_type", required=True),
    text("identifier", required=True),
    *texts("identifier_scheme"),
    _translations(),
    *_checked(),
)

funding = sa.Table(
    "funding",
    metadata,
    *key(),
    *(parent(table) for table in ("organization", "service", "program")),
    parent("organization", name="funder_id"),
    *texts("source"),
)

url = sa.Table(
    "url",
    metadata,
    *key(),
    *(parent(table) for table in ("organization", "service")),
    text("url", required=True),
    *texts("label"),
)
