"""What the family is told of this record, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of one digest that was sent."""

    revision: int
    """What stands at the other side; 0 where this one was refused."""
    conflict: bool = False
    """Other figures stand there under the same revision."""
    trouble: str = ""
    """Why it was refused, in English; empty where it was not."""


@dataclass(frozen=True, slots=True)
class Told:
    """One day as the family is told of it: the newest look at it, and how far it got."""

    day: date
    revision: int
    """Rises with each change of the figures, never given twice."""
    content: bytes
    """The digest as `family.digest` encodes it, unpared; empty where it was forgotten."""
    sent: int = 0
    """The revision that arrived last; 0 before the first."""
    trouble: str = ""
    """Why this revision was refused for good, a sentence in English; empty where it was not."""

    @property
    def waiting(self) -> bool:
        """Whether it is still to be sent."""
        return bool(self.content) and self.sent < self.revision and not self.trouble


class FamilyBook(Protocol):
    """What the family is told of this record, in the same record."""

    def chain(self, before: datetime) -> tuple[int, str]:
        """How many journal entries were written up to the last one before a moment, and its hash in hex."""
        ...

    def told(self) -> list[Told]:
        """Every day that was ever prepared, in order."""
        ...

    def tell(self, days: Sequence[Told]) -> None:
        """Keep days in place of what was kept of them, all or nothing.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written.
        """
        ...

    def leave(self) -> None:
        """Forget every day that was prepared: the family is left."""
        ...
