"""Whether the journal still is the one that the family was told of: its head went out with every day.

told    Mon 12:a4…   Tue 19:7f…   Wed 25:03…        each: how many entries, and the hash of the last one
now     … 12:a4 …    … 19:c1 …                      entry 19 is another one, 25 is missing: rewritten since Tuesday
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from wellbeing.family.figures import Chain


def rewritten(told: Iterable[tuple[date, Chain]], head_at: Callable[[int], str]) -> date | None:
    """The first day whose head the journal does not have any more; None where it has all.

    Args:
        told: what went out, by day.
        head_at: the hash of an entry in hex as the journal has it now; empty where there is no such entry.
    """
    for day, chain in sorted(told, key=lambda one: one[0]):
        if chain.entries and head_at(chain.entries) != chain.head:
            return day
    return None


def contradict(told: Iterable[tuple[date, Chain]]) -> date | None:
    """The first day whose head does not follow from those before, for whoever has only what was told.

    A journal only grows: later days have as many entries or more, and as many have the same head.
    """
    before = Chain()
    for day, chain in sorted(told, key=lambda one: one[0]):
        if chain.entries < before.entries or (chain.entries == before.entries and chain.head != before.head):
            return day
        before = chain
    return None
