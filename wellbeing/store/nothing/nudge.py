"""Nothing was said and nobody checked in before there is a record."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message
from wellbeing.nudges.nudge import Decision, Figures, Record, Response
from wellbeing.store.nothing.refusal import refusal


class NoNudges:
    """Implements `ports.NudgeLog` in the same way."""

    def since(self, moment: datetime) -> list[Record]:
        """Nothing was said."""
        return []

    def answered(self, before: datetime, most: int) -> list[Record]:
        """Nothing was said."""
        return []

    def one(self, nudge_id: int) -> Record | None:
        """Nothing was said."""
        return None

    def add(self, decisions: Sequence[Decision]) -> list[Record]:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def answer(self, nudge_id: int, response: Response, at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def note_outcome(self, nudge_id: int, outcome: Figures) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()


class NoCheckIns:
    """Implements `ports.CheckInLog` in the same way."""

    def since(self, moment: datetime) -> list[CheckIn]:
        """Nobody was asked."""
        return []

    def messages(self) -> list[Message]:
        """Nobody was told."""
        return []

    def add(self, one: CheckIn) -> CheckIn:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def add_all(self, several: Sequence[CheckIn]) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def remove(self, checkin_id: int) -> bool:
        """There is none."""
        return False

    def keep_message(self, one: Message) -> Message:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()
