"""What the program said or would have said, why, and whether it helps: ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from wellbeing.analysis.effect import Effect, Point, effect
from wellbeing.engine import breaks, manners
from wellbeing.engine.source import Source
from wellbeing.limits.limit import Limit
from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.nudge import Record, Verdict
from wellbeing.nudges.rest import Outcome
from wellbeing.timeline.day import Calendar

SHOWN = timedelta(days=28)
LOOK_BACK = timedelta(days=400)
"""Of decisions that tell whether a kind helps."""
APART = timedelta(minutes=90)
"""Of a pause, which may come every ten minutes, only those so far apart are compared (facts/science.md 4.4). Which
these are does not depend on what was drawn."""
SPEAKING = (
    *(Kind.LIMIT, Kind.GROWTH, Kind.BREAK, Kind.FRICTION, Kind.TRY_FIRST),
    *(Kind.SECOND_OPINION, Kind.CHECK_IN),
)
"""Kinds that something in the program can wish."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of note."""

    kind: Kind
    on: bool
    own: bool
    """The person's own fence: it ends with its limit, its list or its breaks, and has no switch here."""
    shown: int
    """How often in the last four weeks."""
    effect: Effect | None
    """None for a kind that is never left out to learn."""


@dataclass(frozen=True, slots=True)
class NudgesView:
    """The page's values."""

    now: datetime
    """In the person's zone."""
    day: date
    """The day that is lived now; after midnight still yesterday's."""
    records: tuple[Record, ...]
    """Of the last four weeks, newest first; what was refused again and again stands once."""
    kinds: tuple[KindRow, ...]
    limits: tuple[Limit, ...]
    today: int
    """Interruptions so far."""
    budget: int
    snoozed_until: datetime | None
    """In the person's zone; None while notes may come."""
    experiment: bool
    breaks: Mapping[Outcome, int] = field(default_factory=dict)
    """What came of today's breaks."""


def read(source: Source) -> NudgesView:
    """The last four weeks; some 10 ms, and 0.1 s for each kind that has been drawn often enough."""
    every = source.store.nudges.since(source.now - LOOK_BACK)
    recent = [one for one in every if one.decision.at >= source.now - SHOWN]
    chosen = manners.manners(source.settings.manners, source.store)
    local = source.calendar.local
    until = chosen.snoozed_until
    shown = [one for one in recent if one.decision.verdict is Verdict.DELIVERED]
    return NudgesView(
        local(source.now),
        source.today,
        tuple(reversed(recent)),
        tuple(_row(kind, every, shown, chosen.on, source.calendar) for kind in SPEAKING),
        tuple(source.store.limits.limits()),
        sum(one.decision.day == source.today for one in shown),
        chosen.budget,
        local(until) if until is not None and until > source.now else None,
        chosen.experiment,
        breaks.counts(source.store, source.today),
    )


def one(source: Source, number: int) -> Record | None:
    """One decision by its number."""
    return source.store.nudges.one(number)


def _row(
    kind: Kind, every: list[Record], shown: list[Record], on: Iterable[Kind], calendar: Calendar
) -> KindRow:
    rule = RULES[kind]
    told = effect(points(kind, every, calendar)) if rule.randomised else None
    count = sum(one.decision.wish.kind is kind for one in shown)
    return KindRow(kind, kind in set(on), rule.own, count, told)


def points(kind: Kind, records: Iterable[Record], calendar: Calendar) -> list[Point]:
    """Decisions of a kind that were drawn and whose outcome is known; one hour does not reach into the next."""
    found: list[Point] = []
    last: datetime | None = None
    for one in records:
        made = one.decision
        if made.wish.kind is not kind or made.chance is None:
            continue
        near = last is not None and timedelta(0) <= made.at - last < APART
        last = last if near else made.at
        before, after = one.outcome.get("before"), one.outcome.get("after")
        known = isinstance(before, (int, float)) and isinstance(after, (int, float))
        if not near and known and "of" in one.outcome:
            local = calendar.local(made.at)
            hour = local.hour + local.minute / 60
            delivered = made.verdict is Verdict.DELIVERED
            found.append(Point(delivered, made.chance, float(before or 0), float(after or 0), hour))
    return found
