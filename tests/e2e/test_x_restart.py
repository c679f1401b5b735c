"""The X server dies and comes back; the tracker does not mind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import Program, now, quiet

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
    assert max(one.end for one in activities if one.app == "Alpha") <= killed
    assert program.kinds().count("sensor") >= 2
    sensor = [entry.facts["ok"] for entry in program.journal() if entry.kind == "sensor"]
    assert sensor[-2:] == [False, True]
    program.sound()


def apps(program: Program) -> list[str]:
    """Apps that were used so far."""
    return [row["key"] for row in program.json("usage")["rows"]]
