"""What happens in a synthetic life beside ordinary days: growth, vacations, travel, binges, holidays.

Dates are fixed by seed and calendar year, never by where a view begins: the same week comes out the same
however long the stretch around it. The named scenarios are those on which growth detectors are judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from wellbeing.demo.chance import Chance

DAY = timedelta(days=1)
MIA_DAYS = 426
"""Fourteen months."""
_STORY = 0x57
"""The stream from which stories are drawn."""


class Series(StrEnum):
    """What grows, shrinks or is overdone."""

    AI = "ai"
    """AI minutes on days of use."""
    SCREEN = "screen"
    """Active minutes altogether."""
    WEEKEND_AI = "weekend-ai"
    """AI minutes at weekends only."""
    AI_FREE = "ai-free"
    """The share of days without any AI."""


class Absence(StrEnum):
    """Why a stretch of days is unlike the others."""

    HOLIDAY = "holiday"
    VACATION = "vacation"
    TRAVEL = "travel"
    """Ordinary days in another time zone, with a day's journey at each end."""


@dataclass(frozen=True, slots=True)
class Change:
    """A lasting change of level: the truth that a detector is to find."""

    series: Series
    on: date
    before: float
    """Level until `on`; 1 is the person's own median. Equal to `after` where only the level is told."""
    after: float
    """Level once the change is complete."""
    over: int = 0
    """Days until it is complete, rising evenly on a log scale; 0 is a step."""


@dataclass(frozen=True, slots=True)
class Binge:
    """A few days that are much more, or less, and then as before; harmless."""

    series: Series
    on: date
    days: int
    factor: float


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of days away from ordinary life."""

    kind: Absence
    on: date
    days: int


Episode = Change | Binge | Away
Story = tuple[Episode, ...]

_HOLIDAYS = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
_PULSES: Mapping[str, tuple[int, float]] = MappingProxyType({"binge1": (1, 6.0), "binge3": (3, 4.0)})
_STEPS = MappingProxyType({"step30": 1.3, "step50": 1.5, "step100": 2.0})
_RAMPS = MappingProxyType({"ramp5": 1.05, "ramp10": 1.1})
_RAMP_TOP = 3.0
_RAMP_DAYS = MappingProxyType({"ramp5": 158, "ramp10": 81})
"""Days until growth by 5 or 10 % a week has tripled: 7 ln 3 / ln 1.05, 7 ln 3 / ln 1.1."""


def scenario(name: str, onset: date, series: Series = Series.AI) -> Story:
    """One of the detectors' scenarios, beginning on a day.

    Args:
        name: null, step30, step50, step100, ramp5, ramp10, weekend, freq, binge1, binge3, vacret or dip28.
        onset: the first changed day.
        series: AI or SCREEN; weekend and freq are about AI.

    Raises:
        ValueError: no such scenario.
    """
    if name in _STEPS:
        return (Change(series, onset, 1.0, _STEPS[name]),)
    if name in _RAMPS:
        return (Change(series, onset, 1.0, _RAMP_TOP, _RAMP_DAYS[name]),)
    if name in _PULSES:
        return (Binge(series, onset, *_PULSES[name]),)
    fixed: Mapping[str, Story] = {
        "null": (),
        "weekend": (Change(Series.WEEKEND_AI, onset, 1.0, 2.0),),
        "freq": (Change(Series.AI_FREE, onset, 4.0, 0.5),),
        "vacret": (Away(Absence.VACATION, onset, 14), Binge(series, onset + 14 * DAY, 3, 1.4)),
        "dip28": (Binge(series, onset, 28, 0.5),),
    }
    if name not in fixed:
        raise ValueError(f"no scenario is called {name!r}")
    return fixed[name]


def life(seed: int, first: date, last: date) -> Story:
    """An ordinary life from a day to a day, both included, in order of dates.

    Each year: holidays, a winter and a summer vacation, one travel week, a binge, and an AI level that mostly
    moves on some day (down as well as up).
    """
    found: list[Episode] = []
    for year in range(first.year - 1, last.year + 1):
        found.extend(_year(seed, year))
    return ordered(_touching(found, first, last))


def mia(last: date) -> Story:
    """Mia's 14 months up to `last`: 60 % more AI from the ninth on, a vacation, two binges, a journey."""
    first = last - (MIA_DAYS - 1) * DAY
    years = range(first.year, last.year + 1)
    told: list[Episode] = [
        Away(Absence.TRAVEL, first + 70 * DAY, 7),
        Binge(Series.SCREEN, first + 120 * DAY, 2, 1.5),
        Away(Absence.VACATION, first + 160 * DAY, 14),
        Change(Series.AI, first + 243 * DAY, 1.0, 1.6),
        Binge(Series.AI, first + 330 * DAY, 3, 3.0),
        *(Away(Absence.HOLIDAY, day, 1) for year in years for day in _fixed(year)),
    ]
    return ordered(_touching(told, first, last))


def ordered(story: Sequence[Episode]) -> Story:
    """By date; what begins on the same day stays as told."""
    return tuple(sorted(story, key=lambda episode: episode.on))


def _fixed(year: int) -> list[date]:
    return [date(year, month, day) for month, day in _HOLIDAYS]


def _year(seed: int, year: int) -> list[Episode]:
    chance = Chance.at(seed, _STORY, year)
    spring, summer = date(year, 2, 1), date(year, 7, 1)
    before, after = _level(seed, year - 1), _level(seed, year)
    moved = date(year, 1, 15) + chance.below(330) * DAY
    over = chance.choice((0, 0, 28, 70))
    told: list[Episode] = [Away(Absence.HOLIDAY, day, 1) for day in _fixed(year)]
    told += [Away(Absence.HOLIDAY, spring + chance.below(120) * DAY, 1) for _ in range(4)]
    told.append(Away(Absence.TRAVEL, spring + chance.below(100) * DAY, 7))
    told.append(Away(Absence.VACATION, summer + chance.below(50) * DAY, 10 + chance.below(8)))
    told.append(Away(Absence.VACATION, date(year, 12, 23) + chance.below(4) * DAY, 5 + chance.below(5)))
    told.append(Binge(chance.choice((Series.AI, Series.SCREEN)), moved + 40 * DAY, 1 + chance.below(3), 2.5))
    told.append(Change(Series.AI, moved, before, after, over))
    return told


def _level(seed: int, year: int) -> float:
    return Chance.at(seed, _STORY, year, 1).choice((1.0, 1.0, 1.3, 1.6, 2.0))


def _touching(story: Sequence[Episode], first: date, last: date) -> list[Episode]:
    """What matters between two days: changes up to the last, and the rest where some day lies inside."""
    return [
        told
        for told in story
        if told.on <= last and (isinstance(told, Change) or told.on + told.days * DAY > first)
    ]
