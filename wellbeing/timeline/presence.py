"""Is the person there? From input, lock and media to one word."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellbeing.model import Presence
from wellbeing.timeline.watch import Watch

IDLE_AFTER = timedelta(minutes=3)
"""Default silence that counts as absence (Tockler 1 min, RescueTime 5, ManicTime 10: a fair middle)."""


PASSIVE_AT_MOST = timedelta(hours=3)
"""Longer than most films: whoever touched nothing for so long is taken to have left or fallen asleep, and
what plays on by itself through the night is not use. A decision of ours; no source gives a figure."""


def presence(
    at: datetime,
    *,
    idle: timedelta | None,
    locked: bool,
    watch: Watch | None,
    idle_after: timedelta,
) -> tuple[Presence, datetime]:
    """Whether the person is there at a moment, and since when at the latest that holds.

    Watching prolongs a presence and never begins one: what starts to play while nobody is there was started
    by nobody. When it stops, the absence begins there.

        input     ×──×                                ×──×
        watched      ├────────film────────┤      ├─by itself─┤
        presence  ACTIVE│────PASSIVE──────│──────IDLE────────

    Args:
        at: the moment of the look.
        idle: time since the last input; None where it cannot be known, which counts as present.
        locked: the screen is locked.
        watch: the latest stretch of watching; None where there was none.
        idle_after: a silence as long as this is absence, from the last input on.
    """
    if locked:
        return Presence.LOCKED, at
    if idle is None or idle < idle_after:
        return Presence.ACTIVE, at
    left = at - idle
    if watch is None or watch.since > left + idle_after:
        return Presence.IDLE, left
    stayed = min(watch.until or at, left + PASSIVE_AT_MOST)
    if stayed <= left:
        return Presence.IDLE, left
    return (Presence.PASSIVE, left) if at - stayed < idle_after else (Presence.IDLE, stayed)
