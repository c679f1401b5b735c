"""A list of things by how much: face, name, bar, amount; each row can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from wellbeing.ui.theme import Group, Theme
from wellbeing.ui.widgets.bar import Bar, shared
from wellbeing.ui.widgets.label import ElidedLabel, label
from wellbeing.ui.widgets.tile import Tile

_NAMES = 1 / 2
"""Share of names where names and bars have room."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row."""

    key: str
    """What `chosen` says."""
    name: str
    amount: str
    """As it is read, such as `1 h 07`."""
    share: float
    """Of the longest, 0 to 1."""
    group: Group = "other"
    icon: str | None = None
    """Icon name or absolute path."""
    words: str = ""
    """For a screen reader; name and amount where empty."""


class Ranking(QWidget):
    """Rows that are reused when the figures change, so that nothing flickers and the focus stays.

    Args:
        faces: whether rows begin with the thing's icon; else with nothing.
    """

    chosen = Signal(str)
    """The key of a row that was clicked or entered."""

    def __init__(self, theme: Theme, *, faces: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._faces = theme, faces
        self._rows: list[_Row] = []
        self._rest = label(theme, "small", "third")
        self._rest.setContentsMargins(36 if faces else 6, 2, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._rest)
        self._rest.hide()

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown."""
        return tuple(row.item for row in self._rows if row.item is not None and not row.isHidden())

    def show_items(self, items: Sequence[Item], rest: str = "", marked: str | None = None) -> None:
        """Show these, in this order; `rest` is a last line such as `6 more, 59 min`; `marked` is chosen now."""
        while len(self._rows) < len(items):
            row = _Row(self._theme, faces=self._faces)
            row.chosen.connect(self.chosen)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, item in zip(self._rows, items, strict=False):
            row.show_item(item, marked=item.key == marked)
            row.show()
        for row in self._rows[len(items) :]:
            row.hide()
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where room is short, bars give way to names."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """All rows the same."""
        shown = [row for row in self._rows if not row.isHidden()]
        room = self.width() - max((row.taken for row in shown), default=0)
        stretches = shared(room, max((row.name for row in shown), default=0), _NAMES)
        for row in shown:
            row.share_out(stretches)


class _Row(QPushButton):
    """A flat button that holds a grid."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, faces: bool) -> None:
        super().__init__()
        self.setObjectName("row")
        self.setCheckable(True)
        self.setMinimumHeight(theme.tokens.size["row"] - 2)
        self.item: Item | None = None
        self._tile = Tile(theme) if faces else None
        self._name, self._bar, self._amount = ElidedLabel(theme), Bar(theme), label(theme, "strong")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._amount.setMinimumWidth(62)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(6, 4, 6, 4)
        grid.setHorizontalSpacing(10)
        if self._tile is not None:
            grid.addWidget(self._tile, 0, 0)
        for column, widget in enumerate((self._name, self._bar, self._amount), 1):
            grid.addWidget(widget, 0, column)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.item and self.chosen.emit(self.item.key))

    @property
    def name(self) -> int:
        """Px that the whole name would take."""
        return self._name.whole

    @property
    def taken(self) -> int:
        """Px of all but name and bar."""
        edges, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        tile = self._tile.minimumWidth() + gap if self._tile is not None else 0
        amount = max(self._amount.minimumWidth(), self._amount.sizeHint().width())
        return edges.left() + edges.right() + tile + amount + 2 * gap

    def share_out(self, stretches: tuple[int, int]) -> None:
        """Of name and bar."""
        for column, stretch in enumerate(stretches, 1):
            self._grid.setColumnStretch(column, stretch)

    def show_item(self, item: Item, *, marked: bool) -> None:
        """Another thing, or other figures of the same."""
        self.setChecked(marked)
        if item == self.item:
            return
        self.item = item
        if self._tile is not None:
            self._tile.show_app(item.name, item.icon, item.group)
        self._name.setText(item.name)
        self._bar.show_share(item.share)
        self._bar.show_group(item.group)
        self._amount.setText(item.amount)
        self.setAccessibleName(item.words or f"{item.name}: {item.amount}")
