"""Opening a record: rights, damage, newer and foreign files, readers beside a writer."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.store.lives import EVER, act
from wellbeing.model import EntryKind
from wellbeing.ports import (
    Batch,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreNewer,
)
from wellbeing.store.opening import Opened, open_store, read_store
from wellbeing.store.tables import HEAD


def opened(place: Path, clock: HandClock) -> Opened:
    return open_store(place, clock=clock, backups=place.parent / "backups")


def filled(place: Path, clock: HandClock, activities: int = 3) -> None:
    store = opened(place, clock).store
    store.write(Batch(closed=[act(number) for number in range(activities)]))
    store.close()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_person_may_read_the_record(place: Path, clock: HandClock) -> None:
    previous = os.umask(0)
    try:
        store = opened(place, clock).store
        store.write(Batch(closed=[act(0)]))
        kept = Path(store.backup())
        beside = [place.with_name(place.name + suffix) for suffix in ("-wal", "-shm")]
        assert [mode(file) for file in (place, kept, *beside)] == [0o600] * 4
        assert mode(place.parent) == mode(kept.parent) == 0o700
        store.close()
    finally:
        os.umask(previous)


def test_a_record_open_to_others_is_closed_to_them(place: Path, clock: HandClock) -> None:
    filled(place, clock)
    place.chmod(0o644)
    opened(place, clock).store.close()
    assert mode(place) == 0o600


def test_alembic_is_not_loaded_for_a_record_at_the_present_revision(place: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.clocks import HandClock\n"
        "from wellbeing.store.opening import open_store\n"
        f"place = Path({str(place)!r})\n"
        "for _ in range(2): open_store(place, clock=HandClock(), backups=place.parent / 'b').store.close()\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] in ('alembic', 'mako', 'psycopg')]"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_reader_finds_no_record_before_the_first_run(place: Path, clock: HandClock) -> None:
    assert read_store(place, clock=clock) is None
    assert not place.parent.exists()
    place.parent.mkdir()
    place.touch()
    assert read_store(place, clock=clock) is None


def test_a_reader_sees_what_the_tracker_writes_meanwhile(place: Path, clock: HandClock) -> None:
    writer = opened(place, clock).store
    reader = read_store(place, clock=clock)
    assert reader is not None
    for number in range(3):
        writer.write(Batch(closed=[act(number)], open=act(number + 1, 0.5)))
        assert reader.activities(EVER)[-1] == act(number + 1, 0.5)
        assert reader.count() == number + 1
    writer.close()
    reader.close()


def test_a_reader_changes_nothing(place: Path, clock: HandClock) -> None:
    filled(place, clock)
    before = place.read_bytes()
    reader = read_store(place, clock=clock)
    assert reader is not None
    with pytest.raises(StoreError, match="may not write"):
        reader.write(Batch(closed=[act(9)]))
    with pytest.raises(StoreError, match="for reading"):
        reader.backup()
    assert reader.count() == 3
    reader.close()
    assert place.read_bytes() == before
    assert sorted(path.name for path in place.parent.iterdir()) == [place.name]


def test_a_reader_leaves_an_older_record_to_the_tracker(place: Path, clock: HandClock) -> None:
    filled(place, clock)
    _set_revision(place, "0000")
    with pytest.raises(StoreError, match="earlier version") as error:
        read_store(place, clock=clock)
    assert "Start the tracker" in error.value.remedy


def test_a_newer_record_is_refused_and_not_touched(place: Path, clock: HandClock) -> None:
    filled(place, clock)
    _set_revision(place, "9999")
    before = place.read_bytes()
    for attempt in (opened, lambda place, clock: read_store(place, clock=clock)):
        with pytest.raises(StoreNewer, match="newer version"):
            attempt(place, clock)
    assert place.read_bytes() == before
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_foreign_database_is_refused_and_not_touched(place: Path, clock: HandClock) -> None:
    place.parent.mkdir()
    own = sqlite3.connect(place)
    own.execute("CREATE TABLE holiday (photo BLOB)")
    own.close()
    for attempt in (opened, lambda place, clock: read_store(place, clock=clock)):
        with pytest.raises(StoreError, match="no record of this program"):
            attempt(place, clock)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "no database": lambda whole: whole[::-1],
    "cut short": lambda whole: whole[: len(whole) // 2],
    "only a header": lambda whole: whole[:100],
    "a page lost": lambda whole: whole[:4096] + bytes(4096) + whole[8192:],
    "pages mixed": lambda whole: whole[:-4096] + whole[4096:8192],
    "half a header": lambda whole: whole[:50],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_set_aside_and_the_newest_good_backup_restored(
    place: Path, clock: HandClock, damage: str
) -> None:
    store = opened(place, clock).store
    store.write(Batch(closed=[act(number) for number in range(500)]))
    older = store.backup()
    clock.advance(86_400)
    newer = Path(store.backup())
    store.write(Batch(closed=[act(501)]))
    store.close()
    newer.write_bytes(newer.read_bytes()[:5000])
    broken = DAMAGES[damage](place.read_bytes())
    place.write_bytes(broken)
    clock.advance(2 * 86_400)

    again = opened(place, clock)
    assert again.store.count() == 500
    assert len(again.said) == 2
    aside = next(path for path in place.parent.iterdir() if ".damaged-" in path.name)
    assert aside.read_bytes() == broken
    assert str(aside) in again.said[0]
    assert Path(older).name in again.said[1]
    kinds = [entry.kind for entry in again.store.entries(EVER)]
    assert kinds == [EntryKind.SET_ASIDE, EntryKind.RESTORE]
    assert again.store.verify().ok
    again.store.close()
    assert opened(place, clock).said == ()


def test_a_damaged_record_without_a_backup_begins_anew(place: Path, clock: HandClock) -> None:
    place.parent.mkdir()
    place.write_bytes(b"rubbish" * 1000)
    again = opened(place, clock)
    assert "a new record begins" in again.said[1]
    assert again.store.count() == 0
    again.store.write(Batch(closed=[act(0)]))
    again.store.close()
    place.write_bytes(b"rubbish again" * 1000)
    opened(place, clock).store.close()
    assert len([path for path in place.parent.iterdir() if ".damaged-" in path.name]) == 2


def test_damage_found_while_running_is_looked_for_at_the_next_start(place: Path, clock: HandClock) -> None:
    filled(place, clock, 2000)
    store = opened(place, clock).store
    backup = store.backup()
    store.close()
    whole = place.read_bytes()
    # Among the activities: before them lie the roots of every table, most of them empty.
    begin = len(whole) // 4096 * 3 // 4 * 4096
    place.write_bytes(whole[:begin] + bytes(4096 * 4) + whole[begin + 4096 * 4 :])
    store = opened(place, clock).store
    with pytest.raises(StoreDamaged):
        store.check()
    with pytest.raises(StoreDamaged):
        store.backup()
    assert not store.verify().ok
    store.close()
    again = opened(place, clock)
    assert Path(backup).name in again.said[1]
    again.store.check()


def test_a_damaged_record_in_use_is_left_alone(place: Path, clock: HandClock) -> None:
    filled(place, clock)
    holder = _holder(place)
    try:
        with place.open("r+b") as content:
            content.seek(4096)
            content.write(bytes(8192))
        with pytest.raises(StoreBusy, match="open"):
            opened(place, clock)
    finally:
        holder.communicate("\n")
    assert len(opened(place, clock).said) == 2


def test_opening_twice_in_one_process_keeps_the_first_ones_locks(place: Path, clock: HandClock) -> None:
    store = opened(place, clock).store
    store.write(Batch(closed=[act(0)]))
    opened(place, clock).store.close()
    program = (
        "import sys; from pathlib import Path; from wellbeing.store import examine\n"
        "print(examine.in_use(Path(sys.argv[1])))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(place)], capture_output=True, text=True, check=True
    )
    assert said.stdout == "True\n"
    store.close()


def test_threads_may_read_while_one_writes(place: Path, clock: HandClock) -> None:
    store = opened(place, clock).store

    def read(_: int) -> int:
        found, last = store.activities(EVER), store.count()
        assert len(store.uses(EVER)) <= 1
        return last - len(found)

    with ThreadPoolExecutor(4) as pool:
        seen = pool.map(read, range(100))
        for number in range(100):
            store.write(Batch(closed=[act(number)]))
        assert min(seen) >= 0
    assert store.count() == 100
    store.close()


def test_the_write_ahead_log_is_bounded_without_any_checkpoint(place: Path, clock: HandClock) -> None:
    store = opened(place, clock).store
    for number in range(40):
        closed = [act(number * 50 + n, title=f"{number} {n} {'long ' * 400}") for n in range(50)]
        store.write(Batch(closed=closed, cut=closed[0].span.start))
        store.mark("filler", "x" * 1_000_000 + str(number))
    assert place.with_name(place.name + "-wal").stat().st_size < 25_000_000
    store.close()


def test_a_second_writer_waits_shortly_and_says_so(place: Path, clock: HandClock) -> None:
    store = opened(place, clock).store
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        store.write(Batch(closed=[act(0)]))
    with pytest.raises(StoreBusy):
        store.recover()
    other.execute("ROLLBACK")
    other.close()
    store.write(Batch(closed=[act(0)]))
    assert store.count() == 1
    store.close()


def test_a_home_that_is_no_folder_is_explained(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="not a folder"):
        opened(tmp_path / "file" / "record.sqlite", clock)
    (tmp_path / "record.sqlite").mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        opened(tmp_path / "record.sqlite", clock)


@pytest.fixture
def readonly_home(place: Path, clock: HandClock) -> Iterator[Path]:
    filled(place, clock)
    if os.geteuid() != 0:
        place.chmod(0o400)
        place.parent.chmod(0o500)
        yield place
        place.parent.chmod(0o700)
        return
    home = str(place.parent)
    mounted = subprocess.run(["mount", "--bind", home, home], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this container may not mount, and root may write anywhere")
    subprocess.run(["mount", "-o", "remount,bind,ro", home], check=True)
    yield place
    subprocess.run(["umount", home], check=True)


def test_a_read_only_home_is_explained_and_can_still_be_read(readonly_home: Path, clock: HandClock) -> None:
    with pytest.raises(StoreError, match="may not write") as error:
        opened(readonly_home, clock)
    assert "another home" in error.value.remedy
    reader = read_store(readonly_home, clock=clock)
    assert reader is not None
    assert reader.count() == 3
    reader.close()


def test_a_home_in_a_read_only_place_is_explained(readonly_home: Path, clock: HandClock) -> None:
    with pytest.raises(StoreError, match="may not write"):
        opened(readonly_home.parent / "new" / "record.sqlite", clock)


def test_a_server_that_does_not_answer_is_explained(tmp_path: Path, clock: HandClock) -> None:
    pytest.importorskip("psycopg")
    address = f"postgresql://record:secret@/record?host={tmp_path}"
    with pytest.raises(StoreError, match="cannot be reached") as error:
        open_store(address, clock=clock, backups=tmp_path / "b")
    assert "secret" not in str(error.value)
    assert "PostgreSQL runs" in error.value.remedy


def _set_revision(place: Path, revision: str) -> None:
    assert revision != HEAD
    own = sqlite3.connect(place)
    own.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    own.commit()
    own.execute("PRAGMA journal_mode = DELETE")
    own.close()
    for suffix in ("-wal", "-shm"):
        assert not place.with_name(place.name + suffix).exists()
    shutil.rmtree(place.parent / "backups", ignore_errors=True)


def _holder(place: Path) -> subprocess.Popen[str]:
    """Another process that has the record open until it is told to go."""
    program = (
        "import sqlite3, sys; own = sqlite3.connect(sys.argv[1]);"
        "own.execute('SELECT count(*) FROM activity').fetchall();"
        "print('open', flush=True); sys.stdin.readline(); own.close()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    return holder
