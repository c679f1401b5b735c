"""Members, devices, digests, requests, sign-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "family",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_ms", _NUMBER, nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False, unique=True),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("created_ms", _NUMBER, nullable=False),
        sa.Column("password", sa.Text()),
        sa.Column("recovery", sa.Text()),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("failed_ms", _NUMBER, nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), nullable=False, index=True),
        sa.Column("person", sa.String(36), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("created_ms", _NUMBER, nullable=False),
        sa.Column("seen_ms", _NUMBER),
        sa.Column("revoked_ms", _NUMBER),
    )
    op.create_table(
        "digest",
        sa.Column("device", sa.String(36), sa.ForeignKey("device.id"), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(36), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("revision", _NUMBER, nullable=False),
        sa.Column("received_ms", _NUMBER, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("device", "day", name="digest_pk"),
        sa.Index("digest_person_day", "person", "day"),
    )
    op.create_table(
        "relation",
        sa.Column("viewer", sa.String(36), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("subject", sa.String(36), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), nullable=False, index=True),
        sa.Column("level", sa.String(8), nullable=False),
        sa.Column("moods", sa.Boolean(), nullable=False),
        sa.Column("changed_ms", _NUMBER, nullable=False),
        sa.Column("changed_by", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("viewer", "subject", name="relation_pk"),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("person", sa.String(36), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), nullable=False),
        sa.Column("limit_name", sa.Text()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_ms", _NUMBER, nullable=False),
        sa.Column("answered_ms", _NUMBER),
        sa.Column("answered_by", sa.String(36)),
        sa.Column("granted", sa.Integer()),
        sa.Column("words", sa.Text()),
        sa.PrimaryKeyConstraint("family", "id", name="request_pk"),
        sa.Index("request_family_asked", "family", "asked_ms"),
    )
    op.create_table(
        "invitation",
        sa.Column("secret", sa.LargeBinary(), primary_key=True),
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), nullable=False),
        sa.Column("person", sa.String(36), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("purpose", sa.String(8), nullable=False),
        sa.Column("until_ms", _NUMBER, nullable=False),
        sa.Column("used_ms", _NUMBER),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.LargeBinary(), primary_key=True),
        sa.Column("person", sa.String(36), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("form", sa.String(64), nullable=False),
        sa.Column("created_ms", _NUMBER, nullable=False),
        sa.Column("seen_ms", _NUMBER, nullable=False),
    )
    op.create_table(
        "agreement",
        sa.Column("family", sa.String(36), sa.ForeignKey("family.id"), primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("changed_ms", _NUMBER, nullable=False),
    )
