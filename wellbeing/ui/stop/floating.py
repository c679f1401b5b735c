"""A card that floats over the desktop without taking the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.compositing import composited
from wellbeing.ui.tray.mark import State, icon


class Floating(QWidget):
    """Stays on top, is moved by dragging, closes on Esc; its corners are round with and without a compositor.

    It is shown without being activated: who is writing goes on writing. A click or the desktop's own keys
    for changing windows give it the keyboard.
    """

    dismissed = Signal()
    """Closed by the person."""

    def __init__(self, theme: Theme, card: QWidget, title: str) -> None:
        kind = Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, kind)
        self.setWindowTitle(title)
        self.setWindowIcon(icon(State.USUAL, dark_panel=theme.dark))
        self._radius = theme.tokens.radius["window"]
        self._translucent = composited()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._translucent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def fit(self) -> None:
        """As high as the texts need, once wrapped."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()
        layout = self.layout()
        if layout is None:
            return
        layout.invalidate()
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window manager's way of closing is the person's."""
        event.ignore()
        self.dismissed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it anywhere."""
        if event.button() is Qt.MouseButton.LeftButton and self.windowHandle() is not None:
            self.windowHandle().startSystemMove()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Without a compositor the corners are cut, since nothing can shine through."""
        super().resizeEvent(event)
        if not self._translucent:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))
