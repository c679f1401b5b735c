"""The session sensor against a mocked logind on a private system bus."""

from __future__ import annotations

import select
import signal
from collections.abc import Iterator
from datetime import timedelta

import jeepney
import pytest

from tests import rig
from wellbeing.ports import SensorLost, SessionState
from wellbeing.sensors.logind import CONFIRMED_WITHIN, Logind

LOCKED = SessionState(locked=True)
FREE = SessionState()
MINE = "7"


class Ticks:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.now = timedelta(hours=1)

    def __call__(self) -> timedelta:
        return self.now


@pytest.fixture
def login(system_bus: rig.Login) -> rig.Login:
    """Logged in twice: this session is the first."""
    system_bus.add_session(MINE)
    system_bus.add_session("8")
    return system_bus


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def sensor(login: rig.Login, ticks: Ticks) -> Iterator[Logind]:
    sensor = Logind({**login.environ, "XDG_SESSION_ID": MINE}, ticks)
    support = sensor.probe()
    assert support.ok
    assert not support.remedy
    yield sensor
    sensor.close()


def _becomes(sensor: Logind, state: SessionState) -> None:
    rig.told(sensor, lambda now: now == state, f"{state}")


def test_sleep_and_awakening_are_told(login: rig.Login, sensor: Logind) -> None:
    assert sensor.read() == FREE
    login.prepare_for_sleep(True)
    _becomes(sensor, SessionState(sleeping=True))
    login.prepare_for_sleep(False)
    _becomes(sensor, FREE)


def test_the_locked_hint_is_followed(login: rig.Login, sensor: Logind) -> None:
    login.session(MINE, "SetLockedHint", "b", True)
    _becomes(sensor, LOCKED)
    login.session(MINE, "SetLockedHint", "b", False)
    _becomes(sensor, FREE)


def test_lock_and_unlock_are_told(login: rig.Login, sensor: Logind) -> None:
    login.session(MINE, "Lock")
    _becomes(sensor, LOCKED)
    login.session(MINE, "Unlock")
    _becomes(sensor, FREE)


def test_a_confirmed_lock_lasts(login: rig.Login, sensor: Logind, ticks: Ticks) -> None:
    login.session(MINE, "Lock")
    _becomes(sensor, LOCKED)
    login.session(MINE, "SetLockedHint", "b", True)
    login.session(MINE, "Lock")
    _becomes(sensor, LOCKED)
    ticks.now += timedelta(hours=9)
    login.session(MINE, "SetLockedHint", "b", False)
    _becomes(sensor, FREE)


def test_a_lock_that_nobody_confirms_ends_by_itself(login: rig.Login, sensor: Logind, ticks: Ticks) -> None:
    login.session(MINE, "Lock")
    _becomes(sensor, LOCKED)
    ticks.now += CONFIRMED_WITHIN
    assert sensor.read() == LOCKED
    ticks.now += timedelta(seconds=1)
    assert sensor.read() == FREE


def test_other_peoples_sessions_are_none_of_our_business(login: rig.Login, sensor: Logind) -> None:
    login.session("8", "SetLockedHint", "b", True)
    login.session("8", "Lock")
    login.session(MINE, "SetLockedHint", "b", True)
    _becomes(sensor, LOCKED)
    login.session("8", "Lock")
    login.session(MINE, "SetLockedHint", "b", False)
    _becomes(sensor, FREE)


def test_a_screen_locked_before_is_known_from_the_start(login: rig.Login) -> None:
    login.session(MINE, "SetLockedHint", "b", True)
    sensor = Logind({**login.environ, "XDG_SESSION_ID": MINE})
    assert sensor.read() == LOCKED
    sensor.close()


@pytest.mark.parametrize("session", [{}, {"XDG_SESSION_ID": "gone"}])
def test_without_a_session_sleep_is_still_told(login: rig.Login, session: dict[str, str]) -> None:
    sensor = Logind({**login.environ, **session})
    support = sensor.probe()
    assert support.ok
    assert "locking is not seen" in support.reason
    assert support.remedy
    login.prepare_for_sleep(True)
    _becomes(sensor, SessionState(sleeping=True))
    sensor.close()


def test_a_fresh_sensor_is_readable_at_once(sensor: Logind) -> None:
    number = sensor.fileno()
    assert number is not None
    assert select.select([number], [], [], rig.PATIENCE_S)[0]
    rig.until(lambda: sensor.read() == FREE and not select.select([number], [], [], 0.1)[0], "silence")


def test_a_restarted_logind_is_asked_again(login: rig.Login, sensor: Logind) -> None:
    login.session(MINE, "Lock")
    _becomes(sensor, LOCKED)
    login.mock.terminate()
    login.mock.wait()
    # The new one, being a mock, has forgotten the session: there is nothing to follow any more.
    with rig.logind(login.bus), pytest.raises(SensorLost, match="started anew"):
        rig.told(sensor, lambda _: False, "the new logind")
    sensor.close()


def test_a_restarted_logind_that_hangs_holds_up_nothing(
    login: rig.Login, sensor: Logind, ticks: Ticks
) -> None:
    login.prepare_for_sleep(True)
    _becomes(sensor, SessionState(sleeping=True))
    login.mock.terminate()
    login.mock.wait()
    number = sensor.fileno()
    assert number is not None
    with rig.logind(login.bus) as anew:
        anew.mock.send_signal(signal.SIGSTOP)
        try:
            assert select.select([number], [], [], rig.PATIENCE_S)[0]
            while select.select([number], [], [], 0.2)[0]:  # the old one went, the new one came
                assert sensor.read() == SessionState(sleeping=True), "what was known last"
            ticks.now += timedelta(seconds=6)
            with pytest.raises(SensorLost, match="does not answer"):
                sensor.read()
        finally:
            anew.mock.kill()
    sensor.close()


def test_a_session_without_the_screen_counts_as_locked(login: rig.Login, sensor: Logind) -> None:
    _active(login, False)
    _becomes(sensor, LOCKED)
    _active(login, True)
    _becomes(sensor, FREE)


def test_a_session_that_never_had_the_screen_is_believed_by_its_lock_alone(login: rig.Login) -> None:
    _active(login, False)
    sensor = Logind({**login.environ, "XDG_SESSION_ID": MINE})
    assert sensor.read() == FREE, "X runs on a console of its own"
    login.session(MINE, "SetLockedHint", "b", True)
    _becomes(sensor, LOCKED)
    login.session(MINE, "SetLockedHint", "b", False)
    _becomes(sensor, FREE)
    _active(login, True)
    _active(login, False)
    _becomes(sensor, LOCKED)
    sensor.close()


def _active(login: rig.Login, active: bool) -> None:
    """Give the screen to this session, or to another one."""
    where = jeepney.DBusAddress(f"/org/freedesktop/login1/session/{MINE}", rig.LOGIND, rig.MOCK)
    changed = {"Active": ("b", active)}
    login.bus.call(where, "UpdateProperties", "sa{sv}", f"{rig.LOGIND}.Session", changed)


def test_a_dead_bus_is_told(login: rig.Login, sensor: Logind) -> None:
    assert sensor.read() == FREE
    login.bus.kill()
    with pytest.raises(SensorLost, match="has gone"):
        rig.told(sensor, lambda _: False, "the end of the bus")
    sensor.close()
    assert not sensor.probe().ok


def test_a_bus_without_logind_is_no_use(session_bus: rig.Bus) -> None:
    sensor = Logind({"DBUS_SYSTEM_BUS_ADDRESS": session_bus.address})
    support = sensor.probe()
    assert not support.ok
    assert "logind" in support.reason
    assert "elogind" in support.remedy
    assert sensor.fileno() is None


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense"])
def test_without_a_bus_it_says_so(address: str) -> None:
    sensor = Logind({"DBUS_SYSTEM_BUS_ADDRESS": address})
    support = sensor.probe()
    assert not support.ok
    assert "bus" in support.reason
    assert support.remedy
    with pytest.raises(SensorLost):
        sensor.read()
