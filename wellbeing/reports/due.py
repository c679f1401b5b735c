"""When the report of a week is due: on the first morning of the next one, or when the person is back, once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from wellbeing.reports.edition import Edition, Stretch, around


def due(
    *,
    local: datetime,
    today: date,
    at: timedelta,
    week_begins: int,
    recorded_from: date | None,
    delivered: date | None,
) -> Stretch | None:
    """The week whose report is due now; None while none is.

    After holidays only the latest week is told: a pile of reports helps nobody.

    Args:
        local: now, in the person's zone.
        today: the local day.
        at: how long after midnight of the week's first day it comes.
        week_begins: 0 for Monday to 6 for Sunday.
        recorded_from: first day of the record; None without one.
        delivered: first day of the week that was told last; None before the first.
    """
    week = around(Edition.WEEK, today, week_begins)
    last = week.before
    if recorded_from is None or recorded_from > last.last:
        return None
    if delivered is not None and delivered > last.first - timedelta(days=7):
        # Told already; or the week begins on another day now, and most of it was told.
        return None
    begins = datetime.combine(week.first, datetime.min.time(), local.tzinfo)
    return last if local >= begins + at else None


def may_be_due(today: date, recorded_from: date | None, delivered: date | None) -> bool:
    """Whether it is worth to ask where weeks begin: that needs the data of all languages."""
    if recorded_from is None or recorded_from >= today:
        return False
    return delivered is None or today - delivered >= timedelta(days=8)
