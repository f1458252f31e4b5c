"""The other tables of HSDS 3.1."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )


def _metadata() -> None:
    op.create_table(
        "metadata",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("resource_id", sa.String(36), nullable=False),
        sa.Column("resource_type", sa.Text(), nullable=False),
        sa.Column("last_action_date", sa.Text(), nullable=False),
        sa.Column("last_action_type", sa.Text(), nullable=False),
        sa.Column("field_name", sa.Text(), nullable=False),
        sa.Column("previous_value", sa.Text(), nullable=False),
        sa.Column("replacement_value", sa.Text(), nullable=False),
        sa.Column("updated_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_metadata"),
        sa.UniqueConstraint("slug", name="uq_metadata_slug"),
    )
    op.create_index("ix_metadata_resource_id", "metadata", ["resource_id"])


def _taxonomy() -> None:
    op.create_table(
        "taxonomy",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_taxonomy"),
        sa.UniqueConstraint("slug", name="uq_taxonomy_slug"),
    )


def _organization_identifier() -> None:
    op.create_table(
        "organization_identifier",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=False),
        sa.Column("identifier_type", sa.Text(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("identifier_scheme", sa.Text(), nullable=True),
        _key("organization_identifier", "organization_id", "organization.id"),
        sa.PrimaryKeyConstraint("id", name="pk_organization_identifier"),
        sa.UniqueConstraint("slug", name="uq_organization_identifier_slug"),
    )
    op.create_index("ix_organization_identifier_organization_id", "organization_identifier", ["organization_id"])


def _taxonomy_term() -> None:
    op.create_table(
        "taxonomy_term",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("taxonomy_id", sa.String(36), nullable=False),
        sa.Column("parent_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("taxonomy", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("term_uri", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("keywords", JSON, nullable=False),
        _key("taxonomy_term", "taxonomy_id", "taxonomy.id"),
        _key("taxonomy_term", "parent_id", "taxonomy_term.id"),
        sa.PrimaryKeyConstraint("id", name="pk_taxonomy_term"),
        sa.UniqueConstraint("slug", name="uq_taxonomy_term_slug"),
    )
    op.create_index("ix_taxonomy_term_parent_id", "taxonomy_term", ["parent_id"])
    op.create_index("ix_taxonomy_term_taxonomy_id", "taxonomy_term", ["taxonomy_id"])


def _accessibility() -> None:
    op.create_table(
        "accessibility",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("location_id", sa.String(36), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        _key("accessibility", "location_id", "location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_accessibility"),
        sa.UniqueConstraint("slug", name="uq_accessibility_slug"),
    )
    op.create_index("ix_accessibility_location_id", "accessibility", ["location_id"])


def _attribute() -> None:
    op.create_table(
        "attribute",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("link_id", sa.String(36), nullable=False),
        sa.Column("taxonomy_term_id", sa.String(36), nullable=False),
        sa.Column("link_entity", sa.Text(), nullable=False),
        sa.Column("link_type", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        _key("attribute", "taxonomy_term_id", "taxonomy_term.id"),
        sa.PrimaryKeyConstraint("id", name="pk_attribute"),
        sa.UniqueConstraint("slug", name="uq_attribute_slug"),
    )
    op.create_index("ix_attribute_link_id", "attribute", ["link_id"])
    op.create_index("ix_attribute_taxonomy_term_id", "attribute", ["taxonomy_term_id"])


def _cost_option() -> None:
    op.create_table(
        "cost_option",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("option", sa.Text(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("amount_description", sa.Text(), nullable=True),
        sa.Column("amount", sa.Numeric(12, 2), nullable=True),
        _key("cost_option", "service_id", "service.id"),
        sa.PrimaryKeyConstraint("id", name="pk_cost_option"),
        sa.UniqueConstraint("slug", name="uq_cost_option_slug"),
    )
    op.create_index("ix_cost_option_service_id", "cost_option", ["service_id"])


def _funding() -> None:
    op.create_table(
        "funding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=True),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("program_id", sa.String(36), nullable=True),
        sa.Column("funder_id", sa.String(36), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        _key("funding", "organization_id", "organization.id"),
        _key("funding", "service_id", "service.id"),
        _key("funding", "program_id", "program.id"),
        _key("funding", "funder_id", "organization.id"),
        sa.PrimaryKeyConstraint("id", name="pk_funding"),
        sa.UniqueConstraint("slug", name="uq_funding_slug"),
    )
    op.create_index("ix_funding_funder_id", "funding", ["funder_id"])
    op.create_index("ix_funding_organization_id", "funding", ["organization_id"])
    op.create_index("ix_funding_program_id", "funding", ["program_id"])
    op.create_index("ix_funding_service_id", "funding", ["service_id"])


def _required_document() -> None:
    op.create_table(
        "required_document",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        _key("required_document", "service_id", "service.id"),
        sa.PrimaryKeyConstraint("id", name="pk_required_document"),
        sa.UniqueConstraint("slug", name="uq_required_document_slug"),
    )
    op.create_index("ix_required_document_service_id", "required_document", ["service_id"])


def _url() -> None:
    op.create_table(
        "url",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=True),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        _key("url", "organization_id", "organization.id"),
        _key("url", "service_id", "service.id"),
        sa.PrimaryKeyConstraint("id", name="pk_url"),
        sa.UniqueConstraint("slug", name="uq_url_slug"),
    )
    op.create_index("ix_url_organization_id", "url", ["organization_id"])
    op.create_index("ix_url_service_id", "url", ["service_id"])


def _schedule() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("location_id", sa.String(36), nullable=True),
        sa.Column("service_at_location_id", sa.String(36), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("dtstart", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("wkst", sa.Text(), nullable=True),
        sa.Column("freq", sa.Text(), nullable=True),
        sa.Column("byday", sa.Text(), nullable=True),
        sa.Column("byweekno", sa.Text(), nullable=True),
        sa.Column("bymonthday", sa.Text(), nullable=True),
        sa.Column("byyearday", sa.Text(), nullable=True),
        sa.Column("timezone", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("opens_at", sa.Text(), nullable=True),
        sa.Column("closes_at", sa.Text(), nullable=True),
        sa.Column("schedule_link", sa.Text(), nullable=True),
        sa.Column("attending_type", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        _key("schedule", "service_id", "service.id"),
        _key("schedule", "location_id", "location.id"),
        _key("schedule", "service_at_location_id", "service_at_location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("slug", name="uq_schedule_slug"),
    )
    op.create_index("ix_schedule_location_id", "schedule", ["location_id"])
    op.create_index("ix_schedule_service_at_location_id", "schedule", ["service_at_location_id"])
    op.create_index("ix_schedule_service_id", "schedule", ["service_id"])


def _service_area() -> None:
    op.create_table(
        "service_area",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("service_at_location_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("extent", sa.Text(), nullable=True),
        sa.Column("extent_type", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("area", sa.String(160), nullable=False),
        _key("service_area", "service_id", "service.id"),
        _key("service_area", "service_at_location_id", "service_at_location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_area"),
        sa.UniqueConstraint("slug", name="uq_service_area_slug"),
    )
    op.create_index("ix_service_area_area", "service_area", ["area"])
    op.create_index("ix_service_area_service_at_location_id", "service_area", ["service_at_location_id"])
    op.create_index("ix_service_area_service_id", "service_area", ["service_id"])


def _language() -> None:
    op.create_table(
        "language",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("location_id", sa.String(36), nullable=True),
        sa.Column("phone_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        _key("language", "service_id", "service.id"),
        _key("language", "location_id", "location.id"),
        _key("language", "phone_id", "phone.id"),
        sa.PrimaryKeyConstraint("id", name="pk_language"),
        sa.UniqueConstraint("slug", name="uq_language_slug"),
    )
    op.create_index("ix_language_location_id", "language", ["location_id"])
    op.create_index("ix_language_phone_id", "language", ["phone_id"])
    op.create_index("ix_language_service_id", "language", ["service_id"])


def upgrade() -> None:
    _metadata()
    _taxonomy()
    _organization_identifier()
    _taxonomy_term()
    _accessibility()
    _attribute()
    _cost_option()
    _funding()
    _required_document()
    _url()
    _schedule()
    _service_area()
    _language()


def downgrade() -> None:
    op.drop_table("language")
    op.drop_table("service_area")
    op.drop_table("schedule")
    op.drop_table("url")
    op.drop_table("required_document")
    op.drop_table("funding")
    op.drop_table("cost_option")
    op.drop_table("attribute")
    op.drop_table("accessibility")
    op.drop_table("taxonomy_term")
    op.drop_table("organization_identifier")
    op.drop_table("taxonomy")
    op.drop_table("metadata")
