"""How long AI tools were in front, day by day: from totals, whatever the span."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from wellbeing.analysis.days import by_day
from wellbeing.analysis.usual import LOOK_BACK
from wellbeing.catalogue.label import Group
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.source import Source
from wellbeing.engine.view.ai import Day
from wellbeing.engine.view.thing import group
from wellbeing.model import AppIdentity, Span

ZERO = timedelta(0)
_PEOPLE, _REST = "people", "rest"

ByTool = Mapping[str, tuple[timedelta, timedelta]]
"""Id -> attended, and the part of it that is a guess."""


class Sums:
    """Each day of a stretch, and of the weeks before it, by tool.

    Args:
        source: what is read from.
        first: of the days that are spoken of; 16 weeks before it are read for what is usual.
        last: the last one.
    """

    def __init__(self, source: Source, first: date, last: date) -> None:
        calendar = source.calendar
        span = Span(calendar.begin(first - LOOK_BACK), calendar.begin(last + timedelta(days=1)))
        days = by_day(source.store.daily(span, lambda app: _key(source, app)))
        self._days = {
            day: {_parsed(key): amount for key, amount in keys.items()} for day, keys in days.items()
        }
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
    return f" {_PEOPLE if with_people(source, app) else _REST} 1"


def with_people(source: Source, app: AppIdentity) -> bool:
    """Whether an app is for contact with people, and no AI tool."""
    return source.labels.label(app).tool is None and group(app, source.labels) == Group.PEOPLE


def _parsed(key: str) -> _Key:
    tool, kind, sure = key.split(" ")
    return tool, kind, sure == "1"
