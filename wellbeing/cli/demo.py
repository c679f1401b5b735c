"""Filling an empty home with a synthetic person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from wellbeing import app, demo
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine.days import DayReader
from wellbeing.engine.source import Source
from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings, replace_text
from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Batch, Clock, KnownError, SleepClock, Store
from wellbeing.timeline.day import Calendar

T = TypeVar("T")

DAYS_A_WRITE = 31
TRUTH = "demo-truth.json"
"""Lies beside the record: what is certain about the synthetic person."""


def fill(home: Home, length: int | None, seed: int | None) -> None:
    """Write the last days of somebody who does not exist, up to this moment.

    Raises:
        KnownError: the home holds a record already, or a tracker runs.
    """
    home.prepare()
    lock = HomeLock(home.lock)
    lock.take()
    settings, clock = app.settings_or_defaults(home), app.clock()
    store = app.open_record(home, settings, clock, readonly=False)
    try:
        if store.extent() is not None:
            raise KnownError(
                Sentence("This home holds a record already."),
                Sentence("Choose an empty one with --home DIR."),
            )
        store.mark("demo", "unknown" if seed is None else str(seed))
        person = live(store, clock, home.data / TRUTH, length, seed)
        store.tally()
        _reckon(home, store, settings, clock)
    finally:
        store.close()
        lock.release()
    count = length or demo.MIA_DAYS
    days_made = "1 day" if count == 1 else f"{count} days"
    click.echo(f"{days_made} of {person}, who does not exist. What is true about them: {home.data / TRUTH}")


def _reckon(home: Home, store: Store, settings: Settings, clock: SleepClock) -> None:
    """What finished days amount to, as a tracker would have kept it: Trends opens at once."""
    calendar = Calendar(store.zones(), settings.day_start)
    source = Source(store, calendar, app.labels_or_shipped(home), settings, clock, clock.now())
    reader = DayReader()
    while reader.keep(source, DAYS_A_WRITE):
        continue


def live(store: Store, clock: Clock, truth: Path, length: int | None, seed: int | None) -> str:
    """Write so many days of a synthetic person into an empty record, up to the clock's moment; their name.

    Args:
        store: where to.
        clock: tells the last moment, and the zone where they live.
        truth: the file that tells what is certain about them.
        length: days; None for as many as Mia has.
        seed: who it is; None for Mia.
    """
    now = clock.now()
    count = length or demo.MIA_DAYS
    last = Calendar([clock.zone()]).day_of(now)
    first = last - timedelta(days=count - 1)
    person, story = demo.cast(seed, first, last)
    witness = demo.Witness(person, story)
    for days in _some(demo.days(person, first, count, story, until=now), DAYS_A_WRITE):
        for day in days:
            witness.note(day)
        store.write(
            Batch(
                closed=[one for day in days for one in day.activities],
                zones=[zone for day in days for zone in day.zones],
                entries=[
                    *([Entry(days[0].span.start, EntryKind.DEMO)] if days[0].day == first else []),
                    *(entry for day in days for entry in day.entries),
                ],
            )
        )
        turns = [demo.told(person, day) for day in days]
        store.ledger.add(
            prompts=[one for each in turns for one in each.prompts],
            answers=[one for each in turns for one in each.answers],
            works=[one for each in turns for one in each.works],
        )
        store.checkins.add_all([one for day in days for one in _answers(day)])
    replace_text(truth, msgspec.json.format(msgspec.json.encode(witness.truth())).decode() + "\n")
    return person.name


def _answers(day: demo.Day) -> Iterator[CheckIn]:
    """What the person said of a day; the WHO-5's score spread over its five answers."""
    said = day.checkin
    if said is None:
        return
    yield CheckIn(said.at, Form.DAILY, (said.mood, said.energy))
    if said.who5 is not None:
        whole, rest = divmod(said.who5 // 4, 5)
        yield CheckIn(said.at, Form.WHO5, tuple(whole + (place < rest) for place in range(5)))


def _some(items: Iterable[T], many: int) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, many)):
        yield some
