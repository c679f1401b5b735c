"""A bar for a list of numbers: its length is the share of the longest."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.ui.theme import Group, Theme

_HEIGHT = 5
_SHORT = 24
"""px in which lengths can still be told apart."""


def shared(room: int, name: int, usual: float) -> tuple[int, int]:
    """How names and bars share the px of a row, as stretches of two columns.

    Args:
        room: px for both.
        name: px of the longest name.
        usual: share of the names, 0 to 1, where they fit; bars give way to longer ones, down to a short rest.
    """
    names = min(max(name, round(room * usual)), room - _SHORT)
    return max(1, names), max(1, room - names)


class Bar(QWidget):
    """Ink or a group's colour, no track; repeats what the number beside it says, so screen readers pass over it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self._group: Group | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the bar; the layout gives the width."""
        return QSize(40, 12)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = share
        self.update()

    def show_group(self, group: Group | None) -> None:
        """In a group's colour; None in ink."""
        self._group = group
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """At least a dot, from where the line of text begins."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = self._theme.colors
        ink = colors.edge if self._theme.dark else colors.ink3
        painter.setBrush(QColor(self._theme.groups[self._group] if self._group else ink))
        length = max(float(_HEIGHT), self.width() * min(1.0, self._share))
        left = self.width() - length if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0.0
        painter.drawRoundedRect(
            QRectF(left, (self.height() - _HEIGHT) / 2, length, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2
        )
