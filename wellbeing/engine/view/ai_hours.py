"""The hours of the day with AI tools in front, and what as many such days usually have by this time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from wellbeing.analysis import share
from wellbeing.analysis.usual import TooEarly
from wellbeing.engine.source import Source
from wellbeing.engine.view import past
from wellbeing.engine.view.ai import Hour, Usual
from wellbeing.engine.view.ai_past import HourSums, Past
from wellbeing.engine.view.ai_sums import Sums, with_people
from wellbeing.model import Per, Span

ZERO = timedelta(0)
NIGHT = frozenset((23, 0, 1, 2, 3, 4))
"""Clock hours from 23:00 to 05:00, the person's night unless they say otherwise (facts/science.md, C1)."""
_BACK = timedelta(weeks=8)
"""How far back the usual hours of several days reach."""


def hour_sums(source: Source, span: Span, tool: str | None = None) -> HourSums:
    """Attended time by clock hour: of one tool, or of all."""
    sums: defaultdict[int, timedelta] = defaultdict(timedelta)
    for use in source.store.uses(span, frozenset({Per.HOUR})):
        found = source.labels.label(use.app).tool if use.presence.counts else None
        if found is not None and use.hour is not None and tool in (None, found):
            sums[use.hour] += use.amount
    return sums


def hours_of(source: Source, sums: HourSums, days: int, before: HourSums | None) -> tuple[Hour, ...]:
    """The 24 hours from the day's start, on an average day of so many; `before` are those of a usual day."""
    start = source.settings.day_start_h
    return tuple(
        Hour(
            hour,
            sums.get(hour, ZERO) / max(1, days),
            None if before is None else before.get(hour, ZERO),
            hour in NIGHT,
        )
        for hour in ((start + place) % 24 for place in range(24))
    )


def of_days(
    source: Source, days: Sequence[date], sums: Sums, kept: Past
) -> tuple[tuple[Hour, ...], Usual | TooEarly]:
    """Of several days, or of one beside the same weekday of the weeks before, as Today has it."""
    now = hour_sums(source, source.days(days[0], days[-1]))
    if len(days) == 1:
        if kept.weeks is None or kept.weeks[0] != days[0]:
            kept.weeks = (days[0], past.weeks_before(source, days[0]))
        return _of_one(source, days[0], now, kept.weeks[1])
    before = kept.hours.get(days[0])
    if before is None:
        back = Span(source.calendar.begin(days[0] - _BACK), source.calendar.begin(days[0]))
        before = kept.hours[days[0]] = hour_sums(source, back)
    count = sum(days[0] - _BACK <= day < days[0] for day in sums.active)
    since_start = source.now - source.calendar.begin(source.today)
    part = share.so_far(before, since_start, source.settings.day_start_h)
    found = [
        share.usual_of(sums.active, days, source.today, part, of)
        for of in (sums.attended, sums.active, sums.people)
    ]
    recorded = sum(day in sums.active for day in days)
    early = next((one for one in found if isinstance(one, TooEarly)), None)
    if early is not None:
        return hours_of(source, now, recorded, None), early
    mean = {hour: amount / max(1, count) for hour, amount in before.items()}
    return hours_of(source, now, recorded, mean), Usual(*(one for one in found if isinstance(one, timedelta)))


def _of_one(
    source: Source, day: date, now: HourSums, weeks: past.Weeks
) -> tuple[tuple[Hour, ...], Usual | TooEarly]:
    parts = (
        lambda use: source.labels.label(use.app).tool is not None,
        lambda _use: True,
        lambda use: with_people(source, use.app),
    )
    found = [past.usual_part(source, day, weeks, part) for part in parts]
    early = next((one for one in found if isinstance(one, TooEarly)), None)
    if early is not None:
        return hours_of(source, now, 1, None), early
    known = [one for one in found if not isinstance(one, TooEarly)]
    start = source.settings.day_start_h
    mean = {(start + place) % 24: amount for place, amount in enumerate(known[0].hours)}
    return hours_of(source, now, 1, mean), Usual(*(one.by_now for one in known))
