"""Mood beside use, and what may be tried: what takes a little longer to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.analysis import days as by_days
from wellbeing.analysis.mood import LONGEST, Pattern, patterns
from wellbeing.analysis.sign import BEFORE, LATELY
from wellbeing.checkins.checkin import CheckIn
from wellbeing.engine.asking import daily
from wellbeing.engine.days import DayReader
from wellbeing.engine.source import Source
from wellbeing.engine.trying import Trying, trying

AI, SCREEN = "ai", "screen"
_MINUTE = timedelta(minutes=1)
_AT_ONCE = 21
"""Days that the tracker has not reckoned yet, reckoned in one reading: some 10 ms each."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Minutes of one local day."""

    ai: float
    active: float


@dataclass(frozen=True, slots=True)
class FeelingView:
    """Values of one reading."""

    patterns: dict[str, Pattern]
    """By series: AI time and screen time."""
    trying: Trying


def read(source: Source, reader: DayReader | None = None) -> FeelingView:
    """Some tens of milliseconds.

    Args:
        source: what is read from.
        reader: remembers days between readings; a new one without.
    """
    first = source.today - timedelta(days=LONGEST)
    moods = daily(source.store.checkins.since(source.calendar.begin(first)), source.calendar)
    amounts = used(source, first)
    days = [first + timedelta(days=n) for n in range(LONGEST)]
    felt = [_mood(moods.get(day)) for day in days]
    series = {
        AI: [one.ai if (one := amounts.get(day)) else None for day in days],
        SCREEN: [one.active if (one := amounts.get(day)) else None for day in days],
    }
    return FeelingView(
        patterns(felt, series, first.weekday()),
        trying(source, moods, (reader or DayReader()).lately(source, LATELY + BEFORE, _AT_ONCE)),
    )


def used(source: Source, first: date) -> dict[date, Amounts]:
    """Minutes of each recorded day from one on, today left out: it is not over."""
    span = source.days(first, source.today - timedelta(days=1))
    uses = source.store.daily(span, lambda app: AI if source.labels.label(app).tool else SCREEN)
    return {
        day: Amounts(kinds.get(AI, timedelta(0)) / _MINUTE, sum(kinds.values(), timedelta(0)) / _MINUTE)
        for day, kinds in by_days.by_day(uses).items()
    }


def _mood(one: CheckIn | None) -> float | None:
    return None if one is None or one.mood is None else float(one.mood)
