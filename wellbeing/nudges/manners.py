"""How the person wants to be spoken to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.nudges.kind import RULES, Kind

MOST_A_DAY = 3
"""No setting allows more interruptions (facts/science.md 4.3)."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Budget, distances, quiet hours, and which kinds may speak."""

    budget: int = 2
    """Interruptions a local day, 0 to `MOST_A_DAY`."""
    apart: timedelta = timedelta(minutes=90)
    """Between two interruptions."""
    quiet_from: timedelta = timedelta(hours=21)
    """After local midnight, below 24 h; equal to `quiet_to` where no hours are quiet."""
    quiet_to: timedelta = timedelta(hours=8)
    silent_days: int = 14
    """Days of record before the program speaks of anything but the person's own fences."""
    longest_hold: timedelta = timedelta(minutes=45)
    """A nudge that found no good moment by then is dropped."""
    on: frozenset[Kind] = frozenset(kind for kind, rule in RULES.items() if rule.on)
    snoozed_until: datetime | None = None
    """Aware, UTC; None while not snoozed."""
    experiment: bool = False
    """Whether some may be withheld to learn whether they help; by consent only."""
    chance: float = 0.8
    """Of being delivered in the experiment: two of ten are left out (facts/science.md 4.4)."""

    def quiet(self, local: datetime) -> bool:
        """Whether the local clock stands in quiet hours."""
        clock = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to
