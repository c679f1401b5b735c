"""Asking for time: a child's request for some minutes, a parent's answer, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wellbeing.family.figures import UNSEEN

LENGTHS = (15, 30, 60)
"""Minutes that can be asked for."""
MOST = 60
"""Minutes that can be given."""
CHANGES = (-30, -15, 15, 30, 60)
"""What a parent may add to or take from today without being asked, in minutes (LittleBrother -30 … +60)."""
WORDS = 200
"""Characters of a reason or of an answer's words."""
OPEN_FOR = timedelta(hours=12)
"""A request that nobody answered is of no use the next day."""


class State(StrEnum):
    """Where a request stands. The words are shown to other programs; never change one."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a parent said."""

    at: datetime
    """Aware, UTC."""
    minutes: int
    """0 for no, at most `MOST`; may differ from what was asked for."""
    words: str = ""
    by: str = ""
    """Who answered, by name; empty where it was answered at this computer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One wish for time."""

    id: str
    """A UUID, so that it is the same everywhere."""
    at: datetime
    """Aware, UTC."""
    minutes: int
    """One of `LENGTHS`."""
    limit: int | None = None
    """Number of the limit it is for; None for all that was agreed."""
    reason: str = ""
    answer: Answer | None = None

    def state(self, now: datetime) -> State:
        """Where it stands at a moment."""
        if self.answer is not None:
            return State.GRANTED if self.answer.minutes else State.DECLINED
        # Asked elsewhere, by a clock that may be ahead.
        return State.OPEN if abs(now - self.at) < OPEN_FOR else State.EXPIRED


def cleaned(words: str) -> str:
    """Words as they are kept: one line without what would turn or hide the text around it, cut."""
    return " ".join(UNSEEN.sub(" ", words).split())[:WORDS]


def waiting(requests: Iterable[Request], now: datetime, limit: int | None = None) -> Request | None:
    """The open request for a limit, the newest of several: a second one is not asked before it is answered."""
    return max(
        (one for one in requests if one.limit == limit and one.state(now) is State.OPEN),
        key=lambda one: one.at,
        default=None,
    )
