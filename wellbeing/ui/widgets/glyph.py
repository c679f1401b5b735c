"""Small line drawings for navigation and buttons: 1.4 px strokes on a grid of 16."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from wellbeing.ui.theme import Theme

_GRID = 16


def icon(name: str, color: str, size: int = _GRID) -> QIcon:
    """A glyph in one colour, sharp up to four times its size.

    Raises:
        KeyError: no such glyph.
    """
    result = QIcon()
    for ratio in (1, 2, 3, 4):
        result.addPixmap(pixmap(name, color, size, ratio))
    return result


def pixmap(name: str, color: str, size: int = _GRID, ratio: float = 1) -> QPixmap:
    """A glyph of so many logical px."""
    result = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size * ratio / _GRID, size * ratio / _GRID)
    pen = QPen(QColor(color), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    _DRAWN[name](painter)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


class GlyphButton(QPushButton):
    """A square button that shows a glyph; its name is for screen readers and the tooltip.

    Args:
        mirrored: the glyph instead where people read from the right.
    """

    def __init__(
        self, theme: Theme, glyph: str, name: str, mirrored: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._glyphs = theme, (glyph, mirrored or glyph)
        self.setObjectName("icon")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setIcon(icon(self._glyphs[right_to_left], self._theme.colors.ink2))


def _line(painter: QPainter, *values: float) -> None:
    painter.drawPolyline([QPointF(*pair) for pair in zip(values[::2], values[1::2], strict=True)])


def _today(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    _line(painter, 8, 5, 8, 8.3, 10.3, 9.8)


def _week(painter: QPainter) -> None:
    for x, y in ((3, 8), (6.3, 5), (9.6, 9.5), (13, 3.5)):
        _line(painter, x, 13, x, y)


def _year(painter: QPainter) -> None:
    for x in (2.5, 6.5, 10.5):
        for y in (2.5, 6.5, 10.5):
            painter.drawRoundedRect(QRectF(x, y, 2.8, 2.8), 0.6, 0.6)


def _ai(painter: QPainter) -> None:
    path = QPainterPath(QPointF(8, 1.6))
    for x, y in ((14.4, 8), (8, 14.4), (1.6, 8), (8, 1.6)):
        path.quadTo(QPointF(8, 8), QPointF(x, y))
    painter.drawPath(path)


def _timeline(painter: QPainter) -> None:
    for y, begin, end in ((4, 2, 9), (8, 5, 14), (12, 3.5, 10.5)):
        _line(painter, begin, y, end, y)


def _settings(painter: QPainter) -> None:
    for y, x in ((4, 10), (8, 5.5), (12, 11)):
        _line(painter, 2, y, 14, y)
        painter.save()
        painter.setBrush(painter.pen().color())
        painter.drawEllipse(QPointF(x, y), 1.5, 1.5)
        painter.restore()


def _reports(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 1.8, 10, 12.4), 1.5, 1.5)
    _line(painter, 5.6, 5, 10.4, 5)
    _line(painter, 5.6, 11.5, 5.6, 9)
    _line(painter, 8, 11.5, 8, 7.5)
    _line(painter, 10.4, 11.5, 10.4, 9.8)


def _health(painter: QPainter) -> None:
    _line(painter, 1.8, 8.5, 4.6, 8.5, 6.4, 3.8, 9, 12.4, 10.8, 8.5, 14.2, 8.5)


def _checkin(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    for x in (5.8, 10.2):
        _line(painter, x, 6, x, 6.8)
    path = QPainterPath(QPointF(5, 10))
    path.quadTo(QPointF(8, 12.2), QPointF(11, 10))
    painter.drawPath(path)


def _help(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.drawEllipse(QRectF(5.4, 5.4, 5.2, 5.2))
    for x, y in ((-1, -1), (1, -1), (-1, 1), (1, 1)):
        _line(painter, 8 + 1.9 * x, 8 + 1.9 * y, 8 + 4.2 * x, 8 + 4.2 * y)


def _limits(painter: QPainter) -> None:
    painter.drawArc(QRectF(1.8, 3, 12.4, 12.4), -20 * 16, 220 * 16)
    _line(painter, 8, 9.4, 10.8, 6.2)


def _nudges(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2, 2.6, 12, 8.6), 2.2, 2.2)
    _line(painter, 5, 11.2, 5, 13.8, 8, 11.2)
    _line(painter, 5, 6, 11, 6)


def _family(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(3, 2.4, 4.4, 4.4))
    painter.drawArc(QRectF(1.2, 8.4, 8, 9.4), 0, 180 * 16)
    painter.drawEllipse(QRectF(10, 6, 3.2, 3.2))
    painter.drawArc(QRectF(9.6, 10.6, 5, 5.6), -10 * 16, 120 * 16)


def _calendar(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(2.5, 3, 11, 10.5), 2, 2)
    _line(painter, 2.5, 6.5, 13.5, 6.5)
    _line(painter, 5.5, 1.8, 5.5, 4)
    _line(painter, 10.5, 1.8, 10.5, 4)


def _search(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(2.2, 2.2, 8.6, 8.6))
    _line(painter, 9.8, 9.8, 13.6, 13.6)


def _strokes(*lines: Sequence[float]) -> Callable[[QPainter], None]:
    def draw(painter: QPainter) -> None:
        for one in lines:
            _line(painter, *one)

    return draw


def _mark(painter: QPainter) -> None:
    path = QPainterPath()
    path.addEllipse(QRectF(1.9, 1.9, 12.2, 12.2))
    painter.setPen(QPen(painter.pen().color(), 1.5))
    painter.drawPath(path)
    painter.setPen(QPen(painter.pen().color(), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    _line(painter, 8, 9, 8, 5.4)


_DRAWN: dict[str, Callable[[QPainter], None]] = {
    "today": _today,
    "week": _week,
    "year": _year,
    "ai": _ai,
    "trends": _strokes((2, 11.5, 6, 7.5, 8.5, 10, 13.8, 4.5), (10.2, 4.5, 13.8, 4.5, 13.8, 8.1)),
    "timeline": _timeline,
    "reports": _reports,
    "settings": _settings,
    "health": _health,
    "checkin": _checkin,
    "help": _help,
    "limits": _limits,
    "nudges": _nudges,
    "family": _family,
    "calendar": _calendar,
    "search": _search,
    "mark": _mark,
    "left": _strokes((9.8, 3.5, 5.4, 8, 9.8, 12.5)),
    "right": _strokes((6.2, 3.5, 10.6, 8, 6.2, 12.5)),
    "close": _strokes((4, 4, 12, 12), (12, 4, 4, 12)),
    "minus": _strokes((3, 8, 13, 8)),
    "up": _strokes((3.5, 9.8, 8, 5.4, 12.5, 9.8)),
    "down": _strokes((3.5, 6.2, 8, 10.6, 12.5, 6.2)),
    "pen": _strokes((3, 13, 3.6, 10.2, 11, 2.8, 13.2, 5, 5.8, 12.4, 3, 13), (9.4, 4.4, 11.6, 6.6)),
    "plus": _strokes((8, 3, 8, 13), (3, 8, 13, 8)),
}
