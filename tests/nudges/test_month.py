"""A month of a life on a virtual clock, in which every promise of the policy holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.limits.limit import Level, Limit, Of, Target
from wellbeing.limits.standing import Count, standing
from wellbeing.model import Zone
from wellbeing.nudges.kind import RULES, Delivery, Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import Breakpoint, Decision, Hold, Moment, Record, Response, Verdict, Wish
from wellbeing.nudges.policy import Facts, decide
from wellbeing.timeline.day import Calendar

BERLIN = Calendar([Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))])
BEGAN = datetime(2026, 4, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = (
    Limit((Target(Of.AI),), (60,) * 7, id=1),
    Limit((Target(Of.TOTAL),), (120,) * 7, level=Level.COVER, id=2),
)
ENDS = (Verdict.DELIVERED, Verdict.DROPPED, Verdict.WITHHELD)


@dataclass
class Month:
    """A life of 30 days on a virtual clock, in steps of minutes, with wishes at every step."""

    dice: Random
    manners: Manners
    past: list[Record] = field(default_factory=list)
    used: float = 0.0
    day: date | None = None
    at: datetime = datetime(2026, 5, 1, 4, tzinfo=UTC)
    number: int = 0
    waiting: list[Wish] = field(default_factory=list)

    def live(self) -> None:
        end = self.at + timedelta(days=30)
        while self.at < end:
            self.at += timedelta(minutes=self.dice.choice([2, 10, 20, 90]))
            self.step()

    def step(self) -> None:
        day = BERLIN.day_of(self.at)
        if day != self.day:
            self.day, self.used = day, 0.0
        self.used += self.dice.random() * 6
        if len(self.waiting) < 3 and self.dice.random() < 0.05:
            self.number += 1
            kind = self.dice.choice([kind for kind in Kind if kind is not Kind.LIMIT])
            self.waiting.append(Wish(kind, self.dice.choice("ab"), f"w{self.number}"))
        if self.waiting and self.dice.random() < 0.02:
            self.waiting.pop(self.dice.randrange(len(self.waiting)))
        told = Facts(
            self.at,
            BERLIN.local(self.at),
            day,
            (self.at - BEGAN).days,
            tuple(self.waiting),
            frozenset({1, 2}),
            frozenset({self.dice.choice(list(Hold))} if self.dice.random() < 0.3 else ()),
            Moment(self.at, Breakpoint.SWITCH, 6 * MINUTE) if self.dice.random() < 0.5 else None,
            self.dice.random(),
        )
        stands = [standing(limit, day, Count(self.used, self.used), (), self.at, BERLIN) for limit in LIMITS]
        for made in decide(told, stands, self.past, self.manners):
            response = self.dice.choice([None, *Response]) if made.verdict is Verdict.DELIVERED else None
            self.past.append(Record(made, response, self.at + MINUTE if response else None))
            if made.verdict is Verdict.DELIVERED:
                assert made.wish.loudness is Delivery.SILENT or not told.holds
        self.waiting = [each for each in self.waiting if not self._over(each)]

    def _over(self, each: Wish) -> bool:
        return any(
            record.decision.wish.key == each.key and record.decision.verdict in ENDS for record in self.past
        )


HOURS = st.integers(0, 23).map(lambda hour: timedelta(hours=hour))
ODD = st.builds(
    Manners,
    budget=st.sampled_from((2, 0, 1, 3, 9, -1)),
    apart=st.sampled_from((90 * MINUTE, timedelta(0), 360 * MINUTE)),
    quiet_from=st.one_of(st.just(timedelta(hours=21)), HOURS),
    quiet_to=st.one_of(st.just(timedelta(hours=8)), HOURS),
    silent_days=st.sampled_from((14, 0, 40)),
    on=st.one_of(st.just(frozenset(Kind)), st.frozensets(st.sampled_from(Kind))),
    snoozed_until=st.sampled_from((None, datetime(2026, 5, 12, 9, tzinfo=UTC))),
    experiment=st.booleans(),
)


@settings(max_examples=4)
@given(st.integers(0, 2**32), ODD)
def test_a_month_keeps_every_promise(seed: int, manners: Manners) -> None:
    month = Month(Random(seed), manners)  # noqa: S311 - a life, not a secret
    month.live()
    made = [record.decision for record in month.past]
    spoken = [each for each in made if each.verdict is Verdict.DELIVERED]
    ours = [
        each
        for each in spoken
        if each.wish.loudness is Delivery.INTERRUPTING and not RULES[each.wish.kind].own
    ]
    assert all(each.at - BEGAN >= timedelta(days=manners.silent_days) for each in ours)
    assert max(Counter(each.day for each in ours).values(), default=0) <= min(max(manners.budget, 0), 3)
    loud = [each for each in made if _told(each) and each.wish.loudness is Delivery.INTERRUPTING]
    for before, after in pairwise(loud):
        assert after.at - before.at >= manners.apart or RULES[after.wish.kind].own
    for before, after in pairwise(filter(_told, made)):
        assert after.wish.kind is not Kind.CHECK_IN or after.at - before.at >= timedelta(hours=2)
    growth = [each.at for each in ours if each.wish.kind is Kind.GROWTH]
    assert all(b - a >= timedelta(days=7) for a, b in pairwise(growth))
    for each in spoken:
        night = manners.quiet(BERLIN.local(each.at))
        own = RULES[each.wish.kind].at_night or each.wish.stops
        assert not night or own or each.wish.loudness is Delivery.SILENT
        snoozed = manners.snoozed_until is not None and each.at < manners.snoozed_until
        assert not snoozed or each.wish.stops
        assert each.wish.kind in manners.on or RULES[each.wish.kind].own
    ended = Counter(each.wish.key for each in made if each.verdict in ENDS)
    assert max(ended.values(), default=0) <= 1
    for each in made:
        if each.verdict is Verdict.HELD and not each.wish.stops:
            _assert_ended_in_time(each, made, month, manners)
        assert each.verdict is Verdict.DELIVERED or each.why is not None or each.verdict is Verdict.DROPPED


def _told(one: Decision) -> bool:
    return one.verdict in (Verdict.DELIVERED, Verdict.WITHHELD)


def _assert_ended_in_time(held: Decision, made: list[Decision], month: Month, manners: Manners) -> None:
    longest = manners.longest_hold + timedelta(minutes=90)
    if month.at - held.at <= longest:
        return
    ends = [each for each in made if each.wish.key == held.wish.key and each.verdict in ENDS]
    assert len(ends) == 1
    assert ends[0].at - held.at <= longest
