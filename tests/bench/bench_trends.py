"""Time to read a year of finished days: kept in the record, reckoned for the first time, and told as trends.

The floor is the time to read the days alone, without index or detectors.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

from tests.bench.bench_growth import best_ms
from tests.bench.measure import say
from tests.clocks import HandClock
from tests.fakes.days import source
from wellbeing.demo import cast, days, told
from wellbeing.engine.days import DayReader
from wellbeing.engine.growth import Growth
from wellbeing.engine.view.trends import trends
from wellbeing.ports import Batch, Store
from wellbeing.store.opening import open_store

FIRST, COUNT = date(2025, 1, 1), 365


def written(folder: Path, clock: HandClock) -> Store:
    """A year of the demo person."""
    store = open_store(folder / "record.sqlite", clock=clock, backups=folder / "backups").store
    who, story = cast(None, FIRST, FIRST + timedelta(days=COUNT))
    for day in days(who, FIRST, COUNT, story):
        store.write(Batch(closed=day.activities, zones=day.zones))
        store.ledger.add(prompts=told(who, day).prompts)
    store.tally()
    return store


def main() -> None:
    """Print every figure."""
    clock = HandClock(datetime(2026, 1, 1, 12, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        store = written(Path(folder), clock)
        from_ = source(store, now=clock.now())
        begun = process_time()
        Growth(lambda: from_).look()
        say("year_reckoned_and_kept", (process_time() - begun) * 1e3, "ms")
        floor = best_ms(lambda: DayReader().read(from_))
        say(
            "year_of_trends",
            best_ms(lambda: trends(from_, DayReader(), 0)),
            "ms",
            floor=round(floor, 1),
            budget=50,
        )
        store.close()


if __name__ == "__main__":
    main()
