"""Watching: stretches in which a film in front or a call keeps a person present although they touch nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Watch:
    """One stretch of watching; breaks shorter than an absence are part of it."""

    since: datetime
    until: datetime | None = None
    """When it stopped; None while it goes on."""


def follow(known: Watch | None, at: datetime, grace: timedelta, *, on: bool) -> Watch | None:
    """The stretch as it stands now; None before the first.

        on         ████████   ████              ██████
        stretches  ├─────────────┤              ├────┤
                           <grace     ≥ grace

    Args:
        known: at the look before.
        at: this look.
        grace: a break as long as this ends the stretch: the silence that counts as absence.
        on: whether something is watched, or a call runs, at this look.
    """
    if not on:
        return known if known is None or known.until is not None else replace(known, until=at)
    if known is None or (known.until is not None and at - known.until >= grace):
        return Watch(at)
    # A clock that was set back must not leave a beginning in the future.
    return Watch(min(known.since, at))
