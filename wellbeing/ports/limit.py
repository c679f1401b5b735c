"""The person's limits, and how they went on at them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.limits.limit import Extension, Limit, LimitVersion


class LimitBook(Protocol):
    """The person's limits, in the same record; every change is journaled in the same write."""

    def limits(self) -> list[Limit]:
        """Those in force, by number."""
        ...

    def history(self) -> list[LimitVersion]:
        """Every version of every limit, in the order in which they were set."""
        ...

    def set(self, limit: Limit, at: datetime) -> Limit:
        """Keep a limit, a new one (number 0) or a changed one; as it is kept.

        Nothing is checked: see `limits.check`.

        Raises:
            StoreError: nothing was written.
        """
        ...

    def remove(self, limit_id: int, at: datetime) -> None:
        """End a limit; what it was stays in the history.

        Raises:
            KnownError: there is none of this number.
        """
        ...

    def extend(self, one: Extension, at: datetime) -> None:
        """Keep how the person went on at a limit.

        Raises:
            KnownError: there is no such limit.
        """
        ...

    def extensions(self, first: date, last: date) -> list[Extension]:
        """Those of local days from first to last, in order."""
        ...
