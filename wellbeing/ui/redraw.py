"""Windows on Plasma 5 under Wayland are drawn twice, since its compositor may spoil the first picture of a size.

Qt lays the lines of a picture out in steps of 256 bytes (qtbase, qwaylandshmbackingstore.cpp; seen in 6.12). KWin 5
takes the first picture of each size as if its lines followed one another, and draws stripes; what is drawn again
afterwards it takes as it is. Seen with 5.27.5 and OpenGL, tests/soak/test_plasma.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

AGAIN_MS = (60, 400)
"""After a change of size: soon, so that stripes only flash up, and once more for a compositor that was busy."""


def mend(application: QApplication, environ: Mapping[str, str]) -> QObject | None:
    """Watch the program's windows where it is needed; what watches, or None. It costs 2 µs an event there."""
    if QGuiApplication.platformName() != "wayland" or not spoils(environ):
        return None
    redraw = Redraw(application)
    application.installEventFilter(redraw)
    return redraw


def spoils(environ: Mapping[str, str]) -> bool:
    """Whether the compositor is KWin 5: Plasma gives its version since 4 (startplasma, KDE_SESSION_VERSION)."""
    desktops = environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":")
    return "KDE" in desktops and environ.get("KDE_SESSION_VERSION", "5") == "5"


class Redraw(QObject):
    """Draws each window again that was shown or changed its size: menus and tooltips, too."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Nothing is kept from anyone."""
        changed = event.type() in (QEvent.Type.Show, QEvent.Type.Resize)
        if changed and isinstance(watched, QWidget) and watched.isWindow():
            for wait in AGAIN_MS:
                QTimer.singleShot(wait, watched, watched.update)
        return False
