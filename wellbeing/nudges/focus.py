"""A focus session: how long, what for, and what distracts from it. Pure.

begin ──────────────────────────────► end ──► a summary: the time, what distracted and how long
       distractions get a pause each
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.catalogue.label import Label
from wellbeing.limits.count import covers
from wellbeing.limits.limit import Target
from wellbeing.model import AppIdentity, Span, Use

LENGTHS = (25, 45, 60, 90)
"""Minutes that are offered."""
INTENTION_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Session:
    """One stretch of work that the person set out to do."""

    began: datetime
    """Aware, UTC."""
    minutes: int
    intention: str = ""
    """The person's own words; stay in the record."""
    distractions: tuple[Target, ...] = ()

    @property
    def span(self) -> Span:
        """From begin to the end that was meant."""
        return Span(self.began, self.began + timedelta(minutes=self.minutes))

    def left(self, at: datetime) -> timedelta:
        """Until it ends; zero when it is over, and whole where the clock was set back before its begin."""
        return min(max(self.span.end - at, timedelta(0)), timedelta(minutes=self.minutes))


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a session."""

    intention: str
    length: timedelta
    """From begin to its end, or to where it was ended."""
    used: timedelta
    """At the screen."""
    distracted: timedelta
    """Of that, with what distracts."""
    pauses: int
    """How often a pause came before a distraction."""


def distracts(targets: Iterable[Target], app: AppIdentity, label: Label) -> Target | None:
    """Which of them speaks of what is in front; None where none does."""
    return next((one for one in targets if covers(one, app, label)), None)


def summary(
    session: Session, until: datetime, uses: Iterable[Use], label: Callable[[AppIdentity], Label], pauses: int
) -> Summary:
    """What became of it.

    Args:
        session: which.
        until: when it ended.
        uses: sums between its begin and that moment.
        label: what the catalogue says of an app.
        pauses: how often a pause came.
    """
    used = distracted = timedelta(0)
    for use in uses:
        if use.presence.counts:
            used += use.amount
            if distracts(session.distractions, use.app, label(use.app)) is not None:
                distracted += use.amount
    length = max(min(until, session.span.end) - session.began, timedelta(0))
    return Summary(session.intention, length, used, distracted, pauses)
