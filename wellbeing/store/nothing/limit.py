"""No limits and no agreements of a household before there is a record."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Answer as TimeAnswer
from wellbeing.family.request import Request
from wellbeing.limits.limit import Extension, Limit, LimitVersion
from wellbeing.ports import KeptPin
from wellbeing.store.nothing.refusal import refusal


class NoLimits:
    """Implements `ports.LimitBook` in the same way."""

    def limits(self) -> list[Limit]:
        """No limits."""
        return []

    def history(self) -> list[LimitVersion]:
        """No limits."""
        return []

    def extensions(self, first: date, last: date) -> list[Extension]:
        """None."""
        return []

    def set(self, limit: Limit, at: datetime) -> Limit:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def remove(self, limit_id: int, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def extend(self, one: Extension, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()


class NoHousehold:
    """Implements `ports.HouseholdBook` in the same way."""

    def pin(self) -> KeptPin | None:
        """No PIN."""
        return None

    def requests(self, since: datetime) -> list[Request]:
        """Nobody asked."""
        return []

    def request(self, request_id: str) -> Request | None:
        """Nobody asked."""
        return None

    def holidays(self) -> tuple[Holiday, ...]:
        """None."""
        return ()

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def was_right(self, why: str, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def ask(self, one: Request) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def answer(self, request_id: str, answer: TimeAnswer) -> Request:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()
