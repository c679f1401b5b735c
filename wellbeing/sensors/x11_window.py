"""The window in front on an X11 desktop, by the events of its window manager (EWMH 1.5)."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from enum import Flag, auto
from typing import Any

import xcffib.xproto as x11

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors import x11_text
from wellbeing.sensors.executable import executable
from wellbeing.sensors.x11_connection import Property, Vanished, X11Connection, supported, unreachable

ROUNDS = 8
"""Looks in one `read`; a window that changes its title faster is looked at again on the next wake."""

KEPT = 256
"""Windows whose executable is remembered; a desktop has a few dozen."""

_NAMES = (
    "_NET_ACTIVE_WINDOW",
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_WM_NAME",
    "_NET_WM_PID",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "WM_STATE",
    "UTF8_STRING",
    "COMPOUND_TEXT",
)


_CAME_OR_WENT = (x11.DestroyNotifyEvent, x11.UnmapNotifyEvent, x11.MapNotifyEvent)
_WITHDRAWN = 0
"""State of a window that its program took off the screen (ICCCM 4.1.3.1, WM_STATE)."""


class _Stale(Flag):
    """What is no longer known."""

    NOTHING = 0
    MANAGER = auto()
    FRONT = auto()
    WINDOW = auto()


class X11Window:
    """The active window: class, title, process, executable, full screen; None while none is active.

    A read costs two round trips after a switch, one after a changed title, none while nothing changed.
    While the window manager is gone or restarting the answer is None, and it is found again by itself.
    Window managers name no window for a moment between two (openbox, metacity): that is None too.
    """

    name = "x11-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str], host: str | None = None) -> None:
        self._environ = environ
        self._host = (host or platform.node()).lower()
        self._executables: dict[tuple[int, int], str | None] = {}
        self._connection: X11Connection | None = None
        self._atoms: Mapping[str, int] = {}
        self._watched: frozenset[int] = frozenset()
        self._forget()

    def _forget(self) -> None:
        self._stale = _Stale.MANAGER | _Stale.FRONT
        self._manager = 0
        """Window by which the window manager shows that it lives; 0 while there is none."""
        self._window = 0
        self._seen: Evidence | None = None
        self._executables.clear()

    def probe(self) -> Support:
        """Whether there is an X server with a window manager that tells the active window."""
        display = self._environ.get("DISPLAY", "")
        if not display:
            return unreachable(self._environ)
        opened = self._connection is None
        try:
            connection = self._open()
            with connection.lasting():
                manager = self._living_manager(connection)
                connection.prod()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        if manager:
            said = Sentence("The window manager on {display} tells which window is active.", display=display)
            return supported(self._environ, said)
        if opened:
            self.close()
        return Support(
            False,
            Sentence(
                "No window manager on {display} tells which window is active (_NET_SUPPORTING_WM_CHECK).",
                display=display,
            ),
            Sentence(
                "Start a window manager that follows EWMH, such as openbox or that of your "
                "desktop; it is noticed by itself."
            ),
        )

    def read(self) -> Evidence | None:
        """What is in front now.

        Raises:
            SensorLost: the X server cannot be reached or has gone.
        """
        connection = self._open()
        with connection.lasting():
            self._take_in(connection)
            for _ in range(ROUNDS):
                if not self._stale:
                    return self._seen
                self._look(connection)
                self._take_in(connection)
            connection.prod()
        return self._seen

    def fileno(self) -> int | None:
        """The connection's; None while not connected."""
        return None if self._connection is None else self._connection.fileno()

    def close(self) -> None:
        """Leave the X server; `probe` and `read` come back to it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._forget()

    def _open(self) -> X11Connection:
        if self._connection is None:
            connection = self._connection = X11Connection(self._environ.get("DISPLAY", ""))
            with connection.lasting():
                atoms = self._atoms = connection.atoms(_NAMES)
                connection.listen(connection.root, x11.EventMask.PropertyChange)
            self._watched = frozenset(
                (
                    x11.Atom.WM_NAME,
                    x11.Atom.WM_CLASS,
                    *(atoms[name] for name in ("_NET_WM_NAME", "_NET_WM_PID", "_NET_WM_STATE", "WM_STATE")),
                )
            )
        return self._connection

    def _take_in(self, connection: X11Connection) -> None:
        """Mark as stale what the arrived events speak of."""
        for event in connection.events():
            if isinstance(event, x11.PropertyNotifyEvent):
                self._note(connection.root, event)
            elif isinstance(event, _CAME_OR_WENT):
                if event.window == self._manager:
                    self._stale |= _Stale.MANAGER
                elif event.window == self._window:
                    self._stale |= _Stale.WINDOW

    def _note(self, root: int, event: Any) -> None:  # xcffib's events have no types
        if event.window == root:
            if event.atom == self._atoms["_NET_ACTIVE_WINDOW"]:
                self._stale |= _Stale.FRONT
            elif event.atom == self._atoms["_NET_SUPPORTING_WM_CHECK"]:
                self._stale |= _Stale.MANAGER
        elif event.window == self._window and event.atom in self._watched:
            self._stale |= _Stale.WINDOW

    def _look(self, connection: X11Connection) -> None:
        stale, self._stale = self._stale, _Stale.NOTHING
        if _Stale.MANAGER in stale or not self._manager:
            self._manager = self._living_manager(connection)
            stale |= _Stale.FRONT
        if _Stale.FRONT in stale:
            self._window = self._active(connection) if self._manager else 0
        if not self._window:
            self._seen = None
            return
        try:
            self._seen = self._evidence(connection)
        except Vanished:
            self._window, self._seen = 0, None

    def _living_manager(self, connection: X11Connection) -> int:
        """The window that proves a living window manager: root names it, and it names itself."""
        atom = self._atoms["_NET_SUPPORTING_WM_CHECK"]
        named = connection.ask(connection.root, atom)[0].numbers
        if not named or named[0] in (0, connection.root):
            return 0
        try:
            connection.listen(named[0], x11.EventMask.StructureNotify)
            itself = connection.ask(named[0], atom)[0].numbers
        except Vanished:
            return 0
        return named[0] if itself[:1] == named[:1] else 0

    def _active(self, connection: X11Connection) -> int:
        """The window named active, listened to; 0 when none is."""
        named = connection.ask(connection.root, self._atoms["_NET_ACTIVE_WINDOW"])[0].numbers
        window = named[0] if named else 0
        if window in (connection.root, self._manager):
            window = 0
        if self._window not in (0, window):
            connection.listen(self._window, x11.EventMask.NoEvent)
        if window:
            connection.listen(window, x11.EventMask.PropertyChange | x11.EventMask.StructureNotify)
        return window

    def _evidence(self, connection: X11Connection) -> Evidence | None:
        """What the active window tells of itself; None when it is off the screen.

        openbox goes on naming the last window as active after it was closed or hidden in a tray.
        """
        atoms = self._atoms
        state, name, old_name, class_, pid, machine, states = connection.ask(
            self._window,
            atoms["WM_STATE"],
            atoms["_NET_WM_NAME"],
            x11.Atom.WM_NAME,
            x11.Atom.WM_CLASS,
            atoms["_NET_WM_PID"],
            x11.Atom.WM_CLIENT_MACHINE,
            atoms["_NET_WM_STATE"],
        )
        if state.numbers[:1] in ((), (_WITHDRAWN,)) and not connection.mapped(self._window):
            return None
        process, exe = self._process(pid, machine)
        title = x11_text.plain(name.raw, cut=name.cut) or self._old_title(old_name)
        full = atoms["_NET_WM_STATE_FULLSCREEN"] in states.numbers
        return Evidence(x11_text.window_class(class_.raw), title or None, exe, process, full_screen=full)

    def _old_title(self, name: Property) -> str:
        if name.kind == self._atoms["UTF8_STRING"]:
            return x11_text.plain(name.raw, cut=name.cut)
        if name.kind == self._atoms["COMPOUND_TEXT"]:
            return x11_text.compound(name.raw)
        return x11_text.latin(name.raw)

    def _process(self, pid: Property, machine: Property) -> tuple[int | None, str | None]:
        """Process and executable, where the window's process runs on this host."""
        if not pid.numbers or x11_text.latin(machine.raw).lower() not in (self._host, "localhost"):
            return None, None
        # A window never changes its process, so one look at the process is enough for all its titles.
        owner = (self._window, pid.numbers[0])
        if owner not in self._executables:
            if len(self._executables) >= KEPT:
                self._executables.clear()
            self._executables[owner] = executable(pid.numbers[0])
        exe = self._executables[owner]
        return (None, None) if exe is None else (pid.numbers[0], exe)
