"""Days without use that hang together: a holiday or a week in bed, not days on which one happened to use nothing.

Counted as ordinary days without use they would make the weeks between two holidays look like growth. Who has never
used it, or has not for a season, was not away from it: that it begins then is growth.
"""

from __future__ import annotations

from math import log

from wellbeing.analysis.growth_reference import Reference
from wellbeing.analysis.growth_rule import WINDOW

_FEWEST = 5
"""Days in a row that may be an absence."""
_MOST, _MOST_UNKNOWN = WINDOW, 42
"""A longer run is no absence but a way of life: with a usual, and while there is none."""
_UNLIKELY = log(0.01)
"""So unlikely must they be by chance, given how often each weekday passes without use."""
_UNKNOWN = 0.6
"""Share of days without use that is believed while there is no usual."""


class Absences:
    """Follows the running days without use; days without a record neither count nor end them."""

    def __init__(self) -> None:
        self._days: list[int] = []
        self._ever = False
        """Whether there was any use before the running days."""
        self._chance = 0.0

    def add(self, day: int, weekday: int, usual: Reference | None, *, used: bool) -> list[int]:
        """Take in a recorded day; the days that turn out to have been an absence, known once it is over."""
        if not used:
            self._days.append(day)
            self._chance += log(_UNKNOWN if usual is None else usual.unused[weekday])
            return []
        if not self._days:
            self._ever = True
            return self._days
        most = _MOST_UNKNOWN if usual is None else _MOST
        away = self._ever and _FEWEST <= len(self._days) <= most and self._chance < _UNLIKELY
        days = self._days if away else []
        self._days, self._chance, self._ever = [], 0.0, True
        return days
