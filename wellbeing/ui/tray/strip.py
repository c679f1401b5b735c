"""The day as a strip of hours: what was used, what is usual behind it, and where the day stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from wellbeing.ui import text
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.view import PanelView

_FIRST, _LAST = 6, 24
"""Clock hours shown at least; nights appear when they hold something."""
_GAP = 3.0
_AXIS = 16.0
"""px below the base line for the clock hours."""


class HourStrip(QWidget):
    """24 hours from the day's start; costs nothing while nothing changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: PanelView | None = None
        self.setFixedHeight(58)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the panel lets it be."""
        return QSize(240, 58)

    def show_view(self, view: PanelView | None) -> None:
        """Show another moment; None draws the bare hours."""
        self._view = view
        self.setAccessibleName(text._("Today by hour"))
        self.setAccessibleDescription(sentence.hours(view) if view else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Ghosts of the usual, bars of today, clock hours, the line of now, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, index in enumerate(self._shown()):
            self._bar(painter, place, index)
        self._axis(painter)
        self._now(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colors.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def event(self, event: QEvent) -> bool:
        """The hour under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self._index_at(event.pos().x())
            told = sentence.hour(self._view, index) if self._view and index is not None else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ geometry

    def _start(self) -> int:
        return self._view.day_start if self._view else 4

    def _shown(self) -> range:
        """Indices from the day's start: 06 to 24 o'clock, more where something was or usually is."""
        first, last = _FIRST - self._start(), _LAST - self._start()
        for index, hour in enumerate(self._view.hours if self._view else ()):
            if hour.used or hour.usual:
                first, last = min(first, index), max(last, index + 1)
        return range(first, last)

    def _slot(self) -> float:
        return self.width() / max(1, len(self._shown()))

    def _base(self) -> float:
        return self.height() - _AXIS

    def _across(self, left: float, width: float, height: float) -> QRectF:
        """A bar on the base line; the day runs with the direction of writing."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRectF(left, self._base() - height, width, height)

    def _index_at(self, x: int) -> int | None:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            x = self.width() - 1 - x
        index = self._shown().start + int(x / self._slot())
        known = len(self._view.hours) if self._view else 0
        return index if 0 <= index < known else None

    # ------------------------------------------------------------ paint

    def _bar(self, painter: QPainter, place: int, index: int) -> None:
        colors = self._theme.colors
        hour = self._view.hours[index] if self._view and index < len(self._view.hours) else None
        left, width = place * self._slot() + _GAP / 2, self._slot() - _GAP
        usual = hour.usual.total_seconds() / 3600 if hour and hour.usual else 0.0
        used = min(1.0, hour.used.total_seconds() / 3600) if hour else 0.0
        painter.setBrush(QColor(colors.band if self._theme.dark else colors.sunken))
        ghost = max(2.0, self._base() * usual)
        painter.drawRoundedRect(self._across(left, width, ghost), *_corner(ghost))
        if used:
            painter.setBrush(QColor(colors.edge if self._theme.dark else colors.ink3))
            height = max(1.5, self._base() * used)
            painter.drawRoundedRect(self._across(left, width, height), *_corner(height))
            self._with_ai(painter, left, width, height, hour.ai / hour.used if hour else 0.0)

    def _with_ai(self, painter: QPainter, left: float, width: float, height: float, share: float) -> None:
        """On the base line, apart from the rest by a pixel of the panel; round above only where it is all."""
        if not share:
            return
        colors = self._theme.colors
        part = max(1.5, height * min(1.0, share))
        painter.setBrush(QColor(colors.accent))
        painter.drawRoundedRect(self._across(left, width, part), *_corner(part))
        if height - part > 1:
            box = self._across(left, width, part)
            painter.fillRect(QRectF(box.left(), box.top(), width, min(2.5, part)), QColor(colors.accent))
            painter.fillRect(QRectF(box.left(), box.top() - 1, width, 1), QColor(colors.card))

    def _axis(self, painter: QPainter) -> None:
        font = self._theme.font("chart")
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colors.ink3))
        every, metrics = 3, QFontMetricsF(font)
        while metrics.horizontalAdvance(text.hour(22)) + 6 > every * self._slot() and every < 12:
            every *= 2
        for place, index in enumerate(self._shown()):
            clock = self._start() + index
            if clock % every == 0:
                name = text.hour(clock)
                box = self._across(place * self._slot() + 1, metrics.horizontalAdvance(name) + 2, 0)
                box.moveLeft(min(max(0.0, box.left()), self.width() - box.width()))
                box.setTop(self._base() + 3)
                box.setHeight(_AXIS - 3)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)

    def _now(self, painter: QPainter) -> None:
        if self._view is None:
            return
        now = self._view.now
        clock = now.hour + now.minute / 60
        index = (clock - self._start()) % 24
        shown = self._shown()
        if shown.start <= index <= shown.stop:
            line = self._across((index - shown.start) * self._slot(), 0, self._base())
            x = round(line.left()) + 0.5
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(QColor(self._theme.colors.ink), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, self._base()))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _corner(height: float) -> tuple[float, float]:
    radius = min(2.5, height / 2)
    return radius, radius
