"""The tracker holds still while another process changes the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.store import FakeStore
from wellbeing.engine.writing import writing
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.ports import Store, StoreBusy


@pytest.fixture
def said() -> list[str]:
    """What happened, in order."""
    return []


@pytest.fixture
def socket(tmp_path: Path, said: list[str]) -> Iterator[Path]:
    """Where a tracker listens that only notes what it is asked."""

    def answer(asked: Request) -> Answer:
        said.append(asked.do)
        return {"ok": True}

    server = Server(tmp_path / "line", answer)
    server.start()
    yield tmp_path / "line"
    server.close()


def test_the_tracker_holds_before_and_goes_on_after(socket: Path, said: list[str]) -> None:
    store = FakeStore()

    def opened() -> Store:
        said.append("open")
        return store

    with writing(socket, opened) as found:
        assert found is store
        assert said == ["hold", "open"]
    assert store.closed
    assert said == ["hold", "open", "go-on"]


def test_it_goes_on_also_when_the_change_fails(socket: Path, said: list[str]) -> None:
    with pytest.raises(StoreBusy), writing(socket, FakeStore):
        raise StoreBusy("No.", "")
    assert said == ["hold", "go-on"]


def test_it_goes_on_also_when_the_record_cannot_be_opened(socket: Path, said: list[str]) -> None:
    def refused() -> Store:
        raise StoreBusy("No.", "")

    with pytest.raises(StoreBusy), writing(socket, refused):
        pass
    assert said == ["hold", "go-on"]


def test_without_a_tracker_the_record_is_just_opened(tmp_path: Path) -> None:
    store = FakeStore()
    with writing(tmp_path / "nobody", lambda: store):
        assert not store.closed
    assert store.closed
