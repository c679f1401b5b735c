"""Hours in which something is not wanted: whether they run, since when, and when they begin next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from wellbeing.limits.limit import Hours, Weekday
from wellbeing.model import Span
from wellbeing.timeline.day import Calendar

_DAY = timedelta(days=1)
_AHEAD = 60
"""Days that are looked ahead: within a summer's holidays no school night may come for weeks."""


def running(
    hours: Sequence[Hours], at: datetime, calendar: Calendar, weekday: Weekday = date.weekday
) -> Span | None:
    """The stretch that a moment lies in; None outside of all."""
    today = calendar.local(at).date()
    for span in _stretches(hours, (today - _DAY, today), at, calendar, weekday):
        if at in span:
            return span
    return None


def begins(
    hours: Sequence[Hours], at: datetime, calendar: Calendar, weekday: Weekday = date.weekday
) -> datetime | None:
    """When the next stretch begins, after a moment outside of all; None where there are none."""
    today = calendar.local(at).date()
    ahead = [today + _DAY * days for days in range(_AHEAD)]
    later = [span.start for span in _stretches(hours, ahead, at, calendar, weekday) if span.start > at]
    return min(later, default=None)


def within(
    hours: Sequence[Hours], span: Span, calendar: Calendar, weekday: Weekday = date.weekday
) -> list[Span]:
    """The stretches inside a span, clipped to it, by start; they do not overlap where the hours do not."""
    first = calendar.local(span.start).date() - _DAY
    days = [first + _DAY * n for n in range((calendar.local(span.end).date() - first).days + 1)]
    found = (one.clipped(span) for one in _stretches(hours, days, span.start, calendar, weekday))
    return sorted(one for one in found if one is not None)


def overlap(one: Hours, other: Hours) -> bool:
    """Whether two stretches of a week share a moment."""
    return any(
        start < last and begin < end for start, end in _minutes(one) for begin, last in _minutes(other)
    )


def _minutes(hours: Hours) -> list[tuple[timedelta, timedelta]]:
    """Start and end after Monday's midnight, cut at the end of the week."""
    week = timedelta(days=7)
    parts = []
    for weekday in sorted(hours.weekdays):
        start = timedelta(days=weekday) + hours.start
        end = start + hours.length
        parts.append((start, min(end, week)))
        if end > week:
            parts.append((timedelta(0), end - week))
    return parts


def _stretches(
    hours: Sequence[Hours], days: Iterable[date], near: datetime, calendar: Calendar, weekday: Weekday
) -> list[Span]:
    zone = calendar.zone_at(near)

    def moment(day: date, after: timedelta) -> datetime:
        # Through the wall clock: 22:30 stays 22:30 when the clocks change that night.
        return (datetime.combine(day, time()) + after).replace(tzinfo=zone).astimezone(UTC)

    found = []
    for day in days:
        for one in hours:
            if weekday(day) in one.weekdays:
                start, end = moment(day, one.start), moment(day, one.start + one.length)
                if start < end:
                    found.append(Span(start, end))
    return found
