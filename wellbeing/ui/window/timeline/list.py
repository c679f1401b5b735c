"""The list itself: painted line by line, only those in sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from wellbeing.engine.view.timeline import Row
from wellbeing.ui.group import group
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.tile import app_icon
from wellbeing.ui.window.timeline import words
from wellbeing.ui.window.timeline.model import ROW, Column, Index, RowModel

_HEIGHT, _TILE, _INDENT = 32, 20, 22
_LONG = timedelta(hours=22, minutes=58)
_NARROW = 560
"""px below which the category is told by the tile's colour and to screen readers only."""


class RowList(QTreeView):
    """Stretches that open into their parts; several can be chosen."""

    picked = Signal()
    """Other rows are chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(Painter(theme, self))
        self.setAccessibleName(_("Stretches of the day"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(True)
        self.viewport().setAutoFillBackground(False)
        # The delegate paints what is chosen; the style would paint its own ground below.
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        self._columns()
        self.selectionModel().selectionChanged.connect(self._picked)
        self.clicked.connect(self._open_by_arrow)
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[Row]:
        """Rows that are chosen, in their order."""
        found = sorted(self.selectionModel().selectedRows(), key=lambda one: (one.parent().row(), one.row()))
        return [row for one in found if (row := self.rows.row(one)) is not None]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; what is chosen and how far it is scrolled stays where that is possible."""
        self.rows.show_rows(rows)

    def choose(self, place: int) -> None:
        """Choose one stretch and bring it into sight."""
        index = self.rows.place(place)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The category's column only where there is room."""
        super().resizeEvent(event)
        self._columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows across open and close, mirrored where people read from the right; Space too."""
        index, key = self.currentIndex(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.rows.rowCount(
            index.siblingAtColumn(0)
        ):
            self._toggle(index.siblingAtColumn(0))
            return
        super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 - Qt's name
        """Nothing: the delegate draws the arrow."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some rows are always seen."""
        return QSize(200, _HEIGHT * 7)

    # ------------------------------------------------------------ inside

    def _picked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.picked.emit()

    def _columns(self) -> None:
        header, wide = self.header(), self.viewport().width()
        metrics = QFontMetricsF(self._theme.font("body"))
        strong = QFontMetricsF(self._theme.font("strong"))
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        when = round(metrics.horizontalAdvance(words.sample_times())) + _INDENT + 20
        length = round(strong.horizontalAdvance(words.length(_LONG))) + 24
        category = min(190, wide // 4) if wide >= _NARROW else 0
        widths = {Column.WHEN: when, Column.LENGTH: length, Column.CATEGORY: category}
        widths[Column.WHAT] = max(80, wide - sum(widths.values()))
        for column, width in widths.items():
            header.resizeSection(column, width)
        self.setColumnHidden(Column.CATEGORY, category == 0)

    def _open_by_arrow(self, index: QModelIndex) -> None:
        """A click on the arrow; elsewhere a click only chooses."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        if index.column() == Column.WHEN and self._arrow(index).contains(at):
            self._toggle(index)

    def _arrow(self, index: QModelIndex) -> QRect:
        box = self.visualRect(index)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return QRect(box.right() - _INDENT - 6, box.top(), _INDENT + 6, box.height())
        return QRect(box.left(), box.top(), _INDENT + 6, box.height())

    def _toggle(self, index: QModelIndex) -> None:
        if self.rows.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))


class Painter(QStyledItemDelegate):
    """One line: arrow and time, face and name, category, length."""

    def __init__(self, theme: Theme, view: RowList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._icons: dict[str, QIcon] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        """All rows are equally high."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the column's content."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        part, box = index.parent().isValid(), QRectF(option.rect)
        match Column(index.column()):
            case Column.WHEN:
                self._when(painter, box, row, index, part=part)
            case Column.WHAT:
                self._what(painter, box, row, part=part)
            case Column.CATEGORY:
                self._text(
                    painter, box.adjusted(8, 0, -8, 0), words.category(row), "body", self._theme.colors.ink2
                )
            case Column.LENGTH:
                role = "body" if part or row.away or row.marker else "strong"
                tone = self._theme.colors.ink if role == "strong" else self._theme.colors.ink2
                said = words.length(row.amount) if row.amount else ""
                mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
                room = box.adjusted(10, 0, -4, 0) if mirrored else box.adjusted(4, 0, -10, 0)
                self._text(painter, room, said, role, tone, end=True)
        painter.restore()

    # ------------------------------------------------------------ columns

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen row is sunken; the one with the keys has a ring around all its columns."""
        state: QStyle.StateFlag = option.state
        colors = self._theme.colors
        view, whole = self._view, QRectF(option.rect)
        whole.setLeft(0)
        whole.setWidth(view.viewport().width())
        painter.setClipRect(option.rect)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(colors.sunken)
            if not state & QStyle.StateFlag.State_Selected:
                ground.setAlphaF(0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(whole.adjusted(0, 1, 0, -1), 6, 6)
        current = view.currentIndex()
        if view.hasFocus() and current.row() == index.row() and current.parent() == index.parent():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.drawRoundedRect(whole.adjusted(1, 2, -1, -2), 6, 6)

    def _when(self, painter: QPainter, box: QRectF, row: Row, index: Index, *, part: bool) -> None:
        colors = self._theme.colors
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if row.parts and not part:
            opened = self._view.isExpanded(self._view.rows.index(index.row(), 0, index.parent()))
            x = box.right() - 14 if mirrored else box.left() + 14
            _arrow(painter, QPointF(x, box.center().y()), colors.ink2, opened=opened, mirrored=mirrored)
        inset = _INDENT + 4
        room = box.adjusted(0, 0, -inset, 0) if mirrored else box.adjusted(inset, 0, 0, 0)
        tone = colors.ink3 if part or row.away or row.marker else colors.ink2
        self._text(painter, room, words.when(row, part=part), "body", tone)

    def _what(self, painter: QPainter, box: QRectF, row: Row, *, part: bool) -> None:
        colors = self._theme.colors
        mirrored = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inset = _INDENT if part else 0
        left = box.right() - inset - _TILE if mirrored else box.left() + inset
        self._face(painter, QRectF(left, box.center().y() - _TILE / 2, _TILE, _TILE), row)
        inset += _TILE + 10
        room = box.adjusted(0, 0, -inset, 0) if mirrored else box.adjusted(inset, 0, 0, 0)
        quiet = row.away or row.marker is not None
        used = self._text(painter, room, words.name(row), "body", colors.ink2 if quiet else colors.ink)
        more = words.detail(row)
        if more and used + 30 < room.width():
            rest = room.adjusted(0, 0, -used - 10, 0) if mirrored else room.adjusted(used + 10, 0, 0, 0)
            self._text(painter, rest, more, "small", colors.ink3)

    def _face(self, painter: QPainter, box: QRectF, row: Row) -> None:
        """Icon, or letter on its group's tint; holes and absences have hollow signs of their own."""
        colors = self._theme.colors
        if row.face is None or row.away:
            inner = box.adjusted(4, 4, -4, -4)
            painter.setPen(QPen(QColor(colors.edge), 1))
            pattern = Qt.BrushStyle.BDiagPattern if row.marker else Qt.BrushStyle.Dense6Pattern
            painter.setBrush(QBrush(QColor(colors.edge), pattern))
            painter.drawRoundedRect(inner, 2, 2)
            return
        icon = self._icon(row.face.icon) if row.app.site is None else QIcon()
        if not icon.isNull():
            icon.paint(painter, box.toRect())
            return
        color = QColor(self._theme.groups[group(row.face.group)])
        tint = QColor(color)
        tint.setAlphaF(0.24 if self._theme.dark else 0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, _TILE * 0.27, _TILE * 0.27)
        font = self._theme.font("strong")
        font.setPixelSize(int(_TILE * 0.56))
        painter.setFont(font)
        painter.setPen(color if self._theme.dark else color.darker(115))
        letter = next((one.upper() for one in words.face_name(row.face) if one.isalnum()), "?")[:1]
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _icon(self, name: str | None) -> QIcon:
        if name is None:
            return QIcon()
        if name not in self._icons:
            self._icons[name] = app_icon(name)
        return self._icons[name]

    def _text(
        self, painter: QPainter, box: QRectF, said: str, role: str, tone: str, *, end: bool = False
    ) -> float:
        """One line that ends in an ellipsis where room is short; returns the width it took."""
        font = self._theme.font(role)  # type: ignore[arg-type]  # a role by name
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(said.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        painter.setFont(font)
        painter.setPen(QColor(tone))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        aligned = QStyle.visualAlignment(self._view.layoutDirection(), side | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box, int(aligned) | int(Qt.TextFlag.TextSingleLine), shown)
        return metrics.horizontalAdvance(shown)


def _arrow(painter: QPainter, at: QPointF, color: str, *, opened: bool, mirrored: bool) -> None:
    painter.setPen(QPen(QColor(color), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    side = -1 if mirrored else 1
    points = [(-4, -2), (0, 2), (4, -2)] if opened else [(-2 * side, -4), (2 * side, 0), (-2 * side, 4)]
    painter.drawPolyline([at + QPointF(*one) for one in points])


def below(widget: QWidget) -> QPoint:
    """Where a menu of a button opens."""
    return widget.mapToGlobal(QPoint(0, widget.height() + 2))
