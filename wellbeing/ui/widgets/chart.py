"""A figure on the screen: as wide as its cell, readable without eyes, with its table behind the key T."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib import font_manager, rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QWidget,
)

from wellbeing.render.chart import DPI, Chart, Size, Spot, Style, Table
from wellbeing.render.export import csv_text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme

Draw = Callable[[Style, Size], Chart]
"""From look and size to a figure; called on the GUI thread when either changes."""


def style(theme: Theme) -> Style:
    """What a figure takes from the look in force."""
    colors, tokens = theme.colors, theme.tokens
    return Style(
        card=colors.card,
        sunken=colors.sunken,
        line=colors.line,
        edge=colors.edge,
        ink=colors.ink,
        ink2=colors.ink2,
        ink3=colors.ink3,
        accent=colors.accent,
        accent_soft=colors.accent_soft,
        band=colors.band,
        groups={str(group): color for group, color in theme.groups.items()},
        hatches={str(group): hatch for group, hatch in tokens.category.pattern.items()},
        ramp=tokens.ramp.dark if theme.dark else tokens.ramp.light,
        families=_families(),
        size=tokens.type["chart"].size,
        patterns=theme.patterns,
    )


class ChartView(QWidget):
    """Shows what `draw` draws; keeps it until its data, its size or the look change.

    Its accessible name is the chart's, its description the figure's text alternative. T changes between figure
    and table, the context menu copies either. Arrow keys go from spot to spot, Enter chooses one.

    Args:
        name: of the chart, such as `Today by hour`.
        height: logical px; the width comes from the layout.
    """

    chosen = Signal(str)
    """The key of a spot that was clicked or entered."""

    def __init__(self, theme: Theme, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure = _Figure(theme)
        self._figure.chosen.connect(self.chosen)
        self._table: QTableWidget | None = None
        self._draw: Draw | None = None
        self.chart: Chart | None = None
        """What is shown; None before the first."""
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._figure)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._figure.setAccessibleName(name)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._redraw)
        self._figure.resized.connect(self._later)
        theme.changed.connect(self._later)

    def show_chart(self, draw: Draw) -> None:
        """Show another figure, or the same with other data; drawn in the next turn of the loop."""
        self._draw = draw
        self._later()

    def _later(self) -> None:
        self._soon.start(0)

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self._stack.currentWidget() is not self._figure

    def toggle_table(self) -> None:
        """Figure or table; the focus goes along."""
        if self.chart is None:
            return
        if self.as_table:
            self._stack.setCurrentWidget(self._figure)
        else:
            self._fill_table(self.chart.table)
        shown = self._table if self._table is not None and self.as_table else self._figure
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_picture(self) -> None:
        """The figure to the clipboard, at twice its size."""
        if self.chart is not None:
            QGuiApplication.clipboard().setImage(picture(self.chart, 2))

    def copy_csv(self) -> None:
        """The table to the clipboard."""
        if self.chart is not None:
            QGuiApplication.clipboard().setText(csv_text(self.chart.table))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """T changes between figure and table."""
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.toggle_table()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, or look at the table."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with a figure."""
        menu = QMenu(self)
        menu.addAction(_("Copy as picture"), self.copy_picture)
        menu.addAction(_("Copy as CSV"), self.copy_csv)
        menu.addSeparator()
        menu.addAction(_("Show the figure") if self.as_table else _("Show as table"), self.toggle_table)
        return menu

    def _redraw(self) -> None:
        size = self._figure.size()
        if self._draw is None or size.width() < 40 or not self.isVisibleTo(self.window()):
            return
        self.chart = self._draw(style(self._theme), Size(size.width(), size.height()))
        self._figure.show_chart(self.chart)
        if self.as_table:
            self._fill_table(self.chart.table)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What came while it was hidden is drawn now."""
        super().showEvent(event)
        self._later()

    def _fill_table(self, table: Table) -> None:
        if self._table is None:
            self._table = _table(self._theme, self._figure.accessibleName())
            self._stack.addWidget(self._table)
        view = self._table
        view.setColumnCount(len(table.columns))
        view.setRowCount(len(table.rows))
        view.setHorizontalHeaderLabels(list(table.columns))
        for row, cells in enumerate(table.rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                view.setItem(row, column, item)
        self._stack.setCurrentWidget(view)


class _Figure(QWidget):
    """The pixels, and the ring around the spot that the keyboard is on."""

    chosen = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self._chart: Chart | None = None
        self._at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(400, 160)

    def show_chart(self, chart: Chart) -> None:
        self._chart = chart
        self._image = None
        if self._at is not None and self._at >= len(chart.spots):
            self._at = None
        self.setAccessibleDescription(self._description())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        ratio = self.devicePixelRatioF()
        # Drawn before the painter begins: an error in between would leave Qt with a painter that nobody ends.
        if self._chart is not None and (self._image is None or self._image.devicePixelRatio() != ratio):
            self._image = picture(self._chart, ratio)
        painter = QPainter(self)
        if self._image is not None:
            painter.drawImage(QPoint(0, 0), self._image)
        if self.hasFocus():
            self._ring(painter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
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
        super().focusOutEvent(event)
        self._at = None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        spot = self._under(event.position().toPoint())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(spot.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        hand = self._under(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
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
    figure = chart.figure
    figure.set_dpi(DPI * ratio)
    canvas = FigureCanvasAgg(figure)
    with rc_context({"text.hinting": "none"}):  # letters where they belong, as Qt sets them
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib's Agg has no annotations
    width, height = canvas.get_width_height()
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # as above
    shared = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888)
    image = shared.copy()
    image.setDevicePixelRatio(ratio)
    return image


def _box(spot: Spot) -> QRectF:
    return QRectF(spot.left, spot.top, spot.width, spot.height)


def _table(theme: Theme, name: str) -> QTableWidget:
    view = QTableWidget()
    view.setAccessibleName(name)
    view.setFont(theme.font("body"))
    view.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QTableWidget.SelectionMode.ContiguousSelection)
    view.verticalHeader().hide()
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    view.setTabKeyNavigation(False)
    return view


def _families() -> tuple[str, ...]:
    """The desktop's font, then what matplotlib brings."""
    own = QGuiApplication.font().family()
    return (own, font_manager.FontProperties().get_name(), "DejaVu Sans")
