"""Sums by local day and kind of app: what long views draw, one row where `use` has one for each app.

A year of 300 apps has 110,000 sums by app and day, and 5,000 by kind and day: SQLite adds them up in the time that
Python would need to read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, Integer, func, literal_column, or_, select

from wellbeing.model import AppIdentity, DayUse, Per, Presence
from wellbeing.store import total
from wellbeing.store.name import Names
from wellbeing.store.tables import day_total, subject
from wellbeing.store.use import PRESENCES, Sums, add_parts
from wellbeing.timeline.day import Calendar

_DAY = frozenset({Per.DAY})
_PRESENCES = max(PRESENCES) + 1
_PRESENCE = {int(presence): presence for presence in Presence}

_Daily = dict[tuple[int, str, int], int]
"""(day, kind, presence) -> ms"""


def daily(
    connection: Connection,
    calendar: Calendar,
    names: Names,
    start_ms: int,
    end_ms: int,
    kind: Callable[[AppIdentity], str],
) -> list[DayUse]:
    """Sums by day, kind and presence, in order of days; exact, the open activity included."""
    if start_ms >= end_ms:
        return []
    parts: Sums = defaultdict(int)
    whole = add_parts(connection, calendar, parts, start_ms, end_ms, _DAY)
    numbers = connection.scalars(select(subject.c.id)) if whole else {key[0] for key in parts}
    kinds = {number: kind(app) for number, app in names.subjects(connection, numbers).items()}
    sums: _Daily = defaultdict(int)
    for (number, presence, day, _hour, _title), ms in parts.items():
        if day is not None:
            sums[day, kinds[number], presence] += ms
    if whole:
        _add_whole(connection, sums, whole, kinds)
    return [
        DayUse(date.fromordinal(day), name, _PRESENCE[presence], timedelta(milliseconds=ms))
        for (day, name, presence), ms in sorted(sums.items())
        if ms
    ]


def _add_whole(connection: Connection, sums: _Daily, days: Sequence[int], kinds: Mapping[int, str]) -> None:
    ordered = sorted(set(kinds.values()))
    # One number to group by takes a third less time than three columns.
    column = literal_column(_kind_of(kinds, ordered), Integer)
    what = (day_total.c.day * len(ordered) + column) * _PRESENCES + day_total.c.presence
    among = or_(*(day_total.c.day.between(low, high) for low, high in total.runs(days)))
    # The second and third condition say nothing new, but lead SQLite past all other days (as in `use`).
    query = select(what.label("what"), func.sum(day_total.c.ms)).where(
        among, day_total.c.subject.in_(select(subject.c.id)), day_total.c.presence.in_(PRESENCES)
    )
    for number, ms in connection.execute(query.group_by("what")).all():
        rest, presence = divmod(number, _PRESENCES)
        day, place = divmod(rest, len(ordered))
        sums[day, ordered[place], presence] += int(ms)


def _kind_of(kinds: Mapping[int, str], ordered: Sequence[str]) -> str:
    """SQL that turns a subject's number into its kind's place; numbers of ours only, nothing to escape.

    The kind with the most subjects is what is left over, so that the text stays short.
    """
    members = {name: [number for number, own in kinds.items() if own == name] for name in ordered}
    largest = max(range(len(ordered)), key=lambda place: len(members[ordered[place]]))
    cases = [
        f"WHEN day_total.subject IN ({_listed(members[name])}) THEN {place}"
        for place, name in enumerate(ordered)
        if place != largest
    ]
    return f"CASE {' '.join(cases)} ELSE {largest} END" if cases else f"{largest}"


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in numbers)
