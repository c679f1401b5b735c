"""What a letter says to one device: who belongs to it, what concerns its owner, and days pared to what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from wellbeing.exchange.folder_look import Look
from wellbeing.exchange.folder_state import FolderState
from wellbeing.family.digest import Digest
from wellbeing.family.figures import Figures
from wellbeing.family.letter import MOST_DAYS, Letter
from wellbeing.family.line import lines
from wellbeing.family.privacy import seen

_Day = TypeVar("_Day", bound=Figures)


def letter_to(recipient: str, device: str, state: FolderState, days: Sequence[Digest]) -> Letter:
    """The letter to one device; its serial is put in last.

    Args:
        recipient: the device that it is for.
        device: this one.
        state: what is known of the family.
        days: of all devices of this person, whole.
    """
    plain = Letter(sender=device, recipient=recipient, serial=1, family=state.family, hello=state.hello)
    other = state.members.get(recipient)
    if other is None or state.hello is not None:
        return plain
    them = other.person.id
    plain = replace(
        plain,
        entries=state.entries if state.adult else (),
        decisions=tuple(one for one in state.decisions if them in (one.viewer, one.subject)),
    )
    if them == state.me.id:
        return replace(plain, digests=_last(one for one in days if one.device == device))
    shown = state.shown(them, state.me.id)
    if shown is None or shown.level is None:
        return plain
    level, moods = shown.level, shown.moods
    return replace(plain, lines=tuple(seen(one, level, moods=moods) for one in _last(lines(days))))


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
