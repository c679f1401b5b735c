"""Is the person there? From input, lock and media to one word."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellbeing.model import Presence

IDLE_AFTER = timedelta(minutes=3)
"""Default silence that counts as absence (Tockler 1 min, RescueTime 5, ManicTime 10: a fair middle)."""


def presence(
    at: datetime,
    *,
    idle: timedelta | None,
    locked: bool,
    playing: bool,
    idle_after: timedelta,
) -> tuple[Presence, datetime]:
    """Whether the person is there at a moment, and since when at the latest that holds.

    Args:
        at: the moment of the look.
        idle: time since the last input; None where it cannot be known, which counts as present.
        locked: the screen is locked.
        playing: media plays or a call runs, so that silence is watching, not absence.
        idle_after: a silence as long as this is absence, from the last input on.
    """
    if locked:
        return Presence.LOCKED, at
    if idle is None or idle < idle_after:
        return Presence.ACTIVE, at
    return (Presence.PASSIVE if playing else Presence.IDLE), at - idle
