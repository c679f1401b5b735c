"""Letters that are sent once: tried again while no server takes them, never doubled.

    waiting ──try──► sending ──taken──► sent
       ▲                │──later──► waiting, after a pause that grows
       │                │──refused─► refused, until the person changes something
       └────────────────┘──unclear─► unclear: may have arrived, is not sent again

What stands is noted in the record before the server is spoken to: a crash in between leaves `sending`, which is
read as unclear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from wellbeing.ports import KnownError, Letter, Mailer, MailLater, MailRefused, MailUnclear, Store

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 30, 60, 180, 360))
"""After so many attempts in vain; the last one again and again."""
GIVE_UP = timedelta(days=5)
"""As long as mail servers try (RFC 5321, 4.5.4.1)."""
_KEPT = 100
"""Letters remembered; the oldest are forgotten."""
_MARK = "post"


class State(StrEnum):
    """Where a letter stands. The words are stored; never change one."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a letter."""

    key: str
    state: State
    first: datetime
    """When it was first tried; aware, UTC."""
    at: datetime
    """When it was last tried, or was sent."""
    tries: int = 0
    why: str = ""
    """The last trouble, a sentence in English."""
    remedy: str = ""

    @property
    def next(self) -> datetime | None:
        """When it is tried again; None when it is not."""
        if self.state is not State.WAITING or self.at - self.first > GIVE_UP:
            return None
        return self.at if not self.tries else self.at + PAUSES[min(self.tries, len(PAUSES)) - 1]


class Post:
    """Sends letters and remembers them, on one thread at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sendings(self) -> list[Sending]:
        """Every letter remembered, oldest first; one that a crash left is unclear."""
        text = self._store.mark(_MARK)
        found = msgspec.json.decode(text, type=list[Sending]) if text else []
        return [
            replace(one, state=State.UNCLEAR, why="The program ended while the letter was handed over.")
            if one.state is State.SENDING
            else one
            for one in found
        ]

    def one(self, key: str) -> Sending | None:
        """What became of a letter; None where it was never tried."""
        return next((one for one in self.sendings() if one.key == key), None)

    def send(self, key: str, letter: Callable[[], Letter], mailer: Mailer, now: datetime) -> Sending:
        """Try a letter if it is due; what became of it.

        Args:
            key: names it for ever: a letter of a known key is sent once.
            letter: writes it, when it is due.
            mailer: who sends it.
            now: aware, UTC.
        """
        known = self.one(key)
        if known is not None and (known.next is None or (known.next > now and known.at <= now)):
            return known
        first = known or Sending(key, State.WAITING, now, now)
        written = letter()
        self._note(replace(first, state=State.SENDING, at=now, tries=first.tries + 1))
        return self._note(_tried(replace(first, at=now, tries=first.tries + 1), mailer, written))

    def try_anew(self, key: str) -> None:
        """Let a letter be tried again: the person changed the account, or knows that it did not arrive."""
        self._keep([one for one in self.sendings() if one.key != key])

    def _note(self, one: Sending) -> Sending:
        self._keep([*(other for other in self.sendings() if other.key != one.key), one])
        return one

    def _keep(self, all_: list[Sending]) -> None:
        self._store.mark(_MARK, msgspec.json.encode(all_[-_KEPT:]).decode())


def _tried(one: Sending, mailer: Mailer, letter: Letter) -> Sending:
    try:
        mailer.send(letter)
    except MailUnclear as error:
        return _failed(one, State.UNCLEAR, error)
    except MailLater as error:
        return _failed(one, State.WAITING, error)
    except (MailRefused, KnownError) as error:
        return _failed(one, State.REFUSED, error)
    return replace(one, state=State.SENT, why="", remedy="")


def _failed(one: Sending, state: State, error: KnownError) -> Sending:
    return replace(one, state=state, why=str(error.sentence), remedy=str(error.remedy))
