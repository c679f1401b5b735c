"""What every record promises of finished days: the real ones and the fake."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.analysis.daily import DayParts
from wellbeing.model import Activity, AppIdentity, Presence, Prompt, Span
from wellbeing.ports import Batch, Store

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PARTS = DayParts(120.5, 30.25, 0.0, 10.0, 20.0, 5.0, 4, 12.5, 40.0, None, tuple(map(float, range(24))))


@pytest.fixture
def store(fresh: Fresh) -> Store:
    """Three finished days of an hour each, and a fourth that still runs."""
    store = fresh(HandClock(T + 3 * DAY))
    spans = [Span(T + place * DAY, T + place * DAY + HOUR) for place in range(3)]
    store.write(Batch(closed=[Activity(one, AppIdentity("editor"), None, Presence.ACTIVE) for one in spans]))
    store.tally()
    store.days.keep("rules", {MONDAY + place * DAY: PARTS for place in range(3)})
    return store


def kept(store: Store, rules: str = "rules") -> list[date]:
    return list(store.days.between(MONDAY - 9 * DAY, MONDAY + 9 * DAY, rules))


def test_days_come_back_as_they_were_in_order_and_only_under_their_rules(store: Store) -> None:
    assert store.days.between(MONDAY, MONDAY + DAY, "rules") == {MONDAY: PARTS, MONDAY + DAY: PARTS}
    assert kept(store, "others") == []


def test_a_day_is_kept_once_under_the_latest_rules(store: Store) -> None:
    store.days.keep("others", {MONDAY: PARTS})
    assert kept(store) == [MONDAY + DAY, MONDAY + 2 * DAY]
    assert kept(store, "others") == [MONDAY]


def test_a_day_that_is_not_over_is_not_kept(store: Store) -> None:
    store.days.keep("rules", {MONDAY + 3 * DAY: PARTS})
    store.days.keep("rules", {})
    assert len(kept(store)) == 3


def test_what_is_written_into_a_day_drops_what_it_amounted_to(store: Store) -> None:
    late = Span(T + DAY + 2 * HOUR, T + DAY + 3 * HOUR)
    store.write(Batch(closed=[Activity(late, AppIdentity("mail"), None, Presence.ACTIVE)]))
    store.tally()
    assert kept(store) == [MONDAY, MONDAY + 2 * DAY]


def test_a_rewritten_day_is_dropped(store: Store) -> None:
    store.rewrite(Span(T, T + HOUR / 2), [])
    store.tally()
    assert kept(store) == [MONDAY + DAY, MONDAY + 2 * DAY]


def test_a_forgotten_app_takes_the_days_along(store: Store) -> None:
    store.forget(span=Span(T, T + HOUR), app="editor")
    assert kept(store) == [MONDAY + DAY, MONDAY + 2 * DAY]
    store.forget(span=None, app=None)
    assert kept(store) == []


def test_retention_keeps_what_days_amounted_to(store: Store) -> None:
    store.retain(T + 2 * DAY)
    assert kept(store)[-1] == MONDAY + 2 * DAY


def test_the_moments_of_prompts_come_in_order(store: Store) -> None:
    asked = [T + 2 * HOUR, T, T + HOUR]
    store.ledger.add(prompts=[Prompt("chat", str(at), at, "s") for at in asked])
    assert store.ledger.asked(Span(T, T + 2 * HOUR)) == [T, T + HOUR]
