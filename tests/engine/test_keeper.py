"""Upkeep: totals, retention, backups."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.keeper import Keeper
from wellbeing.model import Activity, AppIdentity, Presence, Span
from wellbeing.ports import Batch, StoreBusy

NOW = datetime(2026, 5, 5, 10, tzinfo=UTC)


def never(error: BaseException) -> None:
    raise AssertionError(error)


def old_store(clock: HandClock) -> FakeStore:
    store = FakeStore(now=clock.now)
    for days in (500, 2):
        start = NOW - timedelta(days=days)
        span = Span(start, start + timedelta(hours=1))
        store.write(Batch(closed=[Activity(span, AppIdentity("a"), None, Presence.ACTIVE)]))
    return store


def test_old_activities_go_and_their_totals_stay() -> None:
    clock = HandClock(NOW)
    store = old_store(clock)
    Keeper(store, clock, lambda: timedelta(days=400), never).tidy()
    whole = Span(NOW - timedelta(days=600), NOW)
    assert store.count() == 1
    assert sum((use.amount for use in store.uses(whole)), timedelta(0)) == timedelta(hours=2)


def test_kept_for_ever_is_kept() -> None:
    clock = HandClock(NOW)
    store = old_store(clock)
    Keeper(store, clock, lambda: None, never).tidy()
    assert store.count() == 2


def test_one_backup_a_day() -> None:
    clock = HandClock(NOW)
    store = FakeStore(now=clock.now)
    keeper = Keeper(store, clock, lambda: None, never)
    keeper.back_up()
    clock.advance(3600)
    keeper.back_up()
    assert len(store.backups) == 1
    clock.advance(86400)
    keeper.back_up()
    assert len(store.backups) == 2


def test_a_clock_set_back_does_not_stop_backups() -> None:
    clock = HandClock(NOW)
    store = FakeStore(now=clock.now)
    keeper = Keeper(store, clock, lambda: None, never)
    keeper.back_up()
    clock.set(-86400 * 300)
    keeper.back_up()
    assert len(store.backups) == 2


def test_upkeep_that_must_wait_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()
    failures: list[BaseException] = []

    class Store(FakeStore):
        """Busy when it is tidied, wrong when it is backed up."""

        def tally(self) -> int:
            raise StoreBusy("Another program holds the record.", "Wait.")

        def mark(self, name: str, value: str | None = None) -> str | None:
            raise RuntimeError(name, value)

    def failed(error: BaseException) -> None:
        failures.append(error)
        done.set()

    keeper = Keeper(Store(), SystemClock(), lambda: None, failed)
    with caplog.at_level(logging.WARNING):
        keeper.start(soon=timedelta(0))
        assert done.wait(10)
        keeper.stop()
    assert "upkeep must wait" in caplog.text
    assert isinstance(failures[0], RuntimeError)


def test_a_large_file_is_checked_beside_the_work() -> None:
    checked = threading.Event()
    keeper = Keeper(FakeStore(), SystemClock(), lambda: None, never, check=checked.set)
    keeper.start(soon=timedelta(0))
    assert checked.wait(10)
    keeper.stop()


def test_memory_is_returned_after_the_start_and_after_each_round_of_upkeep() -> None:
    store, backed_up = FakeStore(), threading.Event()
    returned: list[bool] = []

    def give_back() -> None:
        returned.append(store.mark("backup") is not None)
        if returned[-1]:
            backed_up.set()

    keeper = Keeper(store, SystemClock(), lambda: None, never, give_back=give_back)
    keeper.start(soon=timedelta(milliseconds=200))
    assert backed_up.wait(10)
    assert returned[0] is False
    keeper.stop()
