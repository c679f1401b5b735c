"""These days beside the days before, and beside what is usual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from statistics import median

from wellbeing.reports.edition import Edition
from wellbeing.reports.facts import ZERO, Facts, Piece
from wellbeing.reports.report import Beside, Usual

NIGHT = frozenset((23, 0, 1, 2, 3, 4))
"""Clock hours from 23:00 to 05:00 (facts/science.md, C1)."""
ENOUGH = 3
"""Recorded days below which nothing is compared."""
ENOUGH_PAST = 14
"""Recorded days of the four weeks before, so that half of them are known."""
Picked = Callable[[Piece], bool]


def total(pieces: Iterable[Piece], picked: Picked = lambda _piece: True) -> timedelta:
    """All of them that are meant."""
    return sum((one.amount for one in pieces if picked(one)), ZERO)


def by_day(pieces: Iterable[Piece], picked: Picked = lambda _piece: True) -> Mapping[date, timedelta]:
    """Sums by day; a day without any is zero."""
    days: defaultdict[date, timedelta] = defaultdict(timedelta)
    for one in pieces:
        if picked(one):
            days[one.day] += one.amount
    return days


def with_ai(piece: Piece) -> bool:
    """Whether an AI tool was in front."""
    return piece.tool is not None


def at_night(piece: Piece) -> bool:
    """Whether it lies between 23:00 and 05:00."""
    return piece.hour in NIGHT


def beside(facts: Facts, picked: Picked = lambda _piece: True) -> Beside | None:
    """Beside the stretch before; None where that cannot be compared."""
    if facts.stretch.edition is Edition.WEEK:
        if not facts.compared or not total(facts.before):
            return None
        now = total(facts.pieces, lambda one: one.day in facts.compared and picked(one))
        return Beside(now, total(facts.before, picked), len(facts.compared), average=False)
    days = frozenset(facts.over)
    if len(days) < ENOUGH or len(facts.before_recorded) < ENOUGH or not _half_known(facts):
        return None
    now = total(facts.pieces, lambda one: one.day in days and picked(one))
    before = total(facts.before, lambda one: one.day in facts.before_recorded and picked(one))
    return Beside(now / len(days), before / len(facts.before_recorded), len(days), average=True)


def _half_known(facts: Facts) -> bool:
    """Whether the record reaches back over half of the stretch before: December tells nothing of a year."""
    earlier = facts.stretch.before
    reach = earlier.last - min(facts.before_recorded) + timedelta(days=1)
    return reach * 2 >= earlier.last - earlier.first


def usual(facts: Facts) -> Usual | None:
    """Medians of the same weekdays in the four weeks before; None with too little of these."""
    if len(facts.past_recorded) < ENOUGH_PAST:
        return None
    known = {day.weekday() for day in facts.past_recorded}
    days = [day for day in facts.over if day.weekday() in known]
    if len(days) < ENOUGH:
        return None
    sums = [by_day(facts.past, picked) for picked in (lambda _piece: True, with_ai, at_night)]
    active, ai, late = (sum((_middle(facts, one, day) for day in days), ZERO) for one in sums)
    chosen = frozenset(days)
    return Usual(
        active,
        ai,
        late,
        total(facts.pieces, lambda one: one.day in chosen),
        total(facts.pieces, lambda one: one.day in chosen and with_ai(one)),
        len(days),
    )


def _middle(facts: Facts, sums: Mapping[date, timedelta], day: date) -> timedelta:
    alike = [sums.get(one, ZERO) for one in facts.past_recorded if one.weekday() == day.weekday()]
    return timedelta(seconds=median(one.total_seconds() for one in alike))
