"""Other programs' databases: read with their write-ahead log, and nothing written beside them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from wellbeing.interop import foreign
from wellbeing.interop.foreign import DatabaseLog, database
from wellbeing.interop.log import PIECE
from wellbeing.interop.page import Page
from wellbeing.model import Prompt
from wellbeing.ports import KnownError

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


class Memory(msgspec.Struct):
    last: int = 0


class Numbers(DatabaseLog[Memory]):
    def __init__(self) -> None:
        super().__init__(Memory)

    def take(self, database: sqlite3.Connection, memory: Memory, page: Page, path: Path) -> Iterator[None]:
        for (number,) in database.execute("SELECT n FROM line WHERE n > ? ORDER BY n", (memory.last,)):
            page.prompts.append(Prompt("tool", str(number), T0, path.stem))
            memory.last = number
            yield


@pytest.fixture(params=["wal", "delete"])
def writer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    own = sqlite3.connect(tmp_path / "their.db", isolation_level=None)
    own.execute(f"PRAGMA journal_mode = {request.param}")
    own.execute("CREATE TABLE line (n INTEGER PRIMARY KEY)")
    own.execute("INSERT INTO line VALUES (1), (2)")
    yield own
    own.close()


def beside(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        file.name: (file.stat().st_size, file.stat().st_mtime_ns)
        for file in folder.iterdir()
        if not file.name.endswith("-shm")
    }


def insert(writer: sqlite3.Connection, start: int, end: int) -> None:
    writer.execute("BEGIN")
    writer.executemany("INSERT INTO line VALUES (?)", [(number,) for number in range(start, end)])
    writer.execute("COMMIT")


def keys(path: Path) -> list[str]:
    return [prompt.key for reading in Numbers().read(path, None) for prompt in reading.prompts]


def test_rows_in_the_write_ahead_log_count_and_nothing_is_written(
    writer: sqlite3.Connection, tmp_path: Path
) -> None:
    before = beside(tmp_path)
    names = {file.name for file in tmp_path.iterdir()}
    assert keys(tmp_path / "their.db") == ["1", "2"]
    assert beside(tmp_path) == before
    assert {file.name for file in tmp_path.iterdir()} == names


def test_only_new_rows_are_read(writer: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "their.db"
    (first,) = Numbers().read(path, None)
    assert list(Numbers().read(path, first.mark)) == []
    writer.execute("INSERT INTO line VALUES (3)")
    (second,) = Numbers().read(path, first.mark)
    assert [prompt.key for prompt in second.prompts] == ["3"]
    assert (first.anew, second.anew) == (True, False)


def test_a_closed_database_is_read_and_nothing_appears_beside_it(
    writer: sqlite3.Connection, tmp_path: Path
) -> None:
    writer.close()
    before = beside(tmp_path)
    assert keys(tmp_path / "their.db") == ["1", "2"]
    assert beside(tmp_path) == before
    assert [file.name for file in tmp_path.iterdir()] == ["their.db"]


def test_what_a_crash_left_is_read_from_a_copy(writer: sqlite3.Connection, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for ending in ("", "-wal"):
        file = tmp_path / f"their.db{ending}"
        if file.exists():
            shutil.copyfile(file, crashed / file.name)
    before = beside(crashed)
    assert keys(crashed / "their.db") == ["1", "2"]
    assert beside(crashed) == before
    assert not list(crashed.glob("*-shm"))


def test_a_locked_database_is_read_from_a_copy(writer: sqlite3.Connection, tmp_path: Path) -> None:
    writer.execute("BEGIN EXCLUSIVE")
    assert keys(tmp_path / "their.db") == ["1", "2"]


def test_a_reading_that_takes_too_long_goes_on_the_next_time(
    writer: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert(writer, 3, 20_000)
    path = tmp_path / "their.db"
    monkeypatch.setattr(foreign, "_INSTRUCTIONS", 1000)
    with monkeypatch.context() as patch:
        patch.setattr(foreign, "BUDGET_S", 0.0)
        some = list(Numbers().read(path, None))
    rest = list(Numbers().read(path, some[-1].mark))
    found = [int(prompt.key) for reading in (*some, *rest) for prompt in reading.prompts]
    assert found == list(range(1, 20_000))
    assert rest


def test_many_rows_come_in_pieces(writer: sqlite3.Connection, tmp_path: Path) -> None:
    insert(writer, 3, PIECE + 2)
    first, last = Numbers().read(tmp_path / "their.db", None)
    assert (len(first.prompts), len(last.prompts)) == (PIECE, 1)


def test_what_is_not_understood_is_said_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "their.db"
    path.write_text("no database at all, but long enough")
    with pytest.raises(KnownError, match="changed its format"):
        list(Numbers().read(path, None))
    path.unlink()
    own = sqlite3.connect(path)
    own.execute("CREATE TABLE other (n)")
    own.close()
    with pytest.raises(KnownError):
        list(Numbers().read(path, None))
    with pytest.raises(OSError):
        list(Numbers().read(tmp_path / "missing.db", None))


def test_text_that_is_no_text_is_read_all_the_same(writer: sqlite3.Connection, tmp_path: Path) -> None:
    writer.execute("CREATE TABLE word (w TEXT)")
    writer.execute("INSERT INTO word VALUES (CAST(x'ff41' AS TEXT))")
    with database(tmp_path / "their.db") as own:
        assert own.execute("SELECT w FROM word").fetchone() == ("\ufffdA",)
