"""Recording and playing streams of a real PipeWire without any hardware."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import rig
from tests.sound import SoundServer, sound_server
from wellbeing.ports import SensorLost, Sound, Stream
from wellbeing.sensors.pulse import Pulse, sound


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    with rig.message_bus_daemon() as bus, sound_server(bus, tmp_path_factory.mktemp("sound")) as made:
        yield made


@pytest.fixture
def sensor(server: SoundServer) -> Iterator[Pulse]:
    sensor = Pulse(server.environ)
    support = sensor.probe()
    assert support.ok, support
    yield sensor
    sensor.close()


def _told(sensor: Pulse, what: str, fits: Any) -> Sound:  # a test on the sound
    """As the beat reads: when the number wakes, and every second besides."""
    import select

    def read() -> Sound | None:
        found = sensor.read()
        if fits(found):
            return found
        number = sensor.fileno()
        assert number is not None
        select.select([number], [], [], 1)
        return None

    found = rig.until(read, what)
    assert found is not None
    return found


def test_a_recording_program_is_a_call_until_it_ends(server: SoundServer, sensor: Pulse) -> None:
    assert sensor.read() == Sound()
    with server.recording("mic") as pid:
        found = _told(sensor, "a recording", lambda one: one.recording)
        assert found.recording == (Stream(pid, "pacat"),)
    _told(sensor, "silence", lambda one: not one.recording)


def test_recording_what_others_play_is_no_call(server: SoundServer, sensor: Pulse) -> None:
    with server.playing("video") as pid, server.recording("speaker.monitor"):
        found = _told(sensor, "a film", lambda one: one.playing)
        assert found == Sound(playing=(Stream(pid, "pacat", "video"),))
        assert sensor.read().recording == ()


def test_a_server_that_goes_is_told(tmp_path: Path) -> None:
    with rig.message_bus_daemon() as bus, sound_server(bus, tmp_path) as server:
        sensor = Pulse(server.environ)
        assert sensor.probe().ok
        server.server.kill()
        with pytest.raises(SensorLost, match="has gone"):
            _told(sensor, "the end", lambda _: False)
        sensor.close()
        assert sensor.fileno() is None


@pytest.mark.parametrize(
    ("environ", "reason", "remedy"),
    [
        ({"PATH": "/nonexistent"}, "pactl is not installed", "pulseaudio-utils"),
        ({"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": "/nonexistent"}, "No sound server", "pipewire-pulse"),
        ({"PATH": "/usr/bin:/bin", "PULSE_SERVER": "unix:/nonexistent"}, "has gone", "noticed by itself"),
    ],
)
def test_without_one_it_says_so(environ: dict[str, str], reason: str, remedy: str) -> None:
    support = Pulse(environ).probe()
    assert not support.ok
    assert reason in support.reason
    assert remedy in support.remedy


def test_paused_metering_and_listening_programs_are_left_out() -> None:
    def one(source: int, program: str = "zoom", *, corked: bool = False, **more: object) -> dict[str, Any]:
        properties = {"application.process.id": "7", "application.process.binary": program}
        return {"source": source, "corked": corked, "properties": properties, **more}

    sources = [
        {"index": 1, "name": "mic"},
        {"index": 2, "name": "out.monitor"},
        {"index": 3, "name": "loop", "properties": {"device.class": "monitor"}},
    ]
    outputs = [
        one(1, corked=True),
        one(2),
        one(3),
        one(1, "pavucontrol"),
        one(1, resample_method="peaks"),
        one(1, "zoom"),
        {"source": 1, "properties": {"application.name": "Chromium"}},
    ]
    muted = {"corked": False, "mute": True, "properties": {}}
    found = sound(sources, outputs, [muted])
    assert found == Sound((Stream(7, "zoom"), Stream(None, "Chromium")))
