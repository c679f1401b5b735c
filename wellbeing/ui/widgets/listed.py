"""A list of rows that has what a figure has: its table behind the key T, and copies as picture and CSV.

matplotlib is imported only when somebody wants the picture or the file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.chart import style
from wellbeing.ui.widgets.figure import picture
from wellbeing.ui.widgets.save import ask_where
from wellbeing.ui.widgets.table import NumberTable

if TYPE_CHECKING:  # it imports matplotlib
    from wellbeing.render.chart import Chart, Style

    Draw = Callable[[Style, float], Chart]
    """From look and width in px to the list as a figure."""


class Listed(QStackedWidget):
    """Shows `rows`, or their table.

    Args:
        name: of the list, for its table and for files.
        rows: what is shown at first.
    """

    def __init__(self, theme: Theme, name: str, rows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._rows = theme, name, rows
        self._draw: Draw | None = None
        self._table: NumberTable | None = None
        self.addWidget(rows)

    def show_draw(self, draw: Draw) -> None:
        """What is copied and tabled from now on."""
        self._draw = draw
        if self._table is not None and self.as_table:
            self._table.show_table(self.chart(draw).table)

    def chart(self, draw: Draw, *, patterns: bool = False) -> Chart:
        """The list as a figure as wide as it is shown."""
        look = style(self._theme)
        return draw(replace(look, patterns=look.patterns or patterns), float(self.width()))

    @property
    def as_table(self) -> bool:
        """Whether the table is shown."""
        return self.currentWidget() is not self._rows

    def toggle_table(self) -> None:
        """Rows or table; the focus goes along."""
        if self._draw is None:
            return
        if self.as_table:
            self.setCurrentWidget(self._rows)
            self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._table is None:
            self._table = NumberTable(self._theme, self._name)
            self.addWidget(self._table)
        self._table.show_table(self.chart(self._draw).table)
        self.setCurrentWidget(self._table)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_picture(self) -> None:
        """The list to the clipboard, at twice its size."""
        if self._draw is not None:
            QGuiApplication.clipboard().setImage(picture(self.chart(self._draw), 2))

    def copy_csv(self) -> None:
        """The table to the clipboard."""
        if self._draw is not None:
            from wellbeing.render.export import csv_text

            QGuiApplication.clipboard().setText(csv_text(self.chart(self._draw).table))

    def save_as(self) -> None:
        """The list to a file."""
        draw = self._draw
        if draw is not None:
            ask_where(self, self._name, lambda kind: self.chart(draw, patterns=kind == "pdf"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """T changes between rows and table."""
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
        """What can be done with it."""
        menu = QMenu(self)
        menu.addAction(_("Copy as picture"), self.copy_picture)
        menu.addAction(_("Copy as CSV"), self.copy_csv)
        menu.addAction(_("Save as …"), self.save_as)
        menu.addSeparator()
        menu.addAction(_("Show the figure") if self.as_table else _("Show as table"), self.toggle_table)
        return menu
