"""CPU to make a synthetic person's days, against the floor: building as many activities and nothing else.

    python tests/bench/bench_demo.py

Prints `name: value unit (floor ..., ratio ...)`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import process_time

from wellbeing.demo import Witness, cast, days
from wellbeing.model import Activity, AppIdentity, Presence, Span

LAST = date(2024, 12, 31)


def made(years: int, density: int) -> tuple[float, int]:
    """Seconds of CPU and activities for some years, the truth included, nothing kept."""
    count = round(365.25 * years)
    first = LAST - timedelta(days=count - 1)
    start = process_time()
    who, story = cast(None, first, LAST)
    witness = Witness(who, story, density)
    activities = 0
    for day in days(who, first, count, story, density=density):
        witness.note(day)
        activities += len(day.activities)
    witness.truth()
    return process_time() - start, activities


def floor(activities: int) -> float:
    """Seconds of CPU to build so many activities side by side."""
    app, at, step = AppIdentity("app"), datetime(2024, 1, 1, tzinfo=UTC), timedelta(seconds=1)
    start = process_time()
    for _ in range(activities):
        Activity(Span(at, at + step), app, None, Presence.ACTIVE)
        at += step
    return process_time() - start


def main() -> None:
    """Three ordinary years, and one as dense as the budgets' year of 547,500 activities."""
    for years, density in ((3, 170), (1, 1700)):
        cpu_s, activities = made(years, density)
        least_s = floor(activities)
        figures = f"floor {least_s:.2f}, ratio {cpu_s / least_s:.1f}"
        print(f"demo_{years}y_at_{density}: {cpu_s:.2f} s CPU ({figures}, {activities} activities)")


if __name__ == "__main__":
    main()
