"""The day in force for limits: no setting of clocks or zones makes it shorter, so none gives use back.

A day ends when the clock that nobody can set has moved as far as the day was long when it began. A wall clock
that jumps meanwhile changes where use is recorded, not that it counts:

Set back by days, it may count twice what lies where new use is recorded: rather too much than too little.

    wall      Mon 09:00 ──── 12:00 │ set to Tue 12:00 ──── 13:00 …
    counts    ├── as recorded ─────┤├── as recorded ─────────── …   one day, until Monday would have ended
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wellbeing.model import Span
from wellbeing.timeline.day import Calendar

JUMP = timedelta(seconds=2)
"""Wall and lasting clock may differ by this much between two turns, as in `fold.Rhythm.jump`."""
DRIFT = timedelta(minutes=2)
"""A day may end this much early by the lasting clock: time servers slow or speed the wall clock by 0.05 %."""


@dataclass(frozen=True, slots=True)
class LimitDay:
    """The day whose use counts now."""

    day: date
    """As the wall clock called it when it began."""
    since: datetime
    """From here on everything counts that is recorded."""
    reach: datetime
    """How far it may be recorded: use after a clock was set back is placed after what is recorded already."""
    ends: timedelta
    """When it ends, on the lasting clock."""
    at: datetime
    """The wall clock at the last turn."""
    lasting: timedelta
    """The lasting clock at the last turn: monotonic time and sleep together."""
    before: tuple[Span, ...] = ()
    """What counts as well: recorded before the wall clock jumped."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """What counts, in order, not overlapping."""
        return _together([*self.before, Span(self.since, max(self.since, self.reach))])


def turn(known: LimitDay | None, at: datetime, lasting: timedelta, calendar: Calendar) -> LimitDay:
    """The day in force at a moment.

    Args:
        known: the day at the last turn; None at the first, or when the lasting clock began anew (a restart of
            the machine), from which on only the wall clock can be believed.
        at: the wall clock, aware UTC.
        lasting: a clock that nobody sets and that goes on in sleep.
        calendar: the person's days.
    """
    if known is None or lasting < known.lasting:
        return _fresh(at, lasting, calendar)
    passed = lasting - known.lasting
    expected = known.at + passed
    jumped = abs(at - expected) > JUMP
    # Never less than time has passed: many small steps back are recorded beyond the wall clock as well.
    reach = max(at, known.reach + passed)
    moved = replace(known, at=at, lasting=lasting, reach=reach)
    if jumped:
        done = Span(known.since, max(known.since, known.reach + passed))
        # It may have jumped right after the last turn: what was recorded since then counts as well.
        moved = replace(moved, before=_together([*known.before, done]), since=at - passed)
    if lasting < known.ends - DRIFT:
        return moved
    day = calendar.day_of(at)
    if day == known.day:
        # Flown west, or a clock set back: the day goes on as long as the calendar says.
        return replace(moved, ends=max(known.ends, lasting + (calendar.span_of(day).end - at)))
    fresh = _fresh(at, lasting, calendar)
    counted = known.reach if not jumped else at
    return fresh if fresh.since >= counted else replace(fresh, since=at)


def _fresh(at: datetime, lasting: timedelta, calendar: Calendar) -> LimitDay:
    day = calendar.day_of(at)
    span = calendar.span_of(day)
    return LimitDay(day, span.start, at, lasting + (span.end - at), at, lasting)


def _together(spans: list[Span]) -> tuple[Span, ...]:
    whole: list[Span] = []
    for span in sorted(one for one in spans if not one.empty):
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return tuple(whole)
