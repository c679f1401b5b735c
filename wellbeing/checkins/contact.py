"""A person whom the owner trusts: agreed on both sides, told rarely, and never more than one sentence.

named ─ code goes by the owner's own way ─ code comes back: agreed ─┐
                                                                     ├─ two low WHO-5 ─ offered ─ sent
reminder every 90 days ◄─────────────────────────────────────────────┘        at most one in 14 days
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.checkins.low import concerns

APART = timedelta(days=14)
"""Between two messages."""
REMINDER = timedelta(days=90)
"""After so long the owner is asked whether all of this is still wanted."""
FRESH = timedelta(days=14)
"""An answer older than a WHO-5's round says nothing of today."""
ROUND = timedelta(days=7)
"""Two answers nearer to each other are one: "twice" is meant of two fortnights."""
WAIT = timedelta(hours=24)
"""How long an offer waits where the owner chose that it goes by itself."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom, and what was agreed."""

    name: str
    address: str
    """For mail; empty where the text is only copied."""
    owner: str
    """What the contact calls the owner."""
    code: str
    """Comes back from the contact, who so agrees."""
    named: datetime
    agreed: datetime | None = None
    """When the code came back; None while it did not: then nothing is ever offered."""
    by_itself: bool = False
    """Whether an offer that stays unanswered is sent after 24 h; chosen by the owner, ended at once."""
    chosen: datetime | None = None
    """When that was chosen; None where it was not."""
    confirmed: datetime | None = None
    """When the owner last said that it is still wanted; None: when it was agreed."""

    def due_reminder(self, at: datetime) -> bool:
        """Whether to ask if it is still wanted."""
        since = self.confirmed or self.agreed
        return since is not None and at - since >= REMINDER


class State(StrEnum):
    """What became of a message. The words are stored; never change one."""

    OFFERED = "offered"
    SENDING = "sending"
    """The owner wants it sent, and it is not yet known to have gone."""
    SENT = "sent"
    COPIED = "copied"
    """Handed to the owner as text."""
    DECLINED = "declined"
    UNSURE = "unsure"
    """The connection was lost while it was handed over: it may have gone, so it is not sent again."""


@dataclass(frozen=True, slots=True)
class Message:
    """One of the log."""

    at: datetime
    """When it was offered."""
    to: str
    """The contact's name."""
    address: str
    text: str
    """Word for word as it was shown."""
    state: State = State.OFFERED
    decided: datetime | None = None
    """When the state last changed; None while it is offered."""
    trouble: str = ""
    """What the latest try met; empty where nothing."""
    id: int = 0
    """Given by the record; 0 while not kept."""


_OPEN = (State.OFFERED, State.SENDING)


def offers(
    contact: Contact | None, past: Sequence[CheckIn], messages: Sequence[Message], at: datetime
) -> bool:
    """Whether a message is offered to the owner now.

    Args:
        contact: None where none was named.
        past: check-ins, oldest first; only WHO-5 counts.
        messages: the log, oldest first.
        at: now.
    """
    if contact is None or contact.agreed is None:
        return False
    scored = _rounds([(one.at, one.score) for one in past if one.form is Form.WHO5 and one.score is not None])
    if not concerns([score for _, score in scored]):
        return False
    latest = scored[-1][0]
    if at - latest > FRESH:
        return False
    return all(
        one.state not in _OPEN and at - (one.decided or one.at) >= APART and one.at < latest
        for one in messages
    )


def _rounds(scored: Sequence[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    """Scores of their own: of answers less than a week apart the latest, since WHO-5 asks of two weeks."""
    found: list[tuple[datetime, int]] = []
    for one in reversed(scored):
        if not found or found[-1][0] - one[0] >= ROUND:
            found.append(one)
    return found[::-1]


def goes_by_itself(contact: Contact, message: Message, at: datetime) -> bool:
    """Whether an offer was left unanswered long enough to be sent, as the owner chose."""
    since = max(message.at, contact.chosen or message.at)
    return contact.by_itself and message.state is State.OFFERED and at - since >= WAIT
