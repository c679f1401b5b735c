"""How the person said they feel, and what a trusted contact was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.checkins.checkin import CheckIn
    from wellbeing.checkins.contact import Message


class CheckInLog(Protocol):
    """Check-ins, and what was told to a trusted contact, in the same record."""

    def add(self, one: CheckIn) -> CheckIn:
        """Keep a check-in; with the number it got."""
        ...

    def add_all(self, several: Sequence[CheckIn]) -> None:
        """Keep many at once, all or nothing."""
        ...

    def remove(self, checkin_id: int) -> bool:
        """Take one out; whether there was one of this number."""
        ...

    def since(self, moment: datetime) -> list[CheckIn]:
        """From a moment on, oldest first."""
        ...

    def messages(self) -> list[Message]:
        """Every message to a trusted contact, oldest first."""
        ...

    def keep_message(self, one: Message) -> Message:
        """Keep a message, a new one (number 0) or what became of one; with its number."""
        ...
