"""What the record survives: kill -9, a full disk, a changed day start, tampering."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.store.lives import BROWSER, EVER, MINUTE, T, act
from wellbeing.model import AppIdentity, Entry, EntryKind, Per, Span
from wellbeing.ports import Batch, StoreFull
from wellbeing.store.opening import open_store
from wellbeing.store.record import SqlStore

WRITER = """
import sys
from pathlib import Path
from tests.clocks import HandClock
from tests.store.lives import act
from wellbeing.ports import Batch
from wellbeing.store.opening import open_store

place = Path(sys.argv[1])
store = open_store(place, clock=HandClock(), backups=place.parent / "backups").store
store.recover()
at = store.count()
while True:
    closed = [act(at + n, title=f"title {at + n}") for n in range(3)]
    store.write(Batch(closed=closed, open=act(at + 3)))
    at += 3
    print(at, flush=True)
    if at % 50 == 0:
        store.checkpoint()
"""


def test_a_kill_in_the_middle_of_writes_loses_nothing_that_was_said_to_be_written(
    place: Path, clock: HandClock
) -> None:
    chance = random.Random(7)  # noqa: S311 a seed, not a secret
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(place)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        for _ in range(chance.randint(5, 60)):
            said = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        said = max([said, *(int(line) for line in writer.stdout.read().split() if line)])
        writer.wait()
        writer.stdout.close()
        opened = open_store(place, clock=clock, backups=place.parent / "backups")
        assert opened.said == ()
        assert opened.store.count() >= said
        assert opened.store.recover() is not None
        found = opened.store.activities(EVER)
        assert [one.span.start for one in found] == [T + n * MINUTE for n in range(len(found))]
        assert opened.store.verify().problems == ()
        opened.store.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root, outside a locked-down container")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_after_a_full_disk_the_same_batch_is_written_once_there_is_room(
    small_disk: Path, clock: HandClock
) -> None:
    place = small_disk / "home" / "record.sqlite"
    store = open_store(place, clock=clock, backups=small_disk / "backups").store
    ballast = small_disk / "ballast"
    room = os.statvfs(small_disk)
    ballast.write_bytes(bytes(room.f_bavail * room.f_frsize))
    batch = Batch(
        closed=[act(n, app=AppIdentity(f"app {n}"), title=f"{n} " + "y" * 500) for n in range(400)],
        entries=[Entry(T, EntryKind.START)],
    )
    for _ in range(2):
        with pytest.raises(StoreFull) as error:
            store.write(batch)
        assert "Make room" in error.value.remedy
        assert store.count() == 0
    with pytest.raises(StoreFull):
        store.backup()
    ballast.unlink()
    store.write(batch)
    assert store.activities(EVER) == list(batch.closed)
    assert store.verify().ok
    store.close()


def test_a_new_home_on_a_full_disk_is_explained(small_disk: Path, clock: HandClock) -> None:
    ballast = small_disk / "ballast"
    room = os.statvfs(small_disk)
    ballast.write_bytes(bytes(room.f_bavail * room.f_frsize))
    place = small_disk / "record.sqlite"
    with pytest.raises(StoreFull):
        open_store(place, clock=clock, backups=small_disk / "backups")
    ballast.unlink()
    open_store(place, clock=clock, backups=small_disk / "backups").store.close()


def test_another_day_start_moves_the_days(place: Path, clock: HandClock) -> None:
    night = act(-6 * 60, 120)  # 02:00 UTC is 04:00 in Berlin
    for hours, day in ((4, 4), (6, 3), (0, 4), (4, 4)):
        store = open_store(
            place, clock=clock, day_start=timedelta(hours=hours), backups=place.parent / "b"
        ).store
        if store.count() == 0:
            store.write(Batch(closed=[night], zones=[clock.zone()]))
        for _ in range(2):
            assert [use.day and use.day.day for use in store.uses(EVER, frozenset({Per.DAY}))] == [day]
            assert store.tally() in (0, 1)
        assert store.verify().ok
        store.close()


def test_sums_stay_whole_when_the_day_start_changes_after_retention(place: Path, clock: HandClock) -> None:
    closed = [act(60 * n, 60) for n in range(-24, 24)]
    for hours in (4, 0, 6, 3):
        opened = open_store(place, clock=clock, day_start=timedelta(hours=hours), backups=place.parent / "b")
        store = opened.store
        if store.extent() is None:
            store.write(Batch(closed=closed))
        store.retain(T + timedelta(hours=hours))
        store.tally()
        for per in ([], [Per.DAY], [Per.HOUR], [Per.DAY, Per.HOUR], [Per.TITLE]):
            assert sum(use.amount.total_seconds() for use in store.uses(EVER, frozenset(per))) == 48 * 3600
        assert store.verify().problems == ()
        store.close()


def test_of_cleared_days_each_hour_counts_where_it_begins(store: SqlStore) -> None:
    store.write(Batch(closed=[act(0, 150)]))
    store.retain(T + timedelta(days=2))
    parts = [Span(T + n * 20 * MINUTE, T + (n + 1) * 20 * MINUTE) for n in range(9)]
    sums = [sum((use.amount for use in store.uses(part)), timedelta()) for part in parts]
    hour, none = 60 * MINUTE, timedelta()
    assert sums == [hour, none, none, hour, none, none, 30 * MINUTE, none, none]


def test_activities_that_come_into_a_cleared_day_are_added(store: SqlStore) -> None:
    store.write(Batch(closed=[act(0, 60)]))
    store.retain(T + timedelta(days=2))
    store.write(Batch(closed=[act(90, 60, BROWSER), act(150, 10)]))
    for _ in range(2):
        amounts = {use.app.app_id: use.amount for use in store.uses(EVER)}
        assert amounts == {"code": 70 * MINUTE, "firefox": 60 * MINUTE}
        store.retain(T + timedelta(days=2))
        store.tally()
    assert store.count() == 0
    assert store.verify().ok


TAMPERINGS = {
    "UPDATE journal SET facts = '{\"minutes\":1}' WHERE id = 2": "journal was changed",
    "UPDATE journal SET at_ms = at_ms + 1 WHERE id = 1": "journal was changed",
    "DELETE FROM journal WHERE id = 2": "journal was changed",
    "DELETE FROM journal WHERE id = 3": "last entries of the journal",
    "DELETE FROM journal": "last entries of the journal",
    "UPDATE hour_total SET ms = ms + 1": "totals of 1 day",
    "DELETE FROM day_total": "totals of 1 day",
    "UPDATE activity SET length_ms = length_ms * 2": "overlap",
    "UPDATE activity SET length_ms = 0": "no length",
    "UPDATE activity SET title = 99": "not there",
}


@pytest.mark.parametrize("change", TAMPERINGS)
def test_a_changed_record_is_found_out(place: Path, store: SqlStore, change: str) -> None:
    entries = [Entry(T + n * MINUTE, EntryKind.PAUSE, {"minutes": 15 + n}) for n in range(3)]
    store.write(Batch(closed=[act(0), act(1)], entries=entries))
    store.tally()
    assert store.verify().ok
    own = sqlite3.connect(place)
    own.execute(change)
    own.commit()
    own.close()
    verdict = store.verify()
    assert not verdict.ok
    assert TAMPERINGS[change] in " ".join(verdict.problems)


def test_many_names_are_read_back(store: SqlStore) -> None:
    apps = [AppIdentity("firefox", site=f"site-{n}.org", commands=(f"c{n}",)) for n in range(5000)]
    closed = [replace(act(n / 10, 0.1), app=app, title=f"t{n}") for n, app in enumerate(apps)]
    store.write(Batch(closed=closed))
    assert store.activities(EVER) == closed
    assert len(store.uses(EVER, frozenset({Per.TITLE}))) == 5000
    assert store.forget(span=None, app="firefox").titles == 5000
