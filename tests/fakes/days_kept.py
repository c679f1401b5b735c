"""What days amount to, as a plain Python dictionary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from wellbeing.analysis.daily import DayParts
from wellbeing.model import Activity


class FakeDays:
    """Implements `ports.DayBook` in memory: a day is gone when its activities are not what they were."""

    def __init__(
        self, summed: Callable[[], AbstractSet[date]], activities: Callable[[date], Sequence[Activity]]
    ) -> None:
        self._summed, self._activities = summed, activities
        self._kept: dict[date, tuple[str, DayParts, tuple[Activity, ...]]] = {}

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        return {
            day: parts
            for day, (under, parts, made_of) in sorted(self._kept.items())
            if first <= day <= last and under == rules and made_of == tuple(self._activities(day))
        }

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        for day, parts in days.items():
            if day in self._summed():
                self._kept[day] = (rules, parts, tuple(self._activities(day)))
