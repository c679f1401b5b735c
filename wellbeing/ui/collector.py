"""Python's collection of cycles, kept on the GUI thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer


class Collector:
    """Has cycles collected on the GUI thread only, between two events, until it is closed.

    Left alone, Python collects on whichever thread happens to make the next object, in the middle of anything. A
    widget in a cycle would then be destroyed on a reading thread, or while Qt hands it an event; Qt allows neither
    (Qt 6 manual, "Threads and QObjects"), and the process ends with a segmentation fault.

    Args:
        parent: lives on the GUI thread, at least as long as this.
        every_ms: how often to look whether enough was made since the last time; a look takes microseconds.
    """

    def __init__(self, parent: QObject, every_ms: int) -> None:
        gc.disable()
        self._timer = QTimer(parent)
        self._timer.setTimerType(
            Qt.TimerType.VeryCoarseTimer if every_ms >= 5000 else Qt.TimerType.CoarseTimer
        )
        self._timer.timeout.connect(collect)
        self._timer.start(every_ms)

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()


def collect() -> None:
    """Collect the oldest generation that is due by Python's own thresholds; nothing when none is."""
    due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    for generation in (2, 1, 0):
        if due[generation]:
            gc.collect(generation)
            return
