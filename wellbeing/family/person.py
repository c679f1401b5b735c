"""Who belongs to a family: persons with a role, their devices, and who sees what of whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from wellbeing.family.level import Level

PersonId = NewType("PersonId", str)
DeviceId = NewType("DeviceId", str)


class Role(StrEnum):
    """What a person is in the family. The words are stored and sent; never change one."""

    ADULT = "adult"
    """Decides alone who sees what of them."""
    TEEN = "teen"
    """An adult may set the level, and the teen sees it; as of a child."""
    CHILD = "child"

    @property
    def minor(self) -> bool:
        """Whether an adult of the family may set levels and limits for them."""
        return self is not Role.ADULT


@dataclass(frozen=True, slots=True)
class Person:
    """One member."""

    id: PersonId
    name: str
    """As the family calls them; 1 to 60 characters."""
    role: Role


@dataclass(frozen=True, slots=True)
class Device:
    """One profile on one computer: an OS user's record, or another home of theirs."""

    id: DeviceId
    name: str
    """Such as "laptop"."""
    person: PersonId


@dataclass(frozen=True, slots=True)
class Relation:
    """One person sees days of another; whoever has no relation sees nothing."""

    viewer: PersonId
    subject: PersonId
    level: Level
    moods: bool = False
    """Only ever set by the subject."""


def may_set(actor: Person, subject: Person, viewer: Person, *, moods: bool) -> bool:
    """Whether a person may change what a viewer sees of a subject.

    Everybody decides for themselves; an adult also for minors, except on moods, which are their owner's alone.

    Args:
        actor: who wants to change it.
        subject: whose days they are.
        viewer: who sees them.
        moods: whether the change concerns moods.
    """
    if viewer.id == subject.id:
        return False
    return actor.id == subject.id or (actor.role is Role.ADULT and subject.role.minor and not moods)
