"""Breakpoints in what a person does: the moments at which a word disturbs least."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.model import AppIdentity
from wellbeing.nudges.nudge import Breakpoint, Moment

WITH_ONE = timedelta(minutes=5)
"""A switch after less is part of one task (facts/science.md 4.3)."""
AWAY = timedelta(seconds=60)
FRESH = timedelta(seconds=30)
"""A breakpoint is over once the person is at it again."""
STILL = timedelta(seconds=2)
"""Who touches keys or mouse without such a rest is in the middle of something, though it was just begun. Only the
time since the last touch is looked at, never what was typed; where that is not known, nothing is waited for."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What the person does, and since when."""

    app: AppIdentity
    since: datetime
    present: bool
    moment: Moment | None = None
    """The latest breakpoint."""

    def good(self, at: datetime, idle: timedelta | None = None) -> Moment | None:
        """The breakpoint that is still one at a moment; None between, and within a burst of typing.

        Args:
            at: the moment.
            idle: since the last touch of keys or mouse; None where that is not known.
        """
        one = self.moment
        fresh = one is not None and timedelta(0) <= at - one.at <= FRESH and self.present
        return one if fresh and (idle is None or idle >= STILL) else None


def follow(known: Doing | None, at: datetime, app: AppIdentity, *, present: bool, since: datetime) -> Doing:
    """What is done now.

    Args:
        known: at the look before; None at the first.
        at: this look.
        app: what is in front.
        present: whether the person is there.
        since: when this presence began: an absence is back-dated to the last input.
    """
    if known is None:
        return Doing(app, since, present)
    if present != known.present:
        # Absence begins with the last input, which lies before the look that noticed it.
        started = at if present else since
        fresh = replace(known, app=app, since=started, present=present)
        away = at - known.since
        return (
            replace(fresh, moment=Moment(at, Breakpoint.RETURN, away)) if present and away >= AWAY else fresh
        )
    if app != known.app:
        stayed = at - known.since
        fresh = replace(known, app=app, since=at)
        if present and stayed >= WITH_ONE:
            return replace(fresh, moment=Moment(at, Breakpoint.SWITCH, stayed))
        return fresh
    return known


def returned(known: Doing, at: datetime, away: timedelta) -> Doing:
    """The person is back from an absence too short to be recorded as one."""
    return replace(known, moment=Moment(at, Breakpoint.RETURN, away)) if away >= AWAY else known


def rested(known: Doing, at: datetime, length: timedelta) -> Doing:
    """A break is over."""
    return replace(known, moment=Moment(at, Breakpoint.BREAK_END, length))
