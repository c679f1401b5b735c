"""A device file opened by a real process; the kernel tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import rig
from wellbeing.sensors.camera import Camera


@pytest.fixture
def sensor(tmp_path: Path) -> Iterator[Camera]:
    (tmp_path / "video0").touch()
    sensor = Camera(tmp_path)
    assert sensor.probe().ok
    yield sensor
    sensor.close()


def test_a_camera_is_in_use_while_somebody_has_it_open(sensor: Camera, tmp_path: Path) -> None:
    assert sensor.read() is False
    with rig.running("tail", "-f", str(tmp_path / "video0")):
        rig.told(sensor, bool, "the camera")
    rig.told(sensor, lambda used: not used, "the end")


def test_a_camera_plugged_in_later_is_noticed(tmp_path: Path) -> None:
    sensor = Camera(tmp_path)
    assert "no camera" in sensor.probe().reason
    assert sensor.read() is False
    (tmp_path / "video3").touch()
    sensor.read()
    with rig.running("tail", "-f", str(tmp_path / "video3")):
        rig.told(sensor, bool, "the camera")
    sensor.close()
    assert sensor.fileno() is None


def test_where_nothing_can_be_watched_it_says_so(tmp_path: Path) -> None:
    sensor = Camera(tmp_path / "nothing")
    support = sensor.probe()
    assert not support.ok
    assert support.remedy
    assert sensor.read() is False
