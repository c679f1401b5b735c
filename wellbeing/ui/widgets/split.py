"""A bar of three parts: solid for what is sure, outlined for a guess, hatched for what went on without the person."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.ui.theme import Theme

_HEIGHT = 24
_WORDS = 15
"""px above the bar for what the hatched part says."""
_GAP = 1.5
_CORNER = 3.0
_EVERY = 4.0
"""px between hatched lines: denser than a pause, so that it is not taken for one (look.md, section 3)."""


class SplitBar(QWidget):
    """Repeats what the numbers beside it say, so screen readers pass over it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = (0.0, 0.0, 0.0)
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the bar and the words over it; the layout gives the width."""
        return QSize(60, _HEIGHT + 2 * _WORDS)

    def show_parts(self, sure: float, guessed: float, alone: float, words: tuple[str, ...] = ()) -> None:
        """Shares of the width, 0 to 1 together; of `words` the first that fit stand over the hatched part."""
        self._parts, self._words = (sure, guessed, alone), words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """From where the line of text begins; what is not nothing has two px at least."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, at = QColor(self._theme.colors.accent), 0.0
        boxes: list[QRectF] = []
        for part in self._parts:
            width = max(2.0, part * self.width()) if part else 0.0
            boxes.append(self._box(at, max(0.0, width - (_GAP if at + width < self.width() else 0.0))))
            at += width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPath(_rounded(boxes[0], self._mirrored))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 1.2))
        painter.drawPath(_rounded(boxes[1].adjusted(0.6, 0.6, -0.6, -0.6), self._mirrored))
        self._hatch(painter, boxes[2], accent)
        self._write(painter, boxes[2])

    @property
    def said(self) -> str:
        """The words over the hatched part; empty where none fit."""
        return next((words for words in self._words if self._width(words) <= self.width()), "")

    def _width(self, words: str) -> float:
        return QFontMetrics(self._theme.font("chart")).horizontalAdvance(words) + 2.0

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _box(self, left: float, width: float) -> QRectF:
        top = (self.height() - _HEIGHT) / 2
        return QRectF(self.width() - left - width if self._mirrored else left, top, width, _HEIGHT)

    def _hatch(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        if box.width() <= 0:
            return
        path = _rounded(box, self._mirrored)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, QColor(self._theme.colors.accent_soft))
        painter.setPen(QPen(color, 1.2))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
            x += _EVERY
        painter.restore()

    def _write(self, painter: QPainter, box: QRectF) -> None:
        said = self.said
        if not said or box.width() <= 0:
            return
        painter.setFont(self._theme.font("chart"))
        painter.setPen(QColor(self._theme.colors.ink2))
        width = self._width(said)
        left = min(max(0.0, box.center().x() - width / 2), max(0.0, self.width() - width))
        painter.drawText(
            QRectF(left, box.top() - _WORDS, width, _WORDS - 2), Qt.AlignmentFlag.AlignCenter, said
        )


def _rounded(box: QRectF, mirrored: bool) -> QPainterPath:
    """A box whose far corners are round."""
    path = QPainterPath()
    if box.width() <= 0:
        return path
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, _CORNER, _CORNER)
    square = min(_CORNER, box.width() / 2)
    near = QRectF(box.right() - square if mirrored else box.left(), box.top(), square, box.height())
    path.addRect(near)
    return path.simplified()
