"""A day as a person would tell it: runs of the same thing joined, short looks elsewhere taken along.

Nothing is lost by it: the activities stay the parts of their stretch.

activities   A─A─B─A──A────B──────────A────away──away──
stretches    A (with a look at B)─B───A────away────────
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model import Activity, AppIdentity, Span

NEAR = timedelta(seconds=30)
"""Runs of the same thing that are no farther apart are one stretch, whatever lies between."""

Key = tuple[str, str | None, str | None]
"""What counts as the same thing: app, site and the category that a hint names; empty app: away."""

_AWAY: Key = ("", None, "away")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Activities that are told as one, in order; at least one."""

    parts: tuple[Activity, ...]
    away: bool
    """Nobody was there."""
    app: AppIdentity
    """What it was mostly; of an absence, what was in front meanwhile."""
    others: tuple[AppIdentity, ...]
    """What else was used, longest first, each app and site once."""
    amount: timedelta
    """Use in it; nothing where nobody was there."""

    @property
    def span(self) -> Span:
        """From the first moment to the last."""
        return Span(self.parts[0].span.start, self.parts[-1].span.end)

    @property
    def own(self) -> list[Span]:
        """The parts that are what the stretch mostly was."""
        wanted = _AWAY if self.away else key(self.app)
        return [part.span for part in self.parts if _key(part) == wanted]


def key(app: AppIdentity) -> Key:
    """What tells one thing from another in the list of a day."""
    return app.app_id, app.site, app.hint.category if app.hint else None


def stretches(activities: Iterable[Activity], near: timedelta = NEAR) -> list[Stretch]:
    """Join activities, given in order; every one is part of exactly one stretch."""
    found: list[Stretch] = []
    waiting = list(reversed(list(activities)))
    while waiting:
        own = [waiting.pop()]
        wanted, reached = _key(own[0]), own[0].span.end
        between: list[Activity] = []
        while waiting and waiting[-1].span.start - reached <= near:
            one = waiting.pop()
            between.append(one)
            if _key(one) == wanted:
                own += between
                between, reached = [], one.span.end
            elif one.span.end - reached > near:
                break
        waiting += reversed(between)
        found.append(_told(own, away=wanted == _AWAY))
    return found


def _told(parts: Sequence[Activity], *, away: bool) -> Stretch:
    amounts: defaultdict[Key, timedelta] = defaultdict(timedelta)
    apps: dict[Key, AppIdentity] = {}
    for one in parts:
        amounts[_key(one)] += one.span.length
        apps.setdefault(_key(one), one.app)
    used = sum((amount for which, amount in amounts.items() if which != _AWAY), timedelta(0))
    ranked = sorted(amounts.keys() - {_AWAY}, key=lambda which: (-amounts[which], apps[which].app_id))
    first = _AWAY if away else ranked.pop(0)
    return Stretch(tuple(parts), away, apps[first], tuple(apps[which] for which in ranked), used)


def _key(one: Activity) -> Key:
    return key(one.app) if one.presence.counts else _AWAY
