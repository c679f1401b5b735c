"""Killed at any moment, the tracker costs ten seconds at most, and says that it happened."""

from __future__ import annotations

import itertools
import threading
import time
from datetime import datetime
from random import Random

import pytest

from tests import rig
from tests.e2e.program import LAG, LOST, Program, now, sleep_until

pytestmark = pytest.mark.desktop

SEED = 9
QUICK, LATE = 9, 1
"""Kills soon after the start, and kills after more than the time between two writes."""


def lives(chance: Random) -> list[float]:
    """Seconds until each kill."""
    found = [chance.uniform(0.1, 4.5) for _ in range(QUICK)] + [chance.uniform(11, 14) for _ in range(LATE)]
    chance.shuffle(found)
    return found


class Switcher(threading.Thread):
    """Brings one window after the other to the front, until it is told to stop."""

    def __init__(self, display: str, windows: list[int]) -> None:
        super().__init__()
        self._display, self._windows = display, windows
        self.stopping = threading.Event()

    def run(self) -> None:
        with rig.Pointer(self._display) as pointer:
            while True:
                for window in self._windows:
                    pointer.activate(window)
                    if self.stopping.wait(0.7):
                        return


def test_a_kill_costs_ten_seconds_at_most(program: Program, desktop: rig.Desktop) -> None:
    kills: list[tuple[datetime, datetime]] = []
    switcher = Switcher(
        desktop.server.display, [desktop.xterm(name, name).window for name in ("Alpha", "Beta")]
    )
    switcher.start()
    try:
        for life_s in lives(Random(SEED)):  # noqa: S311 - a schedule, not a secret
            # Soon may be in the middle of starting; late is late for one that runs, however slow the machine is.
            with program.tracker(wait=life_s > LOST.total_seconds()) as tracker:
                begun = now()
                sleep_until(time.monotonic() + life_s)
                kills.append((begun, now()))
                tracker.kill()
        with program.tracker() as tracker:
            assert tracker.end() == 0
    finally:
        switcher.stopping.set()
        switcher.join()
    activities = program.activities()
    for begun, killed in kills:
        kept = max((one.end for one in activities if one.end <= killed + LAG), default=begun)
        assert killed - max(kept, begun) <= LOST
    late = [(begun, killed) for begun, killed in kills if killed - begun > LOST]
    assert len(late) == LATE
    assert all(any(begun < one.start < killed for one in activities) for begun, killed in late)
    assert all(one.end <= other.start for one, other in itertools.pairwise(activities))
    kinds = program.kinds()
    told = [kind for kind in kinds if kind in {"start", "stop", "crash"}]
    assert "crash" in told
    assert ("start", "start") not in itertools.pairwise(told)
    assert kinds.count("stop") == 1
    assert kinds[-1] == "stop"
    program.sound()


def test_what_was_asked_for_once_outlives_a_kill(program: Program, desktop: rig.Desktop) -> None:
    desktop.xterm("one", "Alpha")
    with program.tracker() as tracker:
        tracker.sees("window")
        rig.until(lambda: program.json("usage")["active_s"], "some use")
        told = program.json("usage")["active_s"]
        tracker.kill()
    assert program.json("usage")["active_s"] >= told
    with program.tracker() as tracker:
        assert program.json("usage")["active_s"] >= told
        assert tracker.end() == 0
    assert program.kinds()[:1] == ["start"]
    assert "crash" in program.kinds()
