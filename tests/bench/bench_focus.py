"""How true the record is: switches missed at 20 a second, and time credited wrongly with short dwells.

    python tests/bench/bench_focus.py [--seconds N]

Prints `name: value unit (floor …, ActivityWatch …)`. The truth is the X server's own, see `tests/e2e/witness.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import rig
from tests.bench.measure import say
from tests.e2e.program import Program, Tracker, now, quiet, sleep_until
from tests.e2e.truth import Switch, changes, disagreement, noticed
from tests.e2e.witness import Witness

SEED = 5
SWITCHES, EVERY_S = 200, 0.05
SHORTEST_S, LONGEST_S = 0.3, 2.0


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--seconds", type=float, default=120.0, help="length of the schedule")
    seconds = options.parse_args().seconds
    with (
        tempfile.TemporaryDirectory() as name,
        rig.XServer() as server,
        rig.desktop(server) as desktop,
        Witness(server.display) as witness,
    ):
        program = Program(Path(name, "wellbeing"), quiet(desktop.environ, Path(name)))
        program.settings(idle_after_s=3600)
        windows = {app: desktop.xterm(app, app).window for app in ("Alpha", "Beta", "Gamma")}
        with program.tracker() as tracker:
            tracker.sees("window")
            rapid(program, desktop, witness, windows)
            scheduled(program, tracker, desktop, witness, windows, seconds)


def driven(
    desktop: rig.Desktop, witness: Witness, windows: dict[str, int], steps: Iterable[tuple[str, float]]
) -> tuple[list[Switch], datetime]:
    """Bring windows to the front, each for some seconds; what happened, and when it ended."""
    switches: list[Switch] = []
    due = time.monotonic()
    for app, dwell_s in steps:
        before = now()
        desktop.pointer.activate(windows[app])
        after = now()
        switches.append(
            Switch(app, before, witness.named(windows[app], before - timedelta(milliseconds=2)), after)
        )
        due += dwell_s
        sleep_until(due)
    return switches, now()


def rapid(program: Program, desktop: rig.Desktop, witness: Witness, windows: dict[str, int]) -> None:
    """Print how many of many quick switches are missing, and how late the others were noticed."""
    steps = [(app, EVERY_S) for app in islice(cycle(windows), SWITCHES)]
    switches, ended = driven(desktop, witness, windows, steps)
    activities = program.activities()
    fronts = changes(activities, noticed(switches[0], activities), ended)
    say("missed_at_20_a_second", SWITCHES - len(fronts), f"of {SWITCHES}", floor=0)
    late = sorted(abs(noticed(one, activities) - one.at) / timedelta(milliseconds=1) for one in switches)
    say("noticed_late_median", late[len(late) // 2], "ms", floor=2.3)
    say("noticed_late_worst", late[-1], "ms")


def scheduled(
    program: Program,
    tracker: Tracker,
    desktop: rig.Desktop,
    witness: Witness,
    windows: dict[str, int],
    seconds: float,
) -> None:
    """Print the share of time credited to the wrong app, or to none."""
    chance, steps, left = Random(SEED), list[tuple[str, float]](), seconds  # noqa: S311 - a schedule, not a secret
    front = list(windows)[(SWITCHES - 1) % len(windows)]
    while left > 0:
        dwell_s = chance.uniform(SHORTEST_S, LONGEST_S)
        front = chance.choice([app for app in windows if app != front])
        steps.append((front, dwell_s))
        left -= dwell_s
    switches, ended = driven(desktop, witness, windows, steps)
    tracker.ask("flush")
    usage = program.json("usage", "--from", switches[0].at.isoformat(), "--to", ended.isoformat())
    wrong = 100 * disagreement(usage, switches, ended)
    say("focus_time_error", wrong, "%", floor=0, budget=0.5, activitywatch=8.1)
    say("focus_time_error_raw", wrong, "%", activitywatch=67)


if __name__ == "__main__":
    main()
