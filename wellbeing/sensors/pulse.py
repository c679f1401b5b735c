"""Which programs record or sound, as PulseAudio or PipeWire tells through `pactl`.

    pactl subscribe ──► an event ──► pactl list … ──► streams       no poll: idle, both files sleep

Two files are waited on as one (epoll, whose own number is waited on).
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Sound, Stream, Support

_LISTS = "for kind in sources source-outputs sink-inputs; do pactl -f json list $kind || exit 1; echo; done"
_EVERY = timedelta(seconds=1)
"""Streams that change all the time (a volume that fades) are listed no more often."""
_PATIENCE_S = 3.0
_CHUNK = 65536
LISTENERS = frozenset(
    {
        "pavucontrol",  # its meters record every source (pavucontrol, mainwindow.cc: "Peak detect")
        "pavucontrol-qt",
        "gnome-control-center",  # the meter of the sound page (panels/sound, gvc-level-bar)
        "easyeffects",  # effects on the microphone run as long as it does
        "noisetorch",
        "rnnoise",
        "cava",  # draws what it hears
        "pulseeffects",
    }
)
"""Programs that record without anybody being recorded."""


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class Pulse:
    """Streams by the sound server; never what they carry."""

    name = "pulseaudio"
    fact = Fact.SOUND

    def __init__(self, environ: Mapping[str, str], tick: Callable[[], timedelta] = _tick) -> None:
        # Numbers with a comma in them would be no JSON (pactl 16, pa_json with a locale).
        self._environ = {**environ, "LC_ALL": "C"}
        self._tick = tick
        self._events: subprocess.Popen[bytes] | None = None
        self._list: subprocess.Popen[bytes] | None = None
        self._told = b""
        self._epoll: select.epoll | None = None
        self._stale = True
        self._listed = timedelta(days=-1)
        self._sound = Sound()

    def probe(self) -> Support:
        """Whether a sound server tells which programs record."""
        if shutil.which("pactl", path=self._environ.get("PATH")) is None:
            return Support(
                False,
                Sentence("pactl is not installed, so calls and recordings are not seen."),
                Sentence("Install pulseaudio-utils (Debian, Ubuntu, Fedora) or libpulse (Arch)."),
            )
        if not self._socket():
            return Support(
                False,
                Sentence(
                    "No sound server runs (PulseAudio or PipeWire), so calls and recordings are not seen."
                ),
                Sentence("Start pipewire-pulse or pulseaudio; it is noticed by itself."),
            )
        try:
            self._open()
            self._wait_for_list()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("The sound server tells which programs record and play."))

    def read(self) -> Sound:
        """What records and sounds now.

        Raises:
            SensorLost: the sound server cannot be reached or has gone.
        """
        self._open()
        self._take_in()
        return self._sound

    def fileno(self) -> int | None:
        """Readable when something changed, or the server has gone; None while not connected."""
        return None if self._epoll is None else self._epoll.fileno()

    def close(self) -> None:
        """End what was started; `probe` and `read` start it again."""
        for process in (self._events, self._list):
            if process is not None:
                process.kill()
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()
        if self._epoll is not None:
            self._epoll.close()
        self._events = self._list = self._epoll = None
        self._told, self._stale, self._sound = b"", True, Sound()

    def _socket(self) -> bool:
        """Whether a server listens where pactl would look; other addresses are left to pactl."""
        if self._environ.get("PULSE_SERVER"):
            return True
        place = self._environ.get("PULSE_RUNTIME_PATH")
        runtime = self._environ.get("XDG_RUNTIME_DIR")
        folder = Path(place) if place else Path(runtime, "pulse") if runtime else None
        return folder is not None and (folder / "native").exists()

    def _open(self) -> None:
        if self._epoll is not None:
            return
        self._epoll = select.epoll()
        self._events = self._start("pactl", "subscribe")
        self._stale = True

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(  # noqa: S603 - fixed commands
                command,
                env=self._environ,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _gone() from error
        if process.stdout is not None and self._epoll is not None:
            os.set_blocking(process.stdout.fileno(), False)
            self._epoll.register(process.stdout.fileno(), select.EPOLLIN | select.EPOLLHUP)
        return process

    def _take_in(self) -> None:
        events, ended = _read(self._events)
        if ended:
            raise _gone()
        self._stale = self._stale or b"source-output" in events or b"sink-input" in events
        if self._list is not None:
            told, ended = _read(self._list)
            self._told += told
            if ended:
                self._finish()
        if self._stale and self._list is None and self._tick() - self._listed >= _EVERY:
            self._stale, self._listed = False, self._tick()
            self._list = self._start("sh", "-c", _LISTS)

    def _finish(self) -> None:
        process, self._list = self._list, None
        told, self._told = self._told, b""
        if process is None or process.stdout is None or self._epoll is None:
            return
        with contextlib.suppress(OSError):
            self._epoll.unregister(process.stdout.fileno())
        process.stdout.close()
        if process.wait() != 0:
            raise _gone()
        lists = [json.loads(line) for line in told.splitlines() if line.strip()]
        if len(lists) == 3:
            self._sound = sound(*lists)

    def _wait_for_list(self) -> None:
        end = time.monotonic() + _PATIENCE_S
        while self._epoll is not None:
            self._take_in()
            if self._list is None and not self._stale:
                return
            left = end - time.monotonic()
            if left <= 0:
                raise SensorLost(
                    Sentence("The sound server does not answer."),
                    Sentence("Start it again; it is noticed by itself."),
                )
            self._epoll.poll(left)


def sound(
    sources: list[dict[str, Any]], outputs: list[dict[str, Any]], inputs: list[dict[str, Any]]
) -> Sound:
    """From three lists of `pactl -f json` (Any: JSON values).

    Recording what others play (a monitor source), paused streams and programs that only meter are left out.
    """
    monitors = {one.get("index") for one in sources if _is_monitor(one)}
    recording = [
        stream
        for one in outputs
        if not one.get("corked") and one.get("source") not in monitors and not _meters(one)
        for stream in [_stream(one)]
        if stream.program.casefold() not in LISTENERS
    ]
    playing = [_stream(one) for one in inputs if not one.get("corked") and not one.get("mute")]
    return Sound(tuple(recording), tuple(playing))


def _is_monitor(source: dict[str, Any]) -> bool:
    properties = source.get("properties") or {}
    named = str(source.get("name", "")).endswith(".monitor")
    return named or properties.get("device.class") == "monitor"


def _meters(output: dict[str, Any]) -> bool:
    properties = output.get("properties") or {}
    return output.get("resample_method") == "peaks" or properties.get("media.name") == "Peak detect"


def _stream(one: dict[str, Any]) -> Stream:
    properties = one.get("properties") or {}
    pid = str(properties.get("application.process.id", ""))
    program = properties.get("application.process.binary") or properties.get("application.name") or ""
    return Stream(int(pid) if pid.isdecimal() else None, str(program), properties.get("media.role"))


def _read(process: subprocess.Popen[bytes] | None) -> tuple[bytes, bool]:
    """What a program has written, and whether it has ended."""
    told = b""
    if process is None or process.stdout is None:
        return told, False
    while True:
        try:
            part = os.read(process.stdout.fileno(), _CHUNK)
        except BlockingIOError:
            return told, False
        if not part:
            return told, True
        told += part


def _gone() -> SensorLost:
    return SensorLost(
        Sentence("The sound server has gone."),
        Sentence("Start pipewire-pulse or pulseaudio; it is noticed by itself."),
    )
