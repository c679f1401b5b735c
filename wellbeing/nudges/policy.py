"""Whether to speak: each wish passes every gate, or the first that fails says why not.

    wish ─ switched on ─ not said ─ 14 days ─ snooze ─ quiet hours ─ cool-downs ─ apart ─ budget   refused
                                                                                    │
                                                     call, full screen, away … ─ breakpoint        held, dropped
                                                                                    │
                                                                                  draw             withheld
                                                                                    │
                                                                                delivered

The person's own fences (limits, pauses, breaks) ask for no budget, but use it: after them others are silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from wellbeing.limits.standing import Standing
from wellbeing.nudges import wishes
from wellbeing.nudges.backoff import Welcome, welcome
from wellbeing.nudges.kind import RULES, Delivery, Kind, Rule
from wellbeing.nudges.manners import MOST_A_DAY, Manners
from wellbeing.nudges.nudge import Check, Decision, Gate, Hold, Moment, Record, Verdict, Wish

_FIRST = (
    Kind.LIMIT,
    Kind.BREAK,
    Kind.FRICTION,
    Kind.NIGHT,
    Kind.SECOND_OPINION,
    Kind.TRY_FIRST,
    Kind.GROWTH,
    Kind.HUMAN,
    Kind.CHECK_IN,
    Kind.WEEK,
)
"""Of several wishes the one whose moment passes soonest is decided first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at a moment."""

    at: datetime
    local: datetime
    """The same on the person's clock."""
    day: date
    """The local day in force."""
    days_recorded: int
    """Days since the record began."""
    wishes: tuple[Wish, ...] = ()
    """What the rules would say, limits apart."""
    concerned: frozenset[int] = frozenset()
    """Limits that speak of what is in front."""
    holds: frozenset[Hold] = frozenset()
    moment: Moment | None = None
    """The breakpoint that it is now; None between."""
    draw: float = 0.0
    """In [0, 1), drawn afresh for each call."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One wish with all that its gates look at."""

    wish: Wish
    rule: Rule
    facts: Facts
    manners: Manners
    past: Sequence[Record]
    welcome: Welcome
    spent: list[Record] = field(repr=False)
    """Interruptions so far."""

    def passed(self, before: Sequence[Record]) -> timedelta:
        """Time since the last of these, or the least that it can be where a clock was set back meanwhile.

        11:00   12:30 told │ set back to 11:10, a word refused ─── 11:40    half an hour at least
        """
        at = self.facts.at
        return min(at - self._since(one, at) for one in before)

    def _since(self, one: Record, at: datetime) -> datetime:
        if one.decision.at <= at:
            return one.decision.at
        later = self.past[self.past.index(one) + 1 :]
        return min((other.decision.at for other in later if other.decision.at <= at), default=at)


def decide(
    facts: Facts, limits: Sequence[Standing], past: Sequence[Record], manners: Manners
) -> tuple[Decision, ...]:
    """What becomes of everything that somebody would like to say now; empty where nobody does.

    At most one interruption that is not the person's own fence is delivered in a call. A wish decided as before
    is not decided again: HELD and REFUSED come once for each reason. What was held and is wished no more is
    dropped when its time is over.

    Args:
        facts: of this moment.
        limits: how the limits in force stand.
        past: decisions so far, oldest first: of 28 days at least.
        manners: how the person wants to be spoken to.
    """
    said = {one.decision.wish.key for one in past if _final(one.decision)}
    asked = [*wishes.of_limits(limits, said, facts.concerned), *facts.wishes]
    known = list(past)
    made = _given_up(facts, {one.key for one in asked}, past, said, manners)
    for wish in sorted(asked, key=lambda one: _FIRST.index(one.kind)):
        if wish.key in said:
            continue
        decision = _decided(wish, facts, known, manners)
        if not _told_before(decision, known):
            made.append(decision)
            known.append(Record(decision))
    return tuple(made)


def _given_up(
    facts: Facts, wished: set[str], past: Sequence[Record], said: set[str], manners: Manners
) -> list[Decision]:
    """What was held and has lost its reason meanwhile. A stop may find its reason again on the same day."""
    dropped: dict[str, Decision] = {}
    for one in past:
        held = one.decision
        key = held.wish.key
        if held.verdict is not Verdict.HELD or key in said or key in wished or key in dropped:
            continue
        if held.wish.stops and held.day == facts.day:
            continue
        if abs(facts.at - held.at) > manners.longest_hold:
            dropped[key] = replace(held, at=facts.at, day=facts.day, verdict=Verdict.DROPPED)
    return list(dropped.values())


def _decided(wish: Wish, facts: Facts, past: Sequence[Record], manners: Manners) -> Decision:
    rule = RULES[wish.kind]
    spent = [one for one in past if _interrupts(one.decision)]
    case = _Case(wish, rule, facts, manners, past, welcome(wish.kind, past), spent)
    today = sum(one.decision.day == facts.day for one in spent)
    made = Decision(
        facts.at,
        facts.day,
        wish,
        rule.version,
        Verdict.DELIVERED,
        (),
        (today, min(manners.budget, MOST_A_DAY)),
        facts.moment,
    )
    checks: list[Check] = []
    for check in _manners(case, today):
        checks.append(check)
        if not check.passed:
            return replace(made, verdict=_overdue(case, Verdict.REFUSED), checks=tuple(checks))
    for check in _moment(case):
        checks.append(check)
        if not check.passed:
            return replace(made, verdict=_overdue(case, Verdict.HELD), checks=tuple(checks))
    made = replace(made, offers_stop=case.welcome.offers_stop and not rule.own)
    if manners.experiment and rule.randomised and not wish.stops:
        kept = facts.draw < manners.chance
        checks.append(Check(Gate.DRAW, kept, round(facts.draw, 4), manners.chance))
        verdict = Verdict.DELIVERED if kept else Verdict.WITHHELD
        made = replace(made, verdict=verdict, draw=facts.draw, chance=manners.chance)
    return replace(made, checks=tuple(checks))


def _manners(case: _Case, today: int) -> Iterator[Check]:
    """Gates that do not open within minutes."""
    wish, rule, facts, manners = case.wish, case.rule, case.facts, case.manners
    yield Check(Gate.SWITCHED_ON, wish.kind in manners.on or rule.own)
    if not rule.own and not rule.early:
        enough = facts.days_recorded >= manners.silent_days
        yield Check(Gate.ENOUGH_DAYS, enough, facts.days_recorded, manners.silent_days)
    if not wish.stops:
        until = manners.snoozed_until
        awake = until is None or facts.at >= until
        yield Check(Gate.NOT_SNOOZED, awake, None if awake or until is None else until.isoformat())
        quiet = manners.quiet(facts.local) and not rule.at_night and wish.loudness is not Delivery.SILENT
        hours = f"{_clock(manners.quiet_from)}-{_clock(manners.quiet_to)}"
        yield Check(Gate.NO_QUIET_HOURS, not quiet, f"{facts.local:%H:%M}", hours)
    yield from _distances(case)
    if wish.loudness is Delivery.INTERRUPTING and not rule.own:
        allowed = min(manners.budget, MOST_A_DAY)
        yield Check(Gate.BUDGET, today < allowed, today, allowed)


def _distances(case: _Case) -> Iterator[Check]:
    wish, rule = case.wish, case.rule
    same_kind = [one for one in case.past if one.decision.wish.kind is wish.kind and _counts(one.decision)]
    same = [one for one in same_kind if one.decision.wish.about == wish.about]
    for gate, base, before in (
        (Gate.COOL_DOWN, rule.cool_down, same),
        (Gate.KIND_COOL_DOWN, rule.any_cool_down, same_kind),
    ):
        if base:
            yield _distance(gate, case, before, case.welcome.interval(base))
    if rule.own or wish.loudness is Delivery.SILENT:
        return
    if wish.loudness is Delivery.INTERRUPTING and case.manners.apart:
        yield _distance(Gate.APART, case, case.spent, case.manners.apart)
    if rule.apart:
        yield _distance(Gate.APART, case, [one for one in case.past if _heard(one.decision)], rule.apart)


def _distance(gate: Gate, case: _Case, before: Sequence[Record], least: timedelta) -> Check:
    """Whether enough time has passed since the last one; a clock set back shortens no distance."""
    if not before:
        return Check(gate, passed=True, threshold=_minutes(least))
    passed = case.passed(before)
    return Check(gate, passed >= least, _minutes(passed), _minutes(least))


def _moment(case: _Case) -> Iterator[Check]:
    """Gates that may open any minute."""
    facts, wish = case.facts, case.wish
    if wish.loudness is Delivery.SILENT:
        return
    holds = ", ".join(sorted(facts.holds))
    yield Check(Gate.NOTHING_HOLDS, not facts.holds, holds or None)
    if case.rule.waits:
        moment = facts.moment
        figure = None if moment is None else f"{moment.breakpoint} {_minutes(moment.length)}"
        yield Check(Gate.GOOD_MOMENT, moment is not None, figure)


def _overdue(case: _Case, verdict: Verdict) -> Verdict:
    """A wish that waited too long for its moment is dropped; the person's own stop waits for ever."""
    held = [
        one.decision.at
        for one in case.past
        if one.decision.wish.key == case.wish.key and one.decision.verdict is Verdict.HELD
    ]
    if not held or case.wish.stops:
        return verdict
    # Held in what is the future now: the clock was set back, and nobody knows for how long it has waited.
    return Verdict.DROPPED if abs(case.facts.at - held[0]) > case.manners.longest_hold else verdict


def _told_before(made: Decision, past: Sequence[Record]) -> bool:
    """Whether the same was decided on this wish for the same reason before."""
    return made.verdict in (Verdict.HELD, Verdict.REFUSED) and any(
        one.decision.wish.key == made.wish.key
        and one.decision.verdict is made.verdict
        and one.decision.why is made.why
        for one in past
    )


def _final(one: Decision) -> bool:
    return one.verdict in (Verdict.DELIVERED, Verdict.WITHHELD, Verdict.DROPPED)


def _counts(one: Decision) -> bool:
    """Whether a decision keeps others at a distance: a withheld one as if it had been delivered."""
    return one.verdict in (Verdict.DELIVERED, Verdict.WITHHELD)


def _heard(one: Decision) -> bool:
    """Whether the person was told something, however quietly, or would have been but for a draw."""
    return _counts(one) and one.wish.loudness is not Delivery.SILENT


def _interrupts(one: Decision) -> bool:
    return _counts(one) and one.wish.loudness is Delivery.INTERRUPTING


def _minutes(time: timedelta) -> float:
    return round(time / timedelta(minutes=1), 1)


def _clock(after: timedelta) -> str:
    minutes = after // timedelta(minutes=1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
