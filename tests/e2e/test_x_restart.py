"""The X server dies and comes back; the tracker does not mind."""

from __future__ import annotations

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


def test_a_tray_outlives_its_desktop_and_comes_back_with_it(folder: Path) -> None:
    with rig.XServer() as server:
        program = Program(folder / "wellbeing", quiet(server.environ, folder))
        with rig.desktop(server) as desktop:
            desktop.xterm("before", "Alpha")
            with program.tracker(headless=False) as tracker:
                tracker.sees("window")
                rig.until(lambda: "Alpha" in apps(program), "Alpha to be recorded")
                server.kill()
                tracker.sees("window", ok=False)
                assert tracker.alive
                server.start()
                with rig.desktop(server) as again:
                    again.xterm("after", "Beta")
                    rig.until(lambda: "Beta" in apps(program), "Beta to be recorded", 30)
                    assert tracker.alive
                    assert tracker.end() == 0
    assert program.kinds()[-1] == "stop"
    program.sound()


def test_a_second_start_with_a_screen_takes_over_from_one_without(folder: Path) -> None:
    with rig.XServer() as server, rig.desktop(server):
        blind = {name: value for name, value in quiet(server.environ, folder).items() if name != "DISPLAY"}
        with Program(folder / "wellbeing", blind).tracker(headless=False, wait=False) as first:
            rig.until(lambda: first.ask("status"), "the line")
            rig.until(lambda: first.ask("status"), "the line")
            program = Program(folder / "wellbeing", quiet(server.environ, folder))
            with program.tracker(headless=False, wait=False) as second:
                assert first.wait() == 0
                second.sees("window")
                assert second.end() == 0


def apps(program: Program) -> list[str]:
    """Apps that were used so far."""
    return [row["key"] for row in program.json("usage")["rows"]]
