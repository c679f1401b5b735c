"""One check-in: when, which form, what was answered, what one did, and a note of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wellbeing.checkins.form import Form, score

LONGEST_NOTE = 500
"""Characters."""
ACTIVITIES = ("people", "outside", "exercise", "slept", "made", "rest", "music", "help")
"""What one may have done, of a short list: the words are stored; what they say is the shell's."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the person said."""

    at: datetime
    """Aware, UTC."""
    form: Form
    values: tuple[int | None, ...] = ()
    """An answer for each question, None where it was skipped; empty where the whole form was."""
    activities: tuple[str, ...] = ()
    """Of `ACTIVITIES`, or the person's own words."""
    note: str = ""
    """At most `LONGEST_NOTE` characters; never leaves the computer."""
    id: int = 0
    """Given by the record; 0 while not kept."""

    @property
    def skipped(self) -> bool:
        """Nothing was answered."""
        return all(one is None for one in self.values) and not self.activities and not self.note

    @property
    def score(self) -> int | None:
        """See `form.score`."""
        return score(self.form, self.values)

    @property
    def mood(self) -> int | None:
        """1 to 7, of a daily form."""
        return self.values[0] if self.form is Form.DAILY and self.values else None

    @property
    def energy(self) -> int | None:
        """1 to 7, of a daily form."""
        return self.values[1] if self.form is Form.DAILY and self.values else None
