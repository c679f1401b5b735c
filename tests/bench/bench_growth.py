"""Time to look for growth in 400 days, and to take in one day more.

The floor is a loop over the same days that only adds them up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import process_time

from tests.bench.measure import say
from tests.growth_lives import LIVES, person
from wellbeing.analysis.growth import Metric, alarms, watched

DAYS = 400


def best_ms(work: Callable[[], object], times: int = 7) -> float:
    """The shortest of some runs, in ms of CPU, so that what else runs counts little."""
    durations = []
    for _ in range(times):
        begun = process_time()
        work()
        durations.append(process_time() - begun)
    return min(durations) * 1e3


def one_life(name: str) -> None:
    """Print the mean and the worst of ten people."""
    metric = LIVES[name].metric
    lives = [person(LIVES[name], "none", f"bench {number}", DAYS) for number in range(10)]
    took = [best_ms(partial(alarms, *one, metric)) for one in lives]
    floor = best_ms(lambda: [sum(amount or 0 for amount in amounts) for amounts, _ in lives]) / len(lives)
    say(f"growth_{DAYS}_days {name}", sum(took) / len(took), "ms", floor=round(floor, 4), budget=5)
    say(f"growth_{DAYS}_days_worst {name}", max(took), "ms", budget=5)


def main() -> None:
    """Print every figure."""
    for name in ("ai even", "ai rare", "ai project", "screen even", "screen student"):
        one_life(name)
    amounts, weekdays = person(LIVES["screen even"], "none", "bench", DAYS)
    watch = watched(amounts, weekdays, Metric.SCREEN)
    say("one_day_more", best_ms(lambda: [watch.add(300.0, day % 7) for day in range(70)]) / 70 * 1e3, "µs")


if __name__ == "__main__":
    main()
