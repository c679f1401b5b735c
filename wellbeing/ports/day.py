"""What finished days amount to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.analysis.daily import DayParts


class DayBook(Protocol):
    """What finished days amount to under certain rules; derived, and gone when anything of a day changes."""

    def between(self, first: date, last: date, rules: str) -> dict[date, DayParts]:
        """Those kept under these rules, in order; a year takes some milliseconds."""
        ...

    def keep(self, rules: str, days: Mapping[date, DayParts]) -> None:
        """Keep what days amount to, in place of what was kept of them; days that are not summed yet are left out.

        Args:
            rules: stands for the rules they were reckoned by.
            days: finished local days.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was kept.
        """
        ...
