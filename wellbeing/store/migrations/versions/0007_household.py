"""The PIN of the parents, requests for time, school holidays, and by how much a parent changed a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("extension", sa.Column("units", sa.Float()))
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("recovery", sa.Text(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("tried_ms", _NUMBER, nullable=False),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at_ms", _NUMBER, nullable=False, index=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("limit_id", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_ms", _NUMBER),
        sa.Column("given", sa.Integer()),
        sa.Column("words", sa.Text()),
        sa.Column("answerer", sa.Text()),
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("like", sa.Integer(), nullable=False),
    )
