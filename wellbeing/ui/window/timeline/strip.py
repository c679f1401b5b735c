"""The day in a line that can be looked at more closely: hours become wide, and the line is moved along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.strip import Line, Piece, Strip

_CLOSEST = timedelta(minutes=10)
"""A closer look would show less than a person does in a breath."""
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360)
"""Minutes between two clock times; the finest for which there is room counts."""
_ROOM = 26.0
"""px between two clock times."""


class ZoomStrip(Strip):
    """A strip with a lens: wheel and + − change it, drag and arrow keys move it, 0 shows the whole day again."""

    zoomed = Signal()
    """Another part of the day is shown."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._whole: Line | None = None
        self._ticks: tuple[datetime, ...] = ()
        self._held: tuple[float, datetime] | None = None
        self._moved = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def shown(self) -> tuple[datetime, datetime] | None:
        """From when to when the visible part lies."""
        return None if self._line is None else (self._line.start, self._line.end)

    @property
    def whole(self) -> bool:
        """Whether all of the day is visible."""
        return self._line is None or self._whole is None or self.shown == (self._whole.start, self._whole.end)

    def show_line(self, line: Line, description: str = "") -> None:
        """Show another day whole, or the same a little later as closely as before."""
        before, was_whole, shown = self._whole, self.whole, self.shown
        self._whole = replace(line, bracket=before.bracket if before is not None else None)
        self.setAccessibleDescription(description)
        same = before is not None and before.start.date() == line.start.date()
        self._look(*(shown if same and not was_whole and shown is not None else (line.start, line.end)))

    def show_bracket(self, bracket: tuple[datetime, datetime, str] | None) -> None:
        """Mark a part above the line; None takes the mark away."""
        if self._whole is not None and bracket != self._whole.bracket:
            self._whole = replace(self._whole, bracket=bracket)
            self._look(*(self.shown or (self._whole.start, self._whole.end)))

    def show_ticks(self, moments: tuple[datetime, ...]) -> None:
        """Short marks above the line, where something odd happened."""
        self._ticks = moments
        self.update()

    def show_whole(self) -> None:
        """All of the day again."""
        if self._whole is not None:
            self._look(self._whole.start, self._whole.end)

    def look_at(self, start: datetime, end: datetime) -> None:
        """Make sure that this is visible, as closely as before where it fits."""
        shown = self.shown
        if shown is None or (shown[0] <= start and end <= shown[1]):
            return
        width = max(shown[1] - shown[0], (end - start) * 1.2)
        middle = start + (end - start) / 2
        self._look(middle - width / 2, middle + width / 2)

    def zoom(self, times: float, around: datetime | None = None) -> None:
        """Look more closely (above 1) or less (below 1); the moment stays where it is."""
        shown = self.shown
        if shown is None:
            return
        start, end = shown
        fixed = around or start + (end - start) / 2
        share = (fixed - start) / (end - start)
        width = max(_CLOSEST, (end - start) / times)
        self._look(fixed - width * share, fixed + width * (1 - share))

    def move_by(self, share: float) -> None:
        """Move along by so much of the visible part; below 0 is earlier."""
        shown = self.shown
        if shown is not None:
            far = (shown[1] - shown[0]) * share
            self._look(shown[0] + far, shown[1] + far)

    # ------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The strip, marks of odd moments, and the ring of the focus."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colors.ink2))
        track = self._track()
        for moment in self._ticks:
            if self._line is not None and self._line.start <= moment <= self._line.end:
                x = self._x(moment)
                corners = ((-3.5, -7), (3.5, -7), (0, -1.5))
                painter.drawPolygon([QPointF(x + dx, track.top() + dy) for dx, dy in corners])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colors.accent), 2))
            painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), 5, 5)

    def event(self, event: QEvent) -> bool:
        """What is under the pointer, with its times."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._whole is not None:
            QToolTip.showText(event.globalPos(), self.words_at(self._moment(event.pos().x())), self)
            return True
        return super().event(event)

    def words_at(self, moment: datetime) -> str:
        """What lies at a moment, with its times; nothing where nothing is known."""
        pieces = self._whole.pieces if self._whole is not None else ()
        found = next((one for one in reversed(pieces) if one.start <= moment < one.end), None)
        if found is None:
            return ""
        return _("{begin} to {end}: {name}").format(
            begin=text.clock(found.start), end=text.clock(found.end), name=found.words
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Other pixels, other pieces."""
        super().resizeEvent(event)
        shown = self.shown
        if shown is not None:
            self._look(*shown)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """With Ctrl closer or farther, across along the day; else the page scrolls."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turn.y():
            self.zoom(1.25 ** (turn.y() / 120), self._moment(event.position().x()))
        elif turn.x() and not self.whole:
            self.move_by(-turn.x() / 1200)
        else:
            event.ignore()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of the line."""
        if self._line is not None and event.button() is Qt.MouseButton.LeftButton:
            self._held, self._moved = (event.position().x(), self._line.start), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it along."""
        if self._held is None or self._line is None:
            return
        far = event.position().x() - self._held[0]
        self._moved = self._moved or abs(far) > 4
        if self._moved and not self.whole:
            width = self._line.end - self._line.start
            side = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
            start = self._held[1] - width * (side * far / max(1, self.width()))
            self._look(start, start + width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click that did not draw chooses a moment."""
        held, self._held = self._held, None
        if held is not None and not self._moved:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The hour under the pointer, or the whole day again."""
        if self._line is None:
            return
        if self.whole:
            hour = self._moment(event.position().x()).replace(minute=0, second=0, microsecond=0)
            self._look(hour, hour + timedelta(hours=1))
        else:
            self.show_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """+ − 0 and the arrows."""
        side = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(2)
            case Qt.Key.Key_Minus:
                self.zoom(0.5)
            case Qt.Key.Key_0:
                self.show_whole()
            case Qt.Key.Key_Left if not self.whole:
                self.move_by(-0.25 * side)
            case Qt.Key.Key_Right if not self.whole:
                self.move_by(0.25 * side)
            case _:
                super().keyPressEvent(event)

    # ------------------------------------------------------------ inside

    def _look(self, start: datetime, end: datetime) -> None:
        """Show a part, kept inside the day; words over what is out of sight are left out."""
        if self._whole is None:
            return
        width = min(end - start, self._whole.end - self._whole.start)
        start = min(max(start, self._whole.start), self._whole.end - width)
        end = start + width
        now, bracket = self._whole.now, self._whole.bracket
        self._line = replace(
            self._whole,
            start=start,
            end=end,
            pieces=thinned(
                [one for one in self._whole.pieces if one.end > start and one.start < end],
                width / max(1, self.width()),
            ),
            now=now if now is not None and start <= now <= end else None,
            bracket=bracket if bracket is not None and bracket[1] > start and bracket[0] < end else None,
            notes=[note for note in self._whole.notes if start <= note[0] <= end],
        )
        self.update()
        self.zoomed.emit()

    def _track(self) -> QRectF:
        return self._box_of(0, self.width())

    def _box_of(self, left: float, right: float) -> QRectF:
        from wellbeing.ui.widgets import strip

        return QRectF(left, strip._TOP, right - left, strip._THICK)  # noqa: SLF001 - the same line

    def _brush(self, kind: str) -> QBrush:
        if kind == "hole":
            return QBrush(QColor(self._theme.colors.line), Qt.BrushStyle.FDiagPattern)
        return super()._brush(kind)

    def _clock(self, painter: QPainter, line: Line) -> None:
        painter.setFont(self._theme.font("chart"))
        painter.setPen(QColor(self._theme.colors.ink3))
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(text.clock(line.start.replace(hour=22, minute=58)))
        minutes = (line.end - line.start) / timedelta(minutes=1)
        per_minute = self.width() / max(1.0, minutes)
        step = next((one for one in _STEPS if one * per_minute > wide + _ROOM), _STEPS[-1])
        since = line.start.hour * 60 + line.start.minute
        moment = line.start.replace(second=0, microsecond=0) + timedelta(minutes=-since % step)
        while moment <= line.end:
            left = min(max(0.0, self._x(moment) - wide / 2), self.width() - wide)
            painter.drawText(QPointF(left, self._track().bottom() + 17), text.clock(moment))
            moment += timedelta(minutes=step)


def thinned(pieces: Sequence[Piece], pixel: timedelta) -> list[Piece]:
    """Pieces as far as they can be seen: what is shorter than a pixel gives way to what fills most of it.

    Holes come first and stay whole, so that use is painted over them.
    """
    found: list[Piece] = []
    small: list[Piece] = []

    def settle() -> None:
        amounts: defaultdict[str, timedelta] = defaultdict(timedelta)
        for one in small:
            amounts[one.kind] += one.end - one.start
        if small:
            found.append(Piece(small[0].start, small[-1].end, max(amounts, key=lambda kind: amounts[kind])))
        small.clear()

    for one in pieces:
        if small and (one.end - small[0].start > pixel or one.start < small[-1].end):
            settle()
        if one.end - one.start >= pixel:
            found.append(one)
        else:
            small.append(one)
    settle()
    return found
