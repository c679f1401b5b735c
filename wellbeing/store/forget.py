"""Forgetting: a span, an app, or everything, out of every table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from wellbeing.model import AppIdentity
from wellbeing.store import checkin, family, gone, household, limit, note, nudge, total
from wellbeing.store.activity import open_row, touching
from wellbeing.store.moment import from_ms
from wellbeing.store.name import changed, subject_digest
from wellbeing.store.tables import (
    activity,
    day_part,
    day_total,
    family_day,
    hour_total,
    running,
    subject,
    tallied,
    title,
    zone,
)
from wellbeing.timeline.day import Calendar

SCRUB = "scrub"
"""Noted until the freed parts of the file are rewritten, so that an interrupted forget is finished later."""

_FAR_MS = 4_102_444_800_000
"""The year 2100: bounds beyond stand for everything."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to forget: `[start_ms, end_ms)` of one app, of all of its identities, or of every app (None)."""

    start_ms: int = -total.EVER
    end_ms: int = total.EVER
    app: AppIdentity | str | None = None

    @property
    def everything(self) -> bool:
        """Nothing is to remain."""
        return self.app is None and (self.start_ms, self.end_ms) == (-total.EVER, total.EVER)

    def subjects(self) -> Select[tuple[int]] | None:
        """The subjects it is about; None for all."""
        if self.app is None:
            return None
        if isinstance(self.app, AppIdentity):
            return select(subject.c.id).where(subject.c.digest == subject_digest(self.app))
        return select(subject.c.id).where(subject.c.app_id == self.app)


@dataclass(frozen=True, slots=True)
class Removed:
    """What went."""

    activities: int
    amount: timedelta
    titles: int
    frozen: timedelta = timedelta()
    """Of `amount`, what only totals still told."""
    strays: int = 0
    """Titles that nothing referred to any more, as of an open activity that was withdrawn; not in `titles`."""

    turns: int = 0
    """Prompts, answers and stretches of work of AI tools."""
    answers: int = 0
    """Check-ins."""

    @property
    def anything(self) -> bool:
        """Whether the record held any of it."""
        if self.turns > 0 or self.answers > 0:
            return True
        return self.activities > 0 or self.titles > 0 or self.strays > 0 or self.amount > timedelta()


def remove(connection: Connection, calendar: Calendar, choice: Choice, now_ms: int) -> Removed:
    """Remove what was chosen, inside a write; totals of the days concerned must be tallied again after."""
    turns = _remove_turns(connection, choice, now_ms)
    answers = _remove_spoken(connection, choice)
    family.forget(connection, *_days(calendar, choice))
    strays = prune(connection)
    subjects = choice.subjects()
    count, ms = _remove_rows(connection, choice, subjects)
    opened = _remove_open(connection, choice, subjects)
    frozen = total.forget_frozen(connection, calendar, choice.start_ms, choice.end_ms, subjects)
    if choice.everything:
        latest = select(zone.c.since_ms).order_by(zone.c.since_ms.desc()).limit(1).scalar_subquery()
        connection.execute(delete(zone).where(zone.c.since_ms != latest))
        note.drop_marks(connection)
        for table in (family_day, hour_total, day_total, day_part, tallied):
            connection.execute(delete(table))
    names = prune(connection) if count or opened or frozen or choice.everything else 0
    return Removed(
        count + (opened > 0),
        timedelta(milliseconds=ms + opened + frozen),
        names,
        timedelta(milliseconds=frozen),
        strays,
        turns,
        answers,
    )


def _days(calendar: Calendar, choice: Choice) -> tuple[date, date]:
    """The local days that a choice touches."""
    first, last = (from_ms(min(max(ms, 0), _FAR_MS)) for ms in (choice.start_ms, choice.end_ms))
    return calendar.day_of(first), calendar.day_of(last)


def _remove_turns(connection: Connection, choice: Choice, now_ms: int) -> int:
    if choice.everything:
        return gone.forget_everything(connection, now_ms=now_ms, start_ms=choice.start_ms)
    return gone.forget(connection, choice.start_ms, choice.end_ms, choice.app, now_ms=now_ms)


def _remove_spoken(connection: Connection, choice: Choice) -> int:
    """What was said in a span, by the program and by the person; how many check-ins went.

    Limits themselves, PIN and holidays are settings, and stay.
    """
    app = choice.app.app_id if isinstance(choice.app, AppIdentity) else choice.app
    nudge.forget(connection, choice.start_ms, choice.end_ms, app)
    if app is None:
        limit.forget_extensions(connection, choice.start_ms, choice.end_ms)
        household.forget(connection, choice.start_ms, choice.end_ms)
        return checkin.forget(connection, choice.start_ms, choice.end_ms)
    return 0


def clear(connection: Connection, choice: Choice) -> int:
    """Take a span's activities away, the open one's part included; returns how many. Frozen totals stay."""
    count, _ms = _remove_rows(connection, choice, None)
    return count + (_remove_open(connection, choice, None) > 0)


def _remove_rows(
    connection: Connection, choice: Choice, subjects: Select[tuple[int]] | None
) -> tuple[int, int]:
    """Activities inside go; those that reach out of the span keep the part outside."""
    bounds = {"a": choice.start_ms, "b": choice.end_ms}
    of = activity.c.subject.in_(subjects) if subjects is not None else None
    query = touching(activity) if of is None else touching(activity).where(of)
    found = connection.execute(query.order_by(activity.c.start_ms), bounds)
    count, ms, first, last = 0, 0, choice.end_ms, choice.start_ms
    edges: list[Row[Any]] = []
    for row in found:
        end = row.start_ms + row.length_ms
        count += 1
        ms += min(end, choice.end_ms) - max(row.start_ms, choice.start_ms)
        first, last = min(first, row.start_ms), max(last, end)
        if row.start_ms < choice.start_ms or end > choice.end_ms:
            edges.append(row)
    if count == 0:
        return 0, 0
    inside = (activity.c.start_ms >= choice.start_ms) & (activity.c.start_ms < choice.end_ms)
    connection.execute(delete(activity).where(inside if of is None else inside & of))
    for row in edges:
        _keep_outside(connection, row, choice)
    total.drop(connection, first, last)
    return count, ms


def _keep_outside(connection: Connection, row: Row[Any], choice: Choice) -> None:
    # Any: a row of `activity`
    end = row.start_ms + row.length_ms
    if row.start_ms < choice.start_ms:
        same = activity.c.start_ms == row.start_ms
        connection.execute(update(activity).where(same).values(length_ms=choice.start_ms - row.start_ms))
    if end > choice.end_ms:
        what = {"subject": row.subject, "title": row.title, "presence": row.presence}
        rest = {"start_ms": choice.end_ms, "length_ms": end - choice.end_ms}
        connection.execute(insert(activity), rest | what)


def _remove_open(connection: Connection, choice: Choice, subjects: Select[tuple[int]] | None) -> int:
    """The ms removed from the open activity; what came before the span becomes an ordinary activity."""
    row = open_row(connection)
    if row is None or row.start_ms >= choice.end_ms or row.end_ms <= choice.start_ms:
        return 0
    if subjects is not None and row.subject not in connection.scalars(subjects).all():
        return 0
    if row.start_ms < choice.start_ms:
        what = {"subject": row.subject, "title": row.title, "presence": row.presence}
        begun = {"start_ms": row.start_ms, "length_ms": choice.start_ms - row.start_ms}
        connection.execute(insert(activity), begun | what)
        total.drop(connection, row.start_ms, choice.start_ms)
    if row.end_ms > choice.end_ms:
        connection.execute(update(running).values(start_ms=choice.end_ms))
    else:
        connection.execute(delete(running))
    return int(min(row.end_ms, choice.end_ms) - max(row.start_ms, choice.start_ms))


def prune(connection: Connection) -> int:
    """Remove titles and subjects that nothing refers to any more; returns how many titles went."""
    kept = select(activity.c.title).where(activity.c.title.is_not(None))
    kept_open = select(running.c.title).where(running.c.title.is_not(None))
    subjects = [select(table.c.subject) for table in (activity, running, hour_total, day_total)]
    # PostgreSQL looks for each removed name in `activity`; on SQLite that is switched off for this write.
    sought = ("subject", "title") if connection.dialect.name == "postgresql" else ()
    for column in sought:
        connection.exec_driver_sql(f"CREATE INDEX forget_{column} ON activity ({column})")
    gone = connection.execute(delete(title).where(title.c.id.not_in(kept), title.c.id.not_in(kept_open)))
    unused = connection.execute(delete(subject).where(*(subject.c.id.not_in(used) for used in subjects)))
    for column in sought:
        connection.exec_driver_sql(f"DROP INDEX forget_{column}")
    if gone.rowcount or unused.rowcount:
        changed(connection)
    return gone.rowcount
