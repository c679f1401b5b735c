"""The family of this device, ready to be shown: who sees what, how the exchange stands, and what they see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.engine import membership as members
from wellbeing.engine.digests import Telling, digest
from wellbeing.engine.family import waiting
from wellbeing.engine.membership import Membership, Met, State
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.family.agreement import Agreement, Sees
from wellbeing.family.digest import Digest
from wellbeing.family.level import Level
from wellbeing.family.privacy import seen
from wellbeing.limits.limit import Limit

_HERE = "here"
"""Stands for this device while it belongs to no family."""


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The values of the page's cards."""

    joined: Membership | None
    state: State
    waiting: int
    """Days that have not arrived yet."""

    @property
    def agreement(self) -> Agreement | None:
        """As it was last told; None where there is none."""
        return self.state.agreement if self.joined is not None else None

    @property
    def met(self) -> Met:
        """What keeps this device from its family now; `NOTHING` and `REFUSED` keep it from nothing."""
        if self.joined is None:
            return Met.NOTHING
        return Met.GONE if self.state.gone else self.state.met

    @property
    def viewers(self) -> tuple[Sees, ...]:
        """Who sees days of this person, and how much."""
        agreed, me = self.agreement, self._me
        return tuple(one for one in agreed.relations if one.subject == me) if agreed else ()

    @property
    def seen(self) -> tuple[Sees, ...]:
        """Whose days this person sees."""
        agreed, me = self.agreement, self._me
        return tuple(one for one in agreed.relations if one.viewer == me) if agreed else ()

    @property
    def _me(self) -> str:
        return self.joined.person.id if self.joined else ""


@dataclass(frozen=True, slots=True)
class SeenWeek:
    """The days of this week as somebody is shown them, before they leave."""

    level: Level
    moods: bool
    days: tuple[Digest, ...]
    """In order; only what the level shows is inside."""


def read(source: Source) -> FamilyView:
    """As it stands now; a millisecond."""
    return FamilyView(
        members.membership(source.store),
        members.state(source.store),
        waiting(source.store.family.told()),
    )


def week(
    source: Source, level: Level, *, moods: bool, called: Callable[[Limit], str], regional: int
) -> SeenWeek:
    """This week up to now, exactly as it is pared before it leaves; some 150 ms.

    Args:
        source: the record.
        level: what the viewer is shown.
        moods: whether their owner shows them.
        called: what a limit is called.
        regional: the first weekday where the person lives, 0 for Monday.
    """
    begins = first_weekday(source.settings, regional)
    joined = members.membership(source.store)
    telling = Telling(_HERE if joined is None else joined.device, called, begins, moods=moods)
    first = source.today - timedelta(days=(source.today.weekday() - begins) % 7)
    days = [first + timedelta(days=day) for day in range((source.today - first).days + 1)]
    return SeenWeek(
        level, moods, tuple(seen(digest(source, day, telling), level, moods=moods) for day in days)
    )
