"""The first record: activities, totals, zones, journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _plain(name: str, kind: sa.types.TypeEngine[int] | type[sa.types.TypeEngine[int]]) -> sa.Column[int]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def _subject(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "subject", sa.Integer(), sa.ForeignKey("subject.id"), nullable=False, primary_key=primary_key
    )


def upgrade() -> None:
    op.create_table(
        "subject",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("exe", sa.Text()),
        sa.Column("site", sa.Text()),
        sa.Column("commands", sa.Text()),
        sa.Column("hint", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "title",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False, unique=True),
        sa.Column("text", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        _plain("start_ms", _NUMBER),
        sa.Column("length_ms", _NUMBER, nullable=False),
        _subject(),
        sa.Column("title", sa.Integer(), sa.ForeignKey("title.id")),
        sa.Column("presence", sa.SmallInteger(), nullable=False),
    )
    op.create_table(
        "running",
        _plain("id", sa.Integer()),
        sa.Column("start_ms", _NUMBER, nullable=False),
        sa.Column("end_ms", _NUMBER, nullable=False),
        _subject(),
        sa.Column("title", sa.Integer(), sa.ForeignKey("title.id")),
        sa.Column("presence", sa.SmallInteger(), nullable=False),
    )
    op.create_table(
        "zone",
        _plain("since_ms", _NUMBER),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("offset_s", sa.Integer(), nullable=False),
    )
    _totals()
    op.create_table(
        "journal",
        _plain("id", sa.Integer()),
        sa.Column("at_ms", _NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "note",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )


def _totals() -> None:
    op.create_table(
        "hour_total",
        _plain("day", sa.Integer()),
        _plain("hour", sa.SmallInteger()),
        _subject(primary_key=True),
        _plain("presence", sa.SmallInteger()),
        sa.Column("ms", _NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_total",
        _subject(primary_key=True),
        _plain("presence", sa.SmallInteger()),
        _plain("day", sa.Integer()),
        sa.Column("ms", _NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallied",
        _plain("day", sa.Integer()),
        sa.Column("start_ms", _NUMBER, nullable=False),
        sa.Column("end_ms", _NUMBER, nullable=False),
        sa.Column("frozen", sa.Boolean(), nullable=False),
    )
