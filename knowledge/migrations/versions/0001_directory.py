"""Organisations, services, places and how to reach them, as in HSDS 3.1."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", deferrable=True, initially="DEFERRED"
    )


def _organization() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("alternate_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("legal_status", sa.Text(), nullable=True),
        sa.Column("logo", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("parent_organization_id", sa.String(36), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("areas", JSON, nullable=False),
        sa.Column("needs", JSON, nullable=False),
        sa.Column("groups", JSON, nullable=False),
        _key("organization", "parent_organization_id", "organization.id"),
        sa.PrimaryKeyConstraint("id", name="pk_organization"),
        sa.UniqueConstraint("slug", name="uq_organization_slug"),
    )
    op.create_index("ix_organization_parent_organization_id", "organization", ["parent_organization_id"])


def _location() -> None:
    op.create_table(
        "location",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("location_type", sa.Text(), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("alternate_name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("transportation", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("external_identifier", sa.Text(), nullable=True),
        sa.Column("external_identifier_type", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("area", sa.String(160), nullable=True),
        _key("location", "organization_id", "organization.id"),
        sa.PrimaryKeyConstraint("id", name="pk_location"),
        sa.UniqueConstraint("slug", name="uq_location_slug"),
    )
    op.create_index("ix_location_area", "location", ["area"])
    op.create_index("ix_location_organization_id", "location", ["organization_id"])


def _program() -> None:
    op.create_table(
        "program",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("alternate_name", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        _key("program", "organization_id", "organization.id"),
        sa.PrimaryKeyConstraint("id", name="pk_program"),
        sa.UniqueConstraint("slug", name="uq_program_slug"),
    )
    op.create_index("ix_program_organization_id", "program", ["organization_id"])


def _address() -> None:
    op.create_table(
        "address",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("location_id", sa.String(36), nullable=False),
        sa.Column("address_1", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("state_province", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("address_type", sa.Text(), nullable=False),
        sa.Column("attention", sa.Text(), nullable=True),
        sa.Column("address_2", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        _key("address", "location_id", "location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_address"),
        sa.UniqueConstraint("slug", name="uq_address_slug"),
    )
    op.create_index("ix_address_location_id", "address", ["location_id"])


def _service() -> None:
    op.create_table(
        "service",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=False),
        sa.Column("program_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("alternate_name", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("interpretation_services", sa.Text(), nullable=True),
        sa.Column("application_process", sa.Text(), nullable=True),
        sa.Column("fees_description", sa.Text(), nullable=True),
        sa.Column("eligibility_description", sa.Text(), nullable=True),
        sa.Column("alert", sa.Text(), nullable=True),
        sa.Column("assurer_email", sa.Text(), nullable=True),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("assured_date", sa.Date(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("hotline", sa.Boolean(), nullable=False),
        sa.Column("groups", JSON, nullable=False),
        _key("service", "organization_id", "organization.id"),
        _key("service", "program_id", "program.id"),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("slug", name="uq_service_slug"),
    )
    op.create_index("ix_service_organization_id", "service", ["organization_id"])
    op.create_index("ix_service_program_id", "service", ["program_id"])


def _service_at_location() -> None:
    op.create_table(
        "service_at_location",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("service_id", sa.String(36), nullable=False),
        sa.Column("location_id", sa.String(36), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        _key("service_at_location", "service_id", "service.id"),
        _key("service_at_location", "location_id", "location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_at_location"),
        sa.UniqueConstraint("slug", name="uq_service_at_location_slug"),
    )
    op.create_index("ix_service_at_location_location_id", "service_at_location", ["location_id"])
    op.create_index("ix_service_at_location_service_id", "service_at_location", ["service_id"])


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=True),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("service_at_location_id", sa.String(36), nullable=True),
        sa.Column("location_id", sa.String(36), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        _key("contact", "organization_id", "organization.id"),
        _key("contact", "service_id", "service.id"),
        _key("contact", "service_at_location_id", "service_at_location.id"),
        _key("contact", "location_id", "location.id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.UniqueConstraint("slug", name="uq_contact_slug"),
    )
    op.create_index("ix_contact_location_id", "contact", ["location_id"])
    op.create_index("ix_contact_organization_id", "contact", ["organization_id"])
    op.create_index("ix_contact_service_at_location_id", "contact", ["service_at_location_id"])
    op.create_index("ix_contact_service_id", "contact", ["service_id"])


def _phone() -> None:
    op.create_table(
        "phone",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("organization_id", sa.String(36), nullable=True),
        sa.Column("service_id", sa.String(36), nullable=True),
        sa.Column("service_at_location_id", sa.String(36), nullable=True),
        sa.Column("location_id", sa.String(36), nullable=True),
        sa.Column("contact_id", sa.String(36), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("extension", sa.Integer(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("x_translations", JSON, nullable=True),
        sa.Column("trust", sa.String(1), nullable=False),
        sa.Column("check_first", sa.Boolean(), nullable=False),
        sa.Column("checked", sa.Date(), nullable=False),
        sa.Column("source", JSON, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("hours", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _key("phone", "organization_id", "organization.id"),
        _key("phone", "service_id", "service.id"),
        _key("phone", "service_at_location_id", "service_at_location.id"),
        _key("phone", "location_id", "location.id"),
        _key("phone", "contact_id", "contact.id"),
        sa.PrimaryKeyConstraint("id", name="pk_phone"),
        sa.UniqueConstraint("slug", name="uq_phone_slug"),
    )
    op.create_index("ix_phone_contact_id", "phone", ["contact_id"])
    op.create_index("ix_phone_location_id", "phone", ["location_id"])
    op.create_index("ix_phone_organization_id", "phone", ["organization_id"])
    op.create_index("ix_phone_service_at_location_id", "phone", ["service_at_location_id"])
    op.create_index("ix_phone_service_id", "phone", ["service_id"])


def upgrade() -> None:
    _organization()
    _location()
    _program()
    _address()
    _service()
    _service_at_location()
    _contact()
    _phone()


def downgrade() -> None:
    op.drop_table("phone")
    op.drop_table("contact")
    op.drop_table("service_at_location")
    op.drop_table("service")
    op.drop_table("address")
    op.drop_table("program")
    op.drop_table("location")
    op.drop_table("organization")
