"""Days as the family is told of them, and how far each got."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "family_day",
        sa.Column("day", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("revision", _NUMBER, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sent", _NUMBER, nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
    )
