"""The record that does not exist yet, and the books that it consists of."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from wellbeing.model import Activity, AppIdentity, DayUse, Entry, Per, Span, Use, Zone
from wellbeing.ports import Batch, Forgotten, Lowered, Verdict
from wellbeing.store.nothing.day import NoDays, NoFamily
from wellbeing.store.nothing.ledger import NoLedger
from wellbeing.store.nothing.limit import NoHousehold, NoLimits
from wellbeing.store.nothing.nudge import NoCheckIns, NoNudges
from wellbeing.store.nothing.refusal import refusal
from wellbeing.timeline.redact import Privacy


class NoRecord:
    """Implements `ports.Store`: every reading is empty, every writing is refused."""

    def __init__(self) -> None:
        self.ledger = NoLedger()
        self.limits = NoLimits()
        self.nudges = NoNudges()
        self.checkins = NoCheckIns()
        self.family = NoFamily()
        self.household = NoHousehold()
        self.days = NoDays()

    def activities(self, span: Span) -> list[Activity]:
        """No activities."""
        return []

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        """No uses."""
        return []

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        """No days."""
        return []

    def entries(self, span: Span) -> list[Entry]:
        """No journal."""
        return []

    def zones(self) -> list[Zone]:
        """No zones."""
        return []

    def extent(self) -> Span | None:
        """Nowhere."""
        return None

    def taken(self, moment: datetime) -> Span | None:
        """Nothing."""
        return None

    def count(self) -> int:
        """Zero."""
        return 0

    def verify(self) -> Verdict:
        """Nothing can be wrong with it."""
        return Verdict(ok=True, activities=0, entries=0)

    def journal_problems(self) -> list[str]:
        """Nothing can be wrong with it."""
        return []

    def mark(self, name: str, value: str | None = None) -> str | None:
        """No marks.

        Raises:
            KnownError: a mark was to be set.
        """
        if value is not None:
            raise refusal()
        return None

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        """Nothing to forget."""
        return Forgotten(0, timedelta(0), 0, 0)

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        """Nothing to drop."""
        return Lowered(0, 0, 0)

    def recover(self, begins: datetime | None = None) -> Activity | None:
        """Nothing was running."""
        return None

    def tally(self) -> int:
        """No days."""
        return 0

    def retain(self, since: datetime) -> int:
        """Nothing is too old."""
        return 0

    def checkpoint(self) -> None:
        """Nothing waits."""

    def write(self, batch: Batch) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def backup(self) -> str:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def begin_days(self, day_start: timedelta) -> None:
        """No days."""

    def let_go(self) -> None:
        """Nothing is open."""

    def take_up(self) -> None:
        """Nothing is there."""

    def close(self) -> None:
        """Nothing is open."""
