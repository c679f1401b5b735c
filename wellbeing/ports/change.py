"""What a write brings to the record, and what forgetting, keeping less and verifying found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wellbeing.model import Activity, Entry, Zone


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one write brings: all of it is written, or nothing."""

    closed: Sequence[Activity] = ()
    """In order, not overlapping, none empty."""
    open: Activity | None = None
    """Where the running activity stands; replaces the open row, None removes it."""
    cut: datetime | None = None
    """Withdraw everything stored at or after this moment before adding `closed` (idle is back-dated)."""
    zones: Sequence[Zone] = ()
    entries: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a forget removed, or would remove."""

    activities: int
    amount: timedelta
    titles: int
    backups: int
    """Backups that held any of it and are rewritten."""
    turns: int = 0
    """Prompts and answers of AI tools, and stretches of their work."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """What keeping less removed, or would remove."""

    titles: int
    sites: int
    """Hosts."""
    backups: int
    """Backups that held any of it and are rewritten."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verify found."""

    ok: bool
    activities: int
    entries: int
    problems: Sequence[str] = field(default_factory=tuple)
    """Sentences; empty when all is well."""
