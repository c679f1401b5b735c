"""The window around the panel: a card beside the icon, or an ordinary window where there is no tray."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QGuiApplication,
    QHideEvent,
    QIcon,
    QKeyEvent,
    QPainterPath,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.compositing import composited
from wellbeing.ui.tray.panel import Panel
from wellbeing.ui.tray.place import beside
from wellbeing.ui.tray.view import PanelView

_SAME_CLICK_MS = 250
"""A click at the icon takes the focus away before it is told to us: that click must not open again."""


class Popover(QWidget):
    """Holds a panel. A card closes on Esc and when it loses the focus, an ordinary window on Esc."""

    hidden = Signal()

    def __init__(self, theme: Theme, icon: QIcon, *, framed: bool) -> None:
        kind = Qt.WindowType.Window if framed else Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        super().__init__(None, kind)
        self._framed = framed
        self._radius = theme.tokens.radius["window"]
        self._left = QElapsedTimer()
        self.setWindowTitle(sentence.PROGRAM)
        self.setWindowIcon(icon)
        self.panel = Panel(theme, framed=framed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.setFixedWidth(self.panel.width())
        if not framed:
            self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
            self._translucent = composited()
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._translucent)

    def show_view(self, view: PanelView) -> None:
        """Show another moment; a card at the bottom of the screen grows upwards."""
        self.panel.show_view(view)
        bottom, below = self.geometry().bottom(), self._stands_low()
        self._fit()
        if below and self.isVisible():
            self.move(self.x(), bottom + 1 - self.height())

    def open(self, anchor: QRect) -> None:
        """Show it, beside the icon or where the window manager likes; take the keyboard.

        `anchor` may be empty (StatusNotifier hosts tell no place): then the pointer is the icon.
        """
        self._fit()
        if not self._framed:
            if anchor.isEmpty():
                anchor = QRect(QCursor.pos(), QCursor.pos())
            screen = QGuiApplication.screenAt(anchor.center()) or QGuiApplication.primaryScreen()
            self.move(beside(anchor, self.size(), screen.availableGeometry()))
        self.show()
        self.raise_()
        self.activateWindow()
        self.panel.setFocus()

    def dismiss(self) -> None:
        """Hide it because someone wished so; hiding also takes the focus away, which is no leaving."""
        self.hide()
        self._left.invalidate()

    def just_left(self) -> bool:
        """Whether the focus was lost so lately that it belongs to the click being handled."""
        return self._left.isValid() and self._left.elapsed() < _SAME_CLICK_MS

    def event(self, event: QEvent) -> bool:
        """Close when another window takes the focus; a menu of ours is not another window."""
        left = event.type() is QEvent.Type.WindowDeactivate and self.isVisible() and not self._framed
        if left and QApplication.activePopupWidget() is None:
            self._left.start()
            self.hide()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing needs to be kept up to date any more; a card gives its window back to the desktop.

        On X11 Qt goes on believing for 100 ms that a hidden window has the keyboard. Shown again within that
        time it would get the keyboard without being told so, and never close (QXcbConnection::focusInTimer).
        """
        super().hideEvent(event)
        if not self._framed:
            self.windowHandle().destroy()
        self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Without a compositor the corners are cut, since nothing can shine through."""
        super().resizeEvent(event)
        if not self._framed and not self._translucent:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

    def _fit(self) -> None:
        self.panel.fit()
        self.setFixedSize(self.panel.size())

    def _stands_low(self) -> bool:
        return (
            not self._framed and self.geometry().center().y() > self.screen().availableGeometry().center().y()
        )
