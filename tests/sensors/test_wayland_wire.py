"""The wire protocol against a compositor that misbehaves."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rig import told
from wellbeing.ports import SensorLost
from wellbeing.sensors import wayland_wire
from wellbeing.sensors.wayland_idle import WaylandIdle
from wellbeing.sensors.wayland_window import COSMIC, WaylandWindow
from wellbeing.sensors.wayland_wire import WaylandConnection


def message(number: int, opcode: int, body: bytes = b"") -> bytes:
    return struct.pack("=II", number, (8 + len(body)) << 16 | opcode) + body


def string(text: str) -> bytes:
    coded = text.encode() + b"\0"
    return struct.pack("=I", len(coded)) + coded + b"\0" * (-len(coded) % 4)


DONE = message(3, 0, struct.pack("=I", 0))
"""The answer to the first round trip: the registry is object 2, the callback object 3."""


def offer(name: int, interface: str) -> bytes:
    return message(2, 0, struct.pack("=I", name) + string(interface) + struct.pack("=I", 1))


def _next_sync(connection: socket.socket) -> int:
    """Read up to the next `wl_display.sync`; the number of its callback, 0 where the client went away."""
    while len(head := connection.recv(8, socket.MSG_WAITALL)) == 8:
        number, word = struct.unpack("=II", head)
        body = connection.recv((word >> 16) - 8, socket.MSG_WAITALL) if word >> 16 > 8 else b""
        if (number, word & 0xFFFF) == (1, 0):
            return int(struct.unpack("=I", body)[0])
    return 0


class Compositor:
    """Sends the same bytes to whoever comes, then waits or hangs up."""

    def __init__(self, folder: Path) -> None:
        self.environ = {"XDG_RUNTIME_DIR": str(folder), "WAYLAND_DISPLAY": "wayland-9"}
        self.says, self.stays = b"", False
        self.next_says: list[bytes] = []
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(folder / "wayland-9"))
        self._server.listen()
        self._kept: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            _next_sync(connection)
            connection.sendall(self.says)
            if self.stays:
                self._kept.append(connection)
                for more in self.next_says:
                    done = message(_next_sync(connection), 0, struct.pack("=I", 0))
                    connection.sendall(more + done)
            else:
                connection.close()

    def say(self, raw: bytes) -> None:
        """Say it to whoever came last."""
        self._kept[-1].sendall(raw)

    def close(self) -> None:
        """End it."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for one in self._kept:
            one.close()
        self._thread.join()


@pytest.fixture
def compositor() -> Iterator[Compositor]:
    """A compositor on a short path."""
    with TemporaryDirectory(prefix="wl", dir="/tmp") as folder:
        result = Compositor(Path(folder))
        yield result
        result.close()


def test_what_is_offered_is_read(compositor: Compositor) -> None:
    compositor.says, compositor.stays = offer(7, "wl_seat") + offer(8, "wl_output") + DONE, True
    connection = WaylandConnection(compositor.environ)
    assert connection.globals == {"wl_seat": (7, 1), "wl_output": (8, 1)}
    connection.close()


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (b"", "gone"),
        (b"\0\0", "gone"),
        (message(1, 0, struct.pack("=II", 1, 0) + string("no")), "refused"),
        (struct.pack("=II", 2, 4 << 16), "no message"),
        (message(2, 0, b"\1\0"), "cannot be read"),
        (message(2, 0, struct.pack("=II", 1, 4_000_000)), "cannot be read"),
    ],
)
def test_a_compositor_that_misbehaves_is_lost(compositor: Compositor, says: bytes, why: str) -> None:
    # Whoever hangs up with something unread may take back what was said.
    compositor.says, compositor.stays = says, len(says) >= 8
    with pytest.raises(SensorLost, match=why):
        WaylandConnection(compositor.environ)


def test_a_compositor_that_hangs_is_lost(compositor: Compositor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wayland_wire, "ANSWER_S", 0.05)
    compositor.stays = True
    with pytest.raises(SensorLost):
        WaylandConnection(compositor.environ)


def test_a_compositor_without_the_protocols_says_which_are_missing(compositor: Compositor) -> None:
    compositor.says, compositor.stays = offer(7, "wl_seat") + DONE, True
    window, idle = WaylandWindow(compositor.environ), WaylandIdle(compositor.environ, timedelta(minutes=3))
    assert "zwlr_foreign_toplevel_manager_v1" in window.probe().reason
    assert window.probe().remedy
    assert "ext_idle_notifier_v1" in idle.probe().reason
    assert window.fileno() is None
    assert idle.fileno() is None


def test_cosmic_tells_by_its_own_protocol(compositor: Compositor) -> None:
    info, first, second = 4, 0xFF000001, 0xFF000002  # the client's next number; the compositor's own

    def window(number: int, app_id: str, title: str, *states: int) -> bytes:
        held = struct.pack(f"={len(states) + 1}I", 4 * len(states), *states)
        said = [(2, string(title)), (3, string(app_id)), (4, struct.pack("=I", 9)), (8, held), (1, b"")]
        return b"".join(message(number, opcode, body) for opcode, body in said)

    compositor.says, compositor.stays = offer(7, "zcosmic_toplevel_info_v1") + DONE, True
    compositor.next_says = [
        message(info, 0, struct.pack("=I", first))
        + window(first, "com.system76.CosmicTerm", "shell", 0)
        + message(info, 0, struct.pack("=I", second))
        + window(second, "firefox", "News", 2, 3),
        b"",
    ]
    sensor = WaylandWindow(compositor.environ, dialect=COSMIC)
    support = sensor.probe()
    assert support.ok, support
    assert (sensor.name, "COSMIC" in support.reason) == ("cosmic-window", True)
    front = sensor.read()
    assert front is not None
    assert (front.app_id, front.title, front.full_screen) == ("firefox", "News", True)
    compositor.say(window(second, "firefox", "News") + window(first, "com.system76.CosmicTerm", "~", 2))
    front = told(sensor, lambda seen: seen is not None and seen.title == "~", "the terminal")
    assert front is not None
    assert (front.app_id, front.full_screen) == ("com.system76.CosmicTerm", False)
    compositor.say(message(first, 0))
    told(sensor, lambda seen: seen is None, "its end")
    sensor.close()


@given(st.binary(max_size=200))
def test_strings_that_lie_about_their_length_do_no_harm(raw: bytes) -> None:
    try:
        text, after = wayland_wire.text(raw)
    except struct.error:
        return
    assert isinstance(text, str)
    assert after >= 4
