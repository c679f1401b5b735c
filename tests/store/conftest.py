"""A home for a record, and a private PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.postgresql import MISSING, binaries, cluster
from tests.store.lives import T
from wellbeing.store.opening import open_store
from wellbeing.store.record import SqlStore


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "record.sqlite"


@pytest.fixture
def clock() -> HandClock:
    """Two days after the activities of these tests."""
    clock = HandClock(T)
    clock.set(2 * 86_400)
    return clock


@pytest.fixture
def store(place: Path, clock: HandClock) -> Iterator[SqlStore]:
    store = open_store(place, clock=clock, backups=place.parent / "backups").store
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private server's empty database."""
    where = binaries()
    if where is None:
        pytest.skip(MISSING)
    with cluster(where) as address:
        yield address
