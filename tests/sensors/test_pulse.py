"""Recording and playing streams of a real PipeWire without any hardware."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import rig
from wellbeing.ports import SensorLost, Sound, Stream
from wellbeing.sensors.pulse import Pulse, sound


@dataclass
class SoundServer:
    """PipeWire with a microphone and a loudspeaker that are none."""

    environ: dict[str, str]
    server: subprocess.Popen[bytes]

    def pactl(self, *words: str) -> str:
        done = subprocess.run(["pactl", *words], env=self.environ, check=True, capture_output=True, text=True)
        return done.stdout

    @contextlib.contextmanager
    def recording(self, source: str) -> Iterator[int]:
        with rig.running("parec", "-d", source, "/dev/null", env=self.environ) as process:
            yield process.pid

    @contextlib.contextmanager
    def playing(self, role: str) -> Iterator[int]:
        command = ("pacat", "-d", "speaker", f"--property=media.role={role}", "/dev/zero")
        with rig.running(*command, env=self.environ) as process:
            yield process.pid


@contextlib.contextmanager
def sound_server(bus: rig.Bus, folder: Path) -> Iterator[SoundServer]:
    folder.chmod(0o700)
    environ = {
        "PATH": os.environ["PATH"],
        "DBUS_SESSION_BUS_ADDRESS": bus.address,
        "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus",
        **dict.fromkeys(("XDG_RUNTIME_DIR", "HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(folder)),
    }
    with contextlib.ExitStack() as stack:
        stack.enter_context(rig.running("pipewire", env=environ))
        rig.until((folder / "pipewire-0").exists, "PipeWire")
        stack.enter_context(rig.running("wireplumber", env=environ))
        server = stack.enter_context(rig.running("pipewire-pulse", env=environ))
        rig.until((folder / "pulse" / "native").exists, "its PulseAudio side")
        made = SoundServer(environ, server)
        made.pactl("load-module", "module-null-sink", "media.class=Audio/Source/Virtual", "sink_name=mic")
        made.pactl("load-module", "module-null-sink", "sink_name=speaker")
        rig.until(lambda: "speaker.monitor" in made.pactl("list", "short", "sources"), "the speaker")
        yield made


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
