"""When a synthetic person sits down, and what happens to the record on the way.

All times are milliseconds since the day began at 04:00, drawn around local clock times.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wellbeing.demo.chance import Chance
from wellbeing.demo.character import Person
from wellbeing.demo.day import Kind
from wellbeing.demo.desk import HOUR, MINUTE, Desk
from wellbeing.demo.habit import Habit
from wellbeing.demo.plan import Plan
from wellbeing.demo.sitting import Life, Mishap, Sitting
from wellbeing.model import EntryKind

_MS = timedelta(milliseconds=1)
_LUNCH = 8 * HOUR + 15 * MINUTE
_NIGHT = 19 * HOUR
_LEAVES = 7 * HOUR + 30 * MINUTE
"""On a journey the machine is shut at 11:30."""
_UPKEEP = 2 * HOUR + 30 * MINUTE
"""Who is known to be there now has been there for at least so long."""
_MISHAPS = ((Mishap.STALL, 0.05), (Mishap.PAUSE, 0.02), (Mishap.CRASH, 0.01), (Mishap.CLOCK, 0.004))
"""Chance of each on a day."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start_ms: int
    limit_ms: int
    share: float
    work: bool


@dataclass(frozen=True, slots=True)
class Habits:
    """One person's ways at work and at leisure."""

    work: Habit
    leisure: Habit


def live(desk: Desk, plan: Plan, person: Person, habits: Habits, chance: Chance, *, present: bool) -> None:
    """Live a planned day at a desk; `present`: somebody is known to be there at the desk's end."""
    stretches = _stretches(plan, person, chance, desk.end_ms)
    life = Life(desk, chance, _agenda(plan, chance))
    if present:
        stretches[0] = _earlier(stretches[0], desk.end_ms - _UPKEEP)
    planned, owed_ms, owed_ai_ms = 0.0, 0, 0
    for stretch in stretches:
        # What was not managed before is made up for now.
        owed_ms += _part(plan.active // _MS, planned, stretch.share)
        owed_ai_ms += _part(plan.ai // _MS, planned, stretch.share)
        planned += stretch.share
        start_ms = max(stretch.start_ms, desk.now_ms + 20 * MINUTE if desk.now_ms else 0)
        if start_ms >= min(stretch.limit_ms, desk.end_ms):
            continue
        if desk.now_ms:
            life.sleep(start_ms)
        else:
            desk.skip(start_ms)
            desk.note(EntryKind.START)
        # Who is there at the end has not got up yet.
        still_ms = desk.end_ms - start_ms if present and stretch.limit_ms > desk.end_ms else 0
        habit = habits.work if stretch.work else habits.leisure
        sitting = Sitting(max(owed_ms, still_ms), owed_ai_ms, habit, stretch.limit_ms)
        life.sit(sitting)
        owed_ms, owed_ai_ms = sitting.active_ms, sitting.ai_ms
    if desk.now_ms:
        desk.note(EntryKind.STOP)


def _part(whole_ms: int, before: float, share: float) -> int:
    """A share of a whole; shares that follow each other add up to the millisecond."""
    return round(whole_ms * (before + share)) - round(whole_ms * before)


def _stretches(plan: Plan, person: Person, chance: Chance, end_ms: int) -> list[_Stretch]:
    """Sittings meant for the day, in order; shares of the day's amounts add up to 1."""
    first_ms = person.rises // _MS - 4 * HOUR + _around(chance, 22)
    evening_ms = 16 * HOUR + _around(chance, 30)
    noon_ms = 11 * HOUR + _around(chance, 30)
    late = plan.kind is not Kind.JOURNEY and chance.happens(person.owl)
    night = chance.between(0.05, 0.15) if late else 0.0
    share = chance.between(0.15, 0.3)
    if plan.kind is Kind.JOURNEY:
        return [_Stretch(min(first_ms, _LEAVES - HOUR), _LEAVES, 1.0, True)]
    if plan.kind is Kind.VACATION:
        return [_Stretch(evening_ms, _NIGHT, 1.0, False)]
    if plan.kind is Kind.WORK:
        found = [
            _Stretch(first_ms, 15 * HOUR + 30 * MINUTE, 1.0 - share - night, True),
            _Stretch(evening_ms, _NIGHT - 5 * MINUTE, share, False),
        ]
    else:
        found = [
            _Stretch(first_ms + person.sleeps_in // _MS, noon_ms - 30 * MINUTE, 0.3 - night, False),
            _Stretch(noon_ms, evening_ms - 30 * MINUTE, 0.7 - 2 * share, False),
            _Stretch(evening_ms, _NIGHT - 5 * MINUTE, 2 * share, False),
        ]
    if late:
        start_ms = _NIGHT + round(chance.exponential(20 * MINUTE))
        found.append(_Stretch(start_ms, end_ms - 20 * MINUTE, night, False))
    return found


def _earlier(stretch: _Stretch, start_ms: int) -> _Stretch:
    start_ms = max(MINUTE, min(stretch.start_ms, start_ms))
    return _Stretch(start_ms, stretch.limit_ms, stretch.share, stretch.work)


def _agenda(plan: Plan, chance: Chance) -> list[tuple[int, Mishap]]:
    due = [(_LUNCH + _around(chance, 15), Mishap.LUNCH)] if plan.kind is Kind.WORK else []
    for mishap, probability in _MISHAPS:
        if chance.happens(probability):
            due.append((round(chance.between(5 * HOUR, 18 * HOUR)), mishap))
    return due


def _around(chance: Chance, sd_min: float) -> int:
    """Milliseconds before or after a habitual time, never more than two and a half times the usual."""
    return round(min(max(chance.normal(), -2.5), 2.5) * sd_min * MINUTE)
