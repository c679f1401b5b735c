"""Demo people of three ages, with limits, as their reports tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.wording import Pseudo
from wellbeing import app
from wellbeing.cli import demo
from wellbeing.engine.source import Source
from wellbeing.files import words as texts
from wellbeing.files.paths import home
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.timeline.day import Calendar

AGES = {"first days": 4, "some weeks": 45, "a year": 400}


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Source]]:
    """A source for each age."""
    with ExitStack() as stack:
        found = {}
        for age, days in AGES.items():
            found[age] = _person(tmp_path_factory.mktemp("home"), days)
            stack.callback(found[age].store.close)
        yield found


def _person(folder: Path, days: int) -> Source:
    place, clock = home(str(folder)), app.clock()
    demo.fill(place, days, 7)
    settings = app.settings_or_defaults(place)
    store = app.open_record(place, settings, clock, readonly=False)
    before = clock.now() - timedelta(days=days)
    store.limits.set(Limit((Target(Of.AI),), days=(30,) * 7), before)
    store.limits.set(Limit((Target(Of.CATEGORY, "video"),), days=(60, 60, None, 60, 60, 120, 120)), before)
    calendar = Calendar(store.zones() or [clock.zone()], settings.day_start)
    return Source(store, calendar, app.labels_or_shipped(place), settings, clock, clock.now())


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
