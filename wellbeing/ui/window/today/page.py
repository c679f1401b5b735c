"""The Today page: one sentence, the hours, apps and sites, four figures, and the day in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.catalogue.label import Rule
from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view.day import DayView, Habits, Narrow
from wellbeing.engine.view.thing import Thing
from wellbeing.engine.view.today import DayReader
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Notice
from wellbeing.ui.widgets.label import button
from wellbeing.ui.window.desk import Desk, Link
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.today import words
from wellbeing.ui.window.today.card import HoursCard, LineCard, RowsCard
from wellbeing.ui.window.today.days import Days
from wellbeing.ui.window.today.figure import figures
from wellbeing.ui.window.today.part import Facts, Recorded, WhatIs
from wellbeing.ui.window.today.standing import Standing, standing

_HABITS_EVERY_MS = 60_000


class TodayPage(Page):
    """A day; a click on an hour or a thing narrows the page to it, Escape widens it again."""

    key = "today"
    icon = "today"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Today")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        theme = self.theme
        self._reader = DayReader()
        self._day: date | None = None
        self._narrow = Narrow()
        self.view: DayView | None = None
        """What is shown; None before the first reading."""
        self._habits: tuple[date, Habits] | None = None
        self._habits_at = QElapsedTimer()
        self._said: Standing | None = None
        self.wider, self.days, self.standing = button(theme), Days(theme), Notice(theme)
        self.hours, self.rows, self.line = HoursCard(theme), RowsCard(theme), LineCard(theme)
        self.facts, self.what, self.recorded = Facts(theme), WhatIs(theme), Recorded(theme)
        self._place()
        self._connect()
        self._keys()
        self.heading.show_words("", _("Today"))

    # ------------------------------------------------------------ wishes

    def open_at(self, day: date | None, app: str | None) -> None:
        """Show this day, and on it this app (an id, `site:host` or `command:name`)."""
        self._day = day
        named = app is not None and app.startswith(("app:", "site:", "command:"))
        self._narrow = Narrow(None if app is None else Thing.of_key(app if named else f"app:{app}"))

    def show_day(self, day: date) -> None:
        """Another day; the thing that the page is narrowed to stays, the hour does not."""
        today = None if self.view is None else words.today(self.view)
        self._day = None if day == today else day
        self._narrow = Narrow(self._narrow.thing)
        self.load()

    def narrow_to_hour(self, hour: int) -> None:
        """One hour; the same again widens."""
        self._narrow = replace(self._narrow, hour=None if self._narrow.hour == hour else hour)
        self.load()

    def narrow_to_thing(self, key: str) -> None:
        """One app or site; the same again widens."""
        thing = Thing.of_key(key)
        self._narrow = replace(self._narrow, thing=None if self._narrow.thing == thing else thing)
        self.load()

    def widen(self) -> None:
        """The whole day again."""
        if self._narrow != Narrow():
            self._narrow = Narrow()
            self.load()

    def change_category(self, category: str) -> None:
        """Make a rule of the person's for the thing the page is narrowed to."""
        if self.view is None or self.view.what is None:
            return
        thing = self.view.what.thing
        rule = (
            Rule(category, site=thing.id) if thing.kind == "site" else Rule(category, app=_literal(thing.id))
        )
        self.desk.add_rule(rule, failed=self.fail)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Alt+Left", _("The day before")),
            ("Alt+Right", _("The day after")),
            ("Alt+Home", _("Today")),
            ("Alt+C", _("Choose a day")),
            ("Esc", _("Show the whole day again")),
        ]

    # ------------------------------------------------------------ reading

    def load(self) -> None:
        """Read the day."""
        day, narrow = self._day, self._narrow
        self.ask(lambda source: _read(self._reader, source, day, narrow), self._show)

    def refresh(self, change: Change) -> None:
        """Activity only moves today; all else may have changed the past."""
        if change is not Change.ACTIVITY or self._day is None:
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.view is None:
            self.heading.show_words("", _("Today"), _("Reading the record …"))

    def _show(self, view: DayView) -> None:
        before, self.view = self.view, view
        self.heading.show_words(words.over(view), words.title(view), words.under(view))
        self.days.show_day(view.day, words.today(view), words.first_day(view))
        self.wider.setVisible(view.narrow != Narrow())
        self.hours.show_view(view)
        self.rows.show_view(view)
        self._lower.setVisible(bool(view.rows) or view.what is not None)
        self._show_facts()
        self.line.show_view(view)
        self._show_standing()
        if before is None or before.day != view.day or self._habits_old():
            self._ask_habits(view.day)

    def _show_facts(self) -> None:
        view = self.view
        if view is None:
            return
        habits = self._habits[1] if self._habits and self._habits[0] == view.day else None
        self.facts.show_figures(figures(view, habits))
        self.facts.setVisible(view.what is None)
        self.what.setVisible(view.what is not None)
        if view.what is not None:
            self.what.show_what(view.what)

    def _show_standing(self) -> None:
        view, link = self.view, self.desk.link
        if view is None:
            return
        self._said = standing(view, link)
        if self._said is None:
            self.standing.hide()
        else:
            self.standing.show_words(self._said.sentence, self._said.remedy, self._said.action)
        beginning = view.current and (view.recorded is None or words.first_hour(view))
        self.recorded.setVisible(beginning and link is not None and bool(link.sensors))
        if link is not None:
            self.recorded.show_sensors(link.sensors)

    # ------------------------------------------------------------ inside

    def _ask_habits(self, day: date) -> None:
        self._habits_at.start()

        def take(habits: Habits) -> None:
            self._habits = (day, habits)
            self._show_facts()

        self.ask(lambda source: self._reader.habits(source, day), take, slot="habits")

    def _habits_old(self) -> bool:
        return self._habits is None or self._habits_at.elapsed() > _HABITS_EVERY_MS

    def _changed(self, change: Change) -> None:
        """Also while another page is visible."""
        if change in (Change.RECORD, Change.SETTINGS):
            self._reader.begin_anew()
            self._habits = None

    def _linked(self, _link: Link) -> None:
        self._show_standing()

    def _act(self) -> None:
        if self._said is not None:
            self._said.act(self.desk)

    def _open_timeline(self) -> None:
        if self.view is not None:
            self.desk.go("timeline", day=self.view.day)

    def _place(self) -> None:
        self.wider.setText(_("Show the whole day"))
        self.heading.add(self.wider)
        self.heading.add(self.days)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addWidget(self.what)
        self.body.addWidget(self.standing)
        self.body.addWidget(self.hours)
        self._lower = self.pair(self.rows, right)
        self.body.addWidget(self.recorded)
        self.body.addWidget(self.line)
        self.body.addStretch(1)
        for widget in (self.wider, self.standing, self._lower, self.recorded, self.line, self.what):
            widget.hide()

    def _connect(self) -> None:
        self.days.chosen.connect(self.show_day)
        self.wider.clicked.connect(self.widen)
        self.hours.chosen.connect(self.narrow_to_hour)
        self.rows.chosen.connect(self.narrow_to_thing)
        self.what.changed.connect(self.change_category)
        self.recorded.wished.connect(self.desk.go)
        self.standing.acted.connect(self._act)
        self.line.wished.connect(self._open_timeline)
        self.desk.linked.connect(self._linked)
        self.desk.changed.connect(self._changed)

    def _keys(self) -> None:
        for keys, act in (
            ("Alt+Left", self.days.earlier),
            ("Alt+Right", self.days.later),
            ("Alt+Home", self.days.today),
            ("Alt+C", self.days.open_calendar),
            ("Esc", self.widen),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)


def _read(reader: DayReader, source: Source, day: date | None, narrow: Narrow) -> DayView:
    return reader.read(source, day or source.today, narrow)


def _literal(name: str) -> str:
    """As a pattern that fits this name only."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
