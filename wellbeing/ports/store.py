"""The record: activities, journal and zones, and the books that lie beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.model import Activity, AppIdentity, DayUse, Entry, Per, Span, Use, Zone
    from wellbeing.ports.change import Batch, Forgotten, Lowered, Verdict
    from wellbeing.ports.checkin import CheckInLog
    from wellbeing.ports.day import DayBook
    from wellbeing.ports.family import FamilyBook
    from wellbeing.ports.household import HouseholdBook
    from wellbeing.ports.ledger import LogBook
    from wellbeing.ports.limit import LimitBook
    from wellbeing.ports.nudge import NudgeLog
    from wellbeing.timeline.redact import Privacy


class Store(Protocol):
    """The record. Times in and out are aware UTC; safe to call from any thread, one write at a time."""

    @property
    def ledger(self) -> LogBook:
        """What AI tools did, in the same record; what logs tell is put there too."""
        ...

    @property
    def limits(self) -> LimitBook:
        """The person's limits, in the same record."""
        ...

    @property
    def nudges(self) -> NudgeLog:
        """What was said to the person, in the same record."""
        ...

    @property
    def checkins(self) -> CheckInLog:
        """How the person said they feel, in the same record."""
        ...

    @property
    def family(self) -> FamilyBook:
        """What the family is told of, in the same record."""
        ...

    @property
    def household(self) -> HouseholdBook:
        """What is agreed at home, in the same record."""
        ...

    @property
    def days(self) -> DayBook:
        """What finished days amount to, in the same record."""
        ...

    def write(self, batch: Batch) -> None:
        """Write a batch, all or nothing.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; keep the batch and try again.
        """
        ...

    def recover(self, begins: datetime | None = None) -> Activity | None:
        """After a crash: turn the open row into an ordinary activity; None where none was open.

        Args:
            begins: when a tracker begins anew. If the one before did not stop, a crash is journaled at this moment in
                the same write, `until` the last moment that is recorded; None journals nothing.
        """
        ...

    def activities(self, span: Span) -> list[Activity]:
        """Activities that touch the span, clipped to it, by start; the open one included."""
        ...

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        """Sums over the span by app and presence, and apart by what `per` names; the open one included.

        Exact to the millisecond on any span. Long spans read totals of finished local days.
        """
        ...

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        """Sums over the span by local day, presence and the kind that an app is of; exact as `uses`.

        In order of days; a day without record has no row. For long spans: a year of 300 apps takes 40 ms.

        Args:
            span: any length.
            kind: called once for each app, not for each day.
        """
        ...

    def entries(self, span: Span) -> list[Entry]:
        """The journal over a span, oldest first."""
        ...

    def zones(self) -> list[Zone]:
        """Every noted zone, oldest first; empty before the first run."""
        ...

    def extent(self) -> Span | None:
        """From the first recorded moment to the last, totals included; None when nothing is recorded."""
        ...

    def taken(self, moment: datetime) -> Span | None:
        """Span of the first closed activity that ends after the moment; None if there is none."""
        ...

    def count(self) -> int:
        """How many activities are stored."""
        ...

    def tally(self) -> int:
        """Bring the totals of finished days up to date; returns how many days were summed."""
        ...

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        """Remove a span, an app (by app id), both together, or everything (both None), backups included."""
        ...

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        """Drop titles, and sites, that a level does not keep, backups included; all time stays.

        Activities of sites become activities of their app. Of files that cannot be read nothing is dropped.
        """
        ...

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        """Replace what lies in a span by given activities, all or nothing; what reaches out keeps the part outside.

        The journal gets an EDIT entry that says how many activities, never which. App, site or title of
        moments that no longer tell them go from backups too, at the next `checkpoint`.

        Args:
            span: not into the future of an open activity: one that lies in it is cut.
            activities: in order, inside the span, not overlapping, none empty.

        Raises:
            ValueError: they are not so: our bug; nothing was written.
            StoreError: only totals are left of a day that the span touches, or see `write`; nothing was written.
        """
        ...

    def retain(self, since: datetime) -> int:
        """Drop activities that ended before `since`, their totals kept; returns how many went."""
        ...

    def checkpoint(self) -> None:
        """Move what was written into the main file; slow disks wait here, not in `write`."""
        ...

    def backup(self) -> str:
        """Write a backup and thin out old ones (7 daily, 4 weekly); returns its path."""
        ...

    def verify(self) -> Verdict:
        """Check file, overlaps, totals against activities, and the journal's chain."""
        ...

    def journal_problems(self) -> list[str]:
        """A sentence where the journal's chain is broken, or is not the one that the family was told of; quick."""
        ...

    def mark(self, name: str, value: str | None = None) -> str | None:
        """Read a note about the record itself (such as `demo`), or set it when a value is given."""
        ...

    def begin_days(self, day_start: timedelta) -> None:
        """Let local days begin at another hour after midnight; totals of finished days are made anew by `tally`."""
        ...

    def let_go(self) -> None:
        """Give the file back until `take_up`, because something else is put in its place.

        Meanwhile every other method raises StoreBusy.

        Raises:
            StoreBusy: the record is being read or written for longer than some seconds; nothing has changed.
        """
        ...

    def take_up(self) -> None:
        """Use whatever lies in the place now.

        Raises:
            StoreError: it cannot be used; the store answers again nevertheless, if only with that error.
        """
        ...

    def close(self) -> None:
        """Give the file back."""
        ...
