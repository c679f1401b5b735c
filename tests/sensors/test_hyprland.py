"""What is in front on Hyprland, from a server that speaks its two sockets as the wiki describes them."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.rig import PATIENCE_S, told, until
from wellbeing.model import Evidence
from wellbeing.ports import SensorLost
from wellbeing.sensors import hyprland_window
from wellbeing.sensors.hyprland_window import HyprlandWindow


class Hyprland:
    """Answers `j/activewindow`, and sends event lines to whoever listens."""

    def __init__(self, runtime: Path) -> None:
        folder = runtime / "hypr" / "abc_1"
        folder.mkdir(parents=True)
        self.environ = {
            "XDG_RUNTIME_DIR": str(runtime),
            "HYPRLAND_INSTANCE_SIGNATURE": "abc_1",
            "WAYLAND_DISPLAY": "wayland-1",
        }
        self.answer = b"Invalid"
        self.answers = threading.Event()
        """Cleared while it hangs."""
        self.answers.set()
        self._events, self._questions = (
            self._listening(folder / one) for one in (".socket2.sock", ".socket.sock")
        )
        self._listener: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @staticmethod
    def _listening(path: Path) -> socket.socket:
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(path))
        server.listen()
        return server

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._questions.accept()
            except OSError:
                return
            with connection:
                assert connection.recv(100) == b"j/activewindow"
                self.answers.wait(PATIENCE_S)
                with contextlib.suppress(OSError):  # whoever asked may have given up
                    connection.sendall(self.answer)

    def front(self, class_: str, title: str, pid: int = 0) -> None:
        """Bring a window to the front, and tell of it as Hyprland does."""
        self.answer = json.dumps({"class": class_, "title": title, "pid": pid, "floating": False}).encode()
        self.tell(f"activewindow>>{class_},{title}\nactivewindowv2>>55d\n".encode())

    def tell(self, raw: bytes) -> None:
        """Send events."""
        if self._listener is None:
            self._listener, _ = self._events.accept()
        self._listener.sendall(raw)

    def close(self) -> None:
        """As in a crash."""
        for one in (self._events, self._questions):
            one.shutdown(socket.SHUT_RDWR)
            one.close()
        if self._listener is not None:
            self._listener.close()
        self._thread.join()


@pytest.fixture
def hyprland() -> Iterator[Hyprland]:
    """A server, on a path that is short enough for a socket."""
    with TemporaryDirectory(prefix="hy", dir="/tmp") as folder:
        server = Hyprland(Path(folder))
        yield server
        if server._thread.is_alive():
            server.close()


def test_the_active_window_is_seen_with_its_process(hyprland: Hyprland) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.probe().ok
    assert sensor.read() is None
    hyprland.front("foot", "one", os.getpid())
    seen = told(sensor, lambda one: one is not None, "a window")
    assert seen is not None
    assert (seen.app_id, seen.title, seen.pid) == ("foot", "one", os.getpid())
    assert seen.exe is not None
    hyprland.answer = json.dumps({"class": "foot", "title": "two\n", "pid": os.getpid()}).encode()
    hyprland.tell(b"windowtitlev2>>55d,two\n")
    told(sensor, lambda one: one is not None and one.title == "two", "the title")
    hyprland.answer = b"{}"
    hyprland.tell(b"workspacev2>>4,4\n")
    assert told(sensor, lambda one: one is None, "nothing") is None
    sensor.close()


def test_a_reader_that_got_no_turn_learns_of_every_switch(hyprland: Hyprland) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.probe().ok
    hyprland.front("foot", "one", os.getpid())
    told(sensor, lambda one: one is not None, "a window")
    sensor.passed()
    hyprland.front("mpv", "film, the second")
    hyprland.front("foot", "one", os.getpid())
    hyprland.tell(b"activewindow>>,\nactivewindowv2>>\n")
    hyprland.front("gimp", "three")
    told(sensor, lambda one: one is not None and one.app_id == "gimp", "the last")
    passed = [(one.evidence and (one.evidence.app_id, one.evidence.title)) for one in sensor.passed()]
    assert passed == [("mpv", "film, the second"), ("foot", "one"), None, ("gimp", "three")]
    sensor.close()


@pytest.mark.parametrize(
    ("told_of_it", "full"),
    [
        ({}, False),
        ({"fullscreen": 0}, False),
        ({"fullscreen": 1, "fullscreenClient": 1}, False),
        ({"fullscreen": 2}, True),
        ({"fullscreen": 3}, True),
        ({"fullscreen": False, "fullscreenMode": 0}, False),
        ({"fullscreen": True, "fullscreenMode": 0}, True),
        ({"fullscreen": True, "fullscreenMode": 1}, False),
        ({"fullscreen": True}, True),
    ],
)
def test_full_screen_is_told_by_old_and_new_versions(
    hyprland: Hyprland, told_of_it: dict[str, object], full: bool
) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.read() is None
    hyprland.answer = json.dumps({"class": "mpv", "title": "film", **told_of_it}).encode()
    hyprland.tell(b"fullscreen>>1\n")
    seen = told(sensor, lambda one: one is not None, "the film")
    assert seen is not None
    assert seen.full_screen is full
    sensor.close()


def test_a_server_that_does_not_answer_is_lost(hyprland: Hyprland, monkeypatch: pytest.MonkeyPatch) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.read() is None
    monkeypatch.setattr(hyprland_window, "ANSWER_S", 0.05)
    hyprland.answers.clear()
    try:
        hyprland.tell(b"activewindow>>foot,one\n")
        with pytest.raises(SensorLost, match="has gone"):
            told(sensor, lambda one: one is not None, "an answer")
    finally:
        hyprland.answers.set()
    sensor.close()


def test_events_without_an_end_are_bounded(hyprland: Hyprland) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    sensor.read()
    for _ in range(30):
        hyprland.tell(b"x" * 65_536)
        sensor.read()
    hyprland.front("foot", "one")
    hyprland.tell(b"workspacev2>>1,1\n")
    told(sensor, lambda one: one is not None and one.title == "one", "a window")
    sensor.close()


def test_a_socket_that_was_left_behind_says_what_to_look_at(hyprland: Hyprland) -> None:
    hyprland.close()
    support = HyprlandWindow(hyprland.environ).probe()
    assert not support.ok
    assert "cannot be reached" in support.reason
    assert "HYPRLAND_INSTANCE_SIGNATURE" in support.remedy


def test_half_lines_and_other_events_ask_nothing(hyprland: Hyprland) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    sensor.read()
    hyprland.answer = json.dumps({"class": "foot", "title": "one"}).encode()
    hyprland.tell(b"openlayer>>bar\nactivew")
    assert sensor.read() is None
    hyprland.tell(b"indow>>foot,one\n")
    assert told(sensor, lambda one: one is not None, "a window") == Evidence("foot", "one")
    sensor.close()


@pytest.mark.parametrize("answer", [b"", b"Invalid", b"[]", b'{"class": 3}', b"\xff\xfe", b"{" * 500])
def test_an_answer_that_is_none_is_nothing_in_front(hyprland: Hyprland, answer: bytes) -> None:
    hyprland.answer = answer
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.read() is None
    sensor.close()


def test_a_server_that_goes_is_lost(hyprland: Hyprland) -> None:
    sensor = HyprlandWindow(hyprland.environ)
    assert sensor.read() is None
    hyprland.front("foot", "one")
    told(sensor, lambda one: one is not None, "a window")
    hyprland.close()

    def lost() -> bool:
        try:
            sensor.read()
        except SensorLost:
            return True
        return False

    until(lost, "the loss")
    sensor.close()
    assert "cannot be reached" in sensor.probe().reason


def test_without_hyprland_it_says_so() -> None:
    assert not HyprlandWindow({}).probe().ok
