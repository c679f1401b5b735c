"""The window in front on KDE Plasma (KWin 5.27 and 6), told by a small script that KWin runs for us.

    KWin ── windowActivated, captionChanged ─► script ── callDBus ─► us

The script is loaded at the start and unloaded at the end; a KWin that was restarted has lost it, so it is loaded
again. Sources: develop.kde.org/docs/plasma/kwin/api, org.kde.kwin.Scripting.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import jeepney
import psutil

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.executable import executable
from wellbeing.sensors.past import Past, of_wall
from wellbeing.sensors.session_bus import Heard, Refused, SessionBus
from wellbeing.sensors.x11_text import plain
from wellbeing.timeline.settling import Told

KWIN, SCRIPTING, SCRIPT = "org.kde.KWin", "org.kde.kwin.Scripting", "org.kde.kwin.Script"
OURS = "io.wellbeing.Window"
"""Interface of the calls that the script makes."""
_STEM = "wellbeing-window-"
"""Of the script's file, before our process number."""
_SCRIPTS = jeepney.DBusAddress("/Scripting", KWIN, SCRIPTING)
_TURNS, _FIRST_WORD_S = 3, 1.0
"""KWin numbers a script by how many it has, so after one was unloaded the next may get the number of another, which
then is told to run in its place (5.27, scripting.cpp). The script speaks as soon as it runs; if it does not, it is
loaded once more under another name, and so gets the next number."""

_SOURCE = """
function tell(w) {
    callDBus("%(name)s", "/", "%(interface)s", "Front",
        w ? String(w.resourceClass) : "", w ? String(w.caption) : "", w ? Number(w.pid) : 0,
        w ? String(w.desktopFileName) : "", w ? Boolean(w.fullScreen) : false, String(Date.now()));
}
var front = null;
function changed() { tell(front); }
function activate(w) {
    if (front) {
        try { front.captionChanged.disconnect(changed); front.fullScreenChanged.disconnect(changed); } catch (e) {}
    }
    front = w;
    if (w) { w.captionChanged.connect(changed); w.fullScreenChanged.connect(changed); }
    tell(w);
}
if (workspace.windowActivated) { workspace.windowActivated.connect(activate); activate(workspace.activeWindow); }
else { workspace.clientActivated.connect(activate); activate(workspace.activeClient); }
"""
"""KWin 6 knows windows, KWin 5 clients."""


class KWinWindow:
    """The active window: desktop file or class, title, process, full screen. Event-driven, one call a switch."""

    name = "kwin-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: SessionBus | None = None
        self._past = Past()
        self._exe: tuple[int, str | None] = (0, None)
        self._told = False
        """Whether the script has said its first word."""

    def probe(self) -> Support:
        """Whether KWin runs and takes our script."""
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        return Support(True, Sentence("KWin tells which window is active, by a small script of ours."))

    def read(self) -> Evidence | None:
        """What is in front now; None where nothing is.

        Raises:
            SensorLost: the bus or KWin has gone.
        """
        self._open().take_in()
        return self._past.newest

    def passed(self) -> tuple[Told, ...]:
        """What came to the front since this was last asked, each with the moment at which KWin said it."""
        return self._past.take()

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Take the script back and leave; `probe` and `read` come back."""
        if self._bus is not None:
            with contextlib.suppress(SensorLost):
                self._unload(self._bus, os.getpid())
            self._bus.close()
            self._bus = None
        self._past.forget()

    def _open(self) -> SessionBus:
        if self._bus is not None:
            return self._bus
        bus = SessionBus(self._environ, self._hear)
        try:
            self._begin(bus)
        except SensorLost:
            bus.close()
            raise
        except Refused as error:
            bus.close()
            raise SensorLost(
                Sentence("KWin does not take the script that tells which window is active."),
                Sentence("Allow scripts in KWin (kwinrc, [Plugins]), or choose an X11 session."),
            ) from error
        self._bus = bus
        return bus

    def _begin(self, bus: SessionBus) -> None:
        if not bus.owned(KWIN):
            raise SensorLost(Sentence("This is not KDE Plasma: KWin is not on the session bus."), "")
        bus.listen_owner(KWIN)
        self._load(bus)

    def _load(self, bus: SessionBus) -> None:
        """Hand the script over; KWin reads the file when it is told to run, so it stays until then.

        It stays as long as we do, too: by the files of processes that were killed, their scripts are taken back.
        """
        for pid in self._left_behind():
            self._unload(bus, pid)
        file = self._file(os.getpid())
        file.unlink(missing_ok=True)
        try:
            file.write_text(_SOURCE % {"name": bus.name, "interface": OURS}, "utf-8")
        except OSError as error:
            raise Refused("the script cannot be written") from error
        self._told = False
        for turn in range(_TURNS):
            self._run(bus, file, turn)
            if bus.wait(lambda: self._told, _FIRST_WORD_S):
                return
        self._unload(bus, os.getpid())
        raise Refused("run")

    def _run(self, bus: SessionBus, file: Path, turn: int) -> None:
        name = _name(file, turn)
        bus.call(_SCRIPTS, "unloadScript", "s", name)
        (number,) = bus.call(_SCRIPTS, "loadScript", "ss", str(file), name)
        if number < 0:
            raise Refused("loadScript")
        # KWin 6 has /Scripting/Script<n>, KWin 5 only /<n> (measured on 5.27).
        try:
            bus.call(jeepney.DBusAddress(f"/Scripting/Script{number}", KWIN, SCRIPT), "run")
        except Refused:
            bus.call(jeepney.DBusAddress(f"/{number}", KWIN, SCRIPT), "run")

    def _unload(self, bus: SessionBus, pid: int) -> None:
        file = self._file(pid)
        for turn in range(_TURNS):
            bus.tell(jeepney.new_method_call(_SCRIPTS, "unloadScript", "s", (_name(file, turn),)))
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)

    def _file(self, pid: int) -> Path:
        """Its stem begins the script's name in KWin."""
        return Path(self._environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir(), f"{_STEM}{pid}.js")

    def _left_behind(self) -> Iterator[int]:
        for file in self._file(0).parent.glob(f"{_STEM}*.js"):
            number = file.stem.removeprefix(_STEM)
            if number.isdecimal() and not psutil.pid_exists(int(number)):
                yield int(number)

    def _hear(self, heard: Heard) -> None:
        if heard.member == "Front":
            self._told = True
            self._take_in(heard.body)
        elif heard.member == "NameOwnerChanged":
            raise SensorLost(
                Sentence("KWin has gone or was started anew."), Sentence("It is asked again by itself.")
            )

    def _take_in(self, body: tuple[object, ...]) -> None:
        window_class, caption, pid, desktop_file, full, ms = (*body, "", "", 0, "", False, "")[:6]
        tick = of_wall(float(ms)) if isinstance(ms, str) and ms.isdecimal() else None
        if not window_class and not caption:
            self._past.note(None, tick)
            return
        process = int(pid) if isinstance(pid, (int, float)) else 0
        if self._exe[0] != process:
            self._exe = (process, executable(process) if process > 0 else None)
        title = plain(str(caption).encode("utf-8", "replace"))
        app_id = str(desktop_file or window_class).strip()
        seen = Evidence(
            app_id or None, title or None, self._exe[1], process or None, full_screen=full is True
        )
        self._past.note(seen, tick)


def _name(file: Path, turn: int) -> str:
    """Of a script in KWin; another one at each turn."""
    return file.stem if turn == 0 else f"{file.stem}-{turn}"
