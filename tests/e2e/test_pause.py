"""A pause stops the counting, ends by itself or on wish, and outlives a restart."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests import rig
from tests.e2e.program import Program, now

pytestmark = pytest.mark.desktop


def test_nothing_is_counted_while_paused(program: Program, desktop: rig.Desktop) -> None:
    desktop.xterm("one", "Alpha")
    with program.tracker() as tracker:
        tracker.sees("window")
        rig.until(lambda: program.json("usage")["active_s"], "some use")
        before = now()
        said = program.run("pause", "1m")
        assert said.code == 0
        assert "goes on by itself" in said.out
        status = program.json("status")
        paused_until = datetime.fromisoformat(status["paused_until"])
        assert abs(paused_until - before - timedelta(minutes=1)) < timedelta(seconds=5)
        told = program.json("usage")["active_s"]
        assert program.json("usage")["active_s"] == told
        assert program.run("resume").code == 0
        assert program.json("status")["paused_until"] is None
        rig.until(lambda: program.json("usage")["active_s"] > told, "use after the pause")
        assert tracker.end() == 0
    assert program.kinds() == ["start", "pause", "resume", "stop"]


def test_a_pause_outlives_a_restart_and_ends_by_itself(program: Program, desktop: rig.Desktop) -> None:
    desktop.xterm("one", "Alpha")
    with program.tracker() as tracker:
        tracker.sees("window")
        # The command takes whole minutes; the line takes any moment.
        until = now() + timedelta(seconds=15)
        assert tracker.ask("pause", until=until.isoformat()) == {"ok": True}
        told = program.json("usage")["active_s"]
        assert tracker.end() == 0
    with program.tracker() as tracker:
        assert tracker.ask("status") is not None
        status = tracker.ask("status") or {}
        assert status["paused_until"] is not None
        rig.until(lambda: program.json("usage")["active_s"] > told, "use after the pause")
        assert tracker.end() == 0
    first_again = next(one for one in program.activities() if one.end > until)
    assert timedelta(0) <= first_again.start - until <= timedelta(seconds=6)
    assert program.kinds() == ["start", "pause", "stop", "start", "resume", "stop"]


@pytest.mark.parametrize("length", ["0m", "25h", "soon", "-5m", "1"])
def test_an_impossible_pause_is_refused(alone: Program, length: str) -> None:
    said = alone.run("pause", "--", length)
    assert said.code == 1
    assert "Write 15m, 1h or tomorrow" in said.err
