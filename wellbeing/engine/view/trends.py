"""Years of finished days as the Trends page shows them: weeks, the index, growth, days, hours, and a year ago."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellbeing.analysis.growth import Metric, Sensitivity
from wellbeing.analysis.reliance import Beside, Component, Index, year_ago
from wellbeing.engine.days import DayReader, Lived
from wellbeing.engine.reliance import Episode, Reliance, Values, reliance_of, screen
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday

ONE = timedelta(days=1)
WEEKS = 52
"""Shown at most; the year up to yesterday."""
FEW_WEEKS = 3
"""Whole weeks two weeks back from which on weeks are compared, and drawn rather than days."""
_STILL = 1.1
"""Growth goes on while weekdays of the last two weeks are so far above what was usual before it."""
_BACK = 16
"""Weeks of the reference band."""
_RECENT = timedelta(days=56)
"""Growth that was noticed in this time, and was not accepted, is what the page speaks of."""
_DOTS, _BEFORE = 50, 15
"""Weekdays behind a growth that are shown, and how many of them at least were before it began."""
_HOUR_WEEKS = 12
"""Weeks of the map of hours."""
_SATURDAY = 5


class Of(StrEnum):
    """What the page is about."""

    AI = "ai"
    SCREEN = "screen"
    NIGHT = "night"


METRICS = {Of.AI: Metric.AI, Of.SCREEN: Metric.SCREEN}


@dataclass(frozen=True, slots=True)
class Week:
    """One whole week."""

    first: date
    minutes: float | None
    """None without any recorded day."""
    recorded: int
    """Days that count."""
    amount: float | None = None
    """Of seven such days; None where there are fewer than three: only this is compared with what is usual."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One weekday behind a growth."""

    day: date
    minutes: float


@dataclass(frozen=True, slots=True)
class Growth:
    """One growth with the days behind it."""

    episode: Episode
    dots: tuple[Dot, ...]
    band: tuple[float, float]
    """Between what weekdays of the reference mostly lay, minutes."""
    now: float | None
    """Minutes a weekday in the last two weeks of all; None without a record."""

    @property
    def goes_on(self) -> bool:
        """Whether the last two weeks are still above what was usual before it."""
        return self.now is None or self.now >= _STILL * self.episode.usual


@dataclass(frozen=True, slots=True)
class Line:
    """One of the three things over the year."""

    weeks: tuple[Week, ...]
    """In order, without holes; a first week that was not recorded whole is left out."""
    band: tuple[float, float] | None
    """Between what a usual week lies, minutes; None while too early."""
    days: Mapping[date, float | None]
    """The year up to yesterday; None for a day that does not count."""
    hours: Mapping[tuple[int, int], float]
    """Minutes of an average day by weekday (Monday 0) and clock hour, over twelve weeks."""
    hour_days: int
    """Days that those rest on."""
    beside: Beside | None
    """A year ago; None while unknown."""
    growths: tuple[Growth, ...]
    """Noticed in this year, in order."""

    @property
    def last(self) -> Week | None:
        """The last week that is over and recorded."""
        return next((one for one in reversed(self.weeks) if one.minutes is not None), None)


@dataclass(frozen=True, slots=True)
class TrendsView:
    """What finished days tell, ready to be put into words."""

    today: date
    first: date
    """The first recorded day."""
    first_weekday: int
    counted: int
    """Days that were long enough."""
    lines: Mapping[Of, Line]
    index: Index | None
    parts: Mapping[Component, float | None]
    """The last finished day's values, to explain the parts by."""
    usual_from: date | None
    """When there will be something usual; None where there is."""
    sensitivity: Sensitivity
    assistive: bool
    """AI is the person's assistive tool: its growth is not watched."""

    def growing(self, of: Of) -> Growth | None:
        """The latest growth that is still news."""
        if of not in self.lines or not self.lines[of].growths:
            return None
        one = self.lines[of].growths[-1]
        fresh = self.today - one.episode.noticed <= _RECENT and not one.episode.accepted
        return one if fresh and one.goes_on else None


@dataclass(frozen=True, slots=True)
class Unread:
    """Days are still to be reckoned: ask again."""

    missing: int


def trends(
    source: Source, reader: DayReader, regional: int, most: int | None = None
) -> TrendsView | Unread | None:
    """Everything the page shows; None where no day is finished.

    Args:
        source: what is read from.
        reader: keeps days between readings.
        regional: first weekday where the person lives, 0 for Monday.
        most: reckon so many days at most; where more are missing nothing else is done.
    """
    lived = reader.read(source, most)
    if lived is None:
        return None
    if lived.missing:
        return Unread(lived.missing)
    found, week_begin = reliance_of(source, lived), first_weekday(source.settings, regional)
    return TrendsView(
        today=source.today,
        first=lived.first,
        first_weekday=week_begin,
        counted=found.counted,
        lines={of: _line(of, found, week_begin) for of in Of},
        index=found.index,
        parts={component: values[-1] for component, values in found.values.items()},
        usual_from=found.usual_from,
        sensitivity=found.sensitivity,
        assistive=source.settings.ai_is_assistive,
    )


def values_of(of: Of, found: Reliance) -> Values:
    """Minutes a day."""
    if of is Of.SCREEN:
        return screen(found.lived)
    return found.values[Component.NIGHT_MINUTES if of is Of.NIGHT else Component.AI_MINUTES]


def _line(of: Of, found: Reliance, week_begin: int) -> Line:
    values, lived = values_of(of, found), found.lived
    year = range(max(0, len(values) - 7 * WEEKS), len(values))
    growths = tuple(
        _growth(one, values, found)
        for one in found.episodes
        if METRICS.get(of) is one.metric and one.standing.day in year
    )
    weeks = _weeks(values, lived, week_begin)[-WEEKS:]
    hours, count = _hours(of, lived)
    return Line(
        weeks=tuple(weeks),
        band=_band(weeks, growths, found),
        days={lived.day(place): values[place] for place in year},
        hours=hours,
        hour_days=count,
        beside=year_ago(values),
        growths=growths,
    )


def _weeks(values: Values, lived: Lived, week_begin: int) -> list[Week]:
    ahead = (week_begin - lived.first.weekday()) % 7
    weeks = []
    for begin in range(ahead, len(values) - 6, 7):
        known = [one for one in values[begin : begin + 7] if one is not None]
        weeks.append(
            Week(
                lived.day(begin),
                sum(known) if known else None,
                len(known),
                7 * sum(known) / len(known) if len(known) >= 3 else None,
            )
        )
    return weeks


def _band(weeks: Sequence[Week], growths: Sequence[Growth], found: Reliance) -> tuple[float, float] | None:
    """Between what eight of ten usual weeks lie, of sixteen before growth that goes on, else before the last two."""
    if found.usual_from is not None:
        return None
    end = found.lived.last - timedelta(days=13)
    if growths and growths[-1].goes_on and found.lived.last - growths[-1].episode.noticed <= _RECENT:
        end = min(end, growths[-1].episode.start)
    amounts = [one.amount for one in weeks if one.amount is not None and one.first + 6 * ONE < end][-_BACK:]
    if len(amounts) < FEW_WEEKS:
        return None
    ordered = sorted(amounts)
    tail = len(ordered) // 10
    return ordered[tail], ordered[len(ordered) - 1 - tail]


def _growth(one: Episode, values: Values, found: Reliance) -> Growth:
    weekdays, standing = found.weekdays, one.standing
    reference = sorted(
        value
        for day in range(standing.usual.first, standing.usual.end)
        if weekdays[day] < _SATURDAY and (value := values[day]) is not None
    )
    tail = len(reference) // 5
    low, high = (reference[tail], reference[-1 - tail]) if reference else (0.0, 0.0)
    # Up to two weeks after it was noticed: what has become of it belongs to the picture.
    last = min(len(values) - 1, standing.day + 14)
    known = [
        Dot(found.lived.day(day), value)
        for day in range(last + 1)
        if weekdays[day] < _SATURDAY and (value := values[day]) is not None
    ]
    since_start = sum(dot.day >= one.start for dot in known)
    dots = known[-max(_DOTS, since_start + _BEFORE) :]
    recent = [
        value
        for day in range(max(0, len(values) - 14), len(values))
        if weekdays[day] < _SATURDAY and (value := values[day]) is not None
    ]
    return Growth(one, tuple(dots), (low, high), sum(recent) / len(recent) if recent else None)


def _hours(of: Of, lived: Lived) -> tuple[Mapping[tuple[int, int], float], int]:
    sums: dict[tuple[int, int], float] = {}
    counts = [0] * 7
    for place in range(max(0, len(lived.parts) - 7 * _HOUR_WEEKS), len(lived.parts)):
        one, weekday = lived.parts[place], lived.day(place).weekday()
        if one is None or not one.counts:
            continue
        counts[weekday] += 1
        for hour, minutes in enumerate(one.hours if of is Of.SCREEN else one.ai_hours):
            if minutes:
                sums[weekday, hour] = sums.get((weekday, hour), 0.0) + minutes
    return {key: total / counts[key[0]] for key, total in sums.items()}, sum(counts)
