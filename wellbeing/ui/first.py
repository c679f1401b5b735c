"""The icon in the tray before the program behind it is there: a person sees at once that it starts.

Record, rules and sensors take twice as long to load as Qt. Nothing of them is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEventLoop, QRect, Qt
from PySide6.QtWidgets import QApplication

from wellbeing.files.lock import HomeLock
from wellbeing.lean import pages
from wellbeing.ui.tray.ground import Ground, is_dark
from wellbeing.ui.tray.icon import TrayIcon
from wellbeing.ui.tray.mark import State, icon


@dataclass(frozen=True, slots=True)
class First:
    """What stands already."""

    lock: HomeLock
    """Of the home, taken."""
    icon: TrayIcon
    """Shown, or to be shown as soon as there is a tray."""


def application() -> QApplication:
    """Qt, under the program's name.

    Raises:
        TypeError: another kind of Qt application runs in this process.
    """
    made = QApplication.instance() or QApplication(["wellbeing"])
    if not isinstance(made, QApplication):
        raise TypeError("another kind of Qt application runs already")
    made.setApplicationName("wellbeing")
    made.setApplicationDisplayName("Wellbeing")
    made.setDesktopFileName("wellbeing")
    made.setQuitOnLastWindowClosed(False)
    return made


def show(lock: HomeLock, ground: Ground) -> First:
    """Show the icon: the broken ring, for nothing is recorded yet. On the thread that will be Qt's."""
    made = application()
    dark = made.styleHints().colorScheme() is Qt.ColorScheme.Dark
    shown = TrayIcon(icon(State.NOTHING, dark_panel=is_dark(ground, QRect(), theme_is_dark=dark)))
    shown.setToolTip("Wellbeing")
    shown.show()
    paint()
    # Half of what Qt needed to start is never used again: room for what is loaded next.
    pages.give_back()
    paint()
    return First(lock, shown)


def paint() -> None:
    """Let the icon be embedded and drawn; a click waits until somebody can answer it."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
