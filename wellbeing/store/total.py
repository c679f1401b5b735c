"""Totals of finished local days: what long spans are read from. Derived, except where their activities are gone.

days     ──1──│──2──│──3──│──4──│──5──│─ now        1: frozen, activities gone by retention
tallied    ▓     █     █     █                      2-4: tallied, may be dropped and rebuilt
raw              ─────────────────────────          5: unfinished, read from activities
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, func, insert, select, update

from wellbeing.model import Span
from wellbeing.store.activity import touching
from wellbeing.store.moment import from_ms, to_ms
from wellbeing.store.tables import activity, day_part, day_total, hour_total, tallied
from wellbeing.timeline.day import Calendar

_DAY_MS = 86_400_000
_FAR = 366
"""Days without any activity that are still noted as tallied; a longer hole (a wrong clock) is left out."""

EVER = 2**53
"""Milliseconds; no moment lies farther from 1970."""

HourSums = dict[tuple[int, int, int], int]
"""(hour, subject, presence) -> ms"""

_rows = touching(activity.c.start_ms, activity.c.length_ms, activity.c.subject, activity.c.presence).order_by(
    activity.c.start_ms
)
_touched = (
    select(tallied.c.day)
    .where(
        tallied.c.day >= bindparam("day"),
        tallied.c.end_ms > bindparam("a"),
        tallied.c.start_ms < bindparam("b"),
        ~tallied.c.frozen,
    )
    .order_by(tallied.c.day)
)
_first = select(func.min(activity.c.start_ms)).where(activity.c.start_ms >= bindparam("a"))


def spans(connection: Connection, start_ms: int, end_ms: int) -> list[tuple[int, int, int, bool]]:
    """Tallied days that touch a span: (day, start ms, end ms, frozen), in order."""
    near = tallied.c.day.between(_ordinal(start_ms) - 3, _ordinal(end_ms) + 3)
    touch = and_(near, tallied.c.start_ms < end_ms, tallied.c.end_ms > start_ms)
    found = connection.execute(select(tallied).where(touch).order_by(tallied.c.day))
    return [(row.day, row.start_ms, row.end_ms, row.frozen) for row in found]


def runs(days: Iterable[int]) -> list[tuple[int, int]]:
    """Days in order as stretches without holes, both ends included."""
    joined: list[tuple[int, int]] = []
    for day in days:
        if joined and day == joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], day)
        else:
            joined.append((day, day))
    return joined


def drop(connection: Connection, start_ms: int, end_ms: int | None = None) -> None:
    """Forget the totals of days that a change touched; frozen ones stay. None: whatever comes after."""
    until = end_ms if end_ms is not None else EVER
    touched = {"day": _ordinal(start_ms) - 3, "a": start_ms, "b": until}
    drop_days(connection, connection.scalars(_touched, touched).all())


def drop_days(connection: Connection, days: Sequence[int]) -> None:
    """Forget the totals of certain days, frozen or not."""
    for low, high in runs(days):
        for table in (hour_total, day_total, day_part, tallied):
            connection.execute(delete(table).where(table.c.day.between(low, high)))


def settle(connection: Connection, calendar: Calendar, since_ms: int) -> None:
    """After a change of zone or day start: drop what no longer covers a day, or lies after the change."""
    stale = []
    for row in connection.execute(select(tallied).where(~tallied.c.frozen).order_by(tallied.c.day)):
        span = calendar.span_of(date.fromordinal(row.day))
        if row.end_ms > since_ms or (to_ms(span.start), to_ms(span.end)) != (row.start_ms, row.end_ms):
            stale.append(row.day)
    drop_days(connection, stale)


def tally(connection: Connection, calendar: Calendar, before_ms: int, most: int) -> int:
    """Sum days that ended by a moment and are not summed; at most so many in one go.

    Returns:
        How many were summed; fewer than `most` when nothing is left.
    """
    first = connection.scalar(_first, {"a": -EVER})
    if first is None:
        return 0
    done = set(connection.scalars(select(tallied.c.day)).all())
    day, summed = calendar.day_of(from_ms(first)).toordinal(), 0
    while summed < most:
        if day not in done:
            span = calendar.span_of(date.fromordinal(day))
            if to_ms(span.end) > before_ms:
                break
            sums = hour_sums(connection, calendar, span)
            if not sums:
                later = connection.scalar(_first, {"a": to_ms(span.end)})
                if later is None:
                    break
                following = calendar.day_of(from_ms(later)).toordinal()
                if following - day > _FAR:
                    day = following
                    continue
            _keep(connection, day, span, sums)
            summed += 1
        day += 1
    return summed


def hour_sums(connection: Connection, calendar: Calendar, span: Span) -> HourSums:
    """What the stored activities of a span amount to, by local clock hour."""
    start_ms, end_ms = to_ms(span.start), to_ms(span.end)
    pieces = iter([(hour, to_ms(part.end)) for _, hour, part in calendar.pieces(span)])
    sums: HourSums = defaultdict(int)
    hour, cut = next(pieces, (0, end_ms))
    for begin, length, subject, presence in connection.execute(_rows, {"a": start_ms, "b": end_ms}).all():
        at, end = max(begin, start_ms), min(begin + length, end_ms)
        while at >= cut:
            hour, cut = next(pieces)
        while end > cut:
            sums[hour, subject, presence] += cut - at
            at = cut
            hour, cut = next(pieces)
        sums[hour, subject, presence] += end - at
    return sums


def _keep(connection: Connection, day: int, span: Span, sums: HourSums) -> None:
    hours = [
        {"day": day, "hour": hour, "subject": subject, "presence": presence, "ms": ms}
        for (hour, subject, presence), ms in sorted(sums.items())
        if ms
    ]
    if hours:
        connection.execute(insert(hour_total), hours)
        connection.execute(insert(day_total), _by_day(day, sums))
    bounds = {"start_ms": to_ms(span.start), "end_ms": to_ms(span.end)}
    connection.execute(insert(tallied), {"day": day, "frozen": False, **bounds})


def _by_day(day: int, sums: HourSums) -> list[dict[str, int]]:
    whole: dict[tuple[int, int], int] = defaultdict(int)
    for (_, subject, presence), ms in sums.items():
        whole[subject, presence] += ms
    return [
        {"day": day, "subject": subject, "presence": presence, "ms": ms}
        for (subject, presence), ms in sorted(whole.items())
        if ms
    ]


def freeze(connection: Connection, calendar: Calendar, before_ms: int) -> None:
    """Make the totals of days that ended by a moment final: their activities are about to go.

    Activities that came into a frozen day later (an import, another day start) are added to what stands there.
    """
    at = connection.scalar(_first, {"a": -EVER})
    while at is not None and at < before_ms:
        day = calendar.day_of(from_ms(at))
        span = calendar.span_of(day)
        one = tallied.c.day == day.toordinal()
        frozen = connection.scalar(select(tallied.c.frozen).where(one))
        if frozen is False:
            connection.execute(update(tallied).where(one).values(frozen=True))
        else:
            _add_to_frozen(connection, day.toordinal(), span, hour_sums(connection, calendar, span))
        # What reaches over the day's end starts before it, and counts for the next day too.
        at = to_ms(span.end) if _reaches_over(connection, to_ms(span.end)) else _next(connection, span)


def _next(connection: Connection, span: Span) -> int | None:
    at: int | None = connection.scalar(_first, {"a": to_ms(span.end)})
    return at


def _reaches_over(connection: Connection, at_ms: int) -> bool:
    return connection.execute(_rows.limit(1), {"a": at_ms, "b": at_ms + 1}).first() is not None


def _add_to_frozen(connection: Connection, day: int, span: Span, sums: HourSums) -> None:
    connection.execute(delete(day_part).where(day_part.c.day == day))
    for (hour, subject, presence), ms in sums.items():
        key = {"day": day, "hour": hour, "subject": subject, "presence": presence}
        _raise(connection, hour_total, key, ms)
    for row in _by_day(day, sums):
        ms = row.pop("ms")
        _raise(connection, day_total, row, ms)
    one = tallied.c.day == day
    known = connection.execute(select(tallied).where(one)).first()
    start_ms, end_ms = to_ms(span.start), to_ms(span.end)
    if known is None:
        bounds = {"start_ms": start_ms, "end_ms": end_ms}
        connection.execute(insert(tallied), {"day": day, "frozen": True, **bounds})
    else:
        start_ms, end_ms = min(start_ms, known.start_ms), max(end_ms, known.end_ms)
        connection.execute(update(tallied).where(one).values(start_ms=start_ms, end_ms=end_ms))


def _raise(connection: Connection, table: Table, key: dict[str, int], ms: int) -> None:
    where = and_(*(table.c[name] == value for name, value in key.items()))
    if connection.execute(update(table).where(where).values(ms=table.c.ms + ms)).rowcount == 0:
        connection.execute(insert(table), {**key, "ms": ms})


def forget_frozen(
    connection: Connection,
    calendar: Calendar,
    start_ms: int,
    end_ms: int,
    subjects: Select[tuple[int]] | None,
) -> int:
    """Remove frozen hours that a span touches, of certain subjects or of all; returns the ms removed.

    A frozen hour cannot be cut, so the whole of it goes: rather more is forgotten than less.
    """
    removed = 0
    for day, day_start, day_end, frozen in spans(connection, start_ms, end_ms):
        if not frozen:
            continue
        where = hour_total.c.day == day
        if day_start < start_ms or day_end > end_ms:
            inside = Span(from_ms(max(day_start, start_ms)), from_ms(min(day_end, end_ms)))
            where = and_(where, hour_total.c.hour.in_({hour for _, hour, _ in calendar.pieces(inside)}))
        if subjects is not None:
            where = and_(where, hour_total.c.subject.in_(subjects))
        removed += connection.scalar(select(func.coalesce(func.sum(hour_total.c.ms), 0)).where(where)) or 0
        connection.execute(delete(hour_total).where(where))
        connection.execute(delete(day_total).where(day_total.c.day == day))
        connection.execute(delete(day_part).where(day_part.c.day == day))
        left = (
            select(hour_total.c.subject, hour_total.c.presence, hour_total.c.day, func.sum(hour_total.c.ms))
            .where(hour_total.c.day == day)
            .group_by(hour_total.c.subject, hour_total.c.presence, hour_total.c.day)
        )
        connection.execute(insert(day_total).from_select(["subject", "presence", "day", "ms"], left))
    return int(removed)


def retain(connection: Connection, calendar: Calendar, before_ms: int, most: int) -> tuple[int, bool]:
    """Drop activities of days that ended by a moment, whose totals are tallied; at most so many days in one go.

    Returns:
        How many activities went, and whether there are more.
    """
    first = connection.scalar(_first, {"a": -EVER})
    if first is None or first >= before_ms:
        return 0, False
    far = calendar.begin(calendar.day_of(from_ms(first)) + timedelta(days=most))
    upto = min(before_ms, to_ms(far))
    freeze(connection, calendar, upto)
    end = activity.c.start_ms + activity.c.length_ms
    gone = connection.execute(delete(activity).where(activity.c.start_ms < upto, end <= upto)).rowcount
    spanning = activity.c.start_ms < upto
    connection.execute(update(activity).where(spanning).values(start_ms=upto, length_ms=end - upto))
    return gone, upto < before_ms


def extent(connection: Connection) -> tuple[int, int] | None:
    """From the beginning of the first frozen day to the end of the last (ms), of those that hold anything."""
    held = select(day_total.c.day).where(day_total.c.day == tallied.c.day).exists()
    ends = select(func.min(tallied.c.start_ms), func.max(tallied.c.end_ms)).where(tallied.c.frozen, held)
    low, high = connection.execute(ends).one()
    return None if low is None else (low, high)


def _ordinal(ms: int) -> int:
    """The UTC day of a moment; local days differ by one at most, and another for the day's start."""
    return 719_163 + ms // _DAY_MS
