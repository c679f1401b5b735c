"""Signs that fit one of the things to try: the last week beside the eight weeks before, each looked at apart.

eight weeks before ──────────────────────┐ the last week │ today (not over: left out)
own usual: mean of days that count       │ a quarter above it, and by an amount that one would notice
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from wellbeing.analysis.daily import DayParts
from wellbeing.checkins.technique import Sign

LATELY, BEFORE = 7, 56
"""Days compared."""
_ENOUGH, _ENOUGH_LATELY = 21, 3
"""Fewer days with a value, before or lately, are too few."""
_MORE, _LESS = 1.25, 0.8
"""So much of the own usual is clearly more, or less."""
_LOW = 3
"""A median mood of the last week up to this, of 1 to 7, is low."""
_PEOPLE = 5.0
"""Minutes a day with people below which fewer are no change."""

Value = Callable[[DayParts], float | None]


@dataclass(frozen=True, slots=True)
class _Measure:
    """One figure of a day, and how much more of it a person would notice."""

    value: Value
    least: float


def _hourly(one: DayParts) -> float | None:
    return None if one.switches is None else 60.0 * one.switches / one.active


_MEASURES: Mapping[Sign, _Measure] = {
    Sign.AI_QUICK: _Measure(lambda one: one.quick, 10.0),
    Sign.AI_MUCH: _Measure(lambda one: one.ai, 5.0),
    Sign.AI_NIGHT: _Measure(lambda one: one.night, 5.0),
    Sign.SCREEN_MUCH: _Measure(lambda one: one.active, 20.0),
    Sign.SCREEN_NIGHT: _Measure(lambda one: one.screen_night, 10.0),
    Sign.SWITCHING: _Measure(_hourly, 5.0),
}
"""Percentage points, minutes a day, switches an hour."""


def signs(today: date, days: Mapping[date, DayParts], moods: Mapping[date, int]) -> frozenset[Sign]:
    """What the last week shows; only `ANY` where too little is known.

    Args:
        today: the local day, left out.
        days: finished days, as far as they are known; those too short to be compared are passed over.
        moods: 1 to 7, of days on which one was given.
    """
    recent = [today - timedelta(days=back) for back in range(1, LATELY + 1)]
    earlier = [today - timedelta(days=back) for back in range(LATELY + 1, LATELY + BEFORE + 1)]
    lately, before = (
        [one for day in some if (one := days.get(day)) is not None and one.counts]
        for some in (recent, earlier)
    )
    found = {Sign.ANY}
    found |= {sign for sign, one in _MEASURES.items() if _more(lately, before, one)}
    if _more(lately, before, _Measure(lambda one: one.talk, 5.0)) and _fewer_people(lately, before):
        found.add(Sign.AI_ALONE)
    felt = [moods[day] for day in recent if day in moods]
    if len(felt) >= _ENOUGH_LATELY and median(felt) <= _LOW:
        found.add(Sign.LOW_MOOD)
    return frozenset(found)


def _compared(
    lately: Sequence[DayParts], before: Sequence[DayParts], value: Value
) -> tuple[float, float] | None:
    """Means of the last week and of the weeks before; None with too few days."""
    now = [one for day in lately if (one := value(day)) is not None]
    usual = [one for day in before if (one := value(day)) is not None]
    if len(now) < _ENOUGH_LATELY or len(usual) < _ENOUGH:
        return None
    return fmean(now), fmean(usual)


def _more(lately: Sequence[DayParts], before: Sequence[DayParts], one: _Measure) -> bool:
    means = _compared(lately, before, one.value)
    return means is not None and means[0] >= max(means[1] * _MORE, means[1] + one.least)


def _fewer_people(lately: Sequence[DayParts], before: Sequence[DayParts]) -> bool:
    means = _compared(lately, before, lambda one: one.people)
    return means is not None and means[1] >= _PEOPLE and means[0] <= means[1] * _LESS
