"""Kept days as squares: filled, hollow, or a dot where nothing was asked. Shapes, not colours, tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Group, Theme

_STEP, _SIDE, _HEIGHT = 22, 13.0, 34


class KeptDays(QWidget):
    """One mark a day, the weekday's letter below; today comes last, as a dot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[tuple[date, bool | None], ...] = ()
        self._group: Group | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its days."""
        return QSize(_STEP * len(self._days), _HEIGHT)

    def show_days(self, days: Sequence[tuple[date, bool | None]], group: Group | None) -> None:
        """Other days."""
        self._days, self._group = tuple(days), group
        words = {True: _("kept"), False: _("not kept"), None: _("nothing asked")}
        said = ", ".join(f"{text.weekday(day)}: {words[one]}" for day, one in self._days[:-1])
        self.setAccessibleName(_("Days before today"))
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Marks and letters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        colors = self._theme.colors
        ink = QColor(self._theme.groups[self._group] if self._group else colors.ink3)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for place, (day, kept) in enumerate(self._days):
            left = (len(self._days) - 1 - place if mirrored else place) * _STEP
            box = QRectF(left + (_STEP - _SIDE) / 2, 2, _SIDE, _SIDE)
            if kept is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colors.edge))
                painter.drawEllipse(QPointF(box.center()), 2.5, 2.5)
            else:
                painter.setPen(QPen(ink if kept else QColor(colors.edge), 1.5))
                painter.setBrush(ink if kept else Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QColor(colors.ink2))
            painter.drawText(
                QRectF(left, 18, _STEP, 15), Qt.AlignmentFlag.AlignCenter, text.tiny_weekday(day)
            )
