"""A desk with a record in memory, in front of which pages and the window are built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.fakes.days import NOW, record, source
from tests.fakes.store import FakeStore
from wellbeing.engine.source import Source
from wellbeing.files.paths import Home, home
from wellbeing.files.settings import Settings, read_settings
from wellbeing.ports import SettingsError
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme
from wellbeing.ui.window.desk import Desk


@dataclass
class Room:
    """What a test changes under the window's feet."""

    home: Home
    clock: HandClock = field(default_factory=lambda: HandClock(NOW))
    store: FakeStore = field(default_factory=record)
    error: Exception | None = None
    """Raised by the next readings while it is set."""
    reads: int = 0

    def source(self) -> Source:
        """As the window reads: rules from the file, the time from the hand."""
        self.reads += 1
        if self.error is not None:
            raise self.error
        found = source(self.store, now=self.clock.now(), own_rules=self.home.rules_file)
        return replace(found, clock=self.clock, settings=self.settings)

    @property
    def settings(self) -> Settings:
        """Those of the file; the defaults where it is broken."""
        try:
            return read_settings(self.home.settings_file)
        except SettingsError:
            return Settings()

    @contextmanager
    def writing(self) -> Iterator[FakeStore]:
        """As the window writes."""
        if self.error is not None:
            raise self.error
        yield self.store


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A home in a folder of its own, sixty days and a Tuesday until 15:42."""
    where = home(str(tmp_path / "home"))
    where.prepare()
    return Room(where)


@pytest.fixture
def desk_in(theme: Theme) -> Iterator[Callable[[Room], Desk]]:
    """Builds desks; their threads end with the test."""
    bridges: list[Bridge] = []

    def build(room: Room) -> Desk:
        bridge = Bridge()
        bridges.append(bridge)
        return Desk(theme, bridge, room.source, room.home, room.clock, room.writing)

    yield build
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def desk(room: Room, desk_in: Callable[[Room], Desk]) -> Desk:
    """In front of the room."""
    return desk_in(room)
