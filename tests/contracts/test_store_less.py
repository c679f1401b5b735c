"""Keeping less of the past, and days that begin at another hour: what every record promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.model import Activity, AppIdentity, EntryKind, Per, Presence, Span
from wellbeing.ports import Batch, Lowered, Store
from wellbeing.timeline.redact import Privacy

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
BROWSER = AppIdentity("firefox", "firefox-esr")
MAIL = AppIdentity("mail")


def act(start: float, minutes: float, app: AppIdentity, title: str | None = None) -> Activity:
    begin = T + start * MINUTE
    return Activity(Span(begin, begin + minutes * MINUTE), app, title, Presence.ACTIVE)


def on(site: str) -> AppIdentity:
    return replace(BROWSER, site=site)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(T + timedelta(days=3))


@pytest.fixture
def store(fresh: Fresh, clock: HandClock) -> Store:
    result = fresh(clock)
    result.write(
        Batch(
            closed=[
                act(0, 10, on("a.org"), "one"),
                act(10, 10, on("b.org"), "two"),
                act(20, 10, BROWSER),
                act(30, 10, MAIL, "two"),
            ],
            open=act(40, 5, on("a.org"), "three"),
        )
    )
    return result


def test_a_preview_counts_and_changes_nothing(store: Store) -> None:
    before = store.activities(EVER)
    assert store.lower(Privacy.APPS, preview=True) == Lowered(3, 2, 0)
    assert store.lower(Privacy.SITES, preview=True) == Lowered(3, 0, 0)
    assert store.lower(Privacy.TITLES, preview=True) == Lowered(0, 0, 0)
    assert store.activities(EVER) == before


def test_titles_go_and_all_else_stays(store: Store) -> None:
    before = store.uses(EVER)
    assert store.lower(Privacy.SITES) == Lowered(3, 0, 0)
    assert all(one.title is None for one in store.activities(EVER))
    assert sorted(store.uses(EVER), key=repr) == sorted(before, key=repr)
    assert store.lower(Privacy.SITES) == Lowered(0, 0, 0)
    assert [one.kind for one in store.entries(EVER)] == [EntryKind.FORGET]


@pytest.mark.parametrize("tallied", [False, True])
def test_sites_go_and_their_time_is_the_apps(store: Store, tallied: bool) -> None:
    if tallied:
        store.write(Batch())
        store.tally()
    store.lower(Privacy.APPS)
    found = {use.app: use.amount for use in store.uses(EVER)}
    assert found == {BROWSER: 35 * MINUTE if not tallied else 30 * MINUTE, MAIL: 10 * MINUTE}
    by_day = store.uses(EVER, frozenset({Per.DAY, Per.HOUR}))
    assert {(one.app, one.day, one.hour) for one in by_day} == {
        (BROWSER, date(2026, 5, 4), 10),
        (MAIL, date(2026, 5, 4), 10),
    }
    assert store.verify().ok


def test_sites_go_from_days_of_which_only_totals_are_left(store: Store) -> None:
    store.write(Batch())
    store.retain(T + timedelta(days=2))
    store.lower(Privacy.APPS)
    assert {use.app: use.amount for use in store.uses(EVER)} == {BROWSER: 30 * MINUTE, MAIL: 10 * MINUTE}


def test_recording_goes_on_after_less_is_kept(store: Store) -> None:
    store.lower(Privacy.APPS)
    store.write(Batch(closed=[act(50, 10, on("a.org"), "one"), act(60, 10, BROWSER)]))
    assert {one.app for one in store.activities(Span(T + 50 * MINUTE, EVER.end))} == {on("a.org"), BROWSER}


def test_days_begin_at_another_hour_from_now_on(store: Store, clock: HandClock) -> None:
    store.write(Batch())
    store.tally()
    store.begin_days(timedelta(hours=0))
    store.begin_days(timedelta(hours=0))
    store.tally()
    local = clock.zone().offset
    midnight = datetime(2026, 5, 5, tzinfo=UTC) - local
    store.write(
        Batch(closed=[Activity(Span(midnight - MINUTE, midnight + MINUTE), MAIL, None, Presence.ACTIVE)])
    )
    amounts = {use.day: use.amount for use in store.uses(EVER, frozenset({Per.DAY})) if use.app == MAIL}
    assert amounts == {date(2026, 5, 4): 11 * MINUTE, date(2026, 5, 5): MINUTE}


def test_a_record_that_was_let_go_is_taken_up_again(store: Store) -> None:
    before = store.activities(EVER)
    store.let_go()
    store.take_up()
    assert store.activities(EVER) == before
