"""The cards with the day's evidence: its hours, its apps and sites, the day in a line."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeing.engine.view.today import DayView, Row
from wellbeing.render import hours as figure
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.ranking import Item, Ranking
from wellbeing.ui.widgets.strip import Strip
from wellbeing.ui.window.today import hours, line, words
from wellbeing.ui.window.today.part import Groups

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
        self.blank, self._why = label(theme, "section"), label(theme, "body", "second", wrap=True)
        self._drawn: figure.Hours | None = None
        for widget in (self.groups, self.chart, self.blank, self._why):
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
        self._why.setVisible(blank)
        if blank:
            heading, sentence = words.blank(view)
            self.blank.setText(heading)
            self._why.setText(sentence)
            return
        value = hours.value(view)
        if value != self._drawn:
            self._drawn = value
            self.chart.show_chart(lambda style, size: figure.hours(value, style, size))


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
        """Nothing where only totals are kept."""
        self.setVisible(bool(view.blocks))
        self.strip.show_line(line.of(view), words.hours(view))


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
