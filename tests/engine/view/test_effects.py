"""Whether a kind helps is asked of its own outcomes, drawn and far enough apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.fakes.days import NOW, TODAY, record, source
from wellbeing.analysis.effect import Says
from wellbeing.engine import manners
from wellbeing.engine.view.nudges import points, read
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Figures, Record, Verdict, Wish

MINUTE = timedelta(minutes=1)


def drawn(at: datetime, number: int, *, kind: Kind = Kind.FRICTION, after: float = 10.0) -> Record:
    withheld = number % 5 == 0
    made = Decision(
        at,
        TODAY,
        Wish(kind, "app:film", f"{kind}-{number}"),
        1,
        Verdict.WITHHELD if withheld else Verdict.DELIVERED,
        (),
        (0, 2),
        draw=0.9 if withheld else 0.1,
        chance=0.8,
    )
    outcome: Figures = {
        "of": "app",
        "measure": "minutes",
        "before": 10.0,
        "after": after * (1 if withheld else 0.1),
    }
    return Record(made, outcome=outcome)


def test_of_pauses_that_follow_each_other_only_those_far_apart_count() -> None:
    calendar = source(record(days_before=1)).calendar
    told = [drawn(NOW + n * 40 * MINUTE, n) for n in range(7)]
    found = points(Kind.FRICTION, told, calendar)
    assert [one.delivered for one in found] == [False, True, True]  # the 1st, 4th and 7th


def test_outcomes_of_other_kinds_and_those_without_a_measure_are_left_alone() -> None:
    calendar = source(record(days_before=1)).calendar
    told = [drawn(NOW + n * 100 * MINUTE, n) for n in range(3)]
    told[1] = replace(told[1], outcome={"before": 1.0, "after": 1.0})
    told[2] = drawn(NOW + 200 * MINUTE, 2, kind=Kind.TRY_FIRST)
    assert len(points(Kind.FRICTION, told, calendar)) == 1
    assert len(points(Kind.TRY_FIRST, told, calendar)) == 1


def test_each_kind_is_judged_by_its_own_hours() -> None:
    store = record(days_before=1)
    manners.switch(store, Kind.TRY_FIRST, on=True)
    for n in range(100):
        at = NOW - timedelta(days=30) + n * 100 * MINUTE
        for one in (drawn(at, n), drawn(at, n, kind=Kind.TRY_FIRST, after=0.0)):
            (kept,) = store.nudges.add((one.decision,))
            store.nudges.note_outcome(kept.id, one.outcome)
    kinds = {row.kind: row.effect for row in read(source(store)).kinds}
    friction, first = kinds[Kind.FRICTION], kinds[Kind.TRY_FIRST]
    assert friction is not None
    assert first is not None
    assert (friction.says, friction.points) == (Says.HELPS, 100)
    assert first.says is Says.UNCLEAR
    assert kinds[Kind.LIMIT] is None
