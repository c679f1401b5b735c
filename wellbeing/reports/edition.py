"""The editions of a report, and the days that each speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class Edition(StrEnum):
    """How long a report reaches. The words are stored and shown to other programs; never change one."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a report, first and last included."""

    edition: Edition
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """All of them, in order."""
        return tuple(self.first + place * _DAY for place in range((self.last - self.first).days + 1))

    @property
    def key(self) -> str:
        """Names the report for ever: `week 2026-11-16`."""
        return f"{self.edition.value} {self.first.isoformat()}"

    @property
    def before(self) -> Stretch:
        """The one of the same edition that ends where this begins."""
        return around(self.edition, self.first - _DAY, self.first.weekday())


def around(edition: Edition, day: date, week_begins: int) -> Stretch:
    """The stretch in which a day lies.

    Args:
        edition: how long it is.
        day: any of its days.
        week_begins: on which weekday, 0 for Monday to 6 for Sunday.
    """
    if edition is Edition.WEEK:
        first = day - _DAY * ((day.weekday() - week_begins) % 7)
        return Stretch(edition, first, first + 6 * _DAY)
    if edition is Edition.YEAR:
        return Stretch(edition, date(day.year, 1, 1), date(day.year, 12, 31))
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return Stretch(edition, day.replace(day=1), after - _DAY)
