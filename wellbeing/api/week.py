"""A week of a member as somebody sees it: exactly what was agreed, whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection

from wellbeing.api import refused
from wellbeing.api.hub import Asker, Hub, member
from wellbeing.api.pairing import told
from wellbeing.api.value import WeekTold
from wellbeing.family.digest import DigestError, decoded
from wellbeing.family.level import Level
from wellbeing.family.line import Line, lines
from wellbeing.family.person import Person, Relation
from wellbeing.family.privacy import seen
from wellbeing.store.hub import digests, people
from wellbeing.store.hub.digests import Standing


def week(hub: Hub, asker: Asker, subject: str, day: date, as_viewer: str | None = None) -> WeekTold:
    """The week of a day.

    Args:
        hub: where.
        asker: who asks.
        subject: whose days.
        day: any day of the week, which begins on Monday.
        as_viewer: only for the subject: shows what that viewer sees.

    Raises:
        Refused: the asker may not see it.
    """
    monday = monday_of(day)
    with hub.reading() as connection:
        one = member(connection, asker, subject).person
        relation = view(connection, asker, one, as_viewer)
        kept = digests.between(connection, [one.id], monday, monday + timedelta(days=6))
    days = tuple(seen(line, relation.level, moods=relation.moods) for line in put_together(kept))
    return WeekTold(
        person=told(one),
        monday=monday,
        level=relation.level,
        seen_by=relation.viewer,
        moods=relation.moods,
        days=days,
    )


def view(connection: Connection, asker: Asker, subject: Person, as_viewer: str | None) -> Relation:
    """At what level it is shown.

    Raises:
        Refused: not at all; a stranger and somebody without relation are told the same.
    """
    own = asker.person.id == subject.id
    if as_viewer is not None and as_viewer != asker.person.id:
        if not own:
            raise refused.not_yours()
        relation = people.between(connection, member(connection, asker, as_viewer).person.id, subject.id)
    elif own:
        return Relation(subject.id, subject.id, Level.APPS, moods=True)
    else:
        relation = people.between(connection, asker.person.id, subject.id)
    if relation is None:
        raise refused.not_yours()
    return relation


def weeks(hub: Hub, asker: Asker, subject: str) -> list[date]:
    """The Mondays of weeks of which something is kept, newest first.

    Raises:
        Refused: the asker may not see them.
    """
    with hub.reading() as connection:
        one = member(connection, asker, subject).person
        view(connection, asker, one, None)
        found = digests.days(connection, one.id)
    return sorted({monday_of(day) for day in found}, reverse=True)


def put_together(kept: Sequence[Standing]) -> list[Line]:
    """The days of one member, devices merged. What an older program kept and this one cannot read is left out."""
    readable = []
    for one in kept:
        try:
            readable.append(decoded(one.content))
        except DigestError:
            continue
    return lines(readable)


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())
