"""What is agreed at home, ready to be shown: PIN, agreed limits, requests for time, school holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.engine import permit
from wellbeing.engine.source import Source
from wellbeing.engine.view.limits import reckoner_of
from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Request, State
from wellbeing.limits.standing import Standing

_BACK = timedelta(days=28)
_SHOWN = 5
"""Requests that are over and still shown."""


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """The values of the page's cards."""

    now: datetime
    """In the person's zone."""
    today: date
    pin: bool
    """Whether one is set."""
    agreed: tuple[Standing, ...]
    """Agreed limits as they stand today, by number."""
    open: tuple[Request, ...]
    """Waiting for an answer, oldest first."""
    past: tuple[Request, ...]
    """The latest that are over, newest first."""
    holidays: tuple[Holiday, ...]
    sound: bool
    """Whether the journal's chain holds."""


def read(source: Source, regional: int) -> HouseholdView:
    """As it stands now; some 10 ms.

    Args:
        source: the record.
        regional: the first weekday where the person lives, 0 for Monday.
    """
    store = source.store
    requests = store.household.requests(source.now - _BACK)
    open_ = tuple(one for one in requests if one.state(source.now) is State.OPEN)
    stands = standings(source, regional)
    return HouseholdView(
        source.calendar.local(source.now),
        source.today,
        permit.has_pin(store),
        tuple(one for one in stands if one.limit.agreed is not None),
        open_,
        tuple(reversed([one for one in requests if one not in open_]))[:_SHOWN],
        store.household.holidays(),
        not store.journal_problems(),
    )


def standings(source: Source, regional: int) -> list[Standing]:
    """How all limits stand now."""
    reckoner = reckoner_of(source, regional)
    return reckoner.standings(reckoner.day(source.now, source.clock.tick() + source.clock.slept()))
