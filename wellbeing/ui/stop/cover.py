"""A quiet page over one window of another program: it lies where that window lies, and goes when it goes.

Only the inside is covered: the title bar stays free, so that the window can be moved, put away or closed as ever.
Other windows are not touched; the page stands above its window and below whatever is brought to the front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from wellbeing.ui.stop.over import WIDTH, OverCard
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.mark import State, icon

if TYPE_CHECKING:
    from wellbeing.sensors.x11_place import Place, X11Places

WAIT_MS = 10_000
"""Until the ways to go on open: long enough to notice that one is about to go on by habit."""
_STILL_MS = 1_000
"""The keyboard is taken only after a pause in typing as long as this."""
_AGAIN_MS = 250


class Cover(QWidget):
    """Above one window. Takes the keyboard once nobody has typed for a second."""

    put_away = Signal()
    """Enough for today: the window below is to be minimised."""

    def __init__(self, theme: Theme, places: X11Places, window: int, card: OverCard) -> None:
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self.target = window
        self.setWindowIcon(icon(State.USUAL, dark_panel=theme.dark))
        self._places = places
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.card = card
        self.card.done.connect(self.put_away)
        inside = QWidget()
        inside.setObjectName("page")
        middle = QVBoxLayout(inside)
        middle.addWidget(self.card, 0, Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._patience = QTimer(self)
        self._patience.setInterval(_AGAIN_MS)
        self._patience.timeout.connect(self._take_keyboard)
        self._over = QWindow.fromWinId(window)
        places.follow(window)

    def follow(self) -> bool:
        """Lie where the window lies now; hidden while it is off the screen. Whether it is on the screen."""
        place = self._places.place(self.target)
        if place is None:
            self.hide()
            self._patience.stop()
            return False
        wanted = _logical(place)
        self.card.setMinimumWidth(max(min(WIDTH, wanted.width() - 48), 200))
        self.setGeometry(wanted)
        if not self.isVisible():
            self.winId()
            # Window managers put a window's own away with it, and Qt would bring it back as it was put away.
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
            handle = self.windowHandle()
            handle.setTransientParent(self._over)
            self.show()
            self.setGeometry(wanted)
            self._patience.start()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc is the way out."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def _take_keyboard(self) -> None:
        idle = self._places.idle()
        if self.isActiveWindow() or self._places.active() != self.target:
            self._patience.stop()
        elif idle is None or idle.total_seconds() * 1000 >= _STILL_MS:
            self._patience.stop()
            self.activateWindow()
            self.card.take_focus()


def _logical(place: Place) -> QRect:
    """In Qt's pixels: the X server counts those of the screen."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio()
    return QRect(
        round(place.x / ratio),
        round(place.y / ratio),
        round(place.width / ratio),
        round(place.height / ratio),
    )
