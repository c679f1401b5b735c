"""The only place that crosses threads: the engine's voice into Qt, and reading away from the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from wellbeing.ports import KnownError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Result:
    """What a reading brought, on its way to the GUI thread."""

    deliver: Callable[[Any], None]  # Any: each reading has its own type, and its own taker beside it
    failed: Callable[[KnownError], None]
    value: Any
    error: BaseException | None = None


class Bridge(QObject):
    """Made and closed on the GUI thread. After `close()` nothing arrives any more.

    One reading runs at a time, in the order asked for, on a thread that ends when it is idle.
    """

    changed = Signal(object)
    """What `tell` was given, on the GUI thread."""
    _told = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._lock = Lock()
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
                self._pool.start(lambda: self._run(ask, deliver, failed))

    def close(self) -> None:
        """Drop what waits, wait for the reading under way, and deliver nothing more."""
        with self._lock:
            self._open = False
        self._pool.clear()
        self._pool.waitForDone()

    def _run(
        self, ask: Callable[[], T], deliver: Callable[[T], None], failed: Callable[[KnownError], None]
    ) -> None:
        try:
            result = _Result(deliver, failed, ask())
        except BaseException as error:  # noqa: BLE001 - the top of a thread; raised again on the GUI thread
            result = _Result(deliver, failed, None, error)
        self._send(self._finished, result)

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
    def _deliver(self, result: _Result) -> None:
        if not self._open:
            return
        if result.error is None:
            result.deliver(result.value)
        elif isinstance(result.error, KnownError):
            result.failed(result.error)
        else:
            raise result.error
