"""What was added up until a note: read from a growth's figures, or counted again hour by hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.fakes.days import NOW, TODAY, local, record, source
from wellbeing.engine.view.added import Added, added
from wellbeing.limits.limit import Limit, Measure, Of, Target
from wellbeing.model import Prompt
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Decision, Figures, Record, Verdict, Wish

AI = Limit((Target(Of.AI),), (20,) * 7)


def told(wish: Wish, at: datetime = NOW) -> Record:
    return Record(Decision(at, TODAY, wish, 1, Verdict.DELIVERED, (), (0, 2)), id=1)


def reached(used: float, about: str = "1") -> Wish:
    return Wish(Kind.LIMIT, about, "1:reached-0", {"used": used}, {"used": 20.0})


def growth(**figures: str | float) -> Record:
    known: Figures = {"path": "0.00 1.50 3.10", "before": "0.40 0.00", "noticed": "2026-11-22", "sum": 3.123}
    return told(Wish(Kind.GROWTH, "ai", "g", {**known, **figures}, {"sum": 3.0}))


def test_a_growth_has_its_sum_day_by_day_and_some_days_before() -> None:
    found = added(source(record(days_before=1)), growth())
    assert found is not None
    assert found.days == tuple(
        (date(2026, 11, day), amount)
        for day, amount in ((18, 0.4), (19, 0.0), (20, 0.0), (21, 1.5), (22, 3.123))
    )
    assert (found.since, found.limit, found.of) == (date(2026, 11, 20), 3.0, None)


def test_a_growth_of_an_older_form_has_no_figure() -> None:
    where = source(record(days_before=1))
    assert added(where, growth(path="")) is None
    assert added(where, growth(path="what is this")) is None
    assert added(where, growth(noticed=3)) is None


def test_a_limit_is_counted_again_by_the_hour_up_to_the_note() -> None:
    store = record(days_before=1)
    store.limits.set(AI, NOW - timedelta(days=9))
    at = local(TODAY, "10:20")
    found = added(source(store), told(reached(20.0), at))
    assert found is not None
    clocks = [(f"{one:%H:%M}", round(amount, 1)) for one, amount in found.moments]
    assert clocks == [("10:00", 0.0), ("10:20", 20.0)]
    late = added(source(store), told(reached(20.0)))
    assert late is not None
    assert [round(amount) for _at, amount in late.moments] == [0, 20, 20, 20, 20, 20, 20]
    assert late.of is not None
    assert late.limit == 20.0


def test_prompts_are_counted_as_they_were_given() -> None:
    store = record(days_before=1)
    store.limits.set(replace(AI, measure=Measure.PROMPTS), NOW - timedelta(days=9))
    store.ledger.add(prompts=[Prompt("chatgpt", f"p{n}", local(TODAY, f"1{n}:30"), "s") for n in range(3)])
    found = added(source(store), told(reached(3.0)))
    assert found is not None
    assert [amount for _at, amount in found.moments] == [0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0]


def test_use_from_the_first_minute_of_the_day_begins_at_nothing() -> None:
    store = record(days_before=1)
    store.limits.set(replace(AI, targets=(Target(Of.TOTAL),)), NOW - timedelta(days=9))
    found = added(source(store), told(reached(9.0), datetime(2026, 11, 24, 3, 9, tzinfo=UTC)))
    assert found is not None
    assert [amount for _at, amount in found.moments] == [0.0, 9.0]


def test_what_nobody_added_up_has_no_figure() -> None:
    store = record(days_before=1)
    where = source(store)
    assert added(where, told(reached(20.0))) is None
    store.limits.set(AI, NOW - timedelta(days=9))
    assert added(where, told(reached(0.0))) is None
    assert added(where, told(reached(20.0, about="?"))) is None
    assert added(where, told(Wish(Kind.LIMIT, "1", "k", {"used": 3.0}))) is None
    assert added(where, told(Wish(Kind.CHECK_IN, "checkin", "c"))) is None
    assert isinstance(added(where, told(reached(20.0))), Added)
