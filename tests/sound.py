"""A real PipeWire with a microphone and a loudspeaker that are none."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import rig


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
