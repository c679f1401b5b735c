"""Which sensor fits this desktop, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, KnownError, Sensor, Support
from wellbeing.sensors.null import null


@dataclass(frozen=True, slots=True)
class Choice:
    """The sensor for a fact, and all that was tried on the way to it."""

    fact: Fact
    sensor: Sensor[object]
    """Reads what `fact` promises in `ports`: Evidence or None, timedelta or None, SessionState."""
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
    return {
        Fact.WINDOW: [_x11_window(environ)],
        Fact.IDLE: [_x11_idle(environ, idle_after)],
        Fact.SESSION: [_logind(environ)],
    }


_NO_XCB = Sentence("The X11 library libxcb cannot be loaded.")
_GET_XCB = Sentence("Install libxcb1 (Debian, Ubuntu) or libxcb (Fedora, Arch).")
_NO_JEEPNEY = Sentence("The D-Bus library jeepney cannot be loaded.")
_GET_JEEPNEY = Sentence("Install jeepney, which comes with the program on Linux.")


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
        return null(Fact.SESSION, name="logind", reason=_NO_JEEPNEY, remedy=_GET_JEEPNEY)
    return Logind(environ)
