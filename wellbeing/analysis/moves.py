"""What other rules would change in the past: how much of what goes from one category to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model import AppIdentity, Use


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that would count as something else."""

    name: str
    """As the asker calls it."""
    before: str
    """Id of the category it counts as now."""
    after: str
    """Id of the category it would count as."""
    amount: timedelta
    """Use of all the past; never zero."""


def moves(
    uses: Iterable[Use],
    name: Callable[[AppIdentity], str],
    before: Callable[[AppIdentity], str],
    after: Callable[[AppIdentity], str],
) -> list[Move]:
    """Every thing whose category differs, longest first; identities of one name and both categories are one.

    Only use counts: absence in front of an app belongs to no category.
    """
    sums: defaultdict[tuple[str, str, str], timedelta] = defaultdict(timedelta)
    for use in uses:
        if use.presence.counts and use.amount:
            one, other = before(use.app), after(use.app)
            if one != other:
                sums[name(use.app), one, other] += use.amount
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [Move(*key, amount) for key, amount in ordered]


def amount(moved: Iterable[Move]) -> timedelta:
    """All that would move."""
    return sum((one.amount for one in moved), timedelta(0))
