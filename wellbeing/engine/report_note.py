"""The note that a report is there: a wish like any other, which the nudge policy lets through, holds or refuses.

printed ─► wished, while somebody is there ─► quiet hours, calls … ─► delivered, once
└ dropped for today: wished again tomorrow, for a week
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from wellbeing.engine.reporter import brought, delivered, printed_in, week
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Record, Verdict, Wish
from wellbeing.ports import Clock, Store

ABOUT = "report"
OPEN = "open-report"
"""The note's button."""
_WEEK = timedelta(days=7)
"""So long a report is news."""
_MEMORY = timedelta(days=15)


class ReportNote:
    """Remembers for a day whether there is something to say; `wishes` costs nothing on the beat.

    Args:
        store: the record, which remembers what was printed and what was said.
        clock: the time.
        archive: where reports are kept.
        present: whether somebody is there: nobody's absence uses up the time for which a note is held.
    """

    def __init__(self, store: Store, clock: Clock, archive: Path, present: Callable[[], bool]) -> None:
        self._store, self._clock, self._archive, self._present = store, clock, archive, present
        self._known: tuple[date, Wish | None] | None = None

    def begin_anew(self) -> None:
        """A report came, or went. Any thread."""
        self._known = None

    def wishes(self) -> tuple[Wish, ...]:
        """What would be said now."""
        if not self._present():
            return ()
        today = self._clock.now().date()
        known = self._known
        if known is None or known[0] != today:
            known = self._known = today, self._wish(today)
        return () if known[1] is None else (known[1],)

    def file(self, record: Record) -> Path | None:
        """The page that a note told of; None where it tells of none."""
        first = record.decision.wish.figures.get("week")
        return printed_in(self._archive, week(date.fromisoformat(str(first)))).html if first else None

    def _wish(self, today: date) -> Wish | None:
        first, came = delivered(self._store), brought(self._store)
        if first is None or came is None or not printed_in(self._archive, week(first)).html.exists():
            return None
        if not timedelta(0) <= today - came < _WEEK or self._told(first):
            return None
        figures = {"week": first.isoformat()}
        return Wish(Kind.WEEK, ABOUT, f"report {first.isoformat()} {today.isoformat()}", figures)

    def _told(self, first: date) -> bool:
        past = self._store.nudges.since(self._clock.now() - _MEMORY)
        return any(
            one.decision.wish.kind is Kind.WEEK
            and one.decision.wish.figures.get("week") == first.isoformat()
            and one.decision.verdict is Verdict.DELIVERED
            for one in past
        )
