"""What a person's answers do to a kind: refused twice it comes half as often, helpful brings it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.nudge import Record, Response, Verdict

QUICK = timedelta(seconds=3)
"""Closed by hand within this it was not read (facts/science.md 4.3)."""
LONGEST = timedelta(days=14)
"""Doubling ends here; a kind that comes more rarely by itself stays as it is."""
TWICE, THRICE = 2, 3


@dataclass(frozen=True, slots=True)
class Welcome:
    """How welcome a kind is."""

    doublings: int
    """How often its interval was doubled and not taken back."""
    refused: int
    """Refusals in a row."""
    asked: bool
    """Whether the person was asked to stop it since it was last welcome."""

    def interval(self, base: timedelta) -> timedelta:
        """A cool-down made longer."""
        return max(base, min(base * (1 << min(self.doublings, 16)), LONGEST))

    @property
    def offers_stop(self) -> bool:
        """Whether to ask with the next one if it should stop."""
        return self.refused >= THRICE and not self.asked


def welcome(kind: Kind, past: Iterable[Record]) -> Welcome:
    """From the answers so far, oldest first. An own fence is never made rarer."""
    doublings = refused = 0
    asked = False
    for one in past:
        if one.decision.wish.kind is not kind or one.decision.verdict is not Verdict.DELIVERED:
            continue
        asked = asked or one.decision.offers_stop
        if _refused(one):
            refused += 1
            doublings += refused >= TWICE
        elif one.response is Response.HELPFUL:
            doublings, refused, asked = max(doublings - 1, 0), 0, False
        elif one.response not in (None, Response.EXPIRED):
            refused = 0
    return Welcome(0 if RULES[kind].own else doublings, refused, asked)


def _refused(one: Record) -> bool:
    if one.response is Response.NOT_NOW:
        return True
    quickly = one.answered is not None and one.answered - one.decision.at <= QUICK
    return one.response is Response.DISMISSED and quickly
