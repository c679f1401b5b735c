"""What a format tells of a home, through a real ledger or the fake one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.fakes.ledger import FakeLedger
from wellbeing.interop.log import LogFormat
from wellbeing.model import Span
from wellbeing.ports import LogBook

EVER = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def told(home: Path, *formats: LogFormat, book: LogBook | None = None) -> LogBook:
    """Every log of a home read on into a ledger, oldest first as the engine does."""
    ledger = FakeLedger() if book is None else book
    for each in formats:
        for path in sorted(each.places(home, {}), key=lambda path: path.stat().st_mtime_ns):
            (mark,) = ledger.marks(each.name, [str(path)])
            for reading in each.read(path, mark):
                ledger.keep(each.name, [(str(path), reading)], NOW)
    return ledger
