"""A day in one line: what was in front when, with a bracket and words over what the eye should find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme

_TOP, _THICK, _AXIS = 20.0, 22.0, 22.0
"""px above the line for words, of the line, and below it for the clock."""
_BELOW, _THIN = 4.0, 5.0
"""px between the line and what went on beside it, and of that."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """What was in front from when to when."""

    start: datetime
    end: datetime
    kind: str
    """A group, `idle` or `paused`."""
    words: str = ""
    """For the tooltip."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of time and what lies on it; all times in one zone."""

    start: datetime
    end: datetime
    pieces: Sequence[Piece] = ()
    below: Sequence[Piece] = ()
    """What went on beside it without the person; may overlap. Drawn hatched, below the line."""
    now: datetime | None = None
    bracket: tuple[datetime, datetime, str] | None = None
    """Over a part, with its words."""
    notes: Sequence[tuple[datetime, str]] = field(default_factory=tuple)
    """Words above a moment."""


class Strip(QWidget):
    """Painted; costs nothing while nothing changes."""

    chosen = Signal(object)
    """The moment (datetime) that was clicked."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: Line | None = None
        self.setAccessibleName(name)
        self.setFixedHeight(round(_TOP + _THICK + _AXIS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its cell."""
        return QSize(400, self.height())

    def show_line(self, line: Line, description: str = "") -> None:
        """Show another line, and say it in words."""
        self._line = line
        self.setAccessibleDescription(description)
        self.setFixedHeight(round(_TOP + _THICK + self._under + _AXIS))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Track, pieces, clock, and the words above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QPainterPath()
        track.addRoundedRect(QRectF(0, _TOP, self.width(), _THICK), 5, 5)
        painter.fillPath(track, QColor(self._theme.colors.sunken))
        if self._line is None:
            return
        painter.save()
        painter.setClipPath(track)
        for piece in self._line.pieces:
            painter.fillRect(self._box(piece), self._brush(piece.kind))
        painter.restore()
        for piece in self._line.below:
            self._beside(painter, piece)
        self._clock(painter, self._line)
        self._above(painter, self._line)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ours, so that the release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Which moment."""
        if self._line is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._moment(event.position().x()))

    def event(self, event: QEvent) -> bool:
        """What is under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._line is not None:
            moment, low = self._moment(event.pos().x()), event.pos().y() > _TOP + _THICK
            pieces = self._line.below if low else self._line.pieces
            found = (one.words for one in pieces if one.start <= moment < one.end)
            QToolTip.showText(event.globalPos(), next(found, ""), self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ places

    def _x(self, moment: datetime) -> float:
        if self._line is None:
            return 0.0
        share = (moment - self._line.start) / max(self._line.end - self._line.start, timedelta(seconds=1))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self.width() * (1 - share if mirrored else share)

    def _moment(self, x: float) -> datetime:
        if self._line is None:
            raise ValueError("an empty strip has no moments")
        share = x / max(1, self.width())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return self._line.start + (self._line.end - self._line.start) * (1 - share if mirrored else share)

    def _box(self, piece: Piece) -> QRectF:
        left, right = sorted((self._x(piece.start), self._x(piece.end)))
        return QRectF(left, _TOP, max(1.0, right - left), _THICK)

    def _brush(self, kind: str) -> QBrush:
        if kind == "idle":
            return QBrush(QColor(self._theme.colors.edge), Qt.BrushStyle.Dense6Pattern)
        if kind == "paused":
            return QBrush(QColor(self._theme.colors.edge), Qt.BrushStyle.BDiagPattern)
        return QBrush(QColor(self._theme.groups[group(kind)]))

    @property
    def _under(self) -> float:
        """Px for what went on beside the line."""
        return _BELOW + _THIN if self._line is not None and self._line.below else 0.0

    def _beside(self, painter: QPainter, piece: Piece) -> None:
        left, right = sorted((self._x(piece.start), self._x(piece.end)))
        box = QRectF(left, _TOP + _THICK + _BELOW, max(2.0, right - left), _THIN)
        painter.fillRect(box, QColor(self._theme.colors.accent_soft))
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(QColor(self._theme.colors.accent), 1.2))
        x = box.left() - _THIN
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + _THIN, box.top()))
            x += 3.0
        painter.restore()

    # ------------------------------------------------------------ words

    def _clock(self, painter: QPainter, line: Line) -> None:
        painter.setFont(self._theme.font("chart"))
        painter.setPen(QColor(self._theme.colors.ink3))
        metrics = QFontMetricsF(painter.font())
        taken: list[QRectF] = []
        moment = line.start.replace(minute=0, second=0, microsecond=0)
        while moment <= line.end:
            if moment >= line.start and moment.hour % 3 == 0:
                words = text.clock(moment)
                wide = metrics.horizontalAdvance(words)
                left = min(max(0.0, self._x(moment) - wide / 2), self.width() - wide)
                box = QRectF(left - 3, 0, wide + 6, 1)
                if not any(box.intersects(other) for other in taken):
                    taken.append(box)
                    painter.drawText(QPointF(left, _TOP + _THICK + self._under + 17), words)
            moment += _HOUR

    def _above(self, painter: QPainter, line: Line) -> None:
        colors = self._theme.colors
        strong, plain = self._theme.font("caption"), self._theme.font("chart")
        strong.setWeight(self._theme.font("strong").weight())
        taken: list[QRectF] = []
        if line.now is not None:
            x = self._x(line.now)
            painter.setPen(QPen(QColor(colors.ink), 1))
            painter.drawLine(QPointF(x, _TOP - 4), QPointF(x, _TOP + _THICK + 4))
            painter.setFont(strong)
            wide = QFontMetricsF(strong).horizontalAdvance(_("now"))
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = x - 5 - wide if mirrored else x + 5
            if 0 <= left < self.width() - wide:
                box = QRectF(left, _TOP, wide + 2, _THICK)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), _("now"))
            else:  # before it are the day's pieces, on which no word can be read
                self._words(painter, x, _("now"), taken)
        if line.bracket is not None:
            begin, end, words = line.bracket
            left, right = sorted((self._x(begin), self._x(end)))
            painter.setPen(QPen(QColor(colors.ink), 1.2))
            points = [(left, _TOP - 2.5), (left, _TOP - 5.5), (right, _TOP - 5.5), (right, _TOP - 2.5)]
            painter.drawPolyline([QPointF(*point) for point in points])
            painter.setFont(strong)
            self._words(painter, (left + right) / 2, words, taken)
        painter.setFont(plain)
        painter.setPen(QColor(colors.ink3))
        for moment, words in line.notes:
            self._words(painter, self._x(moment), words, taken)

    def _words(self, painter: QPainter, middle: float, words: str, taken: list[QRectF]) -> None:
        """Centred above the line, inside the widget, and only where no other words stand."""
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
        left = min(max(0.0, middle - wide / 2), max(0.0, self.width() - wide))
        box = QRectF(left - 4, 0, wide + 8, _TOP - 6)
        if any(box.intersects(other) for other in taken):
            return
        taken.append(box)
        painter.drawText(QPointF(left, _TOP - 9), words)
