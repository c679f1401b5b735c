"""What is agreed at home: the parents' PIN, requests for time, school holidays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from wellbeing.family.pin import Tries

if TYPE_CHECKING:  # a protocol runs without them: nothing is loaded for it
    from wellbeing.family.holiday import Holiday
    from wellbeing.family.request import Answer, Request


@dataclass(frozen=True, slots=True)
class KeptPin:
    """The parents' PIN as it is kept."""

    hash: str
    """Of the PIN, by argon2id."""
    recovery: str
    """Of the recovery code, by argon2id; it is used once."""
    tries: Tries = field(default_factory=Tries)


class HouseholdBook(Protocol):
    """What is agreed at home, in the same record; every change is journaled in the same write."""

    def pin(self) -> KeptPin | None:
        """The PIN; None where none is set."""
        ...

    def keep_pin(self, kept: KeptPin | None, what: str, at: datetime) -> None:
        """Keep a PIN in the place of the one before; None takes it away.

        Args:
            kept: hashes, and no wrong tries.
            what: journaled: `pin-set`, `pin-changed`, `pin-recovered`, `pin-removed`.
            at: now.
        """
        ...

    def take_try(self, lasting: timedelta, at: datetime) -> timedelta:
        """Take one try at the PIN, which counts as wrong until `was_right`; how long to wait, zero when it is taken.

        Taking is one write, so that two programs, or one that is killed, have no more tries than one.
        """
        ...

    def was_right(self, why: str, at: datetime) -> None:
        """The try that was taken was right; wrong ones before it are forgotten, not in the journal.

        Args:
            why: what it was for, in a word of ours: `limit`, `extend`, `answer`, `pause`, …
            at: now.
        """
        ...

    def requests(self, since: datetime) -> list[Request]:
        """Requests for time from a moment on, oldest first."""
        ...

    def request(self, request_id: str) -> Request | None:
        """One of them; None where there is none of this id."""
        ...

    def ask(self, one: Request) -> None:
        """Keep a request; one that is known already changes nothing."""
        ...

    def answer(self, request_id: str, answer: Answer) -> Request:
        """Keep the answer to a request; as it stands now.

        Raises:
            KnownError: there is none, or it is answered already.
        """
        ...

    def holidays(self) -> tuple[Holiday, ...]:
        """School holidays, in order."""
        ...

    def set_holidays(self, several: Sequence[Holiday], at: datetime) -> None:
        """Keep these in the place of all before."""
        ...
