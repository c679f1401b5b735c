"""What really came to the front: changes in order, a window manager's momentary "no window" left out.

Window managers name no window for a moment between two (openbox, metacity), and a reader that was kept from running
learns of several changes at once. What is believed depends on when they happened, not on when they were read.

    told      A        –  B                 –
    ms        0       40  41                90       190
    believed  A           B                 └ once it has lasted, from when it began
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from wellbeing.model import Evidence

SETTLE = timedelta(milliseconds=100)
"""A "no window" is believed once it has lasted so long (openbox, metacity: a millisecond or two, more under load)."""
APART = timedelta(milliseconds=1)
"""The least time between two changes that were told without a moment; the record counts in milliseconds."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a desktop says came to the front."""

    evidence: Evidence | None
    """None: no window."""
    tick: timedelta | None = None
    """When, by the monotonic clock; None where the desktop does not say."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something came to the front, or nothing was there any more."""

    evidence: Evidence | None
    """None: no window."""
    tick: timedelta
    """When, by the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What is believed to be in front, and since when nothing is, if that is not believed yet."""

    front: Evidence | None
    nothing_since: timedelta | None = None

    @property
    def due(self) -> timedelta | None:
        """Tick at which the nothing is believed, if nothing happens before; None while all is settled."""
        return None if self.nothing_since is None else self.nothing_since + SETTLE


def settle(known: Settling, changes: Sequence[Seen], tick: timedelta) -> tuple[Settling, list[Seen]]:
    """Take changes in; how it stands now, and what is believed to have come to the front, in order.

    It does not matter how changes are divided: those of two calls give what one call with all of them gives.

    Args:
        known: how it stood.
        changes: what was told since, in order of their ticks.
        tick: the monotonic clock now; no change is later.
    """
    front, nothing_since = known.front, known.nothing_since
    believed: list[Seen] = []
    for one in (*changes, None):
        until = tick if one is None else one.tick
        if nothing_since is not None and until - nothing_since >= SETTLE:
            front = None
            believed.append(Seen(None, nothing_since))
            nothing_since = None
        if one is None or one.evidence == front:
            # The same as before: what was not believed yet was a mere moment.
            nothing_since = nothing_since if one is None else None
        elif one.evidence is None:
            nothing_since = one.tick if nothing_since is None else nothing_since
        else:
            front, nothing_since = one.evidence, None
            believed.append(one)
    return Settling(front, nothing_since), believed


def placed(
    told: Sequence[Told], since: timedelta, until: timedelta, first: timedelta | None = None
) -> list[Seen]:
    """Give each change its moment: none later than now, none before the one before it.

    Those without a moment are spread evenly over the time in which they may have happened.

    Args:
        told: what was told, in order, with the moment where the desktop gives one.
        since: none of them happened earlier.
        until: now.
        first: when the first happened, where it woke the reader; None: at some time.
    """
    if not told:
        return []
    begin, steps = (since, len(told) + 1) if first is None else (first, len(told))
    if len(told) > 1:
        begin = min(begin, until - APART * steps)
    step, offset = (until - begin) / steps, 1 if first is None else 0
    ticks = [
        begin + step * (turn + offset) if one.tick is None else min(one.tick, until)
        for turn, one in enumerate(told)
    ]
    return [Seen(one.evidence, tick) for one, tick in zip(told, accumulate(ticks, max), strict=True)]
