"""The record's figures against their budgets: `python tests/bench/bench_store.py [--ten-years]`.

A year is 547,500 activities of 300 subjects. Floors: 12 bytes hold a start, a length, a subject and a presence; a
question to SQLite costs 0.02 ms; a page moved to disk costs 4,096 bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clocks import HandClock
from wellbeing.model import Activity, AppIdentity, Presence, Span, Zone
from wellbeing.ports import Batch
from wellbeing.store.opening import open_store
from wellbeing.store.record import SqlStore

PER_DAY = 1500
PER_SET = 80
"""Draws that make up a day's apps and sites: about 45 different ones of the 300."""
NOW = datetime(2026, 5, 5, 8, tzinfo=UTC)
DAY = timedelta(days=1)
SUBJECTS = [
    AppIdentity(f"app-{n % 40}", f"exe-{n % 40}", f"site-{n}.org" if n > 40 else None) for n in range(300)
]
WEIGHTS = [1 / (1 + n) for n in range(300)]


def say(name: str, value: float, unit: str, floor: float, budget: float) -> None:
    print(
        f"{name}: {value:.2f} {unit} (floor {floor:g}, ratio {value / floor:.1f}, budget {budget:g})",
        flush=True,
    )


def day_of_activities(day: datetime, chance: random.Random) -> Iterator[Activity]:
    """From nine in the morning on: mostly use, every tenth idle; dwells of 2-50 s."""
    at = day + timedelta(hours=5)
    today = chance.choices(SUBJECTS, WEIGHTS, k=PER_SET)
    apps = chance.choices(today, k=PER_DAY)
    for app in apps:
        end = at + timedelta(milliseconds=chance.randint(2_000, 50_000))
        presence = Presence.IDLE if chance.random() < 0.1 else Presence.ACTIVE
        yield Activity(Span(at, end), app, None, presence)
        at = end


def fill(store: SqlStore, days: int) -> None:
    chance = random.Random(1)  # noqa: S311 a seed, not a secret
    first = NOW.replace(hour=2) - days * DAY
    store.write(Batch(zones=[Zone(first, "Europe/Berlin", timedelta(hours=2))]))
    for number in range(days + 1):
        day = first + number * DAY
        closed = [one for one in day_of_activities(day, chance) if one.span.end < NOW]
        store.write(Batch(closed=closed))


def best(store: SqlStore, days: int) -> float:
    """Milliseconds, the least of five, at a moment that makes both ends ragged."""
    span = Span(NOW - days * DAY + timedelta(minutes=7), NOW)
    found = []
    for _ in range(5):
        begin = time.perf_counter()
        store.uses(span)
        found.append((time.perf_counter() - begin) * 1000)
    return min(found)


def questions(store: SqlStore, *, ten_years: bool) -> None:
    views = [("day", 1, 5), ("week", 7, 10), ("month", 31, 20), ("year", 365, 50)]
    views += [("ten years", 3650, 150)] if ten_years else []
    for name, days, budget in views:
        say(f"{name} by app", best(store, days), "ms", 0.02, budget)


def written() -> int:
    """Bytes this process sent to disk, as the kernel counts them."""
    fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(fields["write_bytes"])


def hour_of_writing(folder: Path, *, switching: bool) -> float:
    """MB in an hour with a write every ten seconds: ten switches each, or only a moved open row."""
    clock = HandClock(NOW)
    store = open_store(folder / f"{switching}.sqlite", clock=clock, backups=folder / "b").store
    chance = random.Random(2)  # noqa: S311 a seed, not a secret
    os.sync()
    before = written()
    start = NOW
    for beat in range(360):
        at = NOW + timedelta(seconds=10 * beat)
        closed = []
        if switching:
            apps = chance.choices(SUBJECTS, WEIGHTS, k=10)
            seconds = [at + timedelta(seconds=second) for second in range(11)]
            closed = [
                Activity(Span(seconds[n], seconds[n + 1]), app, None, Presence.ACTIVE)
                for n, app in enumerate(apps)
            ]
            start = at + timedelta(seconds=10)
        running = Activity(Span(start, at + timedelta(seconds=10.5)), SUBJECTS[0], None, Presence.ACTIVE)
        store.write(Batch(closed=closed, open=running))
        if beat % 30 == 29:
            store.checkpoint()
            os.sync()
    store.close()
    os.sync()
    return (written() - before) / 1e6


def peak(place: Path) -> float:
    """MB of a fresh process that asks for the year, imports included."""
    done = subprocess.run(
        [sys.executable, __file__, "--peak", str(place)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def one_year_view(place: Path) -> None:
    store = open_store(place, clock=HandClock(NOW), backups=place.parent / "b").store
    store.uses(Span(NOW - 365 * DAY, NOW))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def run(*, ten_years: bool) -> None:
    days = 3650 if ten_years else 365
    with TemporaryDirectory() as name:
        folder = Path(name)
        place = folder / "record.sqlite"
        store = open_store(place, clock=HandClock(NOW), backups=folder / "b").store
        begin = time.perf_counter()
        fill(store, days)
        store.checkpoint()
        raw = place.stat().st_size / store.count()
        print(f"filled {store.count()} activities in {time.perf_counter() - begin:.0f} s", flush=True)
        begin = time.perf_counter()
        summed = store.tally()
        say("tally of a day", (time.perf_counter() - begin) * 1000 / summed, "ms", 0.5, 10)
        store.close()
        say("bytes per activity, activities alone", raw, "bytes", 12, 40)
        begin = time.perf_counter()
        store = open_store(place, clock=HandClock(NOW), backups=folder / "b").store
        say("open", (time.perf_counter() - begin) * 1000, "ms", 1, 100)
        say("bytes per activity, totals included", place.stat().st_size / store.count(), "bytes", 12, 40)
        questions(store, ten_years=ten_years)
        store.close()
        say("peak memory of the year view", peak(place), "MB", 27, 150)
        say("written while switching each second", hour_of_writing(folder, switching=True), "MB/h", 1.5, 15)
        say("written while only time passes", hour_of_writing(folder, switching=False), "MB/h", 1.5, 3)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ten-years", action="store_true")
    arguments.add_argument("--peak", type=Path)
    chosen = arguments.parse_args()
    if chosen.peak:
        one_year_view(chosen.peak)
    else:
        run(ten_years=chosen.ten_years)
