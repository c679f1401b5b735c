"""The cards with the day's evidence: its hours, its apps and sites, the day in a line."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.view.day import DayView, Row
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.tray.strip import HourStrip
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.ranking import Item, Ranking
from wellbeing.ui.widgets.strip import Strip
from wellbeing.ui.window.today import line, words
from wellbeing.ui.window.today.part import Groups

if TYPE_CHECKING:
    from wellbeing.render.chart import Chart, Size, Style
    from wellbeing.ui.widgets.chart import Draw

_SHOWN = 6
"""Rows of apps and sites."""
_HEIGHT = 192
"""px of the hour bars."""


class HoursCard(Card):
    """Totals by category over the hour bars, or why there are none."""

    chosen = Signal(int)
    """Index of an hour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.groups, self.chart = Groups(theme), ChartView(theme, _("The day by hour"), _HEIGHT)
        self.blank = Blank(theme)
        self._drawn: object = None
        for widget in (self.groups, self.chart, self.blank):
            self.body.addWidget(widget)
            widget.hide()
        self.chart.chosen.connect(lambda key: self.chosen.emit(int(key)))

    def show_view(self, view: DayView) -> None:
        """Another day, or the same a little later; drawn only where something is different."""
        blank = words.first_hour(view) or all(words.empty(hour) for hour in view.hours)
        self.groups.show_view(view)
        self.groups.setVisible(bool(view.groups) and not blank)
        self.chart.setVisible(not blank)
        self.blank.setVisible(blank)
        if blank:
            self.blank.show_words(*words.blank(view))
            return
        shown = (
            view.day,
            view.hours,
            view.groups,
            view.usual,
            view.narrow,
            text.clock(view.now),
            view.current,
        )
        if shown != self._drawn:
            self._drawn = shown
            self.chart.show_chart(_drawing(view))


class Blank(QWidget):
    """In the place of the chart: why there is none, over the bare hours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._sentence = label(theme, "section"), label(theme, "body", "second", wrap=True)
        strip = HourStrip(theme)
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it says nothing that the words do not
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 32, 0, 0)
        column.setSpacing(6)
        for one in (self._heading, self._sentence):
            one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(one)
        column.addSpacing(24)
        column.addWidget(strip)

    def show_words(self, heading: str, sentence: str) -> None:
        """Why, and what to do."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)


class RowsCard(Card):
    """Apps and sites by how much."""

    chosen = Signal(str)
    """Key of a thing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Apps and sites"), parent=parent)
        self.ranking = Ranking(theme)
        self.ranking.chosen.connect(self.chosen)
        self.body.addWidget(self.ranking)
        self.body.addStretch(1)

    def show_view(self, view: DayView) -> None:
        """The most used; the one the page is narrowed to always among them."""
        marked = view.narrow.thing
        shown = [row for place, row in enumerate(view.rows) if place < _SHOWN or row.thing == marked]
        rest = [row for row in view.rows if row not in shown]
        top = max((row.amount for row in shown), default=timedelta(0))
        said = ngettext("{count} more, {amount}", "{count} more, {amount}", len(rest)).format(
            count=len(rest), amount=text.duration(sum((row.amount for row in rest), timedelta(0)))
        )
        self.ranking.show_items(
            [_item(row, top) for row in shown], said if rest else "", marked.key if marked else None
        )


class LineCard(Card):
    """The day in a line; a click asks for the timeline."""

    wished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.strip = Strip(theme, _("The day in a line"))
        self.strip.chosen.connect(lambda _moment: self.wished.emit())
        self.body.addWidget(self.strip)

    def show_view(self, view: DayView) -> None:
        """Nothing where only totals are kept, and in the first hour."""
        self.setVisible(bool(view.blocks) and not words.first_hour(view))
        self.strip.show_line(line.of(view), words.hours(view))


def _drawing(view: DayView) -> Draw:
    def draw(style: Style, size: Size) -> Chart:
        from wellbeing.ui.window.today import hours  # brings matplotlib: with the first figure, not before

        return hours.draw(view, style, size)

    return draw


def _item(row: Row, top: timedelta) -> Item:
    return Item(
        row.thing.key,
        row.name,
        text.duration(row.amount),
        row.amount / top if top else 0.0,
        group(row.group),
        row.icon,
        _("{name}: {amount}").format(name=row.name, amount=text.spoken(row.amount)),
    )
