"""Where windows of other programs stand on an X11 screen, and when that changes: for whoever covers one."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import xcffib.screensaver
import xcffib.xproto as x11

from wellbeing.ports import SensorLost
from wellbeing.sensors.x11_connection import Vanished, X11Connection

T = TypeVar("T")
_NAMES = ("_NET_ACTIVE_WINDOW", "_NET_WM_PID", "WM_CHANGE_STATE")
_ICONIC = 3
"""ICCCM 4.1.4: what a client asks for to be put away."""
_CLIENT_MESSAGE = 33


@dataclass(frozen=True, slots=True)
class Place:
    """A window's inside, without its frame, in the screen's own pixels."""

    x: int
    y: int
    width: int
    height: int


class X11Places:
    """A connection of its own; one thread. Errors of a screen that goes are told as "nothing there".

    Raises:
        SensorLost: the X server cannot be reached when it is built.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._connection = X11Connection(environ.get("DISPLAY", ""))
        with self._connection.lasting():
            self._atoms = self._connection.atoms(_NAMES)
            self._connection.listen(self._connection.root, x11.EventMask.PropertyChange)
            self._savers = self._connection.offers("MIT-SCREEN-SAVER")
            self._connection.xcb.flush()

    def fileno(self) -> int:
        """Readable when something moved, came or went, or the active window changed.

        News that came in beside the answer to a question makes it readable once more.
        """
        return self._connection.fileno()

    def read(self) -> None:
        """Take the news off the line; ask anew afterwards."""

        def drain() -> None:
            for _event in self._connection.events():
                pass

        self._safely(drain, None, minds_news=False)

    def active(self) -> int:
        """The window that the window manager names active; 0 when none is."""

        def ask() -> int:
            named = self._connection.ask(self._connection.root, self._atoms["_NET_ACTIVE_WINDOW"])[0].numbers
            return named[0] if named else 0

        return self._safely(ask, 0)

    def pid(self, window: int) -> int | None:
        """The process of a window; None where it does not tell."""

        def ask() -> int | None:
            numbers = self._connection.ask(window, self._atoms["_NET_WM_PID"])[0].numbers
            return numbers[0] if numbers else None

        return self._safely(ask, None)

    def follow(self, window: int) -> None:
        """Hear of its moves from now on, and of those of the frame that the window manager put around it."""

        def ask() -> None:
            core: Any = self._connection.xcb.core  # xcffib carries no types
            one = window
            while one and one != self._connection.root:
                self._connection.listen(one, x11.EventMask.StructureNotify)
                one = core.QueryTree(one).reply().parent
            self._connection.xcb.flush()

        self._safely(ask, None)

    def place(self, window: int) -> Place | None:
        """Where it is; None while it is not on the screen, or gone."""

        def ask() -> Place | None:
            core: Any = self._connection.xcb.core  # xcffib carries no types
            attributes = core.GetWindowAttributes(window)
            geometry = core.GetGeometry(window)
            corner = core.TranslateCoordinates(window, self._connection.root, 0, 0)
            seen, size, at = attributes.reply(), geometry.reply(), corner.reply()
            if seen.map_state != x11.MapState.Viewable:
                return None
            return Place(at.dst_x, at.dst_y, size.width, size.height)

        return self._safely(ask, None)

    def put_away(self, window: int) -> None:
        """Ask the window manager to minimise it (ICCCM 4.1.4)."""

        def ask() -> None:
            words = (window, self._atoms["WM_CHANGE_STATE"], _ICONIC, 0, 0, 0, 0)
            event = struct.pack("=BBHII5I", _CLIENT_MESSAGE, 32, 0, *words)
            mask = x11.EventMask.SubstructureRedirect | x11.EventMask.SubstructureNotify
            self._connection.xcb.core.SendEvent(False, self._connection.root, mask, event)
            self._connection.xcb.flush()

        self._safely(ask, None)

    def idle(self) -> timedelta | None:
        """How long nothing was typed or moved; None where the screen does not tell."""
        if not self._savers:
            return None

        def ask() -> timedelta:
            saver: Any = self._connection.xcb(xcffib.screensaver.key)
            told = saver.QueryInfo(self._connection.root).reply()
            return timedelta(milliseconds=told.ms_since_user_input)

        return self._safely(ask, None)

    def close(self) -> None:
        """Leave the screen."""
        self._connection.close()

    def _safely(self, ask: Callable[[], T], otherwise: T, *, minds_news: bool = True) -> T:
        try:
            with self._connection.lasting():
                try:
                    return ask()
                finally:
                    # Events taken off the line together with an answer would never wake whoever sleeps on it.
                    if minds_news and any(True for _event in self._connection.events()):
                        self._connection.prod()
        except (Vanished, x11.DrawableError, SensorLost):
            return otherwise
