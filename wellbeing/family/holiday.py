"""School holidays: stretches of days on which limits count as on another weekday, mostly as on a Saturday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
LONGEST = timedelta(days=120)
"""A summer is not longer."""
NAME = 80
_TYPED = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})(?:\s*(?:\.\.|/|–|to)\s*(\d{4}-\d{2}-\d{2}))?\s*$")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A stretch of local days, both ends included."""

    first: date
    last: date
    name: str = ""
    like: int = SATURDAY
    """Its workdays count as this weekday, 0 for Monday to 6 for Sunday."""

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


class Fault(StrEnum):
    """What may be wrong with one."""

    ENDS_BEFORE = "ends before it begins"
    TOO_LONG = "too long"
    NO_WEEKDAY = "no weekday"
    NAME_TOO_LONG = "name too long"


def fault(one: Holiday) -> Fault | None:
    """What is wrong with a holiday; None for a sound one."""
    if one.last < one.first:
        return Fault.ENDS_BEFORE
    if one.last - one.first >= LONGEST:
        return Fault.TOO_LONG
    if one.like not in range(7):
        return Fault.NO_WEEKDAY
    return Fault.NAME_TOO_LONG if len(one.name) > NAME else None


def weekday(day: date, holidays: Iterable[Holiday]) -> int:
    """As which weekday a day counts: a weekend stays one, a workday of a holiday becomes what was chosen."""
    own = day.weekday()
    if own >= SATURDAY:
        return own
    return next((one.like for one in sorted(holidays) if day in one), own)


def together(holidays: Iterable[Holiday]) -> tuple[Holiday, ...]:
    """In order, each once; stretches of the same name and kind that touch become one."""
    whole: list[Holiday] = []
    for one in sorted(set(holidays)):
        last = whole[-1] if whole else None
        if (
            last is not None
            and (last.name, last.like) == (one.name, one.like)
            and one.first <= last.last + _DAY
        ):
            whole[-1] = Holiday(last.first, max(last.last, one.last), one.name, one.like)
        else:
            whole.append(one)
    return tuple(whole)


def ahead(holidays: Sequence[Holiday], today: date) -> tuple[Holiday, ...]:
    """Those that are not over, in order."""
    return tuple(sorted(one for one in holidays if one.last >= today))


def typed(text: str) -> tuple[date, date] | None:
    """A stretch as people write it: `2026-12-21..2027-01-05`, or one day; None where it cannot be read."""
    found = _TYPED.match(text)
    if found is None:
        return None
    try:
        first = date.fromisoformat(found.group(1))
        last = date.fromisoformat(found.group(2) or found.group(1))
    except ValueError:
        return None
    return first, last
