"""How much of what: sums of uses by any key, in the order in which a person reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model import Presence, Use


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking."""

    key: str
    amount: timedelta
    share: float
    """Of all use in the span, 0 to 1; rows without a key are part of the whole, so shares may sum to less."""


def used(uses: Iterable[Use]) -> timedelta:
    """All time in front of the screen."""
    return sum((use.amount for use in uses if use.presence.counts), timedelta(0))


def idle(uses: Iterable[Use]) -> timedelta:
    """All time away from a screen that was left on."""
    return sum((use.amount for use in uses if use.presence is Presence.IDLE), timedelta(0))


def ranking(uses: Iterable[Use], key: Callable[[Use], str | None]) -> list[Row]:
    """Sums of use by key, longest first, equal ones by key; uses without a key (None) get no row."""
    sums: defaultdict[str, timedelta] = defaultdict(timedelta)
    whole = timedelta(0)
    for use in uses:
        if not use.presence.counts:
            continue
        whole += use.amount
        name = key(use)
        if name is not None:
            sums[name] += use.amount
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [Row(name, amount, amount / whole if whole else 0.0) for name, amount in ordered if amount]
