"""The pixels of a chart, and the ring around the place in it that the keyboard is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from wellbeing.ui.theme import Theme

if TYPE_CHECKING:  # these import matplotlib
    from wellbeing.render.chart import Chart, Spot


class Figure(QWidget):
    """Part of a `ChartView`, which says what is drawn and when."""

    chosen = Signal(str)
    """Key of a spot."""
    resized = Signal()
    painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._chart: Chart | None = None
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its cell."""
        return QSize(400, 160)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart; it becomes pixels when it is painted."""
        self._chart = chart
        self._image = None
        if self._at is not None and self._at >= len(chart.spots):
            self._at = None
        self.setAccessibleDescription(self._description())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The pixels, drawn once for each chart and screen, and the ring of the focus."""
        ratio = self.devicePixelRatioF()
        # Drawn before the painter begins: an error in between would leave Qt with a painter that nobody ends.
        if self._chart is not None and (self._image is None or self._image.devicePixelRatio() != ratio):
            self._image = picture(self._chart, ratio)
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(QPoint(0, 0), self._image)
        if self.hasFocus():
            self._ring(painter)
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say so: the figure is drawn anew in the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk from spot to spot, Enter chooses."""
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:  # spots stand in reading order
            back, on = on, back
        step = {back: -1, on: 1}.get(Qt.Key(event.key()))
        spots = self._chart.spots if self._chart else ()
        if step and spots:
            last = len(spots) - 1
            start = -1 if step > 0 else len(spots)
            self._at = max(0, min(last, (start if self._at is None else self._at) + step))
            self.setAccessibleDescription(self._description())
            self._say(spots[self._at])
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at is not None:
            self.chosen.emit(spots[self._at].key)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The walk begins anew next time."""
        super().focusOutEvent(event)
        self._at = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ours, so that the release comes here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose what is under the pointer."""
        spot = self._under(event.position().toPoint())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A hand over what can be chosen."""
        hand = self._under(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        """What is under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._under(event.pos())
            QToolTip.showText(event.globalPos(), spot.words if spot else "", self)
            return True
        return super().event(event)

    def _under(self, point: QPoint) -> Spot | None:
        spots = self._chart.spots if self._chart else ()
        return next((spot for spot in spots if _box(spot).contains(point.toPointF())), None)

    def _say(self, spot: Spot) -> None:
        where = self.mapToGlobal(QPoint(round(spot.left), round(spot.top + spot.height)))
        QToolTip.showText(where, spot.words, self)

    def _description(self) -> str:
        if self._chart is None:
            return ""
        return self._chart.sentence if self._at is None else self._chart.spots[self._at].words

    def _ring(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colors.accent), 2))
        spots = self._chart.spots if self._chart else ()
        box = QRectF(self.rect()) if self._at is None or self._at >= len(spots) else _box(spots[self._at])
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)


def picture(chart: Chart, ratio: float) -> QImage:
    """The figure as pixels, `ratio` device pixels for each logical one."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from wellbeing.render.chart import DPI

    figure = chart.figure
    figure.set_dpi(DPI * ratio)
    canvas = FigureCanvasAgg(figure)
    with rc_context({"text.hinting": "none"}):  # letters where they belong, as Qt sets them
        canvas.draw()
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())
    shared = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888)
    image = shared.copy()
    image.setDevicePixelRatio(ratio)
    return image


def _box(spot: Spot) -> QRectF:
    return QRectF(spot.left, spot.top, spot.width, spot.height)
