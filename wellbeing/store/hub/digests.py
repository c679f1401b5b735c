"""Digests: many pushes in one transaction, idempotent by device, day and revision; and the days of a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TypeVar

from sqlalchemy import Connection, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from wellbeing.store.hub.source import HubSource
from wellbeing.store.hub.tables import device, digest
from wellbeing.store.moment import to_ms

T = TypeVar("T")

_TOGETHER = 400
"""Values in one IN list: SQLite's oldest limit is 999, and a pair counts twice."""


@dataclass(frozen=True, slots=True)
class Push:
    """A digest on its way in."""

    token: bytes
    """SHA-256 of the token that came with it."""
    device: str
    """Whose it says to be."""
    day: int
    """Ordinal."""
    revision: int
    content: bytes
    """As the core encodes it."""


class Outcome(Enum):
    """What became of a push."""

    CREATED = auto()
    KEPT = auto()
    """It stands now, or stood already."""
    OLDER = auto()
    """A higher revision stands and stays."""
    DIFFERENT = auto()
    """The same revision stands with other content and stays."""
    UNKNOWN = auto()
    """No device has this token."""
    REVOKED = auto()
    FOREIGN = auto()
    """It says to be of another device than the one that brought it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a push, and what stands now."""

    outcome: Outcome
    revision: int = 0
    device: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A digest that is kept."""

    device: str
    person: str
    day: int
    content: bytes


def push(source: HubSource, pushes: Sequence[Push], now: datetime) -> list[Answer]:
    """Write pushes of any devices together, all or none, answered in their order.

    Raises:
        StoreError: nothing was kept; try again.
    """
    with source.writing() as connection:
        devices = _devices(connection, {one.token for one in pushes})
        known = [one for one in pushes if one.token in devices and not devices[one.token].revoked]
        stands = _standing(connection, {(devices[one.token].id, one.day) for one in known})
        fresh: dict[tuple[str, int], Push] = {}
        answers = [_judge(one, devices.get(one.token), stands, fresh) for one in pushes]
        if fresh:
            _write(connection, fresh, devices, now)
        return answers


@dataclass(frozen=True, slots=True)
class _Sender:
    id: str
    family: str
    person: str
    revoked: bool


def _judge(
    one: Push,
    sender: _Sender | None,
    stands: dict[tuple[str, int], tuple[int, bytes]],
    fresh: dict[tuple[str, int], Push],
) -> Answer:
    """Decide on one push, in the light of those before it in the same transaction."""
    if sender is None:
        return Answer(Outcome.UNKNOWN)
    if sender.revoked:
        return Answer(Outcome.REVOKED, device=sender.id)
    if sender.id != one.device:
        return Answer(Outcome.FOREIGN, device=sender.id)
    place = (sender.id, one.day)
    before = stands.get(place)
    if before is not None and before[0] > one.revision:
        return Answer(Outcome.OLDER, before[0], sender.id)
    if before is not None and before[0] == one.revision:
        same = before[1] == one.content
        return Answer(Outcome.KEPT if same else Outcome.DIFFERENT, one.revision, sender.id)
    stands[place] = (one.revision, one.content)
    fresh[place] = one
    return Answer(Outcome.CREATED if before is None else Outcome.KEPT, one.revision, sender.id)


def _devices(connection: Connection, tokens: set[bytes]) -> dict[bytes, _Sender]:
    columns = (device.c.token, device.c.id, device.c.family, device.c.person, device.c.revoked_ms)
    found: dict[bytes, _Sender] = {}
    for some in _parts(sorted(tokens)):
        for row in connection.execute(select(*columns).where(device.c.token.in_(some))):
            found[bytes(row.token)] = _Sender(row.id, row.family, row.person, row.revoked_ms is not None)
    return found


def _standing(
    connection: Connection, places: set[tuple[str, int]]
) -> dict[tuple[str, int], tuple[int, bytes]]:
    found: dict[tuple[str, int], tuple[int, bytes]] = {}
    columns = (digest.c.device, digest.c.day, digest.c.revision, digest.c.content)
    for some in _parts(sorted(places)):
        where = tuple_(digest.c.device, digest.c.day).in_(some)
        for row in connection.execute(select(*columns).where(where)):
            found[row.device, row.day] = (row.revision, bytes(row.content))
    return found


def _write(
    connection: Connection,
    fresh: Mapping[tuple[str, int], Push],
    devices: Mapping[bytes, _Sender],
    now: datetime,
) -> None:
    at = to_ms(now)
    rows = [
        {
            "device": place[0],
            "day": place[1],
            "family": devices[one.token].family,
            "person": devices[one.token].person,
            "revision": one.revision,
            "received_ms": at,
            "content": one.content,
        }
        for place, one in sorted(fresh.items())
    ]
    connection.execute(_upsert(connection.dialect.name), rows)
    seen = sorted({place[0] for place in fresh})
    for some in _parts(seen):
        connection.execute(update(device).where(device.c.id.in_(some)).values(seen_ms=at))


def _upsert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    """A row, or its newer revision; never an older one, whoever else writes to the same database."""
    insert = sqlite.insert(digest) if dialect == "sqlite" else postgresql.insert(digest)
    new = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=[digest.c.device, digest.c.day],
        set_={"revision": new.revision, "received_ms": new.received_ms, "content": new.content},
        where=digest.c.revision < new.revision,
    )


def between(connection: Connection, persons: Sequence[str], first: date, last: date) -> list[Standing]:
    """What is kept of some people from one day to another, both counted; by person, day and device."""
    rows = connection.execute(
        select(digest.c.device, digest.c.person, digest.c.day, digest.c.content)
        .where(digest.c.person.in_(persons), digest.c.day.between(first.toordinal(), last.toordinal()))
        .order_by(digest.c.person, digest.c.day, digest.c.device)
    )
    return [Standing(row.device, row.person, row.day, bytes(row.content)) for row in rows]


def days(connection: Connection, member: str) -> list[date]:
    """The days of which something is kept, newest first."""
    rows = connection.execute(
        select(digest.c.day).where(digest.c.person == member).distinct().order_by(digest.c.day.desc())
    )
    return [date.fromordinal(row.day) for row in rows]


def forget(connection: Connection, before: date) -> int:
    """Remove what is older than a day; how much it was."""
    return connection.execute(delete(digest).where(digest.c.day < before.toordinal())).rowcount


def _parts(values: Sequence[T]) -> list[Sequence[T]]:
    return [values[start : start + _TOGETHER] for start in range(0, len(values), _TOGETHER)]
