"""How long AI tools were in front, day by day and hour by hour: from totals, whatever the span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wellbeing.analysis import share
from wellbeing.analysis.days import by_day
from wellbeing.analysis.usual import LOOK_BACK, TooEarly
from wellbeing.catalogue.label import Group
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.source import Source
from wellbeing.engine.view import past
from wellbeing.engine.view.ai import Day, Hour, Usual
from wellbeing.engine.view.thing import group
from wellbeing.model import AppIdentity, Per, Span, Use

ZERO = timedelta(0)
NIGHT = frozenset((23, 0, 1, 2, 3, 4))
"""Clock hours from 23:00 to 05:00 (facts/science.md, section 2.2, C1)."""
_PEOPLE, _REST = "people", "rest"
_HOURS_BACK = timedelta(weeks=8)
"""How far back the usual hours of several days reach."""

ByTool = Mapping[str, tuple[timedelta, timedelta]]
"""Id -> attended, and the part of it that is a guess."""


class Sums:
    """Each day of a stretch, and of the weeks before it, by tool.

    Args:
        source: what is read from.
        first: of the days that are spoken of.
        last: the last one.
        earlier: days before `first` that are shown too; the usual is made of those before `first`.
    """

    def __init__(self, source: Source, first: date, last: date) -> None:
        calendar = source.calendar
        span = Span(calendar.begin(first - LOOK_BACK), calendar.begin(last + timedelta(days=1)))
        days = by_day(source.store.daily(span, lambda app: _key(source, app)))
        self._days = {day: {_parsed(key): amount for key, amount in keys.items()} for day, keys in days.items()}
        self.active = {day: sum(keys.values(), ZERO) for day, keys in days.items()}
        self.attended = {
            day: sum((amount for (tool, _, _), amount in keys.items() if tool), ZERO)
            for day, keys in self._days.items()
        }
        self.people = {
            day: sum((amount for (_, kind, _), amount in keys.items() if kind == _PEOPLE), ZERO)
            for day, keys in self._days.items()
        }

    def day(self, day: date) -> Day:
        """One day of the figure."""
        return Day(day, self.attended.get(day, ZERO), self.active.get(day, ZERO), day in self.active)

    def tools(self, days: Iterable[date]) -> ByTool:
        """Attended time by tool, and how much of it is a guess."""
        sums: defaultdict[str, list[timedelta]] = defaultdict(lambda: [ZERO, ZERO])
        for day in days:
            for (tool, _, sure), amount in self._days.get(day, {}).items():
                if tool:
                    sums[tool][0] += amount
                    sums[tool][1] += ZERO if sure else amount
        return {tool: (whole, guessed) for tool, (whole, guessed) in sums.items()}

    def companion(self, day: date) -> timedelta:
        """Time with companions."""
        keys = self._days.get(day, {})
        return sum((amount for (_, kind, _), amount in keys.items() if kind == Kind.COMPANION), ZERO)


_Key = tuple[str, str, bool]
"""Tool (empty for none), its kind or what the rest is, and whether that is sure."""


def _key(source: Source, app: AppIdentity) -> str:
    label = source.labels.label(app)
    if label.tool is not None:
        return f"{label.tool} {label.kind or ''} {int(label.sure)}"
    return f" {_PEOPLE if group(app, source.labels) == Group.PEOPLE else _REST} 1"


def _parsed(key: str) -> _Key:
    tool, kind, sure = key.split(" ")
    return tool, kind, sure == "1"


# ------------------------------------------------------------ hours and what is usual


def hours_and_usual(
    source: Source, days: Sequence[date], sums: Sums
) -> tuple[tuple[Hour, ...], Usual | TooEarly]:
    """The hours of an average day of these, and what as many such days usually have by this time."""
    now = hour_sums(source, source.days(days[0], days[-1]))
    recorded = sum(day in sums.active for day in days)
    if len(days) == 1:
        return _of_one(source, days[0], now)
    earlier = Span(source.calendar.begin(days[0] - _HOURS_BACK), source.calendar.begin(days[0]))
    before = hour_sums(source, earlier)
    past_days = sum(days[0] - _HOURS_BACK <= day < days[0] for day in sums.active)
    since_start = source.now - source.calendar.begin(source.today)
    start_hour = source.settings.day_start_h
    part = share.so_far(before, since_start, start_hour)
    attended = share.usual_of(sums.attended, days, source.today, part)
    active = share.usual_of(sums.active, days, source.today, part)
    early = isinstance(attended, TooEarly) or isinstance(active, TooEarly)
    hours = tuple(
        Hour(
            hour,
            now.get(hour, ZERO) / max(1, recorded),
            None if early else before.get(hour, ZERO) / max(1, past_days),
            hour in NIGHT,
        )
        for hour in clock_hours(source)
    )
    if isinstance(active, TooEarly):
        return hours, active
    if isinstance(attended, TooEarly):
        # Of the two the whole decides: days without AI are known days.
        attended = ZERO
    return hours, Usual(attended, active)


def _of_one(
    source: Source, day: date, now: Mapping[int, timedelta]
) -> tuple[tuple[Hour, ...], Usual | TooEarly]:
    """Beside the same weekday of the weeks before, as Today does."""
    weeks = past.weeks_before(source, day)
    active = past.usual_part(source, day, weeks)
    attended = past.usual_part(source, day, weeks, lambda use: source.labels.label(use.app).tool is not None)
    start = source.settings.day_start_h
    early = isinstance(attended, TooEarly) or isinstance(active, TooEarly)
    hours = tuple(
        Hour(
            hour,
            now.get(hour, ZERO),
            None if isinstance(attended, TooEarly) else attended.hours[(hour - start) % 24],
            hour in NIGHT,
        )
        for hour in clock_hours(source)
    )
    if early:
        return hours, active if isinstance(active, TooEarly) else _early(attended)
    return hours, Usual(_known(attended), _known(active))
