"""The list of a day as Qt reads it: stretches, and below each what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wellbeing.engine.view.timeline import Row
from wellbeing.ui.text import _
from wellbeing.ui.window.timeline import words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
"""Role under which a cell gives its whole `Row`."""


class Column(IntEnum):
    """What stands beside each other."""

    WHEN = 0
    WHAT = 1
    CATEGORY = 2
    LENGTH = 3


class RowModel(QAbstractItemModel):
    """Rows and their parts; changes only what is different, so that choice and place stay. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        old, new = self._rows, list(rows)
        first = 0
        while first < min(len(old), len(new)) and old[first] == new[first]:
            first += 1
        last = 0
        while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
            last += 1
        if len(old) - last - first == 1 and len(new) - last - first >= 1 and self._grow(first, new[first]):
            first += 1
        self._replace(first, len(old) - last, new[first : len(new) - last])

    def row(self, index: Index) -> Row | None:
        """The row behind a cell; None for no cell."""
        if not index.isValid():
            return None
        above = index.internalId()
        return self._rows[above - 1].parts[index.row()] if above else self._rows[index.row()]

    def place(self, row: int, part: int | None = None) -> QModelIndex:
        """The first cell of a row, or of one of its parts."""
        above = self.index(row, 0)
        return above if part is None else self.index(part, 0, above)

    # ------------------------------------------------------------ Qt

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """A cell; the number it carries is the stretch it belongs to, counted from one, none for stretches."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> Any:  # Any: Qt has two functions of this name
        """The stretch of a part."""
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Stretches, or parts of one."""
        if not parent.isValid():
            return len(self._rows)
        if parent.internalId() or parent.column() > 0:
            return 0
        return len(self._rows[parent.row()].parts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002, N802 - Qt's names
        """When, what, category, how long."""
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: as the role asks for
        """Words of a cell; the whole row under `ROW`."""
        row = self.row(index)
        if row is None:
            return None
        part = bool(index.internalId())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _shown(row, Column(index.column()), part=part)
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    words.spoken(row)
                    if index.column() == 0
                    else _shown(row, Column(index.column()), part=part)
                )
            case Qt.ItemDataRole.ToolTipRole:
                return words.spoken(row) if index.column() == Column.WHAT else None
            case _ if role == ROW:
                return row
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: as above
        """Names of the columns, for screen readers."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (_("Time"), _("What"), _("Category"), _("Length"))[section]

    # ------------------------------------------------------------ inside

    def _grow(self, place: int, new: Row) -> bool:
        """Let the stretch that still runs become longer where it stands; whether that is what happened."""
        old = self._rows[place]
        kept = len(old.parts)
        grown = old.start == new.start and old.app == new.app and old.marker == new.marker
        if not grown or len(new.parts) < kept or old.parts[:-1] != new.parts[: max(0, kept - 1)]:
            return False
        self._rows[place] = replace(new, parts=new.parts[:kept])
        if len(new.parts) > kept:
            self.beginInsertRows(self.index(place, 0), kept, len(new.parts) - 1)
            self._rows[place] = new
            self.endInsertRows()
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
        above = self.index(place, 0)
        if kept:
            self.dataChanged.emit(
                self.index(kept - 1, 0, above), self.index(kept - 1, len(Column) - 1, above)
            )
        return True

    def _replace(self, first: int, end: int, new: list[Row]) -> None:
        if end > first:
            self.beginRemoveRows(_NOWHERE, first, end - 1)
            del self._rows[first:end]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(_NOWHERE, first, first + len(new) - 1)
            self._rows[first:first] = new
            self.endInsertRows()


def _shown(row: Row, column: Column, *, part: bool) -> str:
    match column:
        case Column.WHEN:
            return words.when(row, part=part)
        case Column.WHAT:
            return words.name(row)
        case Column.CATEGORY:
            return words.category(row)
        case Column.LENGTH:
            return words.length(row.amount) if row.amount else ""
