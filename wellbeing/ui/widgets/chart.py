"""A figure on the screen: as wide as its cell, readable without eyes, with its table behind the key T.

matplotlib takes some 0.4 s to import. It is imported with the first figure, and that is drawn after the page has
been painted once: the sentence and the lists are read meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.figure import Figure, picture
from wellbeing.ui.widgets.save import ask_where
from wellbeing.ui.widgets.table import NumberTable

if TYPE_CHECKING:  # these import matplotlib
    from wellbeing.render.chart import Chart, Size, Style, Table

    Draw = Callable[[Style, Size], Chart]
    """From look and size to a figure; called on the GUI thread when either changes."""


def style(theme: Theme) -> Style:
    """What a figure takes from the look in force."""
    from wellbeing.render.chart import Style

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


_LEAST = 40
"""px of width below which nothing can be drawn; cells are so narrow before they are laid out."""


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
        self._figure = Figure(theme)
        self._figure.chosen.connect(self.chosen)
        self._table: NumberTable | None = None
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
        self._figure.painted.connect(self._after_paint)
        self._fresh = False
        theme.changed.connect(self._later)

    def show_chart(self, draw: Draw) -> None:
        """Show another figure, or the same with other data; drawn after what is around it was painted."""
        self._draw = draw
        self._fresh = True
        self._figure.update()

    def _after_paint(self) -> None:
        if self._fresh:
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
            from wellbeing.render.export import csv_text

            QGuiApplication.clipboard().setText(csv_text(self.chart.table))

    def save_as(self) -> None:
        """The figure to a file; on paper with patterns, since not every printer has colours."""
        from wellbeing.render.chart import Size

        draw, size = self._draw, self._figure.size()
        if draw is None or self.chart is None:
            return

        def again(kind: str) -> Chart:
            look = replace(style(self._theme), patterns=self._theme.patterns or kind == "pdf")
            return draw(look, Size(size.width(), size.height()))

        ask_where(self, self._figure.accessibleName(), again)

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
        menu.addAction(_("Save as …"), self.save_as)
        menu.addSeparator()
        menu.addAction(_("Show the figure") if self.as_table else _("Show as table"), self.toggle_table)
        return menu

    def _redraw(self) -> None:
        size = self._figure.size()
        if self._draw is None or size.width() < _LEAST or not self.isVisible():
            return
        from wellbeing.render.chart import Size

        self._fresh = False
        self.chart = self._draw(style(self._theme), Size(size.width(), size.height()))
        self._figure.show_chart(self.chart)
        if self.as_table:
            self._fill_table(self.chart.table)

    def _fill_table(self, table: Table) -> None:
        if self._table is None:
            self._table = NumberTable(self._theme, self._figure.accessibleName())
            self._stack.addWidget(self._table)
        self._table.show_table(table)
        self._stack.setCurrentWidget(self._table)


def _families() -> tuple[str, ...]:
    """The desktop's font, then what matplotlib brings."""
    from matplotlib import font_manager

    own = QGuiApplication.font().family()
    return (own, font_manager.FontProperties().get_name(), "DejaVu Sans")
