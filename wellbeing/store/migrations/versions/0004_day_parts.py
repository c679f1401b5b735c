"""What finished days amount to, so that years are compared without reading their activities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_part",
        sa.Column("day", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("rules", sa.String(32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
