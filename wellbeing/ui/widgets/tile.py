"""An app's face: its own icon, or its first letter on the tint of its group."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wellbeing.ui.theme import Group, Theme


def app_icon(name: str | None) -> QIcon:
    """The icon that a desktop entry names, by theme or absolute path; null where there is none."""
    if not name:
        return QIcon()
    return QIcon(name) if PurePath(name).is_absolute() else QIcon.fromTheme(name)


class Tile(QWidget):
    """20 px of an app."""

    def __init__(self, theme: Theme, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QIcon()
        self._letter = ""
        self._group: Group = "other"
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_app(self, name: str, icon: str | None, group: Group) -> None:
        """Show another app."""
        self._icon = app_icon(icon)
        self._letter = next((letter.upper() for letter in name if letter.isalnum()), "?")[:1]
        self._group = group
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Icon, or tint and letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pixmap = self._icon.pixmap(self.size(), self.devicePixelRatioF()) if not self._icon.isNull() else None
        if pixmap is not None and not pixmap.isNull():
            self.style().drawItemPixmap(painter, self.rect(), Qt.AlignmentFlag.AlignCenter, pixmap)
            return
        color = QColor(self._theme.groups[self._group])
        tint = QColor(color)
        tint.setAlphaF(0.24 if self._theme.dark else 0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        radius = self.width() * 0.27
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        font = self._theme.font("strong")
        font.setPixelSize(int(self.width() * 0.56))
        painter.setFont(font)
        painter.setPen(color if self._theme.dark else color.darker(115))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._letter)
