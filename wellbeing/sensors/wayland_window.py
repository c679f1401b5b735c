"""The window in front on compositors of the wlroots family, on COSMIC and others that tell panels about windows.

Sources: wlr-foreign-toplevel-management-unstable-v1, events of manager and handle, version 1 to 3;
cosmic-toplevel-info-unstable-v1 (pop-os/cosmic-protocols), version 1, which later compositors still speak.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.owner import Owners
from wellbeing.sensors.past import Past
from wellbeing.sensors.wayland_wire import WaylandConnection, array, text
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told


@dataclass(frozen=True, slots=True)
class Dialect:
    """A protocol that tells of toplevels; events and requests by their numbers. The manager's are 0 and 1 in each."""

    manager: str
    version: int
    title: int
    app_id: int
    state: int
    done: int
    closed: int
    destroy: int


WLROOTS = Dialect(
    "zwlr_foreign_toplevel_manager_v1", 3, title=0, app_id=1, state=4, done=5, closed=6, destroy=7
)
COSMIC = Dialect("zcosmic_toplevel_info_v1", 1, title=2, app_id=3, state=8, done=1, closed=0, destroy=0)
_TOPLEVEL, _FINISHED = 0, 1
_ACTIVATED, _FULL_SCREEN = 2, 3
"""Numbers of states, `enum state` of both."""


@dataclass(slots=True)
class _Window:
    """A window as the last `done` left it, and what has been said since."""

    title: str = ""
    app_id: str = ""
    active: bool = False
    full_screen: bool = False
    said: dict[str, str | bool] = field(default_factory=dict)


class WaylandWindow:
    """The activated toplevel: app id, title, full screen; the process where only one can be meant.

    Works on sway, labwc, river, Wayfire, Hyprland, niri, phoc and others that offer wlroots' protocol; KWin, GNOME
    Shell and Muffin do not. Event-driven; a read without news asks nothing.
    """

    fact = Fact.WINDOW

    def __init__(
        self, environ: Mapping[str, str], owners: Owners | None = None, dialect: Dialect = WLROOTS
    ) -> None:
        self._environ = environ
        self._dialect = dialect
        self._owners = owners or Owners()
        self._connection: WaylandConnection | None = None
        self._windows: dict[int, _Window] = {}
        self._past = Past(gaps=False)
        self._finished = False

    @property
    def name(self) -> str:
        """Another for each protocol."""
        return "cosmic-window" if self._dialect is COSMIC else "wayland-window"

    def probe(self) -> Support:
        """Whether a compositor runs that tells which window is activated."""
        if not self._environ.get("WAYLAND_DISPLAY"):
            return Support(False, Sentence("This is no Wayland session: WAYLAND_DISPLAY is not set."))
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        if self._dialect is COSMIC:
            return Support(True, Sentence("COSMIC tells which window is active."))
        return Support(True, Sentence("The compositor tells which window is active (wlr-foreign-toplevel)."))

    def read(self) -> Evidence | None:
        """What is in front now; None on an empty workspace.

        Raises:
            SensorLost: the compositor cannot be reached, has gone, or tells no windows.
        """
        connection = self._open()
        connection.events()
        if self._finished:
            raise SensorLost(
                Sentence("The compositor tells no more which window is active."),
                Sentence("It is tried again by itself."),
            )
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, one for each event; the protocol gives them no time."""
        return self._past.take()

    def fileno(self) -> int | None:
        """The connection's; None while not connected."""
        return None if self._connection is None else self._connection.fileno()

    def close(self) -> None:
        """Leave the compositor; `probe` and `read` come back to it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._windows.clear()
        self._past.forget()
        self._finished = False

    def _open(self) -> WaylandConnection:
        if self._connection is not None:
            return self._connection
        connection = WaylandConnection(self._environ)
        if self._dialect.manager not in connection.globals:
            connection.close()
            raise SensorLost(
                Sentence(
                    "The compositor does not tell other programs about windows ({protocol}).",
                    protocol=self._dialect.manager,
                ),
                Sentence("Use a desktop that does, or an X11 (Xorg) session."),
            )
        self._connection = connection
        connection.bind(self._dialect.manager, self._dialect.version, self._of_manager)
        connection.round_trip()  # the windows
        connection.round_trip()  # what they are
        # Its answer stays in the socket: news that came in with the answers above must wake a sleeper.
        connection.prod()
        return connection

    def _of_manager(self, opcode: int, raw: bytes) -> None:
        if self._connection is None:
            return
        if opcode == _FINISHED:
            self._finished = True
        elif opcode == _TOPLEVEL:
            (number,) = struct.unpack_from("=I", raw)
            self._windows[number] = _Window()
            self._connection.adopt(number, lambda event, said: self._of_window(number, event, said))

    def _of_window(self, number: int, opcode: int, raw: bytes) -> None:
        window = self._windows[number]
        if opcode == self._dialect.title:
            window.said["title"] = text(raw)[0]
        elif opcode == self._dialect.app_id:
            window.said["app_id"] = text(raw)[0]
        elif opcode == self._dialect.state:
            states, _ = array(raw)
            held = struct.unpack(f"={len(states) // 4}I", states)
            window.said |= {"active": _ACTIVATED in held, "full_screen": _FULL_SCREEN in held}
        elif opcode == self._dialect.done:
            self._settle(number, window)
        elif opcode == self._dialect.closed:
            self._close_window(number)

    def _settle(self, number: int, window: _Window) -> None:
        """Everything said since the last time holds together from now on."""
        fresh = not window.app_id
        for what, value in window.said.items():
            setattr(window, what, value)
        window.said.clear()
        if fresh and window.app_id:
            self._owners.appeared(number, window.app_id)
        self._look()

    def _close_window(self, number: int) -> None:
        del self._windows[number]
        self._owners.gone(number)
        if self._connection is not None:
            self._connection.request(number, self._dialect.destroy)
        self._look()

    def _look(self) -> None:
        front = next(((number, one) for number, one in self._windows.items() if one.active), None)
        if front is None:
            self._past.note(None)
            return
        number, window = front
        pid, exe = self._owners.of(number, window.app_id)
        title = plain(window.title.encode("utf-8", "replace"))
        app_id = window.app_id.strip() or None
        self._past.note(Evidence(app_id, title or None, exe, pid, full_screen=window.full_screen))
