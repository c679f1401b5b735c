"""How true and how cheap the record is on Wayland desktops without a screen: sway, KWin and GNOME.

    python tests/bench/bench_wayland.py [--seconds N] [--settle N] [KIND…]

Prints for each `name: value unit (floor …, budget …)`: switches missed of 200 at 20 a second, how late the others were
noticed, and CPU and memory of the tracker without a tray. Idle is while nobody is there, as `bench_tracker.py` has it;
present is while somebody is and does nothing. KWin and GNOME switch by a timer within and tell the moment; on sway the
moment is that of the command, which takes some milliseconds itself. Run it on a quiet machine, and where other programs
come and go without their processes: `unshare -pf --mount-proc python tests/bench/bench_wayland.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import rig, wayland
from tests.bench.measure import Spent, memory_mb, say
from tests.e2e.program import Program, Tracker, now, sleep_until
from tests.e2e.test_wayland import NEEDS, TITLES, of, running
from tests.e2e.truth import Switch, changes, noticed

SWITCHES, EVERY_MS = 200, 50
IDLE_AFTER_S = 5
MILLISECOND = timedelta(milliseconds=1)


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--seconds", type=float, default=30.0, help="how long CPU is measured")
    options.add_argument(
        "--settle",
        type=float,
        default=330.0,
        help="before idle CPU: for five minutes all AI logs are looked for",
    )
    options.add_argument("kinds", nargs="*", default=list(NEEDS))
    chosen = options.parse_args()
    for kind in chosen.kinds:
        if why := rig.missing(*NEEDS[kind]):
            print(f"{kind}: not installed: {why}")
            continue
        with tempfile.TemporaryDirectory() as name, running(kind) as desktop:
            program = of(desktop, Path(name))
            program.settings(idle_after_s=3600)
            with wayland.windows(desktop, *TITLES), program.tracker() as tracker:
                tracker.sees("window")
                measured(kind, desktop, program, tracker, chosen.seconds, chosen.settle)


def measured(
    kind: str,
    desktop: wayland.Sway | wayland.KWin | wayland.Gnome,
    program: Program,
    tracker: Tracker,
    seconds: float,
    settle: float,
) -> None:
    """Print what a desktop's figures are."""
    time.sleep(1.0)
    told = desktop.drive(TITLES, SWITCHES, EVERY_MS)()
    time.sleep(1.0)  # a machine under load is told of the last one later
    ended = now()
    tracker.ask("flush")
    activities = program.activities()
    moments = [datetime.fromtimestamp(ms / 1000, UTC) for _, ms in told]
    switches = [
        Switch(f"org.example.{title}", at, at, at) for (title, _), at in zip(told, moments, strict=True)
    ]
    found = [noticed(one, activities) for one in switches]
    seen = changes(activities, found[0], ended)
    say(f"{kind}_switches_a_second", (len(told) - 1) / (moments[-1] - moments[0]).total_seconds(), "1/s")
    say(f"{kind}_missed", len(told) - len(seen), f"of {len(told)}", floor=0)
    late = sorted((at - one.at) / MILLISECOND for one, at in zip(switches, found, strict=True))
    say(f"{kind}_noticed_p50", late[len(late) // 2], "ms")
    say(f"{kind}_noticed_p95", late[len(late) * 95 // 100], "ms")
    fronts, before_it = cycle(TITLES), Spent.by(tracker.pid)
    begun = time.monotonic()
    for turn in range(round(seconds)):
        desktop.focus(next(fronts))
        sleep_until(begun + turn + 1)
    say(f"{kind}_cpu_switching", Spent.by(tracker.pid).since(before_it)[0], "% of a core", budget=0.2)
    time.sleep(settle)
    say(f"{kind}_cpu_present", over(tracker, seconds), "% of a core")
    program.settings(idle_after_s=IDLE_AFTER_S)
    rig.until(lambda: program.activities()[-1].presence == "idle", "the absence")
    say(f"{kind}_cpu_idle", over(tracker, seconds), "% of a core", budget=0.02)
    say(f"{kind}_memory", memory_mb(tracker.pid), "MB", budget=80)


def over(tracker: Tracker, seconds: float) -> float:
    """CPU in percent of a core over a while in which nothing happens."""
    before = Spent.by(tracker.pid)
    time.sleep(seconds)
    return Spent.by(tracker.pid).since(before)[0]


if __name__ == "__main__":
    main()
