"""What a letter says to one device: who belongs to it, what concerns its owner, and days pared to what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from wellbeing.exchange.folder_look import Look
from wellbeing.exchange.folder_state import FolderState
from wellbeing.family.asking import pared
from wellbeing.family.digest import Digest
from wellbeing.family.figures import Figures
from wellbeing.family.letter import MOST_DAYS, Letter
from wellbeing.family.line import lines
from wellbeing.family.privacy import seen
from wellbeing.family.wish import MOST_WISHES, Wish

_Day = TypeVar("_Day", bound=Figures)


def letter_to(
    recipient: str, device: str, state: FolderState, days: Sequence[Digest], wishes: Sequence[Wish] = ()
) -> Letter:
    """The letter to one device; its serial is put in last.

    Args:
        recipient: the device that it is for.
        device: this one.
        state: what is known of the family.
        days: of all devices of this person, whole.
        wishes: what was asked for on this device lately, oldest first.
    """
    plain = Letter(sender=device, recipient=recipient, serial=1, family=state.family, hello=state.hello)
    other = state.members.get(recipient)
    if other is None or state.hello is not None:
        return plain
    them, adult = other.person.id, not other.person.role.minor
    plain = replace(
        plain,
        entries=state.entries if state.adult else (),
        decisions=tuple(one for one in state.decisions if them in (one.viewer, one.subject)),
        replies=tuple(one for one in state.replies if adult or one.person == them)[-MOST_WISHES:],
    )
    asked = tuple(wishes)[-MOST_WISHES:]
    if them == state.me.id:
        own = _last(one for one in days if one.device == device)
        return replace(plain, digests=own, wishes=asked)
    shown = state.shown(them, state.me.id)
    level = None if shown is None else shown.level
    plain = replace(plain, wishes=pared(asked, level) if adult else ())
    if shown is None or level is None:
        return plain
    told = tuple(seen(one, level, moods=shown.moods) for one in _last(lines(days)))
    return replace(plain, lines=told)


def own_days(state: FolderState, found: Look, told: Iterable[Digest]) -> list[Digest]:
    """The days of this device, and what the person's other devices told of theirs."""
    others = [
        digest
        for device, letter in sorted(found.letters.items())
        if (entry := state.members.get(device)) is not None
        and entry.person.id == state.me.id
        and not entry.revoked
        for digest in letter.digests
        if digest.device == device
    ]
    return [*told, *others]


def _last(days: Iterable[_Day]) -> tuple[_Day, ...]:
    return tuple(sorted(days, key=lambda one: one.day)[-MOST_DAYS:])
