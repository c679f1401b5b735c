"""What every record promises of limits and nudges: the real ones and the fake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.limits.limit import (
    Aim,
    Extension,
    Grant,
    Hours,
    Level,
    Limit,
    Measure,
    Of,
    Target,
    in_force,
)
from wellbeing.model import Entry, EntryKind, Span
from wellbeing.nudges.kind import Delivery, Kind
from wellbeing.nudges.nudge import (
    Breakpoint,
    Check,
    Decision,
    Gate,
    Moment,
    Record,
    Response,
    Verdict,
    Wish,
)
from wellbeing.ports import KnownError, Store

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
TODAY = date(2026, 5, 4)
HOUR = timedelta(hours=1)
FULL = Limit(
    (Target(Of.CATEGORY, "video"), Target(Of.SITE, "news.example")),
    (75, 75, 75, 75, 75, None, 45),
    week=300,
    level=Level.COVER,
    without=(Target(Of.APP, "mpv"),),
    hours=(Hours(timedelta(hours=22, minutes=30), timedelta(hours=6), frozenset({0, 4})),),
    warnings=(10,),
    name="Video & news",
)
GOAL = Limit((Target(Of.AI),), (5,) * 7, measure=Measure.PROMPTS, aim=Aim.AT_LEAST)


@pytest.fixture
def store(fresh: Fresh) -> Store:
    return fresh(HandClock(T + timedelta(days=3)))


def journal(store: Store) -> list[Entry]:
    return [one for one in store.entries(EVER) if one.kind is EntryKind.LIMIT]


def test_a_limit_is_kept_as_it_was_set(store: Store) -> None:
    assert store.limits.limits() == []
    full, goal = store.limits.set(FULL, T), store.limits.set(GOAL, T)
    assert store.limits.limits() == [replace(FULL, id=1), replace(GOAL, id=2)] == [full, goal]


def test_changed_and_removed_limits_stay_in_the_history(store: Store) -> None:
    first = store.limits.set(FULL, T)
    changed = store.limits.set(replace(first, week=400), T + HOUR)
    store.limits.remove(1, T + 2 * HOUR)
    assert store.limits.limits() == []
    history = store.limits.history()
    assert [one.limit for one in history] == [first, changed, None]
    assert in_force(history, T) == [first]
    assert in_force(history, T + HOUR) == [changed]
    assert in_force(history, T + 3 * HOUR) == []
    assert in_force(history, T - HOUR) == []
    assert store.limits.set(GOAL, T + 3 * HOUR).id == 2


def test_every_change_is_journaled_and_tells_nothing_of_what_it_is_on(store: Store) -> None:
    store.limits.set(FULL, T)
    store.limits.extend(Extension(1, TODAY, Grant.MORE, 90.5, "a talk by Ada"), T + HOUR)
    store.limits.extend(Extension(1, TODAY, Grant.IGNORE), T + HOUR)
    store.limits.remove(1, T + 2 * HOUR)
    told = journal(store)
    assert [(one.facts["what"], one.facts["limit"]) for one in told] == [
        ("set", 1),
        ("extended", 1),
        ("ignored", 1),
        ("removed", 1),
    ]
    assert told[1].facts["by"] == 15
    words = str([dict(one.facts) for one in told])
    assert not any(secret in words for secret in ("news", "Ada", "mpv", "Video"))
    assert store.verify().ok


def test_extensions_are_found_by_their_day(store: Store) -> None:
    store.limits.set(FULL, T)
    more = Extension(1, TODAY, Grant.MORE, 90.5, "deadline")
    later = Extension(1, TODAY + timedelta(days=1), Grant.LITTLE, 76.0)
    store.limits.extend(more, T)
    store.limits.extend(later, T + timedelta(days=1))
    assert store.limits.extensions(TODAY, TODAY) == [more]
    assert store.limits.extensions(TODAY, TODAY + timedelta(days=6)) == [more, later]


def test_what_is_not_there_is_said_so(store: Store) -> None:
    with pytest.raises(KnownError, match="no limit 7"):
        store.limits.remove(7, T)
    with pytest.raises(KnownError, match="no limit 7"):
        store.limits.extend(Extension(7, TODAY, Grant.MORE, 1), T)
    assert journal(store) == []


DECISION = Decision(
    T,
    TODAY,
    Wish(
        Kind.LIMIT,
        "1",
        "1:2026-05-04:reached-0",
        {"used": 60.0, "what": "reached-0", "ok": True, "none": None, "limit": 1},
        {"used": 60},
        Delivery.QUIET,
        stops=True,
    ),
    1,
    Verdict.DELIVERED,
    (Check(Gate.SWITCHED_ON, passed=True), Check(Gate.BUDGET, passed=False, figure=2, threshold=2)),
    (1, 2),
    Moment(T, Breakpoint.RETURN, timedelta(minutes=4)),
    0.25,
    0.8,
    offers_stop=True,
)
OTHER = replace(DECISION, at=T + HOUR, wish=Wish(Kind.FRICTION, "game", "open"), moment=None, draw=None)


def test_a_nudge_is_kept_with_every_ground(store: Store) -> None:
    assert store.nudges.add([]) == []
    first, second = store.nudges.add([DECISION, OTHER])
    assert (first.id, second.id) == (1, 2)
    assert store.nudges.one(1) == Record(DECISION, id=1)
    assert store.nudges.since(T) == [first, second]
    assert store.nudges.since(T + HOUR) == [second]
    assert store.nudges.one(3) is None


def test_answers_and_outcomes_are_added_later(store: Store) -> None:
    store.nudges.add([DECISION])
    store.nudges.answer(1, Response.NOT_NOW, T + HOUR)
    store.nudges.answer(1, Response.HELPFUL, T + 2 * HOUR)
    store.nudges.note_outcome(1, {"before": 12.5, "after": 0.0})
    told = store.nudges.one(1)
    assert told is not None
    assert (told.response, told.answered) == (Response.HELPFUL, T + 2 * HOUR)
    assert told.outcome == {"before": 12.5, "after": 0.0}


def test_answers_of_long_ago_are_found_without_what_nobody_touched(store: Store) -> None:
    store.nudges.add([DECISION, DECISION, DECISION, DECISION, OTHER])
    for number, response in ((1, Response.NOT_NOW), (2, Response.EXPIRED), (3, Response.HELPFUL)):
        store.nudges.answer(number, response, T + HOUR)
    store.nudges.answer(5, Response.NOT_NOW, T + HOUR)
    assert [one.id for one in store.nudges.answered(T + HOUR, 9)] == [1, 3]
    assert [one.id for one in store.nudges.answered(T + 2 * HOUR, 2)] == [3, 5]
    assert store.nudges.answered(T, 9) == []


def test_forgetting_takes_what_was_said_and_leaves_limits(store: Store) -> None:
    store.limits.set(FULL, T)
    store.limits.extend(Extension(1, TODAY, Grant.MORE, 90, "private words"), T)
    store.nudges.add([DECISION, OTHER])
    store.forget(span=None, app="game", preview=True)
    assert len(store.nudges.since(T)) == 2
    store.forget(span=None, app="game")
    assert [one.decision for one in store.nudges.since(T)] == [DECISION]
    store.forget(span=Span(T, T + timedelta(minutes=1)), app=None)
    assert store.nudges.since(T) == []
    assert store.limits.extensions(TODAY, TODAY) == []
    assert store.limits.limits() == [replace(FULL, id=1)]
    assert store.verify().ok
