"""A small square of colour beside words that say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wellbeing.ui.theme import Group, Theme


class Dot(QWidget):
    """Filled with a group's colour, or ink; hollow for what is not (yet) so."""

    def __init__(
        self, theme: Theme, group: Group | None = None, size: int = 9, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._hollow = theme, False
        self._group: Group | None = group
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_state(self, *, hollow: bool) -> None:
        """Hollow or filled."""
        self._hollow = hollow
        self.update()

    def show_group(self, group: Group | None) -> None:
        """In another group's colour; None in ink."""
        self._group = group
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A rounded square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        group, groups = self._group, self._theme.groups
        color = QColor(colors.ink2 if group is None else groups[group])
        box = QRectF(self.rect())
        if self._hollow:
            box = box.adjusted(0.75, 0.75, -0.75, -0.75)
            painter.setPen(QPen(color, 1.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
        painter.drawRoundedRect(box, 2.5, 2.5)
