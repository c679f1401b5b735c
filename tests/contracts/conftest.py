"""Each real record beside the fake one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.clocks import HandClock
from tests.fakes.store import FakeStore
from tests.postgresql import MISSING, binaries, cluster
from wellbeing.ports import Store
from wellbeing.store.opening import open_store
from wellbeing.timeline.day import DAY_START

Fresh = Callable[..., Store]
"""An empty record: `fresh(clock, day_start=…)`; those made before are closed and emptied."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private server's database."""
    where = binaries()
    if where is None:
        pytest.skip(MISSING)
    with cluster(where) as address:
        yield address


@pytest.fixture(params=["fake", "sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fresh(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Fresh]:
    made: list[Store] = []

    def fake(clock: HandClock, day_start: timedelta = DAY_START) -> Store:
        return FakeStore(zone=clock.zone(), day_start=day_start, now=clock.now)

    def real(clock: HandClock, day_start: timedelta = DAY_START) -> Store:
        for store in made[-1:]:
            store.close()
        if kind == "postgresql":
            place = request.getfixturevalue("postgresql")
            _empty(place)
        else:
            place = tmp_path / str(len(made)) / "record.sqlite"
        backups = tmp_path / str(len(made)) / "backups"
        made.append(open_store(place, clock=clock, day_start=day_start, backups=backups).store)
        return made[-1]

    yield fake if kind == "fake" else real
    for store in made:
        store.close()


def _empty(address: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
