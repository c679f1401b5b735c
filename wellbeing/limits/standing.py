"""How a limit stands: what was used, what is left, whether it is reached, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wellbeing.limits import hours as stretches
from wellbeing.limits.count import MINUTE
from wellbeing.limits.limit import AMOUNT, Aim, Extension, Grant, Limit, Measure, Weekday, units
from wellbeing.timeline.day import Calendar


class State(StrEnum):
    """Where a limit stands."""

    FREE = "free"
    """No amount today."""
    OPEN = "open"
    REACHED = "reached"
    """Used up, or for a goal: done."""
    IGNORED = "ignored"
    """The person ignores it today."""


@dataclass(frozen=True, slots=True)
class Count:
    """What was used, in minutes or prompts."""

    today: float
    week: float = 0.0
    """Of the week so far, today included."""
    closed: float = 0.0
    """Of today, inside the limit's hours."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A limit on one day, in minutes or prompts."""

    limit: Limit
    day: date
    used: float
    week_used: float
    allowed: float | None
    """What the day allows, the week's rest and extensions included; None where only hours count."""
    left: float | None
    """Until it is reached, or for a goal until it is done; never below 0, None where nothing is to come."""
    state: State
    closed_until: datetime | None = None
    """While hours run in which it is not wanted: their end."""
    extensions: tuple[Extension, ...] = ()
    """Those of this day."""

    @property
    def reached(self) -> bool:
        """Whether nothing is left of what was wanted at most."""
        return self.state is State.REACHED and self.limit.aim is Aim.AT_MOST

    def may(self, grant: Grant) -> bool:
        """Whether a way to go on is still open: the little one is given once a day."""
        if self.limit.aim is Aim.AT_LEAST or self.state is State.IGNORED:
            return False
        return grant is not Grant.LITTLE or all(one.grant is not grant for one in self.extensions)

    def free(self, grant: Grant) -> bool:
        """Whether a way to go on needs nobody's leave: of an agreed limit the little one, and what was agreed."""
        agreed = self.limit.agreed
        if agreed is None or grant is Grant.LITTLE:
            return True
        taken = sum(one.grant is Grant.MORE for one in self.extensions)
        return grant is Grant.MORE and taken < agreed.more

    def given(self, minutes: int, reason: str = "") -> Extension:
        """What a parent adds to today, or takes from it; more counts from what is used, less from what is allowed."""
        some = units(self.limit.measure, minutes)
        if some >= 0:
            upto = self._base + some
        else:
            upto = max((self.used if self.allowed is None else self.allowed) + some, 0.0)
        return Extension(self.limit.id, self.day, Grant.GIVEN, upto, reason, some)

    @property
    def _base(self) -> float:
        """From where more counts: where hours end it, the day's amount may be far from used up."""
        return self.used if self.state is State.REACHED else max(self.used, self.allowed or 0.0)

    def extended(self, grant: Grant, reason: str = "") -> Extension:
        """The extension that a grant makes now; it counts from what is used, not from what was allowed."""
        if grant is Grant.IGNORE:
            return Extension(self.limit.id, self.day, grant, reason=reason)
        upto = self._base + AMOUNT[self.limit.measure, grant]
        return Extension(self.limit.id, self.day, grant, upto, reason)


def standing(
    limit: Limit,
    day: date,
    count: Count,
    extensions: Iterable[Extension],
    at: datetime,
    calendar: Calendar,
    weekday: Weekday = date.weekday,
) -> Standing:
    """How a limit stands at a moment of the day in force."""
    own = tuple(one for one in extensions if one.limit == limit.id and one.day == day)
    allowed = _allowed(limit, day, count, weekday)
    if limit.aim is Aim.AT_LEAST:
        return _goal(limit, day, count, allowed)
    closed = stretches.running(limit.hours, at, calendar, weekday) if limit.hours else None
    reaches = extended_to(own)
    extended = max(reaches - count.today, 0.0)
    ways: list[float] = []
    if allowed is not None:
        allowed = extended_to(own, allowed)
        ways.append(max(allowed - count.today, 0.0))
    if closed is not None:
        ways.append(extended)
    elif limit.hours and (begin := stretches.begins(limit.hours, at, calendar, weekday)) is not None:
        ways.append((begin - at) / MINUTE + extended)
    left = min(ways, default=None)
    state = State.FREE if left is None else State.OPEN if left > 0 else State.REACHED
    if any(one.grant is Grant.IGNORE for one in own):
        state, left = State.IGNORED, None
    until = None if closed is None else closed.end
    return Standing(limit, day, count.today, count.week, allowed, left, state, until, own)


def extended_to(extensions: Iterable[Extension], allowed: float = 0.0) -> float:
    """Use of the day up to which extensions reach, one after the other; what was taken away lowers it."""
    for one in extensions:
        allowed = min(allowed, one.upto) if one.units < 0 else max(allowed, one.upto)
    return allowed


def _allowed(limit: Limit, day: date, count: Count, weekday: Weekday) -> float | None:
    """What the day's amount and what is left of the week allow today."""
    amounts = [] if (amount := limit.amount(day, weekday)) is None else [float(amount)]
    if limit.week is not None:
        amounts.append(max(limit.week - (count.week - count.today), 0.0))
    return min(amounts, default=None)


def _goal(limit: Limit, day: date, count: Count, allowed: float | None) -> Standing:
    if allowed is None:
        return Standing(limit, day, count.today, count.week, None, None, State.FREE)
    left = max(allowed - count.today, 0.0)
    state = State.OPEN if left > 0 else State.REACHED
    return Standing(limit, day, count.today, count.week, allowed, left, state)


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said of a limit now. One with the same `key` is said once."""

    limit: int
    day: date
    what: str
    """`warning-10`, `reached-0` (the number of extensions before), or `done` for a goal."""
    left: float
    """Minutes or prompts; 0 when it is reached."""

    @property
    def key(self) -> str:
        """Names it for good."""
        return f"{self.limit}:{self.day.isoformat()}:{self.what}"

    @property
    def warning(self) -> bool:
        """Whether something is left."""
        return self.what.startswith("warning")


def notice(now: Standing, said: Collection[str]) -> Notice | None:
    """What is to be said of a limit, if anything; what was said before is never said again.

    Of several warnings that are due only the one nearest to the end is said, the others never after it.
    """
    if now.left is None:
        return None
    if now.state is State.REACHED:
        what = "done" if now.limit.aim is Aim.AT_LEAST else f"reached-{len(now.extensions)}"
        return _unsaid(Notice(now.limit.id, now.day, what, 0.0), said)
    if now.limit.aim is Aim.AT_LEAST:
        return None
    due = [one for one in _thresholds(now) if now.left <= one]
    if not due:
        return None
    day = now.day
    warnings = {one: Notice(now.limit.id, day, f"warning-{one}", now.left) for one in _thresholds(now)}
    nearer = [one.key for left, one in warnings.items() if left <= min(due)]
    return None if any(key in said for key in nearer) else warnings[min(due)]


def next_due(now: Standing, said: Collection[str]) -> float | None:
    """How much more use it takes until something is to be said, in minutes or prompts; None if never today."""
    if now.left is None or (now.state is State.REACHED and notice(now, said) is None):
        return None
    if notice(now, said) is not None:
        return 0.0
    warned = () if now.limit.aim is Aim.AT_LEAST else _thresholds(now)
    ahead = [now.left - one for one in warned if one < now.left]
    return min([*ahead, now.left])


def _thresholds(now: Standing) -> Sequence[int]:
    """Warnings that make sense: "10 minutes left" is none for a limit of ten, "1 minute left" none of one more."""
    whole = now.allowed
    if now.extensions:
        given = AMOUNT.get((now.limit.measure, now.extensions[-1].grant))
        whole = min((one for one in (whole, given) if one is not None), default=None)
    if now.limit.measure is Measure.PROMPTS and whole is not None and not now.extensions:
        return [one for one in now.limit.warnings if one < whole / 2]
    return [one for one in now.limit.warnings if whole is None or one < whole]


def _unsaid(one: Notice, said: Collection[str]) -> Notice | None:
    return None if one.key in said else one
