"""Days as the family is told of them, as a plain dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import sha256

from wellbeing.model import Entry
from wellbeing.ports import Told


class FakeFamily:
    """Implements `ports.FamilyBook` in memory.

    Args:
        entries: the journal; its hashes are of the fake's own.
    """

    def __init__(self, entries: Callable[[], Sequence[Entry]]) -> None:
        self._entries = entries
        self._days: dict[date, Told] = {}

    def chain(self, before: datetime) -> tuple[int, str]:
        numbers = [number for number, one in enumerate(self._entries(), 1) if one.at < before]
        if not numbers:
            return 0, ""
        return numbers[-1], sha256(repr(self._entries()[: numbers[-1]]).encode()).hexdigest()

    def told(self) -> list[Told]:
        return [self._days[day] for day in sorted(self._days)]

    def tell(self, days: Sequence[Told]) -> None:
        self._days |= {one.day: one for one in days}

    def leave(self) -> None:
        self._days.clear()
