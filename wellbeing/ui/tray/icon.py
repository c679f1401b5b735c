"""The icon itself: Qt's, and it says when someone rests the pointer on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSystemTrayIcon


class TrayIcon(QSystemTrayIcon):
    """Says when someone rests the pointer on it (XEmbed tells; StatusNotifier hosts do not)."""

    looked_at = Signal()

    def event(self, event: QEvent) -> bool:
        """As Qt brings it."""
        if event.type() is QEvent.Type.ToolTip:
            self.looked_at.emit()
        return super().event(event)
