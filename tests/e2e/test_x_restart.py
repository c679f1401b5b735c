"""The X server dies and comes back; the tracker does not mind."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import LAG, Program, now, quiet

pytestmark = pytest.mark.desktop


def test_recording_goes_on_after_the_x_server_came_back(folder: Path) -> None:
    with rig.XServer() as server:
        program = Program(folder / "wellbeing", quiet(server.environ, folder))
        with program.tracker() as tracker:
            with rig.desktop(server) as desktop:
                desktop.xterm("before", "Alpha")
                tracker.sees("window")
                rig.until(lambda: "Alpha" in apps(program), "Alpha to be recorded")
                killed = now()
                server.kill()
            tracker.sees("window", ok=False)
            row = tracker.sensor("window")
            assert row["reason"]
            assert row["remedy"]
            assert tracker.alive
            server.start()
            with rig.desktop(server) as desktop:
                desktop.xterm("after", "Beta")
                tracker.sees("window")
                rig.until(lambda: "Beta" in apps(program), "Beta to be recorded")
                assert tracker.end() == 0
        assert tracker.said.count("\n") <= 2, tracker.said
    activities = program.activities()
    assert max(one.end for one in activities if one.app == "Alpha") <= killed + LAG
    assert program.kinds().count("sensor") >= 2
    sensor = [entry.facts["ok"] for entry in program.journal() if entry.kind == "sensor"]
    assert sensor[-2:] == [False, True]
    program.sound()


def test_a_tray_ends_with_its_desktop_and_loses_nothing(folder: Path) -> None:
    with rig.XServer() as server, rig.desktop(server) as desktop:
        program = Program(folder / "wellbeing", quiet(server.environ, folder))
        desktop.xterm("before", "Alpha")
        with program.tracker(headless=False) as tracker:
            tracker.sees("window")
            rig.until(lambda: program.json("usage")["active_s"], "some use")
            killed = now()
            server.kill()
            assert tracker.wait() == 0
    assert abs(program.activities()[-1].end - killed) <= timedelta(seconds=1)
    assert program.kinds()[0] == "start"
    assert program.kinds()[-1] == "stop"
    program.sound()


def apps(program: Program) -> list[str]:
    """Apps that were used so far."""
    return [row["key"] for row in program.json("usage")["rows"]]
