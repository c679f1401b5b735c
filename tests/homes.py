"""Homes with lived days, and the command line in them, for families."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from wellbeing import app
from wellbeing.cli.commands import wellbeing
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.files.paths import home
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.ports import Batch, Store
from wellbeing.timeline.day import Calendar

WRITER = AppIdentity("libreoffice-writer", "soffice.bin")
CHAT = AppIdentity("firefox", "firefox", "chatgpt.com")
ZONE = Zone(datetime(2020, 1, 1, tzinfo=UTC), "UTC", timedelta(0))


@lru_cache(maxsize=1)
def _labels() -> Labels:
    return app.labels_or_shipped(home("/nonexistent"))


def monday() -> date:
    """Of the week before this one: whatever the weekday, all of it is over."""
    today = SystemClock().now().date()
    return today - timedelta(days=today.weekday() + 7)


@dataclass(frozen=True)
class HomeOf:
    """One person's home on one device."""

    root: Path

    def __call__(self, *words: str, stdin: str = "") -> Result:
        """A command of `wellbeing family`, as a person types it."""
        return CliRunner().invoke(wellbeing, ["--home", str(self.root), "family", *words], input=stdin)

    def done(self, *words: str) -> str:
        """A command that works; what it says."""
        result = self(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def json(self, *words: str) -> Any:
        """A command's JSON (any)."""
        return json.loads(self.done(*words, "--json"))

    def refused(self, *words: str) -> str:
        """A command that a sentence and a remedy refuse; both."""
        result = self(*words)
        assert result.exit_code == 1, result.output
        lines = result.stderr.strip().splitlines()
        assert len(lines) == 2, result.stderr
        return "\n".join(lines)

    def store(self) -> Store:
        """Its record, open for writing."""
        place = home(str(self.root))
        place.prepare()
        return app.open_record(place, app.settings_or_defaults(place), app.clock(), readonly=False)

    def push(self) -> None:
        """What `wellbeing family push` does, with rules that are read once for all tests."""
        place, clock = home(str(self.root)), app.clock()
        store, chosen = self.store(), app.settings_or_defaults(place)
        calendar = Calendar(store.zones() or [clock.zone()], chosen.day_start)
        source = Source(store, calendar, _labels(), chosen, clock, clock.now())
        after = app.family_teller(store, lambda: source).look(at_once=True)
        app.family_taker(store, lambda: source, lambda: None).look()
        store.close()
        assert not after.sentence, after.sentence

    def live(self, day: date, *stretches: tuple[float, float, AppIdentity]) -> None:
        """Use of apps on a day: from and to in hours of UTC, and what was in front."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        spans = [
            (Span(midnight + timedelta(hours=low), midnight + timedelta(hours=high)), one)
            for low, high, one in stretches
        ]
        store = self.store()
        closed: Sequence[Activity] = [Activity(span, one, None, Presence.ACTIVE) for span, one in spans]
        store.write(Batch(closed=closed, zones=[ZONE] if not store.zones() else []))
        store.close()
