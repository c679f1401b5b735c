"""The window in front on Hyprland, by its event socket (wiki.hypr.land/IPC).

.socket2.sock   one event a line: `activewindow>>CLASS,TITLE`, then `activewindowv2>>ADDRESS`; `windowtitlev2>>…`
.socket.sock    one question a connection: `j/activewindow`, answered in JSON
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path

import msgspec

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.past import Past
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told

ANSWER_S = 5.0
KEPT = 256
"""Windows whose process is remembered; a desktop has a few dozen."""
LONGEST = 1_000_000
"""Bytes of an answer, or of events that have no end of line."""
_NEWS = (
    b"activewindow",
    b"windowtitle",
    b"closewindow",
    b"workspace",
    b"focusedmon",
    b"activespecial",
    b"fullscreen",
)
"""Beginnings of events after which another window, or another title, may be in front."""


class _Active(msgspec.Struct, rename="camel"):
    window_class: str = msgspec.field(default="", name="class")
    title: str = ""
    address: str = ""
    pid: int = 0
    fullscreen: int | bool = 0
    """2 or 3 covers the screen since 0.42, 1 is only as large as panels allow; before, true for both."""
    fullscreen_mode: int = 0
    """Before 0.42: 1 where it is only as large as panels allow."""

    @property
    def full(self) -> bool:
        """Whether it covers its screen."""
        if isinstance(self.fullscreen, bool):
            return self.fullscreen and self.fullscreen_mode != 1
        return self.fullscreen > 1


class HyprlandWindow:
    """The active window: class, title, process, full screen. Event-driven; one question for all news of one wake."""

    name = "hyprland-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._events: socket.socket | None = None
        self._buffer = b""
        self._past = Past()
        self._heard: list[tuple[str, str, str]] = []
        """Class, title and address of what came to the front since the last look; the address may still be missing."""
        self._pids: dict[str, int] = {}
        """Of windows that were asked about, by address without `0x`."""
        self._exe: tuple[int, str | None] = (0, None)

    def probe(self) -> Support:
        """Whether Hyprland runs and answers."""
        if not self._environ.get("HYPRLAND_INSTANCE_SIGNATURE"):
            return Support(False, Sentence("This is not Hyprland: HYPRLAND_INSTANCE_SIGNATURE is not set."))
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("Hyprland tells which window is active, and its process."))

    def read(self) -> Evidence | None:
        """What is in front now; None on an empty workspace.

        Raises:
            SensorLost: Hyprland cannot be reached or has gone.
        """
        if self._news(self._open()):
            self._look()
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, one for each event; Hyprland gives them no time."""
        return self._past.take()

    def fileno(self) -> int | None:
        """The event socket's; None while not connected."""
        return None if self._events is None else self._events.fileno()

    def close(self) -> None:
        """Leave Hyprland; `probe` and `read` come back to it."""
        if self._events is not None:
            self._events.close()
            self._events = None
        self._buffer = b""
        self._past.forget()
        self._heard.clear()

    def _open(self) -> socket.socket:
        if self._events is None:
            self._events = self._connected(".socket2.sock")
            self._look()
        return self._events

    def _folder(self) -> Path:
        """Under XDG_RUNTIME_DIR since 0.40, under /tmp before."""
        signature = self._environ.get("HYPRLAND_INSTANCE_SIGNATURE", "")
        modern = Path(self._environ.get("XDG_RUNTIME_DIR", ""), "hypr", signature)
        return modern if modern.is_dir() else Path("/tmp/hypr", signature)  # noqa: S108 - Hyprland's own choice

    def _connected(self, name: str) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(ANSWER_S)
            connection.connect(str(self._folder() / name))
        except OSError as error:
            connection.close()
            raise SensorLost(
                Sentence("Hyprland cannot be reached."),
                Sentence("Check that it runs and that HYPRLAND_INSTANCE_SIGNATURE is that of your session."),
            ) from error
        return connection

    def _news(self, events: socket.socket) -> bool:
        """Take in what has arrived; whether another window or title may be in front."""
        news = False
        while True:
            try:
                events.setblocking(False)
                arrived = events.recv(65_536)
            except BlockingIOError:
                return news
            except OSError as error:
                raise self._gone() from error
            if not arrived:
                raise self._gone()
            *lines, self._buffer = (self._buffer + arrived).split(b"\n")
            self._buffer = self._buffer[-LONGEST:]
            for line in lines:
                news = news or line.startswith(_NEWS)
                self._hear(line)

    def _hear(self, line: bytes) -> None:
        """Remember what comes to the front: before it can be asked about, another one may be there."""
        event, _, words = line.decode("utf-8", "replace").partition(">>")
        if event == "activewindow":
            window_class, _, title = words.partition(",")
            self._heard.append((window_class, title, ""))
            del self._heard[:-KEPT]
        elif event == "activewindowv2" and self._heard:
            self._heard[-1] = (*self._heard[-1][:2], words.strip())

    def _look(self) -> None:
        with self._connected(".socket.sock") as asked:
            try:
                asked.sendall(b"j/activewindow")
                answer = b""
                while len(answer) < LONGEST and (more := asked.recv(65_536)):
                    answer += more
            except OSError as error:
                raise self._gone() from error
        try:
            active = msgspec.json.decode(answer.decode("utf-8", "replace"), type=_Active)
        except msgspec.MsgspecError:
            active = _Active()  # "Invalid" where nothing is in front
        if self._heard and self._heard[-1][:2] == (active.window_class, active.title):
            self._heard.pop()
        for window_class, title, address in self._heard:
            self._note(window_class, title, self._pids.get(address, 0), full=False)
        self._heard.clear()
        if len(self._pids) >= KEPT:
            self._pids.clear()
        self._pids[active.address.removeprefix("0x")] = active.pid
        self._note(active.window_class, active.title, active.pid, full=active.full)

    def _note(self, window_class: str, title: str, pid: int, *, full: bool) -> None:
        if not window_class and not title:
            self._past.note(None)
            return
        if self._exe[0] != pid:
            self._exe = (pid, executable(pid) if pid > 0 else None)
        shown = plain(title.encode("utf-8", "replace"))
        self._past.note(
            Evidence(
                window_class or None,
                shown or None,
                self._exe[1],
                pid if pid > 0 else None,
                full_screen=full,
            )
        )

    def _gone(self) -> SensorLost:
        return SensorLost(
            Sentence("Hyprland has gone."), Sentence("Nothing to do: it is tried again by itself.")
        )
