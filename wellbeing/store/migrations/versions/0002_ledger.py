"""What AI tools did: prompts, answers, work, and how far their logs are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, nullable=nullable, index=index)


def _plain(name: str) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, primary_key=True, autoincrement=False)


def _word(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("word.id"), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "word",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("text", sa.String(120), nullable=False, unique=True),
    )
    op.create_table("prompt", _plain("key"), _number("at_ms", index=True), _word("tool"), _number("session"))
    op.create_table(
        "answer",
        _plain("key"),
        _number("at_ms", index=True),
        _word("tool"),
        _number("session"),
        _word("model", nullable=True),
        *(_number(name) for name in ("input", "output", "cache_creation", "cache_read")),
    )
    op.create_table(
        "work",
        _plain("key"),
        _number("start_ms", index=True),
        _number("length_ms", index=True),
        _word("tool"),
        _number("session", nullable=True),
    )
    op.create_table(
        "log",
        _plain("path"),
        sa.Column("format", sa.String(40), nullable=False),
        *(_number(name) for name in ("device", "inode", "size", "mtime_ns", "offset")),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        *(_number(name) for name in ("understood", "unknown")),
        sa.Column("version", sa.String(40)),
        _number("read_ms", nullable=True),
        sa.Column("trouble", sa.Text()),
    )
    op.create_table(
        "forgotten",
        _plain("start_ms"),
        _plain("end_ms"),
        sa.Column("tool", sa.String(120), primary_key=True),
    )
