"""Demo people of three ages, with limits, as their reports tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.fakes.days import NoApps
from tests.ui.wording import Pseudo
from wellbeing.cli import demo
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.files import rules
from wellbeing.files import words as texts
from wellbeing.files.settings import Settings
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.store.opening import open_store
from wellbeing.timeline.day import Calendar

AGES = {"three days": 3, "six weeks": 42, "two years": 730}
NOW = datetime(2026, 11, 25, 20, 40, tzinfo=UTC)
"""A Wednesday evening: the week that runs is partial, and so are the month and the year."""


class People(Mapping[str, Source]):
    """Each is born when a test first asks for them: two years take seconds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Source] = {}

    def __getitem__(self, age: str) -> Source:
        if age not in self._known:
            place = self._folder / age.replace(" ", "-")
            place.mkdir()
            self._known[age] = person(place, AGES[age])
        return self._known[age]

    def __iter__(self) -> Iterator[str]:
        return iter(AGES)

    def __len__(self) -> int:
        return len(AGES)

    def close(self) -> None:
        """Of those who were born."""
        for one in self._known.values():
            one.store.close()


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Source]]:
    """A source for each age."""
    found = People(tmp_path_factory.mktemp("people"))
    yield found
    found.close()


def person(folder: Path, days: int) -> Source:
    """Mia, with two limits, on the same evening in each run."""
    clock = HandClock(NOW)
    settings = Settings()
    place = folder / "record.db"
    store = open_store(place, clock=clock, day_start=settings.day_start, backups=folder).store
    store.mark("demo", "unknown")
    demo.live(store, clock, folder / "truth.json", days, None)
    store.tally()
    before = clock.now() - timedelta(days=days)
    store.limits.set(Limit((Target(Of.AI),), days=(75,) * 5 + (45,) * 2), before)
    store.limits.set(Limit((Target(Of.CATEGORY, "video"),), days=(60, 60, None, 60, 60, 120, 120)), before)
    calendar = Calendar(store.zones() or [clock.zone()], settings.day_start)
    return Source(store, calendar, Labels(rules.catalogue(None), NoApps()), settings, clock, clock.now())


def fresh(source: Source) -> Source:
    """The same person, with the names of categories in the language that is spoken now."""
    return replace(source, labels=Labels(rules.catalogue(None), NoApps()))


@pytest.fixture(params=["english", "german", "mirrored"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """English, German as it is shipped, or right to left."""
    chosen = str(request.param)
    if chosen == "german":
        monkeypatch.setenv("LANG", "de_DE.UTF-8")
    if chosen == "mirrored":
        pseudo = Pseudo("he")
        monkeypatch.setattr(texts, "_translations", lambda _values: pseudo)
    return chosen
