"""Reading logs on: cheap when nothing changed, nothing lost when something fails."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.fakes.ledger import FakeLedger
from tests.fakes.store import FakeStore
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.keeper import Keeper
from wellbeing.engine.logs import LogReader
from wellbeing.interop.log import LogFormat, Mark, Reading
from wellbeing.model import Prompt, Span
from wellbeing.ports import KnownError, StoreBusy

NOW = datetime(2026, 5, 5, 10, tzinfo=UTC)
EVER = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class Lines:
    """A format whose prompts are the lines of a file; `opened` counts how often one was looked into."""

    name = "lines"
    tool = "tool"

    def __init__(self) -> None:
        self.opened = self.looked = 0

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        assert not environ
        self.looked += 1
        return home.glob("*.log")

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        size = path.stat().st_size
        if before is not None and before.size == size:
            return
        self.opened += 1
        for place, line in enumerate(path.read_text("utf-8").splitlines()):
            if line == "bug":
                raise ZeroDivisionError
            if line == "unknown":
                raise KnownError("The log is of another kind.", "")
            yield Reading(Mark(1, 2, size, 3, place), [Prompt("tool", f"{path.name}{place}", NOW, "s")])


class World:
    """A reader over a folder."""

    def __init__(self, folder: Path, ledger: FakeLedger | None = None) -> None:
        self.folder = folder
        self.ledger = ledger or FakeLedger()
        self.format = Lines()
        self.failed: list[BaseException] = []
        formats: tuple[LogFormat, ...] = (self.format,)
        self.clock = HandClock(NOW)
        self.reader = LogReader(formats, self.ledger, self.clock, folder, {}, self.failed.append)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / f"{name}.log"
        path.write_text(text, "utf-8")
        return path

    def read(self) -> int:
        self.reader.read()
        return len(self.ledger.prompts(EVER))


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_only_what_changed_is_looked_into(world: World) -> None:
    world.write("a", "1\n2\n")
    world.write("b", "1\n")
    assert world.read() == 3
    assert world.read() == 3
    assert world.format.opened == 2
    world.write("b", "1\n2\n3\n")
    assert world.read() == 5
    assert world.format.opened == 3


def test_another_reader_goes_on_where_the_first_ended(world: World) -> None:
    world.write("a", "1\n")
    world.read()
    again = World(world.folder, world.ledger)
    again.reader.read()
    assert again.format.opened == 0


@pytest.mark.parametrize(
    ("content", "said"), [("unknown\n", "The log is of another kind."), ("bug\n", "does not understand")]
)
def test_one_bad_log_keeps_no_other_from_being_read(
    world: World, content: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    world.write("bad", content)
    world.write("good", "1\n")
    with caplog.at_level(logging.CRITICAL):
        assert world.read() == 1
        assert world.read() == 1
    (read,) = world.ledger.logs()
    ((sentence, count),) = read.troubles
    assert said in sentence
    assert count == 1
    assert len(world.failed) == (content == "bug\n")
    world.write("bad", "1\n2\n")
    assert world.read() == 3
    assert world.ledger.logs()[0].troubles == ()
    caplog.clear()


def test_a_log_that_may_not_be_read_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = world.write("a", "1\n")

    def closed(self: Path, encoding: str) -> str:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", closed)  # the tests may run as root, who may read everything
        assert world.read() == 0
    assert world.ledger.logs()[0].troubles == (("It may not be read.", 1),)
    assert world.read() == 1
    path.unlink()
    path.symlink_to(world.folder / "gone")
    assert world.read() == 1


def test_trouble_goes_with_its_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    bad = world.write("bad", "unknown\n")
    worse = world.write("worse", "unknown\n")
    with caplog.at_level(logging.CRITICAL):
        world.read()
        bad.unlink()
        world.read()
        assert sum(count for _, count in world.ledger.logs()[0].troubles) == 1
        worse.unlink()
        later = World(world.folder, world.ledger)
        later.reader.read()
    assert [one for told in world.ledger.logs() for one in told.troubles] == []
    caplog.clear()


def test_what_cannot_be_kept_is_read_again(world: World) -> None:
    world.write("a", "1\n2\n")
    world.ledger.fails = StoreBusy("Busy.", "Wait.")
    with pytest.raises(StoreBusy):
        world.reader.read()
    world.ledger.fails = None
    assert world.read() == 2


def test_a_tool_that_never_logged_here_is_looked_for_seldom(world: World) -> None:
    minutes = 0
    while world.clock.tick() < timedelta(hours=2):
        world.reader.read(asked=False)
        world.clock.advance(60)
        minutes += 1
    assert world.format.looked < minutes / 3
    looked = world.format.looked
    world.reader.read()
    assert world.format.looked == looked + 1, "who asks is answered by a look at all"


def test_a_tool_that_settles_is_noticed_at_the_next_look(world: World) -> None:
    for _ in range(10):
        world.reader.read(asked=False)
        world.clock.advance(60)
    (world.folder / ".tool").mkdir()
    os.utime(world.folder, (1, 1))  # a clock of files may be coarse
    world.reader.read(asked=False)
    world.clock.advance(60)
    world.write("a", "1\n")
    os.utime(world.folder, (1, 1))
    world.reader.read(asked=False)
    assert world.ledger.prompts(EVER), "its first log comes a little after its folder"
    world.write("a", "1\n2\n")
    world.clock.advance(3600)
    world.reader.read(asked=False)
    world.clock.advance(60)
    world.write("a", "1\n2\n3\n")
    os.utime(world.folder, (1, 1))
    world.reader.read(asked=False)
    assert len(world.ledger.prompts(EVER)) == 3, "who logs here is read at each look"


def test_a_reading_can_be_broken_off(world: World) -> None:
    world.write("a", "1\n2\n")
    world.reader.stop()
    assert world.read() == 0


def test_the_keeper_reads_when_it_is_asked() -> None:
    read: list[bool] = []
    keeper = Keeper(FakeStore(), SystemClock(), lambda: None, _never, read_logs=read.append)
    assert keeper.read_logs(0)
    keeper.start()
    try:
        assert keeper.read_logs(30)
    finally:
        keeper.stop()
    assert True in read
    none = Keeper(FakeStore(), SystemClock(), lambda: None, _never)
    assert none.read_logs(0)


def _never(error: BaseException) -> None:
    raise AssertionError(error)
