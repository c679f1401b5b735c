"""An hour of work in a minute: what `usage` says agrees with what happened on the screen."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from tests import rig
from tests.e2e import browser
from tests.e2e.program import LAG, Program, now, sleep_until
from tests.e2e.truth import Switch, changes, disagreement, noticed
from tests.e2e.witness import Witness

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(rig.missing(browser.NAME, "xterm", "xdotool")), reason="no browser here"),
]

log = logging.getLogger(__name__)

SEED = 2
IDLE_AFTER_S = 6
SHORTEST_S, LONGEST_S, TOTAL_S = 0.3, 20.0, 52.0
TOUCH_EVERY_S = 2.0
"""A person who looks at something moves the mouse now and then; well below the idle threshold."""
AGREES = 0.005
MS = timedelta(milliseconds=1)


def dwells(chance: Random) -> list[float]:
    """Seconds between switches: the shortest, the longest, and whatever else fits, in any order."""
    found = [SHORTEST_S, LONGEST_S]
    while sum(found) < TOTAL_S:
        found.append(min(SHORTEST_S + chance.expovariate(0.5), LONGEST_S))
    chance.shuffle(found)
    return found


class Person:
    """Somebody at the desktop: switches windows and touches mouse and keys, by xdotool."""

    def __init__(self, desktop: rig.Desktop, witness: Witness) -> None:
        self._desktop = desktop
        self._witness = witness
        self._turn = 0

    def switch(self, window: int) -> Switch:
        """Bring a window to the front, the hand on the mouse."""
        self.touch()
        app = browser.window_class(self._desktop.pointer, window)
        before = now()
        self._desktop.xdotool("windowactivate", "--sync", window)
        after = now()
        return Switch(app, before, self._witness.named(window, before - timedelta(milliseconds=2)), after)

    def touch(self) -> tuple[datetime, datetime]:
        """Move the mouse; between when and when."""
        self._turn += 1
        before = now()
        self._desktop.xdotool("mousemove", 5 + self._turn % 50, 5)
        return before, now()

    def stay(self, until: float) -> None:
        """Look at the window until a moment of the monotonic clock."""
        while (left := until - time.monotonic()) > TOUCH_EVERY_S * 1.5:
            sleep_until(min(time.monotonic() + TOUCH_EVERY_S, time.monotonic() + left))
            self.touch()
        sleep_until(until)


def test_usage_agrees_with_a_schedule_of_real_windows(
    program: Program, desktop: rig.Desktop, folder: Path
) -> None:
    chance = Random(SEED)  # noqa: S311 - a schedule, not a secret
    program.settings(idle_after_s=IDLE_AFTER_S, privacy="titles")
    with (
        browser.chromium(program.environ, desktop.pointer, folder) as chromium,
        Witness(desktop.server.display) as witness,
        program.tracker() as tracker,
    ):
        windows = [desktop.xterm("first", "Alpha").window, desktop.xterm("second", "Beta").window, chromium]
        tracker.sees("window")
        person = Person(desktop, witness)
        person.touch()
        switches, title = [], None
        front = windows[1]
        for dwell in dwells(chance):
            longest = dwell == LONGEST_S
            front = chromium if longest and front != chromium else other(chance, windows, front)
            switches.append(person.switch(front))
            due = time.monotonic() + dwell
            if front == chromium and title is None and dwell > SHORTEST_S * 3:
                title = change_title(desktop, chromium)
            person.stay(due)
        left, absent = person.touch()
        sleep_until(time.monotonic() + IDLE_AFTER_S)
        rig.until(lambda: presences(program, left)[-1] == "idle", "the absence to be noticed")
        back, _ = person.touch()
        # Whoever asks slowly finds the next absence already.
        rig.until(lambda: presences(program, left)[2:], "the return to be noticed")
        activities = program.activities()
        whole = program.json("usage", "--from", switches[0].at.isoformat(), "--to", left.isoformat())
        away = program.json("usage", "--from", left.isoformat(), "--to", back.isoformat())

    worst = max(abs(one.at - noticed(one, activities)) for one in switches)
    difference = disagreement(whole, switches, left)
    log.info("%d switches, noticed within %.1f ms", len(switches), worst / MS)
    log.info("%.4f %% credited wrongly", difference * 100)
    log.info("truth known within %.1f ms by xdotool", max(one.after - one.before for one in switches) / MS)
    # The truth itself: every stamp of the server lies within xdotool's own run (clocks tick in whole ms).
    tick = timedelta(milliseconds=2)
    assert all(one.before - tick <= one.at <= one.after + tick for one in switches)
    assert worst <= LAG
    assert difference <= AGREES
    fronts = changes(activities, noticed(switches[0], activities), left)
    assert fronts == [one.app for one in switches]
    assert title is not None
    assert any(
        title[0] <= one.start <= title[1] + LAG for one in activities if browser.SECOND in (one.title or "")
    )
    # Absence begins with the last input, and ends with the next one.
    absence = next(one for one in activities if one.presence == "idle" and one.start > switches[-1].at)
    assert left - LAG <= absence.start <= absent + LAG
    assert abs(absence.end - back) <= LAG
    assert away["active_s"] <= LAG.total_seconds()
    assert away["idle_s"] == pytest.approx((back - left).total_seconds(), abs=LAG.total_seconds())
    program.sound()


def presences(program: Program, since: datetime) -> list[str]:
    """How present the person was from a moment on, each change once."""
    return [name for name, _ in groupby(one.presence for one in program.activities() if one.end > since)]


def other(chance: Random, windows: Sequence[int], front: int) -> int:
    """Any other window."""
    return chance.choice([window for window in windows if window != front])


def change_title(desktop: rig.Desktop, window: int) -> tuple[datetime, datetime]:
    """Press the key that changes the page's title; between when and when it changed."""
    before = now()
    desktop.xdotool("key", "s")
    rig.until(lambda: browser.SECOND in browser.title(desktop.pointer, window), "the title to change")
    return before, now()
