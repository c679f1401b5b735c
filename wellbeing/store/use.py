"""Sums over a span: finished days from their totals, the rest from activities.

span             ├───────────────────────────────┤
tallied days  │─────│─────│─────│─────│
read from        raw  totals totals totals  raw    + the open activity, clipped
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, case, func, or_, select

from wellbeing.model import Per, Use
from wellbeing.store import activity as rows
from wellbeing.store import total
from wellbeing.store.moment import from_ms, span_from, to_ms
from wellbeing.store.name import Names, titles
from wellbeing.store.tables import activity, day_total, hour_total, subject
from wellbeing.timeline.day import Calendar

_SHORT = 10
"""Days up to which totals by hour (in order of days) are quicker than totals by day (in order of subjects)."""

_ROWS = 2000
"""Activities fetched at once."""
PRESENCES = list(rows.PRESENCES)

_Key = tuple[int, int, int | None, int | None, int | None]
"""subject, presence, day, hour, title"""
Sums = dict[_Key, int]

_a, _b = bindparam("a", type_=BigInteger), bindparam("b", type_=BigInteger)
_start, _end = activity.c.start_ms, activity.c.start_ms + activity.c.length_ms
_clipped = func.sum(case((_end > _b, _b), else_=_end) - case((_start < _a, _a), else_=_start))
_what = (activity.c.subject, activity.c.presence)

_by_app = rows.touching(*_what, _clipped).group_by(*_what)
_by_title = rows.touching(*_what, activity.c.title, _clipped).group_by(*_what, activity.c.title)
_each = rows.touching(*_what, activity.c.title, _start, activity.c.length_ms).order_by(_start)


def uses(
    connection: Connection,
    calendar: Calendar,
    names: Names,
    start_ms: int,
    end_ms: int,
    per: frozenset[Per],
) -> list[Use]:
    """Sums by app and presence, and apart by what `per` names; exact, the open activity included."""
    sums: Sums = defaultdict(int)
    if start_ms < end_ms:
        whole = add_parts(connection, calendar, sums, start_ms, end_ms, per)
        _add_whole(connection, sums, whole, per)
    apps = names.subjects(connection, {key[0] for key in sums})
    texts = titles(connection, {key[4] for key in sums if key[4] is not None})
    return [
        Use(
            apps[number],
            rows.PRESENCES[presence],
            timedelta(milliseconds=ms),
            None if day is None else date.fromordinal(day),
            hour,
            None if title is None else texts[title],
        )
        for (number, presence, day, hour, title), ms in sums.items()
        if ms
    ]


def add_parts(
    connection: Connection, calendar: Calendar, sums: Sums, start_ms: int, end_ms: int, per: frozenset[Per]
) -> list[int]:
    """Add all that no whole tallied day covers, the open activity included.

    Returns:
        The whole tallied days, in order; their totals are still to be added.
    """
    whole: list[int] = []
    at = start_ms
    for day, day_start, day_end, frozen in total.spans(connection, start_ms, end_ms):
        inside = start_ms <= day_start and day_end <= end_ms
        if frozen and not inside:
            _add_frozen_part(connection, calendar, sums, (day, day_start, day_end), (start_ms, end_ms), per)
        if not inside or (Per.TITLE in per and not frozen):
            continue
        whole.append(day)
        if not frozen:
            # A frozen day may have been given activities later (an import), so that those are read too.
            _add_raw(connection, calendar, sums, at, day_start, per)
            at = max(at, day_end)
    _add_raw(connection, calendar, sums, at, end_ms, per)
    _add_open(connection, calendar, sums, start_ms, end_ms, per)
    return whole


def _add_whole(connection: Connection, sums: Sums, days: Sequence[int], per: frozenset[Per]) -> None:
    if not days:
        return
    short = Per.HOUR in per or days[-1] - days[0] < _SHORT
    table = hour_total if short else day_total
    apart = [table.c.subject, table.c.presence]
    apart += [table.c.day] if Per.DAY in per else []
    apart += [table.c.hour] if Per.HOUR in per else []
    among = or_(*(table.c.day.between(low, high) for low, high in total.runs(days)))
    query = select(*apart, func.sum(table.c.ms)).where(among).group_by(*apart)
    if not short:
        # Says nothing new, but leads SQLite from subject to subject to the days in question, past all others.
        query = query.where(table.c.subject.in_(select(subject.c.id)), table.c.presence.in_(PRESENCES))
    for row in connection.execute(query):
        number, presence, *between, ms = tuple(row)
        day = between[0] if Per.DAY in per else None
        hour = between[-1] if Per.HOUR in per else None
        sums[number, presence, day, hour, None] += int(ms)


def _add_frozen_part(
    connection: Connection,
    calendar: Calendar,
    sums: Sums,
    frozen: tuple[int, int, int],
    span: tuple[int, int],
    per: frozenset[Per],
) -> None:
    """Of a day whose activities are gone, each hour counts where it begins."""
    day, day_start, day_end = frozen
    begun: dict[int, int] = {}
    for _, hour, part in calendar.pieces(span_from(day_start, day_end)):
        begun.setdefault(hour, to_ms(part.start))
    hours = [hour for hour, begin in begun.items() if span[0] <= begin < span[1]]
    query = select(hour_total).where(hour_total.c.day == day, hour_total.c.hour.in_(hours))
    for row in connection.execute(query):
        sums[_key(row.subject, row.presence, day, row.hour, None, per)] += row.ms


def _add_raw(
    connection: Connection, calendar: Calendar, sums: Sums, start_ms: int, end_ms: int, per: frozenset[Per]
) -> None:
    if start_ms >= end_ms:
        return
    bounds = {"a": start_ms, "b": end_ms}
    if Per.DAY in per or Per.HOUR in per:
        _add_pieces(calendar, sums, _spans(connection, _each, bounds), per)
    elif Per.TITLE in per:
        for number, presence, title, ms in connection.execute(_by_title, bounds):
            sums[number, presence, None, None, title] += int(ms)
    else:
        for number, presence, ms in connection.execute(_by_app, bounds):
            sums[number, presence, None, None, None] += int(ms)


def _add_open(
    connection: Connection, calendar: Calendar, sums: Sums, start_ms: int, end_ms: int, per: frozenset[Per]
) -> None:
    row = rows.open_row(connection)
    if row is None:
        return
    at, end = max(row.start_ms, start_ms), min(row.end_ms, end_ms)
    if at < end:
        _add_pieces(calendar, sums, iter([(row.subject, row.presence, row.title, at, end)]), per)


_Stretch = tuple[int, int, int | None, int, int]
"""subject, presence, title, start ms, end ms"""


def _spans(
    connection: Connection, query: Select[*tuple[Any, ...]], bounds: dict[str, int]
) -> Iterator[_Stretch]:
    # Any: the columns of `_each`
    low, high = bounds["a"], bounds["b"]
    for number, presence, title, start, length in connection.execute(query, bounds).yield_per(_ROWS):
        yield number, presence, title, max(start, low), min(start + length, high)


def _add_pieces(calendar: Calendar, sums: Sums, stretches: Iterator[_Stretch], per: frozenset[Per]) -> None:
    """Cut each stretch where the local day or hour changes; they come in order."""
    day, hour, cut = 0, 0, -(2**62)
    for number, presence, title, start, end in stretches:
        at = start
        while at < end:
            if at >= cut:
                day, hour, cut = _piece(calendar, at)
            until = min(end, cut)
            sums[_key(number, presence, day, hour, title, per)] += until - at
            at = until


def _piece(calendar: Calendar, at_ms: int) -> tuple[int, int, int]:
    """Local day and hour of a moment, and when (ms) the next one begins."""
    moment = from_ms(at_ms)
    day, hour, part = next(calendar.pieces(span_from(at_ms, to_ms(moment + timedelta(hours=3)))))
    return day.toordinal(), hour, to_ms(part.end)


def _key(number: int, presence: int, day: int, hour: int, title: int | None, per: frozenset[Per]) -> _Key:
    return (
        number,
        presence,
        day if Per.DAY in per else None,
        hour if Per.HOUR in per else None,
        title if Per.TITLE in per else None,
    )
