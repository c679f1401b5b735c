"""The Year page: one sentence, every day, the months, categories and apps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view import year as reading
from wellbeing.engine.view.week import Part, Row
from wellbeing.engine.view.year import YearView
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.ledger import Ledger, Line
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.widgets.steps import Steps
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.year import words

if TYPE_CHECKING:  # it imports matplotlib, which is loaded with the first figure
    from wellbeing.render.chart import Chart, Size, Style

_FIELD, _MONTHS = 172, 190
"""px of the two figures."""
_EVERY_MS = 60_000
"""How often the running year is read again while the person works."""
_SHOWN = 8
"""Rows of categories and of apps."""


class YearPage(Page):
    """A calendar year; a click on a day opens it."""

    key = "year"
    icon = "year"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Year")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        theme = self.theme
        self._year: int | None = None
        self._read = QElapsedTimer()
        self.view: YearView | None = None
        """What is shown; None before the first reading."""
        self.of = Segment(
            theme, (("screen", _("Screen")), ("ai", _("AI tools"))), _("What the figures are about")
        )
        self.steps = Steps(theme, _("The year before"), _("The year after"), _("This year"))
        self.field = ChartView(theme, _("Every day of the year"), _FIELD)
        self.months = ChartView(theme, _("The year by months"), _MONTHS)
        self.blank = label(theme, "body", "second", wrap=True)
        self.categories, self.apps = Ledger(theme), Ledger(theme)
        self._field = Card(theme, _("Every day"))
        self._months = Card(theme, _("Months"), _("an average day"))
        self._place()
        self._drawn: tuple[object, ...] = ()
        self.heading.show_words("", _("Year"))

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - a year is not narrowed to an app
        """Show the year of this day."""
        self._year = day.year if day is not None else None

    def step(self, by: int) -> None:
        """A year earlier or later; 0 for the present one."""
        if self.view is not None:
            wanted = self.view.year + by
            self._year = None if by == 0 or wanted >= self.view.today.year else wanted
            self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Alt+Left", _("The year before")),
            ("Alt+Right", _("The year after")),
            ("Alt+Home", _("This year")),
        ]

    def load(self) -> None:
        """Read the year."""
        which, regional = self._year, text.first_weekday()
        self._read.start()

        def read(source: Source) -> YearView:
            return reading.year(source, which, regional)

        self.ask(read, self._show)

    def refresh(self, change: Change) -> None:
        """Activity moves only the year that is lived now, and that by so little that once a minute is enough."""
        if change is not Change.ACTIVITY or (self._year is None and self._read.hasExpired(_EVERY_MS)):
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.view is None:
            self.heading.show_words("", _("Year"), _("Reading the record …"))

    # ------------------------------------------------------------ inside

    def _draw_field(self, view: YearView, style: Style, size: Size, *, ai: bool) -> Chart:
        from wellbeing.render.year import height, year
        from wellbeing.ui.window.year import figure

        value = figure.field(view, ai=ai)
        # As high as its cells need; a change of height asks for another drawing.
        self.field.setFixedHeight(round(height(value, style, size.width)))
        return year(value, style, size)

    def _show(self, view: YearView) -> None:
        self.view = view
        known = view.recorded
        self.steps.show_ends(
            earlier=known is not None and known[0].year < view.year, later=view.year < view.today.year
        )
        empty = not view.days
        for widget in (self.field, self._months, self._lower, self.of):
            widget.setVisible(not empty)
        self.blank.setVisible(empty)
        self.blank.setText(
            _("It begins with the first minute of use.")
            if view.current
            else _("The computer was off, or the tracker was not running.")
        )
        self._show_lines(view)
        self._show_chosen()

    def _show_chosen(self) -> None:
        view, ai = self.view, self.of.key == "ai"
        if view is None:
            return
        self.heading.show_words(str(view.year), words.title(view, ai=ai), words.under(view, ai=ai))
        if not view.days:
            return
        shown = (view.year, view.today, view.first_weekday, view.days, view.ai, ai)
        if shown != self._drawn:
            self._drawn = shown
            self.field.show_chart(lambda style, size: self._draw_field(view, style, size, ai=ai))
            self.months.show_chart(lambda style, size: _draw_months(view, style, size, ai=ai))

    def _show_lines(self, view: YearView) -> None:
        total = sum(view.days.values(), timedelta(0))
        longest = max((part.amount for part in view.categories), default=timedelta(0))
        self.categories.show_lines([_line(part, longest, total) for part in view.categories[:_SHOWN]])
        top = max((row.amount for row in view.rows), default=timedelta(0))
        self.apps.show_lines([_line(row, top, total) for row in view.rows[:_SHOWN]])

    def _open_day(self, key: str) -> None:
        self.desk.go("today", day=date.fromisoformat(key))

    def _open_month(self, key: str) -> None:
        first = date.fromisoformat(key)
        if self.view is not None and first <= self.view.today:
            self.desk.go("week", day=first)

    def _place(self) -> None:
        self.heading.add(self.of)
        self.heading.add(self.steps)
        for widget in (self.field, self.blank):
            self._field.body.addWidget(widget)
        self._months.body.addWidget(self.months)
        self.body.addWidget(self._field)
        self.body.addWidget(self._months)
        cards = []
        for title, inside in ((_("Categories"), self.categories), (_("Apps and sites"), self.apps)):
            card = Card(self.theme, title)
            card.body.addWidget(inside)
            card.body.addStretch(1)
            cards.append(card)
        self._lower = self.pair(cards[0], cards[1])
        self.body.addStretch(1)
        for hidden in (self.blank, self.field, self._months, self._lower, self.of):
            hidden.hide()
        self.of.chosen.connect(lambda _key: self._show_chosen())
        self.steps.stepped.connect(self.step)
        self.steps.take_keys(self)
        self.field.chosen.connect(self._open_day)
        self.months.chosen.connect(self._open_month)


def _draw_months(view: YearView, style: Style, size: Size, *, ai: bool) -> Chart:
    from wellbeing.render.bars import bars
    from wellbeing.ui.window.year import figure

    return bars(figure.months(view, ai=ai), style, size)


def _line(one: Part | Row, longest: timedelta, total: timedelta) -> Line:
    amount = text.duration(one.amount)
    share = text.percent(one.amount / total) if total else ""
    said = _("{name}: {amount}, {share}").format(name=one.name, amount=text.spoken(one.amount), share=share)
    return Line(one.name, amount, share, one.amount / longest if longest else 0.0, group(one.group), said)
