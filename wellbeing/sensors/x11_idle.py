"""Time since the last input on an X11 desktop, by the server's IDLETIME counter and its alarms.

```
 idle  │          ╱│        the counter grows until input sets it to zero
       │        ╱  │
 limit ├──────●────○──      ● alarm: grown past the limit   ○ alarm: fallen below it
       └────╱──────╲───▶
```
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from xcffib import screensaver, sync
from xcffib.ffi import ffi

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Fact, SensorLost, Support
from wellbeing.sensors.x11_connection import X11Connection, supported, unreachable

MILLISECOND = timedelta(milliseconds=1)
_ALARM = (
    sync.CA.Counter | sync.CA.ValueType | sync.CA.Value | sync.CA.TestType | sync.CA.Delta | sync.CA.Events
)


class X11Idle:
    """Time since the last key, click or movement; its file number wakes when a threshold is crossed.

    With SYNC the server wakes the reader twice in each idle period: when the threshold is reached and
    when input comes back. With the screen saver extension alone it must be polled.
    """

    name = "x11-idle"
    fact = Fact.IDLE

    def __init__(self, environ: Mapping[str, str], threshold: timedelta) -> None:
        self._environ = environ
        self._threshold = threshold
        self._connection: X11Connection | None = None
        self._counter: int | None = None
        self._saver: Any = None  # xcffib's extensions have no types
        self._sync: Any = None
        self._alarms: tuple[int, int] | None = None

    def probe(self) -> Support:
        """Whether the X server counts the time since the last input."""
        display = self._environ.get("DISPLAY", "")
        if not display:
            return unreachable(self._environ)
        try:
            self._open()
        except SensorLost as lost:
            self.close()
            return Support(False, lost.sentence, lost.remedy)
        if self._counter is not None:
            return supported(
                self._environ,
                Sentence("The X server on {display} wakes us when input stops and returns.", display=display),
            )
        return supported(
            self._environ,
            Sentence("The X server on {display} tells the time since the last input.", display=display),
        )

    def read(self) -> timedelta:
        """Time since the last input, to the millisecond; one round trip.

        Raises:
            SensorLost: the X server cannot be reached, has gone, or counts no idle time.
        """
        connection = self._open()
        with connection.lasting():
            if self._counter is not None:
                value = self._sync.QueryCounter(self._counter).reply().counter_value
                idle_ms = (value.hi << 32) | value.lo
            else:
                idle_ms = self._saver.QueryInfo(connection.root).reply().ms_since_user_input
            for _ in connection.events():
                pass  # alarms only wake; the value has just been read
        return timedelta(milliseconds=idle_ms)

    def watch(self, threshold: timedelta) -> None:
        """Wake at another threshold from now on.

        Raises:
            SensorLost: the X server has gone.
        """
        self._threshold = threshold
        if self._connection is not None and self._counter is not None:
            with self._connection.lasting():
                self._arm(self._connection, self._counter)

    def fileno(self) -> int | None:
        """The connection's; None while not connected, and where the sensor must be polled."""
        if self._connection is None or self._counter is None:
            return None
        return self._connection.fileno()

    def close(self) -> None:
        """Leave the X server; `probe` and `read` come back to it."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._counter = self._alarms = None
        self._saver = self._sync = None

    def _open(self) -> X11Connection:
        if self._connection is not None:
            return self._connection
        connection = self._connection = X11Connection(self._environ.get("DISPLAY", ""))
        with connection.lasting():
            if connection.offers("SYNC"):
                self._sync = connection.xcb(sync.key)
                self._sync.Initialize(3, 1).reply()
                self._counter = _idle_counter(connection, self._sync)
            if self._counter is not None:
                self._arm(connection, self._counter)
            elif connection.offers("MIT-SCREEN-SAVER"):
                self._saver = connection.xcb(screensaver.key)
            else:
                raise SensorLost(
                    Sentence(
                        "The X server counts no idle time: it has neither SYNC's IDLETIME nor "
                        "MIT-SCREEN-SAVER."
                    ),
                    Sentence("Start it with one of these extensions."),
                )
        return connection

    def _arm(self, connection: X11Connection, counter: int) -> None:
        """Set both alarms, or move them; transition alarms stay set after they have gone off."""
        limit = max(self._threshold // MILLISECOND, 1)
        fresh = self._alarms is None
        if self._alarms is None:
            self._alarms = connection.xcb.generate_id(), connection.xcb.generate_id()
        change = self._sync.CreateAlarm if fresh else self._sync.ChangeAlarm
        grown, fallen = self._alarms
        # Falling is watched from one below, else a counter caught exactly at the limit would not count.
        for alarm, value, test in (
            (grown, limit, sync.TESTTYPE.PositiveTransition),
            (fallen, limit - 1, sync.TESTTYPE.NegativeTransition),
        ):
            at = (value >> 32, value & 0xFFFFFFFF)
            change(alarm, _ALARM, [counter, sync.VALUETYPE.Absolute, at, test, (0, 0), 1])
        connection.prod()


def _idle_counter(connection: X11Connection, extension: Any) -> int | None:
    """The number of the IDLETIME counter, None where the server has none.

    The reply is taken apart by hand: xcffib 1.13 does not skip the padding after each name and fails.
    Each entry: counter, resolution (8 bytes), length, name, padded to four bytes
    (X Synchronization Extension 3.1, encoding of ListSystemCounters).
    """
    reply = connection.xcb.wait_for_reply(extension.ListSystemCounters().sequence)
    raw = bytes(ffi.buffer(reply.cdata, reply.known_max))
    (count,) = struct.unpack_from("=I", raw, 8)
    offset = 32
    for _ in range(count):
        counter, length = struct.unpack_from("=I8xH", raw, offset)
        start = offset + 14
        if raw[start : start + length] == b"IDLETIME":
            return int(counter)
        offset += (14 + length + 3) // 4 * 4
    return None
