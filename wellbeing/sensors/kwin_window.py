"""The window in front on KDE Plasma (KWin 5.27 and 6), told by a small script that KWin runs for us.

    KWin ── windowActivated, captionChanged ─► script ── callDBus ─► us

The script is loaded at the start and unloaded at the end; a KWin that was restarted has lost it, so it is loaded
again. Sources: develop.kde.org/docs/plasma/kwin/api, org.kde.kwin.Scripting.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from wellbeing.model import Evidence
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.desktop_bus import DesktopBus, Refused
from wellbeing.sensors.executable import executable
from wellbeing.sensors.x11_text import plain

KWIN, SCRIPTING, SCRIPT = "org.kde.KWin", "org.kde.kwin.Scripting", "org.kde.kwin.Script"
OURS = "io.wellbeing.Window"
"""Interface of the calls that the script makes."""

_SOURCE = """
function tell(w) {
    callDBus("%(name)s", "/", "%(interface)s", "Front",
        w ? String(w.resourceClass) : "", w ? String(w.caption) : "", w ? Number(w.pid) : 0,
        w ? String(w.desktopFileName) : "");
}
var front = null;
function caption() { tell(front); }
function activate(w) {
    if (front) { try { front.captionChanged.disconnect(caption); } catch (e) {} }
    front = w;
    if (w) { w.captionChanged.connect(caption); }
    tell(w);
}
if (workspace.windowActivated) { workspace.windowActivated.connect(activate); activate(workspace.activeWindow); }
else { workspace.clientActivated.connect(activate); activate(workspace.activeClient); }
"""
"""KWin 6 knows windows, KWin 5 clients."""


class KWinWindow:
    """The active window: desktop file name or class, title, process. Event-driven, one call a switch."""

    name = "kwin-window"
    fact = Fact.WINDOW

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._bus: DesktopBus | None = None
        self._seen: Evidence | None = None
        self._exe: tuple[int, str | None] = (0, None)

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
        for heard in self._open().arrived():
            if heard.member == "Front":
                self._take_in(heard.body)
            elif heard.member == "NameOwnerChanged":
                raise SensorLost(
                    Sentence("KWin has gone or was started anew."), Sentence("It is asked again by itself.")
                )
        return self._seen

    def fileno(self) -> int | None:
        """The bus's socket; None while not connected."""
        return None if self._bus is None else self._bus.fileno()

    def close(self) -> None:
        """Take the script back and leave; `probe` and `read` come back."""
        if self._bus is not None:
            with contextlib.suppress(SensorLost, Refused):
                self._bus.call(KWIN, "/Scripting", SCRIPTING, "unloadScript", "s", self._script)
            self._bus.close()
            self._bus = None
        self._seen = None

    @property
    def _script(self) -> str:
        return f"wellbeing-{os.getpid()}"

    def _open(self) -> DesktopBus:
        if self._bus is not None:
            return self._bus
        bus = DesktopBus(self._environ)
        if not bus.owned(KWIN):
            bus.close()
            raise SensorLost(Sentence("This is not KDE Plasma: KWin is not on the session bus."), "")
        try:
            bus.hear_calls(OURS)
            bus.hear_owner(KWIN)
            self._load(bus)
            bus.prod()
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

    def _load(self, bus: DesktopBus) -> None:
        """Hand the script over; KWin reads the file when it is told to run, so it stays until then."""
        folder = self._environ.get("XDG_RUNTIME_DIR") or None
        with tempfile.NamedTemporaryFile("w", prefix="wellbeing-", suffix=".js", dir=folder) as file:
            file.write(_SOURCE % {"name": bus.name, "interface": OURS})
            file.flush()
            Path(file.name).chmod(0o644)
            bus.call(KWIN, "/Scripting", SCRIPTING, "unloadScript", "s", self._script)
            (number,) = bus.call(KWIN, "/Scripting", SCRIPTING, "loadScript", "ss", file.name, self._script)
            if number < 0:
                raise Refused("loadScript")
            # KWin 6 has /Scripting/Script<n>, KWin 5 only /<n> (measured on 5.27).
            try:
                bus.call(KWIN, f"/Scripting/Script{number}", SCRIPT, "run")
            except Refused:
                bus.call(KWIN, f"/{number}", SCRIPT, "run")

    def _take_in(self, body: tuple[object, ...]) -> None:
        window_class, caption, pid, desktop_file = (*body, "", "", 0, "")[:4]
        if not window_class and not caption:
            self._seen = None
            return
        process = int(pid) if isinstance(pid, (int, float)) else 0
        if self._exe[0] != process:
            self._exe = (process, executable(process) if process > 0 else None)
        title = plain(str(caption).encode("utf-8", "replace"))
        app_id = str(desktop_file or window_class).strip()
        self._seen = Evidence(app_id or None, title or None, self._exe[1], process or None)
