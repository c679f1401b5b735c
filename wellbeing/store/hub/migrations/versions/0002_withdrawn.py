"""Requests that were taken back stay, so that they count among those of the day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("withdrawn_ms", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
