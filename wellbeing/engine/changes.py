"""Who wants to know that something changed, is told; on the thread where it changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import StrEnum

log = logging.getLogger(__name__)


class Change(StrEnum):
    """What changed. The words travel over the line."""

    ACTIVITY = "activity"
    """Another app, site or presence."""
    PAUSE = "pause"
    TROUBLE = "trouble"
    """A sensor or the record fails, or works again."""
    SETTINGS = "settings"
    NUDGE = "nudge"
    """Something was said, answered or put off; or a limit was set, extended or reached."""
    RECORD = "record"
    """The past changed: forget, restore, another rule."""


Listener = Callable[[Change], None]


class Changes:
    """A list of listeners. Safe on any thread; a listener must return at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change from now on; the returned function ends it."""
        with self._lock:
            self._listeners = (*self._listeners, listener)
        return lambda: self._drop(listener)

    def tell(self, change: Change) -> None:
        """Tell everyone."""
        for listener in self._listeners:
            try:
                listener(change)
            except Exception:
                # One broken window must not stop the recording.
                log.exception("a listener failed on %s", change)

    def _drop(self, listener: Listener) -> None:
        with self._lock:
            self._listeners = tuple(one for one in self._listeners if one is not listener)
