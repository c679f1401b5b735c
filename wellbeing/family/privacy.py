"""Who sees what: a day is pared to what was agreed before it leaves, and again whenever it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from wellbeing.family.digest import Digest
from wellbeing.family.figures import Figures
from wellbeing.family.level import Level
from wellbeing.family.person import Device, PersonId, Relation

__all__ = ["Level", "Need", "need", "seen", "sent"]

_Seen = TypeVar("_Seen", bound=Figures)


def seen(one: _Seen, level: Level, *, moods: bool) -> _Seen:
    """A day as a person sees it who was shown this level; never more than was in it before.

    Args:
        one: a device's day, or a person's.
        level: as agreed.
        moods: whether their owner chose to show them.
    """
    level = min(one.level, level)
    pared = replace(
        one,
        level=level,
        categories=one.categories if level >= Level.KINDS else {},
        ai_kinds=one.ai_kinds if level >= Level.KINDS else {},
        apps=one.apps if level >= Level.APPS else (),
        tools=one.tools if level >= Level.APPS else (),
        limits=tuple(limit if level >= limit.shown else replace(limit, name="") for limit in one.limits),
        moods=one.moods if moods else None,
    )
    return replace(pared, minutes=None) if isinstance(pared, Digest) else pared


@dataclass(frozen=True, slots=True)
class Need:
    """The most that anybody is to see of one person: what has to leave the device, and no more."""

    level: Level
    moods: bool = False
    minutes: bool = False
    """Whether devices are to be put together, so that no minute counts twice."""


def need(person: PersonId, relations: Iterable[Relation], devices: Iterable[Device]) -> Need | None:
    """What a device of this person has to send; None where nobody sees anything of it."""
    viewers = [one for one in relations if one.subject == person]
    several = sum(one.person == person for one in devices) > 1
    if not viewers and not several:
        return None
    level = max((one.level for one in viewers), default=Level.TOTALS)
    return Need(level, moods=any(one.moods for one in viewers), minutes=several)


def sent(digest: Digest, what: Need) -> Digest:
    """What leaves the device of the day."""
    pared = seen(digest, what.level, moods=what.moods)
    return replace(pared, minutes=digest.minutes) if what.minutes else pared
