"""The Week page: one sentence, seven days, categories beside the week before, apps and sites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wellbeing.analysis.days import WEEK
from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view import week as reading
from wellbeing.engine.view.week import Part, Row, WeekView
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.ledger import Ledger, Line
from wellbeing.ui.widgets.ranking import Item, Ranking
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.widgets.steps import Steps
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.today.part import Groups
from wellbeing.ui.window.week import words

if TYPE_CHECKING:  # it imports matplotlib, which is loaded with the first figure
    from wellbeing.render.chart import Chart, Size, Style

_HEIGHT = 214
"""px of the seven bars."""
_SHOWN = 8
"""Rows of apps and sites, and of categories."""
_STRETCH = (5, 6)
"""Widths of the two lists: categories have one column more."""


class WeekPage(Page):
    """A week; a click on a day opens it, a click on an app opens the day on which it was used most."""

    key = "week"
    icon = "week"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Week")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._day: date | None = None
        self.view: WeekView | None = None
        """What is shown; None before the first reading."""
        self.steps = Steps(self.theme, _("The week before"), _("The week after"), _("This week"))
        self.days, self.rows = DaysCard(self.theme), Card(self.theme, _("Apps and sites"))
        self.changes = Card(self.theme, _("Categories"))
        self.ranking, self.ledger = Ranking(self.theme), Ledger(self.theme)
        self.heading.add(self.steps)
        self.body.addWidget(self.days)
        for card, inside in ((self.rows, self.ranking), (self.changes, self.ledger)):
            card.body.addWidget(inside)
            card.body.addStretch(1)
        self._lower = self.pair(self.rows, self.changes, _STRETCH)
        self._lower.hide()
        self.body.addStretch(1)
        self.steps.stepped.connect(self.step)
        self.steps.take_keys(self)
        self.days.chosen.connect(self._open_day)
        self.ranking.chosen.connect(self._open_thing)
        self.heading.show_words("", _("Week"))

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - a week is not narrowed to an app
        """Show the week around this day."""
        self._day = day

    def step(self, by: int) -> None:
        """A week earlier or later; 0 for the present one."""
        if self.view is None:
            return
        wanted = self.view.first + by * WEEK
        self._day = None if by == 0 or wanted + WEEK > self.view.today else wanted
        self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Alt+Left", _("The week before")),
            ("Alt+Right", _("The week after")),
            ("Alt+Home", _("This week")),
        ]

    def load(self) -> None:
        """Read the week."""
        day, regional = self._day, text.first_weekday()

        def read(source: Source) -> WeekView:
            return reading.week(source, day, regional)

        self.ask(read, self._show)

    def refresh(self, change: Change) -> None:
        """Activity moves only the week that is lived now."""
        if change is not Change.ACTIVITY or self._day is None:
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.view is None:
            self.heading.show_words("", _("Week"), _("Reading the record …"))

    def _show(self, view: WeekView) -> None:
        self.view = view
        self.heading.show_words(words.over(view), words.title(view), words.under(view))
        known = view.recorded
        self.steps.show_ends(earlier=known is not None and known[0] < view.first, later=not view.current)
        self.days.show_view(view)
        self._lower.setVisible(bool(view.total))
        top = max((row.amount for row in view.rows), default=timedelta(0))
        self.ranking.show_items([_item(row, top) for row in view.rows[:_SHOWN]], _rest(view.rows[_SHOWN:]))
        self.changes.show_title(_("Categories"), words.compared(view))
        longest = max((part.amount for part in view.categories), default=timedelta(0))
        self.ledger.show_lines([_line(part, longest) for part in view.categories[:_SHOWN]])

    def _open_day(self, key: str) -> None:
        day = date.fromisoformat(key)
        if self.view is not None and day <= self.view.today:
            self.desk.go("today", day=day)

    def _open_thing(self, key: str) -> None:
        row = next((row for row in self.view.rows if row.thing.key == key), None) if self.view else None
        if row is not None:
            self.desk.go("today", day=row.day, app=key)


class DaysCard(Card):
    """The seven bars, or why there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Day by day"), parent=parent)
        choices = (("ai", _("AI and the rest")), ("category", _("Categories")))
        self.by, self.groups = Segment(theme, choices, _("What the bars show")), Groups(theme)
        self.chart = ChartView(theme, _("The week by day"), _HEIGHT)
        self.chosen = self.chart.chosen
        self.blank, self.why = label(theme, "section"), label(theme, "body", "second", wrap=True)
        self.head.addWidget(self.by)
        for widget in (self.groups, self.chart, self.blank, self.why):
            self.body.addWidget(widget)
            widget.hide()
        self.by.chosen.connect(lambda _key: self._draw())
        self._view: WeekView | None = None
        self._drawn: tuple[object, ...] = ()

    def show_view(self, view: WeekView) -> None:
        """Another week, or the same a little later; drawn only where something is different."""
        self._view = view
        empty = not any(one.recorded for one in view.days)
        self.show_title("" if empty else _("Day by day"))
        self.chart.setVisible(not empty)
        for widget, said in zip((self.blank, self.why), words.blank(view), strict=True):
            widget.setText(said)
            widget.setVisible(empty)
        self.groups.setVisible(False)
        if not empty:
            self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        by_category = self.by.key == "category"
        sums: dict[str, timedelta] = {}
        for one in view.days:
            for name, amount in one.parts.items():
                sums[name] = sums.get(name, timedelta(0)) + amount
        self.groups.show_amounts(sums)
        self.groups.setVisible(by_category)
        shown = (view.days, view.usual, view.today, by_category)
        if shown != self._drawn:
            self._drawn = shown
            self.chart.show_chart(lambda style, size: _bars(view, style, size, by_category=by_category))


def _bars(view: WeekView, style: Style, size: Size, *, by_category: bool) -> Chart:
    from wellbeing.render.bars import bars
    from wellbeing.ui.window.week import figure

    return bars(figure.value(view, "category" if by_category else "ai"), style, size)


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


def _rest(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    amount = text.duration(sum((row.amount for row in rows), timedelta(0)))
    return ngettext("{count} more, {amount}", "{count} more, {amount}", len(rows)).format(
        count=len(rows), amount=amount
    )


def _line(part: Part, longest: timedelta) -> Line:
    amount, change = text.duration(part.amount), words.change(part)
    said = _("{name}: {amount}").format(name=part.name, amount=text.spoken(part.amount))
    if change:
        said = _("{line}, {change}").format(line=said, change=change)
    share = part.amount / longest if longest else 0.0
    return Line(part.name, amount, change, share, group(part.group), said)
