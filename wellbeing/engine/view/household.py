"""What is agreed at home, ready to be shown: PIN, agreed limits, requests for time, school holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.engine import membership as members
from wellbeing.engine import permit
from wellbeing.engine.source import Source
from wellbeing.engine.view.limits import reckoner_of
from wellbeing.family.agreement import Agreement, RequestTold
from wellbeing.family.holiday import Holiday
from wellbeing.family.request import Request, State
from wellbeing.limits.limit import Target
from wellbeing.limits.standing import Standing
from wellbeing.limits.typed import target
from wellbeing.ports import Store

_BACK = timedelta(days=28)
_SHOWN = 5
"""Requests that are over and still shown."""


@dataclass(frozen=True, slots=True)
class OfAnother:
    """A request of another member, made on another device."""

    person: str
    """As the family calls them."""
    request: Request
    called: str
    """The name that the limit was given; empty where it has none, or where it may not be named here."""
    targets: tuple[Target, ...] = ()
    """What the limit is on; empty likewise, and where all that was agreed is meant."""
    all: bool = False
    """Whether all that was agreed is meant."""


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
    others: tuple[OfAnother, ...]
    """What other members asked for and still waits for this adult's answer, oldest first."""
    parent: bool
    """Whether this is an adult's device in a family, so that members' requests reach it."""
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
        tuple(one for one in of_others(store) if one.request.state(source.now) is State.OPEN),
        _is_parent(store),
        store.household.holidays(),
        not store.journal_problems(),
    )


def _is_parent(store: Store) -> bool:
    joined = members.membership(store)
    return joined is not None and not joined.waits and not joined.person.role.minor


def of_others(store: Store) -> list[OfAnother]:
    """What other members asked for lately, as the family last told it; oldest first."""
    if members.membership(store) is None:
        return []
    agreed = members.state(store).agreement
    return [] if agreed is None else [_of_another(one, agreed) for one in agreed.of_others]


def _of_another(one: RequestTold, agreed: Agreement) -> OfAnother:
    told = next((limit for limit in agreed.limits if limit.id == one.limit), None)
    on = one.on if told is None else (told.target,)
    targets = tuple(found for each in on if (found := target(each)) is not None)
    called = one.called if told is None else told.name
    return OfAnother(agreed.called(one.person), one.request, called, targets, one.limit is None)


def standings(source: Source, regional: int) -> list[Standing]:
    """How all limits stand now."""
    reckoner = reckoner_of(source, regional)
    return reckoner.standings(reckoner.day(source.now, source.clock.tick() + source.clock.slept()))
