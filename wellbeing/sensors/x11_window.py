"""The window in front on an X11 desktop, by the events of its window manager (EWMH 1.5)."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from enum import Flag, auto

import xcffib.xproto as x11

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors import x11_text
from wellbeing.sensors.executable import executable
from wellbeing.sensors.past import Past, of_server, tick
from wellbeing.sensors.x11_connection import Property, Vanished, X11Connection, supported, unreachable
from wellbeing.sensors.x11_focus import X11Focus
from wellbeing.timeline.settling import Told

ROUNDS = 8
"""Looks in one `read`; a window that changes its title faster is looked at again on the next wake."""

KEPT = 256
"""Windows whose executable and whose last look are remembered; a desktop has a few dozen."""

LASTS = timedelta(seconds=60)
"""How long class and process of a window are believed without being asked again; hardly any program changes them."""

_NAMES = (
    "_NET_ACTIVE_WINDOW",
    "_NET_CLIENT_LIST",
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_WM_NAME",
    "_NET_WM_PID",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "WM_STATE",
    "UTF8_STRING",
    "COMPOUND_TEXT",
)


_FOCUS_IN, _FOCUS_OUT, _DESTROYED, _UNMAPPED, _MAPPED, _PROPERTY = 9, 10, 17, 18, 19, 28
"""Codes of events (X11 protocol, appendix B)."""
_CAME_OR_WENT = frozenset({_DESTROYED, _UNMAPPED, _MAPPED})
_FOREMOST = x11.EventMask.PropertyChange | x11.EventMask.StructureNotify | x11.EventMask.FocusChange
"""What is heard of the active window; of others, only who gets the focus."""
_WITHDRAWN = 0
"""State of a window that its program took off the screen (ICCCM 4.1.3.1, WM_STATE)."""


def _off_screen(connection: X11Connection, window: int, state: Property) -> bool:
    return state.numbers[:1] in ((), (_WITHDRAWN,)) and not connection.mapped(window)


class _Stale(Flag):
    """What is no longer known."""

    NOTHING = 0
    MANAGER = auto()
    CLIENTS = auto()
    FRONT = auto()
    WINDOW = auto()


class X11Window:
    """The active window: class, title, process, executable, full screen; None while none is active.

    A read costs two round trips after a switch, one after a changed title, none while nothing changed. Of windows that
    are known three or four properties are asked rather than seven.
    While the window manager is gone or restarting the answer is None, and it is found again by itself.
    Window managers name no window for a moment between two (openbox, metacity): that is None too.
    """

    name = "x11-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str], host: str | None = None) -> None:
        self._environ = environ
        self._host = (host or platform.node()).lower()
        self._local = environ.get("DISPLAY", "").startswith((":", "unix"))
        """Whether the server's clock is ours."""
        self._executables: dict[tuple[int, int], str | None] = {}
        self._connection: X11Connection | None = None
        self._atoms: Mapping[str, int] = {}
        self._watched: frozenset[int] = frozenset()
        self._lasting: frozenset[int] = frozenset()
        """Those of the watched that hardly any window changes once it is shown."""
        self._forget()

    def _forget(self) -> None:
        self._stale = _Stale.MANAGER | _Stale.FRONT
        self._manager = 0
        """Window by which the window manager shows that it lives; 0 while there is none."""
        self._window = 0
        self._executables.clear()
        self._past = Past()
        self._focus = X11Focus()
        self._clients: frozenset[int] = frozenset()
        """Windows of which it is heard when they get the focus."""
        self._known: dict[int, Evidence] = {}
        """What each window was when it was looked at last, for when it has gone."""
        self._looked: dict[int, timedelta] = {}
        """When it was asked what each window never changes."""
        self._old_fashioned: set[int] = set()
        """Windows without a title by EWMH."""
        self._changed: int | None = None
        """Server time of the last change of the active window's own properties."""

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
                    return self._past.newest
                self._look(connection)
                self._take_in(connection)
            connection.prod()
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, with the server's time where it is on this machine."""
        return self._past.take()

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
            self._lasting = frozenset((x11.Atom.WM_CLASS, atoms["_NET_WM_PID"]))
            names = ("_NET_WM_NAME", "_NET_WM_STATE", "WM_STATE")
            self._watched = self._lasting | {x11.Atom.WM_NAME, *(atoms[name] for name in names)}
        return self._connection

    def _take_in(self, connection: X11Connection) -> None:
        """Mark as stale what the arrived events speak of."""
        for code, detail, one, two, three in connection.happened():
            if code == _PROPERTY:
                self._note(connection.root, one, two, three)
            elif code == _FOCUS_IN:
                self._focus.came(one, two & 0xFF, detail)
            elif code == _FOCUS_OUT:
                self._focus.went(one, two & 0xFF, detail)
            elif code in _CAME_OR_WENT:
                if two == self._manager:
                    self._stale |= _Stale.MANAGER
                elif two == self._window:
                    self._stale |= _Stale.WINDOW

    def _note(self, root: int, window: int, atom: int, stamp: int) -> None:
        if window == root:
            if atom == self._atoms["_NET_ACTIVE_WINDOW"]:
                self._stale |= _Stale.FRONT
                self._focus.noted(stamp)
            elif atom == self._atoms["_NET_CLIENT_LIST"]:
                self._stale |= _Stale.CLIENTS
            elif atom == self._atoms["_NET_SUPPORTING_WM_CHECK"]:
                self._stale |= _Stale.MANAGER
        elif window == self._window and atom in self._watched:
            if atom in self._lasting:
                self._looked.pop(window, None)
            self._stale |= _Stale.WINDOW
            self._changed = stamp

    def _look(self, connection: X11Connection) -> None:
        stale, self._stale = self._stale, _Stale.NOTHING
        if _Stale.MANAGER in stale or not self._manager:
            self._manager = self._living_manager(connection)
            stale |= _Stale.FRONT | _Stale.CLIENTS
        if _Stale.CLIENTS in stale and self._manager:
            self._listen_clients(connection)
        stamp, self._changed = self._changed, None
        if _Stale.FRONT in stale:
            self._window = self._active(connection) if self._manager else 0
            passed, stamp = self._focus.fetch(self._window)
            for window, then in passed:
                if (seen := self._evidence_then(connection, window)) is not None:
                    self._past.note(seen, self._moment(then))
        elif _Stale.WINDOW not in stale:
            return
        seen = None
        if self._window:
            try:
                seen = self._evidence(connection, self._window)
            except Vanished:
                self._window = 0
        self._past.note(seen, self._moment(stamp))

    def _moment(self, stamp: int | None) -> timedelta | None:
        return of_server(stamp) if self._local and stamp is not None else None

    def _listen_clients(self, connection: X11Connection) -> None:
        """Hear of it when any of the managed windows gets the focus."""
        clients = frozenset(connection.ask(connection.root, self._atoms["_NET_CLIENT_LIST"])[0].numbers)
        for window in clients - self._clients - {self._window}:
            connection.listen(window, x11.EventMask.FocusChange)
        for window in self._clients - clients:
            self._looked.pop(window, None)  # its number may become another's
        self._clients = clients

    def _evidence_then(self, connection: X11Connection, window: int) -> Evidence | None:
        """What a window is that was active a moment ago; what it was, if it has gone; None where nobody knows."""
        try:
            return self._evidence(connection, window) or self._known.get(window)
        except Vanished:
            return self._known.get(window)

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
            connection.listen(self._window, x11.EventMask.FocusChange)
        if window:
            connection.listen(window, _FOREMOST)
        return window

    def _evidence(self, connection: X11Connection, window: int) -> Evidence | None:
        """What a window tells of itself; None when it is off the screen.

        openbox goes on naming the last window as active after it was closed or hidden in a tray.
        """
        looked = self._looked.get(window)
        if looked is None or tick() - looked >= LASTS:
            return self._first_look(connection, window)
        atoms, known = self._atoms, self._known[window]
        asked = [atoms["WM_STATE"], atoms["_NET_WM_STATE"], atoms["_NET_WM_NAME"]]
        if window in self._old_fashioned:
            asked.append(x11.Atom.WM_NAME)
        state, states, *names = connection.ask(window, *asked)
        if _off_screen(connection, window, state):
            return None
        title = self._title(*names)
        if title is None and window not in self._old_fashioned:
            return self._first_look(connection, window)
        full = atoms["_NET_WM_STATE_FULLSCREEN"] in states.numbers
        if (title, full) != (known.title, known.full_screen):
            known = self._known[window] = replace(known, title=title, full_screen=full)
        return known

    def _first_look(self, connection: X11Connection, window: int) -> Evidence | None:
        """As `_evidence`, with what a window never changes."""
        atoms = self._atoms
        state, name, old_name, class_, pid, machine, states = connection.ask(
            window,
            atoms["WM_STATE"],
            atoms["_NET_WM_NAME"],
            x11.Atom.WM_NAME,
            x11.Atom.WM_CLASS,
            atoms["_NET_WM_PID"],
            x11.Atom.WM_CLIENT_MACHINE,
            atoms["_NET_WM_STATE"],
        )
        if _off_screen(connection, window, state):
            return None
        process, exe = self._process(window, pid, machine)
        full = atoms["_NET_WM_STATE_FULLSCREEN"] in states.numbers
        title = self._title(name, old_name)
        seen = Evidence(x11_text.window_class(class_.raw), title, exe, process, full_screen=full)
        if len(self._known) >= KEPT:
            self._known.clear()
            self._looked.clear()
            self._old_fashioned.clear()
        self._known[window], self._looked[window] = seen, tick()
        (self._old_fashioned.add if self._title(name) is None else self._old_fashioned.discard)(window)
        return seen

    def _title(self, name: Property, old_name: Property | None = None) -> str | None:
        """By EWMH, else by ICCCM."""
        title = x11_text.plain(name.raw, cut=name.cut)
        return title or (None if old_name is None else self._old_title(old_name)) or None

    def _old_title(self, name: Property) -> str:
        if name.kind == self._atoms["UTF8_STRING"]:
            return x11_text.plain(name.raw, cut=name.cut)
        if name.kind == self._atoms["COMPOUND_TEXT"]:
            return x11_text.compound(name.raw)
        return x11_text.latin(name.raw)

    def _process(self, window: int, pid: Property, machine: Property) -> tuple[int | None, str | None]:
        """Process and executable, where the window's process runs on this host."""
        if not pid.numbers or x11_text.latin(machine.raw).lower() not in (self._host, "localhost"):
            return None, None
        # A window never changes its process, so one look at the process is enough for all its titles.
        owner = (window, pid.numbers[0])
        if owner not in self._executables:
            if len(self._executables) >= KEPT:
                self._executables.clear()
            self._executables[owner] = executable(pid.numbers[0])
        exe = self._executables[owner]
        return (None, None) if exe is None else (pid.numbers[0], exe)
