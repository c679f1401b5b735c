"""What really happened on the screen, by the X server's own clock."""

from __future__ import annotations

import select
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import xcffib
import xcffib.xproto as x11

from tests import rig

_TURN = 1 << 32
"""Server times are milliseconds in 32 bits (X11 protocol, TIMESTAMP)."""


@dataclass(frozen=True)
class Event:
    """The window manager named another active window."""

    at: datetime
    window: int


def _moment(server_ms: int) -> datetime:
    """The wall clock at a server time: Xorg's servers count CLOCK_MONOTONIC (os/utils.c, GetTimeInMillis)."""
    ago_ms = (time.monotonic_ns() // 1_000_000 - server_ms) % _TURN
    return datetime.fromtimestamp(time.time(), UTC) - timedelta(milliseconds=ago_ms)


class Witness:
    """Listens to the root window beside the program, and notes when each window was named active.

    The stamp is the server's, made when the property changed, so a busy machine does not make it late.
    """

    def __init__(self, display: str) -> None:
        self._pointer = rig.Pointer(display)
        self._atom = self._pointer.atom("_NET_ACTIVE_WINDOW")
        self._events: list[Event] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Self:
        self._pointer.xcb.core.ChangeWindowAttributes(
            self._pointer.root, x11.CW.EventMask, [x11.EventMask.PropertyChange]
        )
        self._pointer.sync()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        self._pointer.__exit__()

    def named(self, window: int, after: datetime) -> datetime:
        """When a window was first named active after a moment."""

        def found() -> datetime | None:
            return next((one.at for one in self._events if one.window == window and one.at >= after), None)

        at = rig.until(found, "the witness to see the window")
        assert at is not None
        return at

    def _listen(self) -> None:
        connection: Any = self._pointer.xcb  # xcffib's code carries no types
        number = connection.get_file_descriptor()
        while not self._stopping.is_set():
            select.select([number], [], [], 0.1)
            while (event := self._next(connection)) is not None:
                if isinstance(event, x11.PropertyNotifyEvent) and event.atom == self._atom:
                    self._events.append(Event(_moment(event.time), self._active(connection)))

    def _active(self, connection: Any) -> int:
        raw = connection.core.GetProperty(False, self._pointer.root, self._atom, 0, 0, 1).reply().value.raw
        return int.from_bytes(raw[:4], "little") if raw else 0

    @staticmethod
    def _next(connection: Any) -> Any:
        try:
            return connection.poll_for_event()
        except xcffib.ConnectionException:
            return None
