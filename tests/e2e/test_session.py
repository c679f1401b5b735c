"""Lock, sleep and the end of the session: what runs is closed, and nothing of it is lost."""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path

import pytest

from tests import rig
from tests.e2e.program import LAG, Program, now, quiet

pytestmark = pytest.mark.desktop

SESSION = "c1"
NO_MOCK = not Path("/usr/lib/python3/dist-packages/dbusmock").exists()


@pytest.fixture
def seated(folder: Path, desktop: rig.Desktop, system_bus: rig.Login) -> Program:
    """The program in a session of a mocked logind."""
    system_bus.add_session(SESSION)
    environ = {**quiet(desktop.environ, folder), **system_bus.environ, "XDG_SESSION_ID": SESSION}
    return Program(folder / "wellbeing", environ)


@pytest.mark.skipif(NO_MOCK, reason="python3-dbusmock is not installed")
def test_a_locked_screen_is_not_use(seated: Program, desktop: rig.Desktop, system_bus: rig.Login) -> None:
    desktop.xterm("one", "Alpha")
    with seated.tracker() as tracker:
        tracker.sees("window")
        tracker.sees("session")
        before = now()
        system_bus.session(SESSION, "SetLockedHint", "b", True)
        after = now()
        rig.until(lambda: seated.activities()[-1].presence == "locked", "the lock to be noticed")
        unlocked = now()
        system_bus.session(SESSION, "SetLockedHint", "b", False)
        rig.until(lambda: seated.activities()[-1].presence == "active", "the unlock to be noticed")
        assert tracker.end() == 0
    activities = seated.activities()
    assert [one.presence for one in activities] == ["active", "locked", "active"]
    locked = activities[1]
    assert before <= locked.start <= after + LAG
    assert abs(locked.end - unlocked) <= LAG
    usage = seated.json("usage", "--from", locked.start.isoformat(), "--to", locked.end.isoformat())
    assert usage["active_s"] == 0
    assert usage["idle_s"] == 0


@pytest.mark.skipif(NO_MOCK, reason="python3-dbusmock is not installed")
def test_a_sleeping_machine_records_nothing(
    seated: Program, desktop: rig.Desktop, system_bus: rig.Login
) -> None:
    desktop.xterm("one", "Alpha")
    with seated.tracker() as tracker:
        tracker.sees("window")
        tracker.sees("session")
        rig.until(lambda: seated.json("usage")["active_s"], "some use")
        before = now()
        system_bus.prepare_for_sleep(True)
        after = now()
        told = seated.json("usage")["active_s"]
        assert seated.json("usage")["active_s"] == told
        woken = now()
        system_bus.prepare_for_sleep(False)
        rig.until(lambda: seated.json("usage")["active_s"] > told, "use after the sleep")
        assert tracker.end() == 0
    [first, second] = seated.activities()
    assert before <= first.end <= after + LAG
    assert timedelta(0) <= second.start - woken <= LAG
    seated.sound()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(program: Program, desktop: rig.Desktop, how: signal.Signals) -> None:
    desktop.xterm("one", "Alpha")
    with program.tracker() as tracker:
        tracker.sees("window")
        rig.until(lambda: program.json("usage")["active_s"], "some use")
        asked = now()
        assert tracker.end(how) == 0
        assert tracker.said == ""
    assert program.activities()[-1].end >= asked - timedelta(
        milliseconds=1
    )  # the record counts whole milliseconds
    assert program.kinds() == ["start", "stop"]
    assert not (program.home / "tracker.socket").exists()
    program.sound()
