"""The X11 idle sensor: alarms on real X servers, input by xdotool."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests import rig
from wellbeing.ports import IdleSensor, SensorLost
from wellbeing.sensors.x11_connection import X11Connection
from wellbeing.sensors.x11_idle import X11Idle

pytestmark = pytest.mark.desktop

THRESHOLD = timedelta(milliseconds=400)
SLACK = timedelta(milliseconds=150)
"""A busy machine answers late."""


@pytest.fixture
def sensor(xserver: rig.XServer) -> Iterator[X11Idle]:
    sensor = X11Idle(xserver.environ, THRESHOLD)
    assert sensor.probe().ok
    yield sensor
    sensor.close()


def _wakes(sensor: IdleSensor, patience: timedelta) -> bool:
    number = sensor.fileno()
    assert number is not None
    return bool(select.select([number], [], [], patience.total_seconds())[0])


def _idle(sensor: IdleSensor) -> timedelta:
    idle = sensor.read()
    assert idle is not None
    return idle


def _quiet(sensor: IdleSensor) -> None:
    rig.until(lambda: sensor.read() is not None and not _wakes(sensor, timedelta(0)), "silence")


def test_it_wakes_at_the_threshold_and_again_when_input_returns(
    xserver: rig.XServer, sensor: X11Idle
) -> None:
    for x in (10, 20):
        rig.xdotool(xserver.environ, "mousemove", x, 10)
        rig.told(sensor, lambda idle: idle >= THRESHOLD, "the threshold")
        assert _idle(sensor) < THRESHOLD + 4 * SLACK
        assert not _wakes(sensor, SLACK), "while idle goes on nothing wakes"
        rig.xdotool(xserver.environ, "mousemove", x + 5, 10)
        back = rig.told(sensor, lambda idle: idle < THRESHOLD, "input")
        assert back < SLACK


def test_input_before_the_threshold_wakes_nobody(xserver: rig.XServer, sensor: X11Idle) -> None:
    sensor.watch(timedelta(hours=1))
    _quiet(sensor)
    for x in range(5):
        rig.xdotool(xserver.environ, "mousemove", 100 + x, 10)
    assert not _wakes(sensor, SLACK)


def test_the_time_since_the_last_input_is_told(xserver: rig.XServer, sensor: X11Idle) -> None:
    rig.xdotool(xserver.environ, "key", "a")
    begun = time.monotonic()
    rig.until(lambda: time.monotonic() - begun > 0.3, "a while")
    idle = _idle(sensor)
    passed = timedelta(seconds=time.monotonic() - begun)
    assert passed - SLACK < idle < passed + SLACK


@pytest.mark.parametrize("threshold", [timedelta(milliseconds=50), timedelta(milliseconds=900)])
def test_another_threshold_takes_force_at_once(
    xserver: rig.XServer, sensor: X11Idle, threshold: timedelta
) -> None:
    rig.xdotool(xserver.environ, "mousemove", 10, 10)
    sensor.watch(threshold)
    rig.told(sensor, lambda idle: idle >= threshold, "the new threshold")
    rig.xdotool(xserver.environ, "mousemove", 20, 10)
    rig.told(sensor, lambda idle: idle < threshold, "input")


def test_input_wakes_after_the_threshold_was_set_below_the_present_idle_time(
    xserver: rig.XServer, sensor: X11Idle
) -> None:
    rig.told(sensor, lambda idle: idle >= THRESHOLD, "idle")
    sensor.watch(THRESHOLD / 4)
    _quiet(sensor)
    rig.xdotool(xserver.environ, "mousemove", 30, 10)
    rig.told(sensor, lambda idle: idle < THRESHOLD / 4, "input")


def test_a_long_threshold_fits_the_counter(sensor: X11Idle) -> None:
    sensor.watch(timedelta(days=60))
    assert _idle(sensor) < timedelta(minutes=5)


def test_the_server_may_lack_the_screen_saver_extension() -> None:
    with rig.XServer((640, 480), "-extension", "MIT-SCREEN-SAVER") as server:
        sensor = X11Idle(server.environ, THRESHOLD)
        assert sensor.probe().ok
        rig.told(sensor, lambda idle: idle >= THRESHOLD, "the threshold")
        sensor.close()


@pytest.mark.parametrize(
    ("lacking", "polled"), [({"SYNC"}, True), ({"SYNC", "MIT-SCREEN-SAVER"}, None), (set[str](), False)]
)
def test_what_the_server_lacks(
    xserver: rig.XServer, monkeypatch: pytest.MonkeyPatch, lacking: set[str], polled: bool | None
) -> None:
    # Xvfb cannot be started without SYNC, so the question alone is answered for it.
    monkeypatch.setattr(X11Connection, "offers", lambda _, name: name not in lacking)
    sensor = X11Idle(xserver.environ, THRESHOLD)
    support = sensor.probe()
    assert support.ok is (polled is not None)
    if polled is None:
        assert "no idle time" in support.reason
        with pytest.raises(SensorLost):
            sensor.read()
        sensor.close()
        return
    assert (sensor.fileno() is None) is polled
    rig.xdotool(xserver.environ, "mousemove", 10, 10)
    sensor.watch(THRESHOLD)
    assert _idle(sensor) < SLACK
    rig.until(lambda: _idle(sensor) >= THRESHOLD, "idle time to grow")
    sensor.close()


def test_a_dead_server_is_told_and_a_new_one_found(xserver: rig.XServer, sensor: X11Idle) -> None:
    xserver.kill()
    assert _wakes(sensor, timedelta(seconds=rig.PATIENCE_S))
    with pytest.raises(SensorLost, match="has gone"):
        sensor.read()
    sensor.close()
    sensor.close()
    assert sensor.fileno() is None
    assert not sensor.probe().ok
    xserver.start()
    assert sensor.probe().ok
    rig.told(sensor, lambda idle: idle >= THRESHOLD, "the threshold on the new server")


def test_without_a_display_it_says_so() -> None:
    support = X11Idle({}, THRESHOLD).probe()
    assert not support.ok
    assert "DISPLAY" in support.reason
    assert support.remedy
