"""The tracker as a whole, with real threads, a real socket and a real database, and sensors in a test's hands."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes.sensors import FakeSensor
from wellbeing.engine.changes import Change, Changes
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.companions import Companions
from wellbeing.engine.keeper import Keeper
from wellbeing.engine.sampler import Sampler
from wellbeing.engine.senses import Senses
from wellbeing.engine.tracker import Tracker
from wellbeing.line import client
from wellbeing.model import AppIdentity, EntryKind, Evidence, Span
from wellbeing.ports import Fact, KnownError, SessionState, Store
from wellbeing.sensors.choose import Choice, choose
from wellbeing.sensors.null import NOTHING_KNOWN
from wellbeing.store.opening import open_store
from wellbeing.timeline.fold import Rhythm

ALWAYS = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class Whole:
    """A tracker built from real parts."""

    def __init__(self, folder: Path, *, record: Path | None = None, socket: Path | None = None) -> None:
        clock = SystemClock()
        self.looked = 0
        """How often the files of settings were looked at."""
        self.window: FakeSensor[Evidence | None]
        self.shown: list[str | None] = []
        self.broken = 0
        self.store: Store = open_store(
            record or folder / "w.sqlite", clock=clock, backups=folder / "backups"
        ).store
        self.senses = Senses(self._choose, clock, timedelta(minutes=3))
        self.changes = Changes()
        self.sampler = Sampler(
            clock=clock,
            senses=self.senses,
            recognise=self._recognise,
            store=self.store,
            changes=self.changes,
            idle_after=timedelta(minutes=3),
            each_beat=self._look,
            rhythm=Rhythm(period=timedelta(milliseconds=200)),
        )
        self.socket = socket or folder / "s"
        self.companions = Companions()
        self.tracker = Tracker(
            sampler=self.sampler,
            senses=self.senses,
            keeper=lambda failed: Keeper(self.store, clock, lambda: None, failed),
            store=self.store,
            changes=self.changes,
            clock=clock,
            socket=self.socket,
            logs=folder / "logs",
            companions=self.companions,
        )

    def _look(self) -> None:
        self.looked += 1

    def _choose(self, fact: Fact, _idle_after: timedelta) -> Choice:
        match fact:
            case Fact.IDLE:
                return choose(fact, [FakeSensor[object](fact, timedelta(0))])
            case Fact.SESSION:
                return choose(fact, [FakeSensor[object](fact, SessionState())])
            case Fact.WINDOW:
                self.window = FakeSensor(fact, Evidence("editor"))
                return choose(fact, [self.window])
            case _:
                return choose(fact, [FakeSensor[object](fact, NOTHING_KNOWN[fact])])

    def _recognise(self, seen: Evidence | None) -> tuple[AppIdentity, str | None]:
        if self.broken:
            self.broken -= 1
            raise RuntimeError("a bug")
        return AppIdentity(seen.app_id or "" if seen else ""), None

    def kinds(self) -> list[EntryKind]:
        return [one.kind for one in self.store.entries(ALWAYS)]


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition, not for a time."""
    end = SystemClock().tick() + timedelta(seconds=10)
    while not holds():
        assert SystemClock().tick() < end
        threading.Event().wait(0.01)


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Whole]:
    one = Whole(tmp_path)
    one.tracker.start(one.shown.append)
    client.ask(one.socket, "flush")  # the beat has begun
    yield one
    one.tracker.stop()


def test_status_tells_process_and_sensors(whole: Whole) -> None:
    told = client.ask(whole.socket, "status")
    assert told is not None
    assert told["paused_until"] is None
    assert {row["fact"] for row in told["sensors"]} == set(Fact)
    assert all(row["ok"] for row in told["sensors"])


def test_a_reader_sees_up_to_this_moment(whole: Whole) -> None:
    client.ask(whole.socket, "flush")
    first = whole.store.activities(ALWAYS)[-1].span.end
    client.ask(whole.socket, "flush")
    assert whole.store.activities(ALWAYS)[-1].span.end > first


def test_pause_and_resume_by_request(whole: Whole) -> None:
    client.ask(whole.socket, "pause", until="2099-01-01T00:00+00:00")
    told = client.ask(whole.socket, "status")
    assert told is not None
    assert told["paused_until"] == "2099-01-01T00:00:00+00:00"
    client.ask(whole.socket, "resume")
    client.ask(whole.socket, "flush")
    assert EntryKind.PAUSE in whole.kinds()
    assert EntryKind.RESUME in whole.kinds()
    with pytest.raises(KnownError, match="not a time"):
        client.ask(whole.socket, "pause", until="soon")


def test_hold_and_go_on(whole: Whole) -> None:
    client.ask(whole.socket, "hold")
    count = whole.store.count()
    client.ask(whole.socket, "go-on")
    client.ask(whole.socket, "flush")
    assert len(whole.store.activities(ALWAYS)) >= count


def test_show_reaches_the_screen_and_nonsense_is_refused(whole: Whole) -> None:
    client.ask(whole.socket, "show", page="today")
    assert whole.shown == ["today"]
    with pytest.raises(KnownError, match="does not know"):
        client.ask(whole.socket, "dance")
    with pytest.raises(KnownError, match="does not know"):
        client.ask(whole.socket, "pause")


def test_stop_by_request_writes_everything(whole: Whole) -> None:
    client.ask(whole.socket, "stop")
    assert whole.tracker.wait(10)
    assert whole.kinds()[-1] is EntryKind.STOP
    assert not whole.tracker.failed


def test_a_bug_in_the_beat_is_reported_and_survived(
    whole: Whole, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL, "wellbeing.engine.tracker"):
        whole.broken = 1
        whole.window.tell(Evidence("browser"))
        until(lambda: bool(list((tmp_path / "logs").glob("crash-*.txt"))))
        until(lambda: client.ask(whole.socket, "flush") is not None)
    assert EntryKind.CRASH in whole.kinds()


def test_a_bug_that_stays_ends_the_tracker(whole: Whole, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, "wellbeing.engine.tracker"):
        whole.broken = 1000
        whole.window.tell(Evidence("browser"))
        assert whole.tracker.wait(10)
    assert whole.tracker.failed


def test_without_a_screen_show_says_so(tmp_path: Path) -> None:
    one = Whole(tmp_path)
    one.tracker.start()
    with pytest.raises(KnownError, match="without a screen"):
        client.ask(one.socket, "show")
    one.tracker.stop()


def test_watchers_hear_of_changes(whole: Whole) -> None:
    heard: list[Change] = []
    whole.changes.subscribe(heard.append)
    whole.window.tell(Evidence("browser"))
    client.ask(whole.socket, "flush")
    assert Change.ACTIVITY in heard
