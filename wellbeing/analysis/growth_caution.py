"""What is learned from notes whose growth did not last: the limits rise for a while, for this person alone."""

from __future__ import annotations

from wellbeing.analysis.growth_gate import Compared
from wellbeing.analysis.growth_memory import ENOUGH, Fortnights

_SOONEST, _LATEST = 28, 98
"""Days after a note within which a growth that goes away was a passing one."""
_KEPT = 0.35
"""A passing growth is one of which no more than this share is left."""
_STEP, _MOST = 1.2, 2.5
"""What the limits are multiplied by for each, and at most."""
_FADES = 0.5 ** (1 / 300)
"""What is left after a day of the caution: half after 300 days."""


class Caution:
    """Follows what became of the latest note."""

    def __init__(self) -> None:
        self.factor = 1.0
        """Multiplies the limits of all sums, 1 to 2.5."""
        self._told: tuple[int, float] | None = None
        """Day of the latest note, and the fortnight's mean below which its growth is gone."""

    def told(self, day: int, means: Compared, past: Fortnights) -> None:
        """A note was due on a day."""
        now = min(past.mean, means.recent)
        self._told = day, means.usual + _KEPT * max(0.0, now - means.usual)

    def look(self, day: int, past: Fortnights) -> None:
        """The next day: is the growth of the latest note still there?"""
        self.factor = 1 + (self.factor - 1) * _FADES
        if self._told is None:
            return
        since = day - self._told[0]
        if since > _LATEST:
            self._told = None
        elif since >= _SOONEST and past.recorded >= ENOUGH and past.mean <= self._told[1]:
            self.factor = min(_MOST, self.factor * _STEP)
            self._told = None
