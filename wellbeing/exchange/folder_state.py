"""What a device knows of a family that shares a folder; kept in its record, between one look and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from wellbeing.family.agreement import Member
from wellbeing.family.letter import Decision, Entry, Hello
from wellbeing.family.level import Level
from wellbeing.family.wish import Reply

_Dated = TypeVar("_Dated", Entry, Decision)


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that nobody has used yet."""

    proof: str
    """SHA-256 of its secret, hex."""
    person: Member
    until: datetime
    level: Level | None = None
    """What the inviter is to see of a minor from the beginning."""


class FolderState(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    root: str
    """The device that is trusted from the beginning: the inviter's, or this one."""
    me: Member
    """This device's owner, as the family calls them."""
    family: str = ""
    hello: Hello | None = None
    """Shown until the family has taken this device in."""
    entries: tuple[Entry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    invitations: tuple[Open, ...] = ()
    replies: tuple[Reply, ...] = ()
    """What was answered on this device lately."""
    read: dict[str, int] = {}
    """The highest serial that was read of each device's letters."""
    sent: dict[str, tuple[int, str]] = {}
    """Serial and hash of what was last written to each device."""
    notes: tuple[tuple[str, str], ...] = ()
    """What was passed over at the last look: the file, and why, as `engine.membership.State.sentence`."""

    @property
    def members(self) -> dict[str, Entry]:
        """The family's devices by id, those that were removed included."""
        return {one.device: one for one in self.entries}

    @property
    def adult(self) -> bool:
        """Whether the owner of this device is an adult whom the family has taken in."""
        return self.hello is None and not self.me.role.minor

    def decided(self, viewer: str, subject: str) -> Decision | None:
        """What stands between two persons."""
        return next((one for one in self.decisions if (one.viewer, one.subject) == (viewer, subject)), None)

    def shown(self, viewer: str, subject: str) -> Decision | None:
        """The same; None also where nothing is shown any more."""
        stands = self.decided(viewer, subject)
        return None if stands is None or stands.level is None else stands


def beside(before: FolderState, after: FolderState, now: FolderState) -> FolderState:
    """A state that is to be kept, together with what another process kept since `before` was read."""
    if now == before:
        return after
    fresh = tuple(one for one in now.invitations if one not in before.invitations)
    answered = tuple(one for one in now.replies if one not in before.replies)
    return replace(
        after,
        entries=_newest(after.entries, now.entries, lambda one: one.device),
        decisions=_newest(after.decisions, now.decisions, lambda one: (one.viewer, one.subject)),
        invitations=(*after.invitations, *(one for one in fresh if one not in after.invitations)),
        replies=(*after.replies, *(one for one in answered if one not in after.replies)),
    )


def _newest(
    some: Iterable[_Dated], others: Iterable[_Dated], key: Callable[[_Dated], object]
) -> tuple[_Dated, ...]:
    found = {key(one): one for one in some}
    for one in others:
        if key(one) not in found or found[key(one)].at < one.at:
            found[key(one)] = one
    return tuple(found.values())


def hashed(secret: str) -> str:
    """As invitations keep their secret."""
    return sha256(secret.encode()).hexdigest()
