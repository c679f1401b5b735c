"""Whether input has stopped on a Wayland desktop, as the compositor tells.

Sources: ext-idle-notify-v1 (staging), and org_kde_kwin_idle for compositors from before 2022 (sway 1.7).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.wayland_wire import WaylandConnection

NOTIFIER, ELDER = "ext_idle_notifier_v1", "org_kde_kwin_idle"
_GET_NOTIFICATION = 1
_GET_TIMEOUT = 0
_IDLED = 0
MILLISECOND = timedelta(milliseconds=1)


def _tick() -> timedelta:
    return timedelta(seconds=time.monotonic())


class WaylandIdle:
    """Time since the last input, known once it has reached the threshold; zero before.

    The compositor wakes the reader twice in each idle period. It counts no idleness while a visible window
    asks for that (a film), which is what the person would say too.
    """

    name = "wayland-idle"
    fact = Fact.IDLE

    def __init__(
        self, environ: Mapping[str, str], threshold: timedelta, tick: Callable[[], timedelta] = _tick
    ) -> None:
        self._environ = environ
        self._threshold = max(threshold, MILLISECOND)
        self._tick = tick
        self._connection: WaylandConnection | None = None
        self._since: timedelta | None = None
        """When input stopped, by the monotonic clock; None while there is input."""

    def probe(self) -> Support:
        """Whether the compositor tells when input stops."""
        if not self._environ.get("WAYLAND_DISPLAY"):
            return Support(False, Sentence("This is no Wayland session: WAYLAND_DISPLAY is not set."))
        try:
            connection = self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        protocol = NOTIFIER if NOTIFIER in connection.globals else ELDER
        return Support(
            True,
            Sentence("The compositor wakes us when input stops and returns ({protocol}).", protocol=protocol),
        )

    def read(self) -> timedelta:
        """Time since the last input once it reached the threshold, else zero.

        Raises:
            SensorLost: the compositor cannot be reached, has gone, or does not tell.
        """
        self._open().events()
        return timedelta(0) if self._since is None else self._tick() - self._since

    @property
    def grain(self) -> timedelta:
        """A shorter silence is told as none."""
        return self._threshold

    def fileno(self) -> int | None:
        """The connection's; None while not connected."""
        return None if self._connection is None else self._connection.fileno()

    def close(self) -> None:
        """Leave the compositor; `probe` and `read` come back to it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._since = None

    def _open(self) -> WaylandConnection:
        if self._connection is not None:
            return self._connection
        connection = WaylandConnection(self._environ)
        missing = not {NOTIFIER, ELDER} & connection.globals.keys() or "wl_seat" not in connection.globals
        if missing:
            connection.close()
            raise SensorLost(
                Sentence("The compositor does not tell when input stops ({protocol}).", protocol=NOTIFIER),
                Sentence("Lock the screen when you leave: that ends what is counted as use."),
            )
        try:
            self._watch(connection)
        except SensorLost:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _watch(self, connection: WaylandConnection) -> None:
        seat = connection.bind("wl_seat", 1)
        timeout_ms = self._threshold // MILLISECOND
        notifier = connection.bind(NOTIFIER if NOTIFIER in connection.globals else ELDER, 1)
        told = connection.new(self._told)  # numbers must be used in the order in which they are taken
        if NOTIFIER in connection.globals:
            connection.request(notifier, _GET_NOTIFICATION, "nuo", told, timeout_ms, seat)
        else:
            connection.request(notifier, _GET_TIMEOUT, "nou", told, seat, timeout_ms)
        connection.round_trip()
        connection.prod()

    def _told(self, opcode: int, _raw: bytes) -> None:
        self._since = self._tick() - self._threshold if opcode == _IDLED else None
