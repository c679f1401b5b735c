"""The record as the command line reads it: up to this second, whether or not the tracker runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import click

from wellbeing import app
from wellbeing.engine.labels import Labels
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.line import client
from wellbeing.model import Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, SleepClock, Store
from wellbeing.timeline.day import Calendar
from wellbeing.ui.text import _


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything a view needs."""

    store: Store
    calendar: Calendar
    labels: Labels
    settings: Settings
    clock: SleepClock
    now: datetime

    @property
    def demo(self) -> bool:
        """Whether the record is synthetic."""
        return self.store.mark("demo") is not None

    def span(self, since: datetime | None, until: datetime | None) -> Span:
        """The span a person asked for; today so far by default.

        Raises:
            KnownError: it would end before it begins.
        """
        end = until or self.now
        start = since or min(self.calendar.begin(self.calendar.day_of(self.now)), end)
        if end < start and until is None:
            raise KnownError(
                Sentence("--from lies in the future, where nothing is recorded yet."),
                Sentence("Choose an earlier time, or say --to as well."),
            )
        if end < start:
            raise KnownError(Sentence("--to lies before --from."), Sentence("Exchange the two."))
        return Span(start, end)

    def mention_demo(self) -> None:
        """Say on stderr that the figures are not a person's."""
        if self.demo:
            click.echo(_("Demo data: a synthetic person."), err=True)


@contextmanager
def reading(home: Home) -> Iterator[Reader]:
    """Open the record for reading; a running tracker writes up to this moment first."""
    try:
        client.ask(home.socket, "flush")
    except KnownError as error:
        # An old or busy tracker costs ten seconds of freshness at most.
        click.echo(str(error), err=True)
    settings = app.settings_or_defaults(home)
    clock = app.clock()
    store = app.open_record(home, settings, clock, readonly=True)
    try:
        calendar = Calendar(store.zones() or [clock.zone()], settings.day_start)
        yield Reader(store, calendar, app.labels_or_shipped(home), settings, clock, clock.now())
    finally:
        store.close()
