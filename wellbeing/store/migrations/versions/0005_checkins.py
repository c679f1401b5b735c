"""Check-ins, and every message to a trusted contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at_ms", _NUMBER, nullable=False, index=True),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_table(
        "contact_message",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at_ms", _NUMBER, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
