"""What was said to the person, on which grounds, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.nudges.nudge import Decision, Figures, Record, Response


class NudgeLog(Protocol):
    """Every nudge with its grounds, in the same record."""

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        """Keep decisions; each with the number it got."""
        ...

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        """Keep what the person did; a later answer replaces an earlier one."""
        ...

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        """Keep what happened in the hour after."""
        ...

    def since(self, moment: datetime) -> list[Record]:
        """From a moment on, oldest first."""
        ...

    def answered(self, before: datetime, most: int) -> list[Record]:
        """The last so many before a moment that the person answered, oldest first; untouched ones are left out."""
        ...

    def one(self, nudge_id: int) -> Record | None:
        """One of them; None where there is none of this number."""
        ...
