"""Activities as rows: what is written, withdrawn, and read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, bindparam, delete, func, insert, select, update

from wellbeing.model import Activity, Presence
from wellbeing.store.moment import span_from, to_ms
from wellbeing.store.name import Names, titles
from wellbeing.store.tables import activity, running

PRESENCES = {int(presence): presence for presence in Presence}
"""By what is stored: a year has some hundred thousand of them."""
_a, _b = bindparam("a", type_=BigInteger), bindparam("b", type_=BigInteger)
_start = activity.c.start_ms
_end = activity.c.start_ms + activity.c.length_ms

_before = (
    select(activity.c.start_ms, activity.c.length_ms)
    .where(activity.c.start_ms < _a)
    .order_by(activity.c.start_ms.desc())
    .limit(1)
)
_after = select(activity.c.start_ms, activity.c.length_ms).where(_start >= _a).order_by(_start).limit(1)
_shorten = update(activity).where(activity.c.start_ms == _a).values(length_ms=_b)
_withdraw = delete(activity).where(activity.c.start_ms >= _a)
_store = insert(activity)
_move = (
    update(running)
    .where(running.c.id == 1)
    .values({name: bindparam(name) for name in ("start_ms", "end_ms", "subject", "title", "presence")})
)
_begin = insert(running)
_stop = delete(running)
_open = select(running)


def touching(*columns: Any) -> Select[*tuple[Any, ...]]:
    """A selection of activities that share a moment with `[a, b)`.

    Activities do not overlap, so only the last one that starts before `a` can reach into it.
    """
    # Any: whatever columns the caller reads.
    spanning = select(func.max(activity.c.start_ms)).where(activity.c.start_ms < _a).scalar_subquery()
    first = func.coalesce(spanning, _a)
    return select(*columns).where(activity.c.start_ms >= first, activity.c.start_ms < _b, _end > _a)


_rows = touching(activity).order_by(activity.c.start_ms)


def add(connection: Connection, names: Names, closed: Sequence[Activity]) -> tuple[int, int] | None:
    """Store activities; returns from when to when (ms), None when none is as long as a millisecond.

    Raises:
        ValueError: they are out of order, or overlap each other or what is stored: our bug.
    """
    rows: list[dict[str, Any]] = []  # Any: a row's values
    reached: int | None = None
    for one in closed:
        start, end = to_ms(one.span.start), to_ms(one.span.end)
        if reached is not None and start < reached:
            raise ValueError("activities of a batch are out of order or overlap")
        reached = end
        if end > start:
            rows.append({"start_ms": start, "length_ms": end - start, **_what(connection, names, one)})
    if not rows:
        return None
    first, last = rows[0]["start_ms"], rows[-1]["start_ms"] + rows[-1]["length_ms"]
    stored = connection.execute(_before, {"a": last}).first()
    if stored is not None and stored.start_ms + stored.length_ms > first:
        raise ValueError("a batch overlaps what is recorded")
    connection.execute(_store, rows)
    return first, last


def cut(connection: Connection, at_ms: int) -> None:
    """Withdraw everything stored at or after a moment; an activity that spans it is shortened."""
    connection.execute(_withdraw, {"a": at_ms})
    last = connection.execute(_before, {"a": at_ms}).first()
    if last is not None and last.start_ms + last.length_ms > at_ms:
        connection.execute(_shorten, {"a": last.start_ms, "b": at_ms - last.start_ms})


def stand(connection: Connection, names: Names, one: Activity | None) -> None:
    """Note where the open activity stands; None: none is open."""
    if one is None or to_ms(one.span.end) <= to_ms(one.span.start):
        connection.execute(_stop)
        return
    row = {"start_ms": to_ms(one.span.start), "end_ms": to_ms(one.span.end), **_what(connection, names, one)}
    if connection.execute(_move, row).rowcount == 0:
        connection.execute(_begin, {"id": 1, **row})


def _what(connection: Connection, names: Names, one: Activity) -> dict[str, Any]:
    return {
        "subject": names.subject_id(connection, one.app),
        "title": names.title_id(connection, one.title),
        "presence": int(one.presence),
    }


def open_row(connection: Connection) -> Row[Any] | None:
    """The open activity's row, or None."""
    return connection.execute(_open).first()


def close_open(connection: Connection) -> tuple[int, int] | None:
    """Turn the open row into an ordinary activity, without what is stored of its time already.

    Returns:
        From when to when it was (ms), None where nothing was open.
    """
    left = open_row(connection)
    if left is None:
        return None
    connection.execute(_stop)
    stored = connection.execute(_before, {"a": left.end_ms}).first()
    start = left.start_ms if stored is None else max(left.start_ms, stored.start_ms + stored.length_ms)
    if start >= left.end_ms:
        return None
    what = {"subject": left.subject, "title": left.title, "presence": left.presence}
    connection.execute(_store, {"start_ms": start, "length_ms": left.end_ms - start, **what})
    return start, left.end_ms


def between(connection: Connection, names: Names, start_ms: int, end_ms: int) -> list[Activity]:
    """Activities clipped to a span, by start, the open one included."""
    if start_ms >= end_ms:
        return []
    rows: list[tuple[int, int, int, int | None, int]] = [
        (start, start + length, subject, title, presence)
        for start, length, subject, title, presence in connection.execute(_rows, {"a": start_ms, "b": end_ms})
    ]
    now = open_row(connection)
    if now is not None and now.start_ms < end_ms and now.end_ms > start_ms:
        rows.append((now.start_ms, now.end_ms, now.subject, now.title, now.presence))
        rows.sort()
    apps = names.subjects(connection, {row[2] for row in rows})
    texts = titles(connection, {row[3] for row in rows if row[3] is not None})
    return [
        Activity(
            span_from(max(start, start_ms), min(end, end_ms)),
            apps[subject],
            None if title is None else texts[title],
            PRESENCES[presence],
        )
        for start, end, subject, title, presence in rows
    ]


def taken(connection: Connection, at_ms: int) -> tuple[int, int] | None:
    """From when to when (ms) the first stored activity lies that ends after a moment."""
    last = connection.execute(_before, {"a": at_ms}).first()
    if last is None or last.start_ms + last.length_ms <= at_ms:
        last = connection.execute(_after, {"a": at_ms}).first()
    return None if last is None else (last.start_ms, last.start_ms + last.length_ms)


def extent(connection: Connection) -> tuple[int, int] | None:
    """From the first stored moment to the last (ms), the open activity included."""
    bounds: list[tuple[int, int]] = []
    for order in (activity.c.start_ms.asc(), activity.c.start_ms.desc()):
        bounds += [
            (row[0], row[1]) for row in connection.execute(select(_start, _end).order_by(order).limit(1))
        ]
    now = open_row(connection)
    bounds += [] if now is None else [(now.start_ms, now.end_ms)]
    return (min(bounds)[0], max(end for _, end in bounds)) if bounds else None


def count(connection: Connection) -> int:
    """How many activities are stored, the open one not included."""
    return connection.scalar(select(func.count()).select_from(activity)) or 0
