"""How limits stand, from the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.catalogue.label import Label
from wellbeing.catalogue.why import Ground, Why
from wellbeing.engine.limits import Reckoner, remember, remembered
from wellbeing.limits.limit import Extension, Grant, Hours, Limit, Measure, Of, Target
from wellbeing.limits.standing import State
from wellbeing.model import Activity, AppIdentity, Presence, Prompt, Span, Zone
from wellbeing.ports import Batch
from wellbeing.timeline.day import Calendar

MONDAY = date(2026, 5, 4)
T = datetime(2026, 5, 4, 8, tzinfo=UTC)
ZONE = Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))
CHAT, EDITOR = AppIdentity("chat"), AppIdentity("editor")
MINUTE = timedelta(minutes=1)


def label(app: AppIdentity) -> Label:
    return Label("ai", "chat" if app == CHAT else None, None, sure=True, why=Why(Ground.SAID))


def used(app: AppIdentity, start: datetime, minutes: float) -> Activity:
    return Activity(Span(start, start + minutes * MINUTE), app, None, Presence.ACTIVE)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore(zone=ZONE, now=HandClock(T).now)


@pytest.fixture
def reckoner(store: FakeStore) -> Reckoner:
    return Reckoner(store, label, Calendar([ZONE]), 0)


def write(store: FakeStore, *activities: Activity) -> None:
    store.write(Batch(closed=activities))


def stand(reckoner: Reckoner, at: datetime) -> Sequence[tuple[float, float, State]]:
    day = reckoner.day(at, timedelta(hours=100))
    return [(one.used, one.week_used, one.state) for one in reckoner.standings(day)]


def test_what_was_used_before_the_limit_was_set_counts(store: FakeStore, reckoner: Reckoner) -> None:
    write(store, used(CHAT, T, 70), used(EDITOR, T + 70 * MINUTE, 30))
    assert stand(reckoner, T + 100 * MINUTE) == []
    store.limits.set(Limit((Target(Of.AI),), (60,) * 7), T + 100 * MINUTE)
    assert stand(reckoner, T + 100 * MINUTE) == [(70, 70, State.REACHED)]


def test_weeks_prompts_and_extensions_are_counted_in(store: FakeStore, reckoner: Reckoner) -> None:
    tuesday = T + timedelta(days=1)
    write(store, used(CHAT, T, 40), used(CHAT, tuesday, 20))
    store.ledger.add(prompts=[Prompt("chat", str(n), tuesday + n * MINUTE, "s") for n in range(5)])
    store.limits.set(Limit((Target(Of.AI),), week=50), T)
    store.limits.set(Limit((Target(Of.AI),), (5,) * 7, measure=Measure.PROMPTS), T)
    at = tuesday + 30 * MINUTE
    assert stand(reckoner, at) == [(20, 60, State.REACHED), (5, 5, State.REACHED)]
    store.limits.extend(Extension(1, MONDAY + timedelta(days=1), Grant.MORE, 35), at)
    assert stand(reckoner, at)[0] == (20, 60, State.OPEN)


def test_a_clock_set_to_tomorrow_gives_nothing_back(store: FakeStore, reckoner: Reckoner) -> None:
    write(store, used(CHAT, T, 50))
    store.limits.set(Limit((Target(Of.AI),), (60,) * 7), T)
    before = reckoner.day(T + 50 * MINUTE, timedelta(hours=100))
    remember(store, before)
    jumped = T + timedelta(days=1, minutes=50)
    write(store, used(CHAT, jumped, 15))
    kept = remembered(store)
    assert kept == before
    now = reckoner.day(jumped + 15 * MINUTE, timedelta(hours=100, minutes=15))
    (standing,) = reckoner.standings(now)
    assert (standing.used, standing.reached) == (65, True)


@pytest.mark.parametrize("jump", [3 * MINUTE, -3 * MINUTE, timedelta(days=1), -timedelta(days=1)])
def test_a_clock_that_jumps_makes_nobody_use_the_week_twice(
    store: FakeStore, reckoner: Reckoner, jump: timedelta
) -> None:
    wednesday = T + timedelta(days=2)
    write(store, used(CHAT, T, 10), used(CHAT, wednesday, 50))
    store.limits.set(Limit((Target(Of.AI),), week=300), T)
    remember(store, reckoner.day(wednesday + 50 * MINUTE, timedelta(hours=100)))
    after = wednesday + 60 * MINUTE + jump
    day = reckoner.day(after, timedelta(hours=100, minutes=10))
    (standing,) = reckoner.standings(day)
    assert (standing.used, standing.week_used, standing.left) == (50, 60, 240)


def test_a_day_remembered_in_another_form_is_begun_anew(store: FakeStore) -> None:
    assert remembered(store) is None
    store.mark("limit-day", '{"day":1}')
    assert remembered(store) is None


def test_past_days_are_judged_by_the_limit_of_their_time(store: FakeStore, reckoner: Reckoner) -> None:
    days = [MONDAY + timedelta(days=n) for n in range(4)]
    write(store, *(used(CHAT, T + timedelta(days=n), 50) for n in range(4)))
    first = store.limits.set(Limit((Target(Of.AI),), (60,) * 7), T + timedelta(days=1))
    store.limits.set(Limit(first.targets, (40,) * 7, id=1), T + timedelta(days=2))
    assert reckoner.kept(1, days) == [None, True, False, False]
    assert reckoner.kept(1, []) == []
    late = Hours(timedelta(hours=10), timedelta(hours=11))
    store.limits.set(Limit(first.targets, (90,) * 7, hours=(late,), id=1), T + timedelta(days=2))
    assert reckoner.kept(1, days) == [None, True, False, False]
