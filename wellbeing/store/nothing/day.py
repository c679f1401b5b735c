"""No finished days, kept or told to a family, before there is a record."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from wellbeing.analysis.daily import DayParts
from wellbeing.ports import Told
from wellbeing.store.nothing.refusal import refusal


class NoDays:
    """Implements `ports.DayBook` in the same way."""

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        """No days."""
        return {}

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        """Nothing is summed, so nothing is kept."""


class NoFamily:
    """Implements `ports.FamilyBook` likewise."""

    def chain(self, before: datetime) -> tuple[int, str]:
        """No journal."""
        return 0, ""

    def told(self) -> list[Told]:
        """No days."""
        return []

    def tell(self, days: Sequence[Told]) -> None:
        """Refuse."""
        raise refusal()

    def leave(self) -> None:
        """Refuse."""
        raise refusal()
