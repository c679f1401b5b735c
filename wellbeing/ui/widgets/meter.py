"""How much of something is used: a bar in its track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.ui.theme import Group, Theme


class Meter(QWidget):
    """Repeats what the numbers beside it say, so screen readers pass over it. Full is full: it never overflows."""

    def __init__(self, theme: Theme, thickness: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._thickness = theme, thickness
        self._share = 0.0
        self._group: Group | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as the bar; the layout gives the width."""
        return QSize(40, self._thickness)

    def show_share(self, share: float, group: Group | None = None) -> None:
        """0 to 1, in a group's colour or in ink."""
        self._share, self._group = min(max(share, 0.0), 1.0), group
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The track, and on it what is used, from where a line of text begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors, high = self._theme.colors, float(self._thickness)
        top, round_ = (self.height() - high) / 2, high / 2
        painter.setBrush(QColor(colors.sunken))
        painter.drawRoundedRect(QRectF(0, top, self.width(), high), round_, round_)
        if not self._share:
            return
        ink = colors.edge if self._theme.dark else colors.ink3
        painter.setBrush(QColor(self._theme.groups[self._group] if self._group else ink))
        length = max(high, self.width() * self._share)
        left = self.width() - length if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
        painter.drawRoundedRect(QRectF(left, top, length, high), round_, round_)
