"""Does the record hold together: file, overlaps, totals against activities, the journal's chain."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, except_, func, select

from wellbeing.model.sentence import Sentence, counted
from wellbeing.ports import Verdict
from wellbeing.store import activity as rows
from wellbeing.store import family, journal, limit, total
from wellbeing.store.moment import from_ms, span_from
from wellbeing.store.tables import activity, day_total, hour_total, tallied, work
from wellbeing.timeline.day import Calendar

_MOST = 5
"""Days named in a sentence; the rest are counted."""


def verdict(connection: Connection, calendar: Calendar) -> Verdict:
    """Read everything (about four seconds a million activities) and say what is wrong, in sentences."""
    entries, broken = journal.problems(connection)
    found = [
        *_file(connection),
        *_overlaps(connection),
        *_totals(connection, calendar),
        *_works(connection),
        *limit.problems(connection),
        *broken,
        *family.problems(connection),
    ]
    return Verdict(not found, rows.count(connection), entries, tuple(found))


def _file(connection: Connection) -> list[Sentence]:
    if connection.dialect.name != "sqlite":
        return []
    said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(3)") if row[0] != "ok"]
    found = [Sentence("The file is damaged: {line}.", line=line) for line in said]
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        found.append(Sentence("Some activities name an app or a title that is not there."))
    return found


def _overlaps(connection: Connection) -> list[Sentence]:
    end = activity.c.start_ms + activity.c.length_ms
    before = func.lag(end).over(order_by=activity.c.start_ms).label("before")
    pairs = select(activity.c.start_ms, before).subquery()
    wrong = connection.scalars(select(pairs.c.start_ms).where(pairs.c.before > pairs.c.start_ms)).all()
    found = []
    if wrong:
        found.append(
            counted(
                "{count} activity overlaps, at {first}.",
                "{count} activities overlap, the first at {first}.",
                len(wrong),
                first=_said(wrong[0]),
            )
        )
    empty = connection.scalar(select(func.count()).select_from(activity).where(activity.c.length_ms <= 0))
    if empty:
        found.append(counted("{count} activity has no length.", "{count} activities have no length.", empty))
    return found


def _totals(connection: Connection, calendar: Calendar) -> list[Sentence]:
    wrong = []
    for row in connection.execute(select(tallied).order_by(tallied.c.day)).all():
        kept = {
            (hour.hour, hour.subject, hour.presence): hour.ms
            for hour in connection.execute(select(hour_total).where(hour_total.c.day == row.day))
        }
        span = span_from(row.start_ms, row.end_ms)
        if not row.frozen and kept != total.hour_sums(connection, calendar, span):
            wrong.append(row.day)
    wrong += _unequal_days(connection)
    if not wrong:
        return []
    named = ", ".join(date.fromordinal(day).isoformat() for day in sorted(set(wrong))[:_MOST])
    return [
        counted(
            "The totals of {count} day do not equal its activities: {days}.",
            "The totals of {count} days do not equal their activities: {days}.",
            len(set(wrong)),
            days=named,
        )
    ]


def _unequal_days(connection: Connection) -> list[int]:
    """Days whose two totals differ."""
    by_hour = (hour_total.c.day, hour_total.c.subject, hour_total.c.presence)
    summed = select(*by_hour, func.sum(hour_total.c.ms)).group_by(*by_hour)
    whole = select(day_total.c.day, day_total.c.subject, day_total.c.presence, day_total.c.ms)
    pairs = (except_(summed, whole), except_(whole, summed))
    return [row[0] for pair in pairs for row in connection.execute(pair)]


def _works(connection: Connection) -> list[str]:
    wrong = connection.scalar(select(func.count()).select_from(work).where(work.c.length_ms <= 0))
    return [f"{wrong} stretches of work have no length."] if wrong else []


def _said(ms: int) -> str:
    return from_ms(ms).isoformat(sep=" ", timespec="seconds")
