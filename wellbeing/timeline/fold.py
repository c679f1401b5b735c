"""From samples to activities: every moment once, silence not at all.

A step takes where the timeline stands and one more look, and says what is now certain. Nothing here reads a
clock: samples carry both clocks, the wall clock that may jump and the monotonic one that may not.

    looks     A     A     A     B     B                  idle, last input at ×
              │     │     │     │     │    ×             │
    open      A─────────────────┐                        │
    closed                      A                        │
    open                        B──────────│─────────────┤
    cut                                    ┘             │   everything after × is withdrawn,
    open                                   IDLE──────────┤   the absence begins there
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from wellbeing.model import Activity, Sample, Span


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often looks are expected, and how long a silence may be."""

    period: timedelta = timedelta(seconds=5)
    """The longest wait between two looks while all is well."""
    max_gap: timedelta = timedelta(seconds=10)
    """A longer silence (suspend, stall, clock jump) credits one period and no more."""
    jump: timedelta = timedelta(seconds=2)
    """Wall and monotonic clock may differ by this much between two looks; more is a jump or a suspend."""


@dataclass(frozen=True, slots=True)
class Open:
    """The activity that still runs, and the two clocks at the last look."""

    activity: Activity
    """Its end is where it stands: the last look, or later while a clock that was set back catches up."""
    at: datetime
    tick: timedelta
    arrived: datetime
    """Since when this app is in front: absence is not back-dated further, for somebody brought it there."""


class Silence(StrEnum):
    """Why a stretch of time is not known."""

    STALL = "stall"
    """No look for longer than `max_gap`."""
    AHEAD = "ahead"
    """The wall clock moved on without us: a suspend, or a clock set forward."""
    BACK = "back"
    """The wall clock was set back."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one look makes certain: write `cut` first, then `closed`, then where `open` stands."""

    closed: tuple[Activity, ...]
    """In order, none empty; overlaps nothing closed before but what `cut` withdraws."""
    open: Open
    cut: datetime | None = None
    """Withdraw everything at or after this moment that was closed before."""
    silence: Silence | None = None
    missed: timedelta = timedelta(0)
    """Wall time that passed without being credited; negative when the clock was set back."""


def begin(sample: Sample, not_before: datetime | None = None) -> Open:
    """Start a timeline at a look; `not_before` is the end of what is already recorded."""
    start = sample.at if not_before is None else max(sample.at, not_before)
    return Open(_fresh(sample, start), sample.at, sample.tick, start)


def step(last: Open, sample: Sample, rhythm: Rhythm) -> Step:
    """Fold one more look into the timeline.

    The monotonic clock says how much time passed, the wall clock where it lies. After a wall clock was set
    back, use goes on from where the record stands, so that nothing overlaps and nothing is refunded; absence,
    which nobody misses, is shortened until both agree again.
    """
    end, start, silence, missed = _reach(last, sample, rhythm)
    stood = replace(last.activity, span=Span(last.activity.span.start, end))
    broken = start > end
    if not broken and _same(stood, sample):
        return Step((), Open(stood, sample.at, sample.tick, last.arrived), None, silence, missed)
    stayed = not broken and stood.app == sample.app
    arrived = last.arrived if stayed else start
    absent_since = end - (sample.at - sample.since)
    if stayed and stood.presence.counts and absent_since < end:
        return _back_dated(stood, max(absent_since, arrived), sample, arrived)
    opened = Open(_fresh(sample, start), sample.at, sample.tick, arrived)
    return Step(_whole(stood), opened, None, silence, missed)


def settle(last: Open) -> tuple[Activity, ...]:
    """What would be closed if the timeline ended at its last look: one activity, or none if it is empty."""
    return _whole(last.activity)


def _reach(
    last: Open, sample: Sample, rhythm: Rhythm
) -> tuple[datetime, datetime, Silence | None, timedelta]:
    """How far the open activity is credited, where the next begins, and what lies between unknown."""
    stood = last.activity.span.end
    passed = max(sample.tick - last.tick, timedelta(0))
    moved = sample.at - last.at
    ahead = moved > passed + rhythm.jump
    if ahead or passed > rhythm.max_gap:
        credit = min(passed, rhythm.period)
        end = stood + credit
        silence = Silence.AHEAD if ahead else Silence.STALL
        return end, max(sample.at, end), silence, moved - credit
    if moved < passed - rhythm.jump:
        end = stood + passed
        return end, end, Silence.BACK, moved - passed
    end = max(sample.at, stood + passed if last.activity.presence.counts else stood)
    return end, end, None, timedelta(0)


def _fresh(sample: Sample, start: datetime) -> Activity:
    return Activity(Span(start, start), sample.app, sample.title, sample.presence)


def _same(stood: Activity, sample: Sample) -> bool:
    return (stood.app, stood.title, stood.presence) == (sample.app, sample.title, sample.presence)


def _whole(activity: Activity) -> tuple[Activity, ...]:
    return () if activity.span.empty else (activity,)


def _back_dated(stood: Activity, left: datetime, sample: Sample, arrived: datetime) -> Step:
    """The absence that this look tells of, from when it began."""
    away = replace(_fresh(sample, left), span=Span(left, stood.span.end))
    opened = Open(away, sample.at, sample.tick, arrived)
    if left < stood.span.start:
        return Step((), opened, cut=left)
    return Step(_whole(replace(stood, span=Span(stood.span.start, left))), opened)
