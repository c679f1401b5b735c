"""The mark in the tray: a dial, four states told apart by shape, every edge on a whole pixel."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap


class State(Enum):
    """What the mark says."""

    USUAL = "usual"
    """Dial with an upright hand."""
    ABOVE = "above"
    """The hand leans, and a badge sits on the ring: more than usual."""
    PAUSED = "paused"
    """Two bars in the ring."""
    NOTHING = "nothing"
    """A broken ring: nothing is being recorded, or nothing is yet."""


SIZES = (16, 20, 22, 24, 32, 40, 44, 48, 64, 128)
"""Device px: what panels ask for at 100 and 200 %. Anything between is scaled down from the next one."""

LIGHT_INK = "#F1F1F4"
"""On dark panels."""
DARK_INK = "#1C1C21"
"""On light panels."""


def icon(state: State, *, dark_panel: bool) -> QIcon:
    """The mark for a panel of the given darkness, drawn apart for every size."""
    result = QIcon()
    for size in SIZES:
        result.addPixmap(pixmap(state, size, LIGHT_INK if dark_panel else DARK_INK))
    return result


def pixmap(state: State, size: int, ink: str) -> QPixmap:
    """The mark in `size` device px (even, 16 or more), one colour on nothing."""
    result = QPixmap(size, size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, state, size, QColor(ink))
    painter.end()
    return result


def draw(painter: QPainter, state: State, size: int, ink: QColor) -> None:
    """Draw into `size` px at the painter's origin; the ground must be transparent (parts are cut out).

    Lengths come from a 16 grid and are rounded to whole px: the ring's stroke to 2 at 16-24 px, 3 at 32; what
    stands in the middle has an even width, because the middle of an even size lies between two px.
    """
    stroke = max(2, round(size * 1.35 / 16))
    margin = size // 16
    inset = margin + stroke / 2
    painter.setPen(QPen(ink, stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(inset, inset, size - 2 * inset, size - 2 * inset))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    match state:
        case State.USUAL:
            _upright_hand(painter, size)
        case State.ABOVE:
            _leaning_hand(painter, size, ink)
            _badge(painter, size)
        case State.PAUSED:
            _bars(painter, size)
        case State.NOTHING:
            _gaps(painter, size)


def _even(length: float) -> int:
    return max(2, 2 * int(length / 2 + 0.3))


def _upright_hand(painter: QPainter, size: int) -> None:
    middle, width = size // 2, _even(size * 2 / 16)
    top, bottom = round(size * 4.4 / 16), round(size * 10.4 / 16)
    round_ = width / 2 if size >= 32 else 0
    painter.drawRoundedRect(QRect(middle - width // 2, top, width, bottom - top), round_, round_)
    if size >= 20:
        hub = _even(size * 2.8 / 16)
        painter.drawEllipse(QRect(middle - hub // 2, bottom - round(hub * 0.8), hub, hub))


def _leaning_hand(painter: QPainter, size: int, ink: QColor) -> None:
    unit = size / 16
    pen = QPen(ink, 2 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(7 * unit, 9 * unit), QPointF(9.7 * unit, 6.3 * unit))
    painter.setPen(Qt.PenStyle.NoPen)
    hub = QPointF(6.9 * unit, 9.1 * unit)
    painter.drawEllipse(hub, 1.25 * unit, 1.25 * unit)


def _badge(painter: QPainter, size: int) -> None:
    width, gap = round(size * 5 / 16), max(1, round(size * 1.2 / 16))
    _cut(painter, QRect(size - width - gap, -gap, width + 2 * gap, width + 2 * gap), ellipse=True)
    painter.drawEllipse(QRect(size - width, 0, width, width))


def _bars(painter: QPainter, size: int) -> None:
    middle, gap, width = size // 2, _even(size * 2 / 16), round(size * 2 / 16)
    height = 2 * int(size * 3 / 16 + 0.5)
    for left in (middle - gap // 2 - width, middle + gap // 2):
        painter.drawRect(QRect(left, middle - height // 2, width, height))


def _gaps(painter: QPainter, size: int) -> None:
    middle, gap = size // 2, _even(size * 4 / 16)
    _cut(painter, QRect(middle - gap // 2, 0, gap, size))
    _cut(painter, QRect(0, middle - gap // 2, size, gap))


def _cut(painter: QPainter, rect: QRect, *, ellipse: bool = False) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    if ellipse:
        painter.drawEllipse(rect)
    else:
        painter.drawRect(rect)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
