"""One connection to a Wayland compositor, by the wire protocol alone: no library, no surface, no window of ours.

A message is `object, size << 16 | opcode, arguments`, all in words of the machine's byte order; strings and
arrays carry their length and are padded to a word (https://wayland.freedesktop.org/docs/html/ch04.html).
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import SensorLost

ANSWER_S = 5.0
"""A compositor that answers later, in seconds, counts as gone."""
CHUNK = 65_536
Heard = Callable[[int, bytes], None]
"""Told of an event: opcode and the raw arguments."""

_DISPLAY, _SYNC, _GET_REGISTRY = 1, 0, 1
_ERROR, _DELETED = 0, 1
_GLOBAL, _GLOBAL_GONE = 0, 1
_BIND = 0
_NO_MESSAGE = Sentence("The Wayland compositor sent something that is no message.")
_NO_EVENT = Sentence("The Wayland compositor sent an event that cannot be read.")
_REFUSED = Sentence("The Wayland compositor refused a request.")


class WaylandConnection:
    """A connection of its own, for one thread.

    Raises:
        SensorLost: the compositor cannot be reached; also by every call once it has gone or complained.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._display = environ.get("WAYLAND_DISPLAY") or "wayland-0"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._buffer = b""
        self._next = _DISPLAY + 1
        self._heard: dict[int, Heard] = {_DISPLAY: self._of_display}
        self.globals: dict[str, tuple[int, int]] = {}
        """What the compositor offers: interface to its number and version."""
        try:
            self._socket.settimeout(ANSWER_S)
            self._socket.connect(str(Path(environ.get("XDG_RUNTIME_DIR", ""), self._display)))
        except OSError as error:
            self._socket.close()
            raise SensorLost(
                Sentence("The Wayland compositor at {display} cannot be reached.", display=self._display),
                Sentence(
                    "Check that it runs and that WAYLAND_DISPLAY and XDG_RUNTIME_DIR are those of your desktop."
                ),
            ) from error
        self._registry = self.new(self._of_registry)
        try:
            self.request(_DISPLAY, _GET_REGISTRY, "n", self._registry)
            self.round_trip()
        except SensorLost:
            self.close()
            raise

    def new(self, heard: Heard = lambda _opcode, _raw: None) -> int:
        """A number for an object that a request is about to make; its events go to `heard`."""
        number = self._next
        self._next += 1
        self._heard[number] = heard
        return number

    def adopt(self, number: int, heard: Heard) -> None:
        """Hear the events of an object that the compositor made."""
        self._heard[number] = heard

    def forget(self, number: int) -> None:
        """Hear an object's events no more."""
        self._heard.pop(number, None)

    def bind(self, interface: str, version: int, heard: Heard = lambda _opcode, _raw: None) -> int:
        """Use a global that is offered, in at most this version.

        Raises:
            KeyError: it is not offered.
        """
        name, offered = self.globals[interface]
        number = self.new(heard)
        self.request(self._registry, _BIND, "usun", name, interface, min(version, offered), number)
        return number

    def request(self, number: int, opcode: int, signature: str = "", *arguments: int | str) -> None:
        """Ask an object for something; the signature has a letter for each argument: u, i, n, o or s."""
        body = b"".join(_packed(kind, one) for kind, one in zip(signature, arguments, strict=True))
        self._send(struct.pack("=II", number, (8 + len(body)) << 16 | opcode) + body)

    def round_trip(self) -> None:
        """Wait until everything asked so far is answered, and hear it."""
        answered: list[int] = []
        done = self.new(lambda opcode, _raw: answered.append(opcode))
        self.request(_DISPLAY, _SYNC, "n", done)
        end = time.monotonic() + ANSWER_S
        while not answered:
            self._receive(max(0.0, end - time.monotonic()))

    def events(self) -> None:
        """Hear everything that has arrived, without waiting."""
        while self._receive(None):
            pass

    def prod(self) -> None:
        """Make the file number readable soon, so that whoever sleeps on it reads again."""
        self.request(_DISPLAY, _SYNC, "n", self.new())

    def fileno(self) -> int:
        """Readable when the compositor has sent something, or has gone."""
        return self._socket.fileno()

    def close(self) -> None:
        """Leave the compositor; may be called twice."""
        self._socket.close()

    def _send(self, message: bytes) -> None:
        try:
            self._socket.settimeout(ANSWER_S)
            self._socket.sendall(message)
        except OSError as error:
            raise self._gone() from error

    def _receive(self, patience_s: float | None) -> bool:
        """Hear what arrives; False when nothing is there (None: without waiting)."""
        try:
            self._socket.settimeout(patience_s)
            if patience_s is None:
                self._socket.setblocking(False)
            arrived = self._socket.recv(CHUNK)
        except BlockingIOError:
            return False
        except OSError as error:  # a timeout too: a compositor that hangs tells nothing
            raise self._gone() from error
        if not arrived:
            raise self._gone()
        self._buffer += arrived
        while len(self._buffer) >= 8:
            number, word = struct.unpack_from("=II", self._buffer)
            size = word >> 16
            if size < 8:
                raise self._gone(_NO_MESSAGE)
            if len(self._buffer) < size:
                break
            raw, self._buffer = self._buffer[8:size], self._buffer[size:]
            heard = self._heard.get(number)
            if heard is not None:
                self._told(heard, word & 0xFFFF, raw)
        return True

    def _told(self, heard: Heard, opcode: int, raw: bytes) -> None:
        try:
            heard(opcode, raw)
        except (struct.error, IndexError) as error:
            raise self._gone(_NO_EVENT) from error

    def _of_display(self, opcode: int, raw: bytes) -> None:
        if opcode == _ERROR:
            raise self._gone(_REFUSED)
        if opcode == _DELETED:
            self.forget(struct.unpack_from("=I", raw)[0])

    def _of_registry(self, opcode: int, raw: bytes) -> None:
        if opcode == _GLOBAL:
            (name,) = struct.unpack_from("=I", raw)
            interface, after = text(raw, 4)
            (version,) = struct.unpack_from("=I", raw, after)
            self.globals[interface] = (name, version)
        elif opcode == _GLOBAL_GONE:
            (gone,) = struct.unpack_from("=I", raw)
            self.globals = {one: at for one, at in self.globals.items() if at[0] != gone}

    def _gone(self, what: str = "") -> SensorLost:
        return SensorLost(
            what or Sentence("The Wayland compositor at {display} has gone.", display=self._display),
            Sentence("Nothing to do: it is tried again by itself."),
        )


def text(raw: bytes, offset: int = 0) -> tuple[str, int]:
    """A string argument at an offset, and where the next argument begins."""
    value, after = array(raw, offset)
    return value.rstrip(b"\0").decode("utf-8", "replace"), after


def array(raw: bytes, offset: int = 0) -> tuple[bytes, int]:
    """An array argument at an offset, and where the next argument begins."""
    (length,) = struct.unpack_from("=I", raw, offset)
    start = offset + 4
    return raw[start : start + length], start + (length + 3) // 4 * 4


def _packed(kind: str, value: int | str) -> bytes:
    if isinstance(value, str):
        coded = value.encode() + b"\0"
        return struct.pack("=I", len(coded)) + coded + b"\0" * (-len(coded) % 4)
    return struct.pack("=i" if kind == "i" else "=I", value)
