"""The hub as its parts see it: database, clock, what it is called from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from wellbeing.api import refused
from wellbeing.api.stranger import Strangers
from wellbeing.family.person import Person, Role
from wellbeing.ports import Clock
from wellbeing.store.hub import people
from wellbeing.store.hub.people import Account
from wellbeing.store.hub.source import HubSource

DAYS_KEPT = 3 * 366
"""Digests older than this go; three years, so that a year can be compared with the one before."""
REQUESTS_KEPT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Hub:
    """What every answer is made from."""

    source: HubSource
    clock: Clock
    url: str
    """How devices and phones reach it, without a slash at the end."""
    fingerprint: bytes | None
    """SHA-256 of its own certificate; None behind a proxy."""
    strangers: Strangers = field(default_factory=Strangers)
    """Names without an account that were tried at sign-in."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database."""
        with self.source.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction."""
        with self.source.writing() as connection:
            yield connection

    def now(self) -> datetime:
        """Wall clock, aware UTC."""
        return self.clock.now()

    def tick_s(self) -> float:
        """A clock that nobody sets, in seconds."""
        return self.clock.tick().total_seconds()

    def today(self) -> date:
        """The day in UTC."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a member, by a device or by a browser."""

    person: Person
    family: str
    device: str | None = None
    """None for a browser."""
    keeper: bool = False
    """Whether they sit at the hub's own command line, and could do anything to its database."""

    @property
    def parent(self) -> bool:
        """Whether they may invite, answer, and set a child's levels."""
        return self.person.role is Role.ADULT


def member(connection: Connection, asker: Asker, number: str) -> Account:
    """Another member of the same family.

    Raises:
        Refused: there is none; members of other families are none.
    """
    found = people.by_id(connection, number)
    if found is None or found.family != asker.family:
        raise refused.not_yours()
    return found


def need_parent(asker: Asker) -> None:
    """Let parents pass.

    Raises:
        Refused: somebody else.
    """
    if not asker.parent:
        raise refused.not_allowed()
