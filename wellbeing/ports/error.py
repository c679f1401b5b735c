"""The world's errors, each with a sentence and a remedy."""

from __future__ import annotations

from wellbeing.model.known import KnownError


class SensorLost(KnownError):
    """A source went away (X server gone, bus closed); choose again."""


class StoreError(KnownError):
    """The record cannot be read or written right now; what was folded must be kept and tried again."""


class StoreBusy(StoreError):
    """Another program holds the database."""


class StoreFull(StoreError):
    """No room on the disk."""


class StoreNewer(StoreError):
    """The database was written by a newer program; nothing was touched."""


class StoreDamaged(StoreError):
    """The database does not pass its check."""


class SettingsError(KnownError):
    """A settings or rules file is not as it should be; names file, line and field."""


class AlreadyRunning(KnownError):
    """Another tracker keeps this home."""


class MailLater(KnownError):
    """No server could be reached, or it asks to try again; nothing was sent."""


class MailRefused(KnownError):
    """The letter will not go by trying again: account, address or certificate; nothing was sent."""


class MailUnclear(KnownError):
    """The connection broke after the letter was handed over: it may have been sent, so it must not be sent again."""


class FamilyLater(KnownError):
    """What was to be exchanged could not be now; it is kept and tried again.

    Args:
        sentence: what is wrong.
        remedy: what can be done.
        wait_s: seconds that the other side asks to wait; 0 where it says nothing.
    """

    def __init__(self, sentence: str, remedy: str, wait_s: int = 0) -> None:
        super().__init__(sentence, remedy)
        self.wait_s = wait_s


class FamilyRefused(KnownError):
    """The other side does not do it, and would not later either."""


class FamilyGone(KnownError):
    """This device does not belong to the family any more; nothing is sent until it joins again."""
