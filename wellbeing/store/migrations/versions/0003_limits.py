"""Limits as they ever were, how the person went on at them, and every nudge with its grounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False)


def _number(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, nullable=nullable, index=index)


def upgrade() -> None:
    op.create_table(
        "limit_version",
        _id(),
        sa.Column("limit_id", sa.Integer(), nullable=False),
        _number("since_ms"),
        sa.Column("content", sa.Text()),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "extension",
        _id(),
        sa.Column("limit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False, index=True),
        _number("at_ms"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("upto", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "nudge",
        _id(),
        _number("at_ms", index=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("response", sa.String(16)),
        _number("answered_ms", nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
    )
