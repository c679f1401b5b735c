"""What the tracker costs while it runs: memory, CPU, disk, and the time until the tray shows.

    python tests/bench/bench_tracker.py [--quick] [--folder FOLDER]

On a private desktop (Xvfb, openbox, tint2) with two xterms. FOLDER must lie on a real disk, or nothing counts as
written. Prints `name: value unit (floor …, budget …, ActivityWatch …)`; run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import rig
from tests.bench.measure import Spent, memory_mb, say
from tests.e2e.program import Program, Tracker, quiet
from tests.ui.desktop import tint2

START_S = 5.0
UPKEEP_S = 45.0
"""By then what the start needed is given back for the second time; upkeep comes after 20, a backup after 40."""


def main() -> None:
    """Print every figure."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--quick", action="store_true", help="a tenth of the time, for a look")
    options.add_argument("--folder", type=Path, default=None, help="where the record is written")
    chosen = options.parse_args()
    length_s = 12.0 if chosen.quick else 120.0
    with (
        tempfile.TemporaryDirectory(dir=chosen.folder) as name,
        rig.XServer() as server,
        rig.desktop(server) as desktop,
        tint2(desktop.environ, Path(name), color="#dddddd"),
    ):
        program = Program(Path(name, "wellbeing"), quiet(desktop.environ, Path(name)))
        windows = [desktop.xterm(one, one).window for one in ("Alpha", "Beta")]
        starts(program, desktop.pointer, 3 if chosen.quick else 10)
        program.settings(idle_after_s=5)
        with program.tracker(headless=False) as tracker:
            run(tracker, desktop, windows, length_s, 5.0 if chosen.quick else UPKEEP_S)


def starts(program: Program, pointer: rig.Pointer, times: int) -> None:
    """Print how long it takes until the icon is in the tray: the first start, and the best of some."""
    took = []
    for _ in range(times):
        begun = time.monotonic()
        with program.tracker(headless=False, wait=False) as tracker:
            rig.until(lambda: icon_shown(pointer), "the tray icon")
            took.append(time.monotonic() - begun)
            rig.until(lambda: tracker.ask("status"), "the line")
            tracker.end()
    say("start_to_tray", min(took), "s", floor=0.15, budget=0.6, activitywatch=0.18)
    say("start_to_tray_median", sorted(took)[len(took) // 2], "s")


def run(tracker: Tracker, desktop: rig.Desktop, windows: list[int], length_s: float, upkeep_s: float) -> None:
    """Print what a running tracker costs, doing nothing and at work."""
    rig.until(lambda: icon_shown(desktop.pointer), "the tray icon")
    begun, seen = time.monotonic(), [memory_mb(tracker.pid)]
    while time.monotonic() < begun + START_S:
        time.sleep(0.1)
        seen.append(memory_mb(tracker.pid))
    say("memory_at_start, most", max(seen), "MB", floor=73, budget=80)
    time.sleep(upkeep_s)
    say("memory", memory_mb(tracker.pid), "MB", floor=73, budget=80, activitywatch=133)
    cpu, written = over(tracker.pid, length_s, lambda: None, length_s)
    say("cpu_idle", cpu, "% of a core", floor=0, budget=0.02, activitywatch=0.55)
    say("written_idle", written, "MB/h", floor=0, budget=0.5, activitywatch=52)
    places = cycle(range(5, 50))
    cpu, written = over(tracker.pid, length_s, lambda: touch(desktop, next(places)), 2.0)
    say("cpu_in_use", cpu, "% of a core")
    say("written_in_use", written, "MB/h")
    fronts = cycle(windows)

    def switch() -> None:
        touch(desktop, next(places))
        desktop.pointer.activate(next(fronts))

    cpu, written = over(tracker.pid, length_s, switch, 1.0)
    say("cpu_switching", cpu, "% of a core", budget=0.2, activitywatch=1.24)
    say("written_switching", written, "MB/h", budget=15, activitywatch=266)
    say("memory_after", memory_mb(tracker.pid), "MB", budget=80)


def over(pid: int, length_s: float, work: Callable[[], None], every_s: float) -> tuple[float, float]:
    """CPU in percent and MB an hour over a while in which something is done again and again."""
    before = Spent.by(pid)
    begun = time.monotonic()
    for turn in range(round(length_s / every_s)):
        work()
        time.sleep(max(0.0, begun + (turn + 1) * every_s - time.monotonic()))
    return Spent.by(pid).since(before)


def touch(desktop: rig.Desktop, place: int) -> None:
    """Move the mouse."""
    desktop.xdotool("mousemove", place, 5)


def icon_shown(pointer: rig.Pointer) -> bool:
    """Whether a window of ours lies within another one, as icons in a tray do, and can be seen."""
    top = set(children(pointer, pointer.root))
    return any(
        one not in top and class_of(pointer, one) == "wellbeing" and viewable(pointer, one)
        for window in top
        for one in below(pointer, window)
    )


def below(pointer: rig.Pointer, window: int) -> Iterator[int]:
    """Every window within a window."""
    for child in children(pointer, window):
        yield child
        yield from below(pointer, child)


def children(pointer: rig.Pointer, window: int) -> list[int]:
    """Windows directly within a window."""
    return list(pointer.xcb.core.QueryTree(window).reply().children)


def class_of(pointer: rig.Pointer, window: int) -> str:
    """The second word of a window's class."""
    asked = pointer.xcb.core.GetProperty(False, window, pointer.atom("WM_CLASS"), 0, 0, 64)
    return ([*bytes(asked.reply().value.raw).split(b"\x00"), b"", b""])[1].decode("latin-1")


def viewable(pointer: rig.Pointer, window: int) -> bool:
    """Whether it and all above it are mapped."""
    return bool(pointer.xcb.core.GetWindowAttributes(window).reply().map_state == 2)


if __name__ == "__main__":
    main()
