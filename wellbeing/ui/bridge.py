"""The only place that crosses threads: the engine's voice into Qt, and reading away from the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from wellbeing.ports import KnownError

T = TypeVar("T")


@dataclass(slots=True)
class _Reading:
    """What is asked and who waits for it; forgotten on the GUI thread only, see `Bridge`."""

    ask: Callable[[], Any]  # Any: each reading has its own type, and its own taker beside it
    deliver: Callable[[Any], None]
    failed: Callable[[KnownError], None]
    value: Any = None
    error: BaseException | None = None


class Bridge(QObject):
    """Made and closed on the GUI thread. After `close()` nothing arrives any more.

    One reading runs at a time, in the order asked for, on a thread that ends when it is idle. That thread knows a
    reading by its number only: who asks is mostly a widget, and whoever forgets a widget last destroys it, which
    may happen nowhere but on the GUI thread.
    """

    changed = Signal(object)
    """What `tell` was given, on the GUI thread."""
    _told = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._lock = Lock()
        self._readings: dict[int, _Reading] = {}
        self._numbers = count()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(5000)
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._pass_on, queued)
        self._finished.connect(self._deliver, queued)

    def tell(self, change: object) -> None:
        """Say that something changed: from any thread, returns at once, harmless after `close()`."""
        self._send(self._told, change)

    def read(
        self, ask: Callable[[], T], deliver: Callable[[T], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Run `ask` away from the GUI thread; `deliver` or `failed` is called on it.

        An error that is nobody's but ours is raised on the GUI thread, where a crash report is written.
        """
        with self._lock:
            if self._open:
                number = next(self._numbers)
                self._readings[number] = _Reading(ask, deliver, failed)
                self._pool.start(lambda: self._run(number))

    def close(self) -> None:
        """Drop what waits, wait for the reading under way, and deliver nothing more."""
        with self._lock:
            self._open = False
        self._pool.clear()
        self._pool.waitForDone()
        for reading in self._readings.values():
            reading.error = None  # it remembers where it was raised, and with that the reading
        self._readings.clear()

    def _run(self, number: int) -> None:
        # Two calls: by the second one, nothing on this thread remembers who asked.
        self._answer(number)
        self._send(self._finished, number)

    def _answer(self, number: int) -> None:
        reading = self._readings[number]
        try:
            reading.value = reading.ask()
        except BaseException as error:  # noqa: BLE001 - the top of a thread; raised again on the GUI thread
            reading.error = error

    def _send(self, signal: Any, value: object) -> None:  # Any: a bound signal has no public type
        # Held while emitting: close() must not return, and Qt not destroy us, in between.
        with self._lock:
            if self._open:
                signal.emit(value)

    @Slot(object)
    def _pass_on(self, change: object) -> None:
        if self._open:
            self.changed.emit(change)

    @Slot(object)
    def _deliver(self, number: int) -> None:
        if not self._open:
            return
        reading = self._readings.pop(number)
        # Taken out, so that no cycle stays; see `close`.
        error, reading.error = reading.error, None
        if error is None:
            reading.deliver(reading.value)
        elif isinstance(error, KnownError):
            reading.failed(error)
        else:
            raise error
