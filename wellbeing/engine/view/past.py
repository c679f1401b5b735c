"""What such a day is usually like: from the weeks before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from wellbeing.analysis.rhythm import rhythm
from wellbeing.analysis.usual import ENOUGH_DAYS, LOOK_BACK, WEEKS, TooEarly, Usual, days_of, usual
from wellbeing.catalogue.label import Group
from wellbeing.engine.source import Source
from wellbeing.engine.view.asked import before
from wellbeing.engine.view.day import ZERO, Habits, Narrow
from wellbeing.engine.view.thing import group, thing
from wellbeing.model import Activity, Per, Presence, Span, Use

_SOME = {0: timedelta(seconds=1)}
"""Stands for the hours of a day that only has to be counted."""
_RECENT = timedelta(weeks=5)


@dataclass(frozen=True, slots=True)
class Weeks:
    """What is known of the weeks before a day."""

    recorded: frozenset[date]
    """Days that only have to be counted."""
    uses: Sequence[Use]
    """Of the days that are compared, by day and hour."""


def weeks_before(source: Source, day: date) -> Weeks:
    """The weeks before a day.

    Sixteen weeks by hour are some 10,000 rows, most of other weekdays: read only where the latest weeks and the
    same weekdays do not say enough.
    """
    begin = source.calendar.begin(day)
    by_hour = frozenset({Per.DAY, Per.HOUR})
    recent = source.store.uses(Span(begin - _RECENT, begin), frozenset({Per.DAY}))
    recorded = {use.day for use in recent if use.day is not None and use.presence.counts}
    alike: list[Use] = []
    if len(recorded) >= ENOUGH_DAYS:
        found = 0
        for weeks in range(1, LOOK_BACK // timedelta(weeks=1) + 1):
            uses = source.store.uses(source.calendar.span_of(day - timedelta(weeks=weeks)), by_hour)
            alike += uses
            found += any(use.presence.counts for use in uses)
            if found == WEEKS:
                break
    if not any(use.presence.counts for use in alike):
        alike = source.store.uses(Span(begin - LOOK_BACK, begin), by_hour)
        recorded = set()
    return Weeks(frozenset(recorded), alike)


def usually(
    source: Source, day: date, asked: Narrow, weeks: Weeks
) -> tuple[Usual | TooEarly, timedelta | None]:
    """The usual of what is spoken of, and of AI tools as far as the day has come.

    AI tools are None while it is too early, and where the page is narrowed.
    """
    if asked.thing is not None:
        return usual_part(source, day, weeks, lambda use: thing(use.app) == asked.thing), None
    if asked.hour is not None:
        return usual_part(source, day, weeks), None
    ai = usual_part(source, day, weeks, lambda use: group(use.app, source.labels) == Group.AI)
    return usual_part(source, day, weeks), None if isinstance(ai, TooEarly) else ai.by_now


def usual_part(
    source: Source, day: date, weeks: Weeks, part: Callable[[Use], bool] | None = None
) -> Usual | TooEarly:
    """The usual of such a day by the same time; of a part of its use where one is named."""
    start_hour, since_start = source.settings.day_start_h, _lived_so_far(source, day)
    whole = dict.fromkeys(weeks.recorded, _SOME) | days_of(weeks.uses, start_hour)
    if part is None:
        return usual(whole, day, since_start)
    return usual(whole, day, since_start, days_of((use for use in weeks.uses if part(use)), start_hour))


DayLike = tuple[datetime, Sequence[Activity]]
"""When a day began, and what was done on it."""


def days_like(source: Source, day: date) -> list[DayLike]:
    """The latest days of the same weekday of which single activities are kept."""
    found: list[DayLike] = []
    for weeks in range(1, LOOK_BACK // timedelta(weeks=1) + 1):
        span = source.calendar.span_of(day - timedelta(weeks=weeks))
        activities = source.store.activities(span)
        if activities:
            found.append((span.start, activities))
        if len(found) == WEEKS:
            break
    return found


def habits(source: Source, day: date, days: Sequence[DayLike]) -> Habits:
    """Medians over such days, each up to the same time."""
    since_start = _lived_so_far(source, day)
    found = [_lived(source, begin, since_start, activities) for begin, activities in days]
    if len(found) < _ENOUGH_ALIKE:
        return Habits(None, None, None, None)
    first = [one.first for one in found if one.first is not None]
    before_ai = [one.before_ai for one in found if one.before_ai is not None]
    return Habits(
        _median([one.longest for one in found]),
        round(median(one.switches for one in found)),
        _median(first) if first else None,
        _median([one.idle for one in found]),
        _median(before_ai) if len(before_ai) >= _ENOUGH_ALIKE else None,
    )


def _lived_so_far(source: Source, day: date) -> timedelta:
    span = source.calendar.span_of(day)
    return max(ZERO, min(source.now, span.end) - span.start)


def _median(amounts: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(amount.total_seconds() for amount in amounts))


_ENOUGH_ALIKE = 3
"""Days of the same weekday before their rhythm is called usual, as for `usual.ENOUGH_DAYS`."""


@dataclass(frozen=True, slots=True)
class _Lived:
    longest: timedelta
    switches: int
    first: timedelta | None
    idle: timedelta
    before_ai: timedelta | None
    """Of the whole day, as `first`."""


def _lived(source: Source, begin: datetime, since_start: timedelta, activities: Sequence[Activity]) -> _Lived:
    until = Span(begin, begin + since_start)
    parts = [part for one in activities if (part := one.clipped(until)) is not None]
    found = rhythm(parts)
    first = next((one.span.start - begin for one in activities if one.presence.counts), None)
    away = sum((one.span.length for one in parts if one.presence is Presence.IDLE), ZERO)
    ai = next((one.span.start for one in activities if _with_ai(source, one)), None)
    return _Lived(
        found.longest.length if found.longest else ZERO,
        found.switches,
        first,
        away,
        None if ai is None else before(activities, ai),
    )


def _with_ai(source: Source, one: Activity) -> bool:
    return one.presence.counts and source.labels.label(one.app).tool is not None
