"""A mouse for KWin, by its protocol for made-up input; nothing but Python itself, since KWin's user runs it.

Words on its input, a line each: `move X Y` in pixels of the screen, `click BUTTON` with a code of evdev (272 is the
left button). Each is answered by a line once KWin has it. Protocols: wayland.xml, fake-input.xml (version 3).
"""

from __future__ import annotations

import os
import socket
import struct
import sys

_DISPLAY, _REGISTRY = 1, 2
_FAKE_INPUT = "org_kde_kwin_fake_input"
_AUTHENTICATE, _BUTTON, _MOVE = 0, 2, 9


def _text(value: str) -> bytes:
    raw = value.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")


class Hand:
    """One connection."""

    def __init__(self, path: str) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(path)
        self._next = _REGISTRY + 1
        self._buffer = b""
        self._ask(_DISPLAY, 1, struct.pack("=I", _REGISTRY))
        offered = dict(self.settle())
        name, self._hand = offered[_FAKE_INPUT], self._new()
        self._ask(
            _REGISTRY, 0, struct.pack("=I", name) + _text(_FAKE_INPUT) + struct.pack("=II", 3, self._hand)
        )
        self._ask(self._hand, _AUTHENTICATE, _text("test") + _text("to click"))
        self.settle()

    def move(self, x: int, y: int) -> None:
        """Go there."""
        self._ask(self._hand, _MOVE, struct.pack("=ii", x * 256, y * 256))
        self.settle()

    def click(self, button: int) -> None:
        """Press and let go."""
        for state in (1, 0):
            self._ask(self._hand, _BUTTON, struct.pack("=II", button, state))
            self.settle()

    def settle(self) -> list[tuple[str, int]]:
        """Wait until KWin has everything; the interfaces that it named meanwhile."""
        done = self._new()
        self._ask(_DISPLAY, 0, struct.pack("=I", done))
        named: list[tuple[str, int]] = []
        while True:
            number, opcode, body = self._event()
            if number == done:
                return named
            if number == _DISPLAY and opcode == 0:
                raise SystemExit(f"KWin refuses: {body!r}")
            if number == _REGISTRY and opcode == 0:
                name, length = struct.unpack_from("=II", body)
                named.append((body[8 : 7 + length].decode(), name))

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _ask(self, number: int, opcode: int, body: bytes) -> None:
        self._line.sendall(struct.pack("=II", number, (8 + len(body)) << 16 | opcode) + body)

    def _event(self) -> tuple[int, int, bytes]:
        head = self._exactly(8)
        number, word = struct.unpack("=II", head)
        return number, word & 0xFFFF, self._exactly((word >> 16) - 8)

    def _exactly(self, length: int) -> bytes:
        while len(self._buffer) < length:
            part = self._line.recv(65_536)
            if not part:
                raise SystemExit("KWin has gone")
            self._buffer += part
        taken, self._buffer = self._buffer[:length], self._buffer[length:]
        return taken


def main() -> None:
    """Until the input ends."""
    hand = Hand(os.path.join(os.environ["XDG_RUNTIME_DIR"], os.environ["WAYLAND_DISPLAY"]))  # noqa: PTH118
    for line in sys.stdin:
        word, *figures = line.split()
        getattr(hand, word)(*map(int, figures))
        print("done", flush=True)  # noqa: T201 - this is how it answers


if __name__ == "__main__":
    main()
