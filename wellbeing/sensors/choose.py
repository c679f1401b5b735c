"""Which sensor fits this desktop, and why the others do not; who tells of processes on this system."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, KnownError, Processes, Sensor, Support, Terminals
from wellbeing.sensors import wayland_desktops
from wellbeing.sensors.null import NoTerminals, null
from wellbeing.sensors.wayland_desktops import GET_JEEPNEY, NO_JEEPNEY


@dataclass(frozen=True, slots=True)
class Choice:
    """The sensor for a fact, and all that was tried on the way to it."""

    fact: Fact
    sensor: Sensor[object]
    """Reads what `fact` promises in `ports`."""
    tried: tuple[tuple[str, Support], ...]
    """Name and finding of each candidate asked, in order; never empty. The last one is in use if it is ok."""

    @property
    def ok(self) -> bool:
        """Whether a real sensor was found; otherwise `sensor` knows nothing and says why."""
        return self.tried[-1][1].ok


def choose(fact: Fact, candidates: Sequence[Sensor[object]]) -> Choice:
    """The first candidate that works here, or one that knows nothing, with the reason of the first.

    Candidates stand in the order in which they fit; those that do not work are closed.
    """
    tried: list[tuple[str, Support]] = []
    for sensor in candidates:
        support = _support(sensor)
        tried.append((sensor.name, support))
        if support.ok:
            return Choice(fact, sensor, tuple(tried))
        sensor.close()
    if not tried:
        tried.append(("none", Support(False, Sentence("Nothing on this system tells it."))))
    why = tried[0][1]
    return Choice(fact, null(fact, reason=why.reason, remedy=why.remedy), tuple(tried))


def better(choice: Choice, candidates: Sequence[Sensor[object]]) -> Choice | None:
    """A sensor that fits better than the one in use and works by now; None while there is none.

    A desktop that is just starting up may not have had it when the choice was made.
    """
    tried: list[tuple[str, Support]] = []
    for sensor in candidates:
        if sensor.name == choice.sensor.name:
            break
        support = _support(sensor)
        tried.append((sensor.name, support))
        if support.ok:
            return Choice(choice.fact, sensor, tuple(tried))
        sensor.close()
    return None


def _support(sensor: Sensor[object]) -> Support:
    try:
        return sensor.probe()
    except KnownError as error:
        return Support(False, error.sentence, error.remedy)
    except OSError as error:
        return Support(False, Sentence("It failed when it was tried: {why}.", why=error.strerror or error))


def candidates(environ: Mapping[str, str], idle_after: timedelta) -> Mapping[Fact, Sequence[Sensor[object]]]:
    """All sensors for this environment, the best first; nothing is opened yet.

    `idle_after` is the time without input at which the idle sensor wakes its reader.
    """
    if sys.platform in ("win32", "darwin"):
        windows, idles, sessions = _system_sensors(sys.platform)
        return {Fact.WINDOW: windows, Fact.IDLE: idles, Fact.SESSION: sessions} | {
            fact: [_untold(fact)] for fact in (Fact.MEDIA, Fact.SOUND, Fact.CAMERA, Fact.QUIET)
        }
    if not environ.get("WAYLAND_DISPLAY"):
        windows, idles = [_x11_window(environ)], [_x11_idle(environ, idle_after)]
    else:
        windows = [*wayland_desktops.windows(environ), _x11_window(environ)]
        idles = [*wayland_desktops.idles(environ, idle_after)]
    windows = [*wayland_desktops.limits(environ), *windows]
    return {
        Fact.WINDOW: windows,
        Fact.IDLE: idles,
        Fact.SESSION: [_logind(environ), *_screen_saver(environ)],
        Fact.MEDIA: [_mpris(environ)],
        Fact.SOUND: [_pulse(environ)],
        Fact.CAMERA: [_camera()],
        Fact.QUIET: [_quiet(environ)],
    }


_Sensors = list[Sensor[object]]


def _system_sensors(platform: str) -> tuple[_Sensors, _Sensors, _Sensors]:
    """For the window, for idleness and for the session, on Windows and macOS."""
    try:
        return _windows() if platform == "win32" else _macos()
    except ImportError:
        facts = (Fact.WINDOW, Fact.IDLE, Fact.SESSION)
        first, second, third = (
            null(fact, name="pyobjc", reason=_NO_PYOBJC, remedy=_GET_PYOBJC) for fact in facts
        )
        return [first], [second], [third]


def _windows() -> tuple[_Sensors, _Sensors, _Sensors]:
    from wellbeing.sensors import windows_api as api
    from wellbeing.sensors.windows_presence import WindowsIdle, WindowsSession
    from wellbeing.sensors.windows_window import WindowsWindow

    desk: api.Desk = vars(api)["WindowsDesk"]()  # it is there on Windows only
    return [WindowsWindow(desk)], [WindowsIdle(desk)], [WindowsSession(desk)]


def _macos() -> tuple[_Sensors, _Sensors, _Sensors]:
    from wellbeing.sensors import macos_api as api
    from wellbeing.sensors.macos_sensors import MacIdle, MacSession, MacWindow

    desk: api.Desk = vars(api)["MacDesk"]()  # it is there on macOS only
    return [MacWindow(desk)], [MacIdle(desk)], [MacSession(desk)]


def _untold(fact: Fact) -> Sensor[object]:
    return null(fact, name="none", reason=Sentence("This is not asked on this system yet."), remedy="")


def _screen_saver(environ: Mapping[str, str]) -> Iterator[Sensor[object]]:
    try:
        from wellbeing.sensors.screen_saver import ScreenSaver
    except ImportError:
        return  # logind's row says so already
    yield ScreenSaver(environ)


def running(now: Callable[[], datetime]) -> tuple[Processes, Terminals]:
    """Who tells of processes and terminals on this system; `now` is the wall clock.

    Elsewhere than on Linux nobody tells which program is in the foreground of a terminal.
    """
    if sys.platform == "linux":
        from wellbeing.sensors.proc import ProcTable
        from wellbeing.sensors.terminal import TerminalSensor

        table = ProcTable()
        return table, TerminalSensor(table, now)
    from wellbeing.sensors.process_list import ProcessList

    return ProcessList(), NoTerminals()


_NO_PYOBJC = Sentence("The library pyobjc cannot be loaded.")
_GET_PYOBJC = Sentence("Install it: pip install 'wellbeing[macos]'")
_NO_XCB = Sentence("The X11 library libxcb cannot be loaded.")
_GET_XCB = Sentence("Install libxcb1 (Debian, Ubuntu) or libxcb (Fedora, Arch).")


def _x11_window(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.x11_window import X11Window
    except (ImportError, OSError):  # OSError: xcffib is there, libxcb is not
        return null(Fact.WINDOW, name="x11-window", reason=_NO_XCB, remedy=_GET_XCB)
    return X11Window(environ)


def _x11_idle(environ: Mapping[str, str], idle_after: timedelta) -> Sensor[object]:
    try:
        from wellbeing.sensors.x11_idle import X11Idle
    except (ImportError, OSError):
        return null(Fact.IDLE, name="x11-idle", reason=_NO_XCB, remedy=_GET_XCB)
    return X11Idle(environ, idle_after)


def _logind(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.logind import Logind
    except ImportError:
        return null(Fact.SESSION, name="logind", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return Logind(environ)


def _mpris(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.mpris import Mpris
    except ImportError:
        return null(Fact.MEDIA, name="mpris", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return Mpris(environ)


def _quiet(environ: Mapping[str, str]) -> Sensor[object]:
    try:
        from wellbeing.sensors.quiet import Quiet
    except ImportError:
        return null(Fact.QUIET, name="do-not-disturb", reason=NO_JEEPNEY, remedy=GET_JEEPNEY)
    return Quiet(environ)


def _pulse(environ: Mapping[str, str]) -> Sensor[object]:
    from wellbeing.sensors.pulse import Pulse

    return Pulse(environ)


def _camera() -> Sensor[object]:
    from wellbeing.sensors.camera import Camera

    return Camera()
