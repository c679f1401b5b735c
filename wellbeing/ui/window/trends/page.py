"""The Trends page: growing, falling or as usual, since when, and from which days that follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.days import DayReader
from wellbeing.engine.reliance import accept
from wellbeing.engine.source import Source
from wellbeing.engine.view import trends as reading
from wellbeing.engine.view.trends import Growth, Of, TrendsView, Unread
from wellbeing.ports import Store
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window import pages
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.trends import words
from wellbeing.ui.window.trends.card import (
    DaysCard,
    GrowthCard,
    HoursCard,
    IndexCard,
    OlderCard,
    WeeksCard,
    YearAgoCard,
)

_AT_ONCE = 10
"""Days reckoned in one reading: some tens of milliseconds, so that other readings get in between."""
_KEYS = ("Alt+1", "Alt+2", "Alt+3")


class TrendsPage(Page):
    """The year up to yesterday, for AI, the screen, or AI at night."""

    key = "trends"
    icon = "trends"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Trends")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        theme = self.theme
        self._reader = DayReader()
        self._day_start = 4
        self.view: TrendsView | None = None
        """What is shown; None before the first reading."""
        choices = ((Of.AI.value, _("AI")), (Of.SCREEN.value, _("Screen")), (Of.NIGHT.value, _("Night")))
        self.of = Segment(theme, choices, _("What the page is about"))
        self.weeks, self.index = WeeksCard(theme), IndexCard(theme)
        self.growth = GrowthCard(theme, limits="limits" in pages.KEYS)
        self.older = OlderCard(theme)
        self.days, self.hours, self.year_ago = DaysCard(theme), HoursCard(theme), YearAgoCard(theme)
        self._drawn: object = None
        self._place()
        self._connect()
        self.heading.show_words("", _("Trends"))

    # ------------------------------------------------------------ wishes

    def open_at(self, day: date | None, app: str | None) -> None:
        """The page always shows the year up to yesterday."""

    def choose(self, key: str) -> None:
        """Speak of AI, the screen, or the night."""
        self.of.choose(key)
        self._show_chosen()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [("Alt+1", _("AI")), ("Alt+2", _("Screen")), ("Alt+3", _("Night"))]

    # ------------------------------------------------------------ reading

    def load(self) -> None:
        """Read finished days; where many are still to be reckoned, a few at a time."""
        regional = text.first_weekday()

        def read(source: Source) -> tuple[TrendsView | Unread | None, int]:
            return reading.trends(source, self._reader, regional, _AT_ONCE), source.settings.day_start_h

        self.ask(read, lambda both: self._show(*both))

    def refresh(self, change: Change) -> None:
        """Finished days do not move with what is done now."""
        view = self.view
        if change is not Change.ACTIVITY or view is None or view.today != self._today():
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.view is None:
            self.heading.show_words("", _("Trends"), words.reading(0))

    def _today(self) -> date:
        """The day by the wall clock; near its beginning a reading more costs nothing."""
        return self.desk.clock.now().astimezone().date()

    def _show(self, found: TrendsView | Unread | None, day_start: int) -> None:
        self._day_start = day_start
        match found:
            case Unread():
                # A first look at a long record: what is shown stays until all of it is read.
                if self.view is None:
                    self.heading.show_words("", _("Trends"), words.reading(found.missing))
                self.load()
            case None:
                said = _("Trends are made of finished days; the first one ends tonight.")
                self.heading.show_words("", _("Nothing to compare yet"), said)
                for widget in self._cards:
                    widget.hide()
            case _:
                self.view = found
                self._show_chosen()

    def _show_chosen(self) -> None:
        view, of = self.view, Of(self.of.key)
        if view is None:
            return
        self.heading.show_words(words.over(view), words.title(view, of), words.under(view, of))
        shown = (view, of, self._day_start)
        if shown == self._drawn:
            return
        self._drawn = shown
        early = view.lines[of].band is None
        self.weeks.show_view(view, of)
        self.index.show_view(view)
        self.growth.show_view(view, of)
        self.year_ago.show_view(view, of)
        for widget in self._cards:
            widget.show()
        for widget in (self.growth, self.days, self.hours, self.year_ago):
            widget.setVisible(not early)
        self.older.setVisible(early)
        self._hours_and_year.setVisible(not early)
        if not early:
            self.days.show_view(view, of)
            self.hours.show_view(view, of, self._day_start)

    # ------------------------------------------------------------ inside

    def _changed(self, change: Change) -> None:
        """Also while another page is visible."""
        if change in (Change.RECORD, Change.SETTINGS):
            self._reader.begin_anew()

    def _accept(self, growth: Growth) -> None:
        metric, today = growth.episode.metric, self.view.today if self.view is not None else None

        def change(store: Store) -> None:
            if today is not None:
                accept(store, metric, today)

        self.desk.change(change, lambda _done: self.load(), self.fail)

    def _open_day(self, key: str) -> None:
        self.desk.go("today", day=date.fromisoformat(key))

    def _place(self) -> None:
        self.heading.add(self.of)
        self.body.addWidget(self.weeks)
        lower = self.pair(self.index, _either(self.growth, self.older))
        self.body.addWidget(self.days)
        self._hours_and_year = self.pair(self.hours, self.year_ago, (3, 2))
        self.body.addStretch(1)
        self._cards: tuple[QWidget, ...] = (self.weeks, lower, self.index, self.growth, self.days, self.of)
        for widget in (*self._cards, self._hours_and_year):
            widget.hide()

    def _connect(self) -> None:
        self.of.chosen.connect(lambda _key: self._show_chosen())
        self.growth.accepted.connect(self._accept)
        self.growth.limited.connect(lambda: self.desk.go("limits"))
        self.older.wanted.connect(lambda: self.desk.go("settings", part="older"))
        self.days.chosen.connect(self._open_day)
        self.desk.changed.connect(self._changed)
        for keys, of in zip(_KEYS, Of, strict=True):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda of=of: self.choose(of.value))


def _either(*cards: QWidget) -> QWidget:
    """Cards in one place, of which one is shown."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    for card in cards:
        column.addWidget(card)
    return holder
