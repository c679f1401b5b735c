"""What was seen before, on its way out."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget


class Fade(QWidget):
    """Lies over a widget as its former picture, lets everything through, and is gone after `length_ms`."""

    def __init__(self, over: QWidget, picture: QPixmap, length_ms: int) -> None:
        super().__init__(over)
        self._picture = picture
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setGeometry(over.rect())
        self._way = QVariantAnimation(self)
        self._way.setStartValue(1.0)
        self._way.setEndValue(0.0)
        self._way.setDuration(length_ms)
        self._way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._way.valueChanged.connect(self.update)
        self._way.finished.connect(self.deleteLater)
        self.show()
        self.raise_()
        self._way.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """What is left of it."""
        painter = QPainter(self)
        painter.setOpacity(float(self._way.currentValue()))
        painter.drawPixmap(0, 0, self._picture)
