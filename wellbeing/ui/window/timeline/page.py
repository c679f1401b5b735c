"""The Timeline page: one sentence, the day in a line, and its stretches, to be searched and corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from wellbeing.engine import edit as hand
from wellbeing.engine.changes import Change
from wellbeing.engine.edit import Edit
from wellbeing.engine.source import Source
from wellbeing.engine.view import timeline
from wellbeing.engine.view.timeline import DayLine
from wellbeing.model import Activity, AppIdentity, Span
from wellbeing.ports import KnownError, Store
from wellbeing.timeline import edit
from wellbeing.ui import text
from wellbeing.ui.text import _, said
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.timeline import words
from wellbeing.ui.window.timeline.card import ListCard, StripCard
from wellbeing.ui.window.timeline.offline import OfflineDialog
from wellbeing.ui.window.today.days import Days

_KEPT = 20
"""Changes that can be taken back, one after the other."""


class TimelinePage(Page):
    """A day stretch by stretch. What is changed here goes through the tracker's held record and can be taken back."""

    key = "timeline"
    icon = "timeline"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Timeline")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._day: date | None = None
        self.line: DayLine | None = None
        """What is shown; None before the first reading."""
        self._edits: list[tuple[Edit, str]] = []
        self.days = Days(self.theme)
        self.strip, self.list = StripCard(self.theme), ListCard(self.theme)
        self._place()
        self._connect()
        self._keys()
        self.heading.show_words("", _("Timeline"))

    # ------------------------------------------------------------ wishes

    def open_at(self, day: date | None, app: str | None) -> None:
        """Show this day, and on it only this app."""
        self._day = day
        self.list.seek(app.partition(":")[2] or app if app else "")

    def show_day(self, day: date) -> None:
        """Another day; what is searched for stays."""
        today = None if self.line is None else self.line.today
        self._day = None if day == today else day
        self.list.choose_none()
        self.load()

    def correct(self, category: str | None) -> None:
        """What is chosen is of this category; None: as the rules say."""
        spans = timeline.spans_of(self.list.chosen, own=True)
        if not spans or self.line is None:
            return
        name = dict(self.line.categories).get(category or "", "")
        amount = _amount(spans)
        said = words.corrected(amount, name) if category else words.by_rules(amount)
        self._change(spans, lambda found: edit.correct(found, spans, category), said)

    def hide_chosen(self) -> None:
        """What is chosen becomes private."""
        spans = timeline.spans_of(self.list.chosen)
        self._change(spans, lambda found: edit.hide(found, spans), words.hidden(_amount(spans)))

    def delete_chosen(self) -> None:
        """What is chosen goes."""
        spans = timeline.spans_of(self.list.chosen)
        self._change(spans, lambda found: edit.remove(found, spans), words.removed(_amount(spans)))

    def add_offline(self, span: Span, app: AppIdentity) -> None:
        """Fill what is free of a span."""
        amount = timeline.room(self.line, span) if self.line is not None else span.length
        self._change([span], lambda found: edit.add(found, span, app), words.added(amount))

    def take_back(self) -> None:
        """Undo the last change; again for the one before."""
        if not self._edits:
            return
        last, _said = self._edits[-1]
        self.list.show_busy(busy=True)

        def done(_nothing: None) -> None:
            if self._edits and self._edits[-1][0] is last:
                self._edits.pop()
            self._changed(_("Taken back."))

        self.desk.change_guarded("edit", lambda store: hand.take_back(store, last), done, self._failed)

    def ask_offline(self) -> None:
        """Open the form; what is chosen is proposed."""
        if self.line is None or self.line.only_totals:
            return
        chosen = [row for row in self.list.chosen if row.marker is not None or row.away]
        spans = [Span(*(moment.astimezone(UTC) for moment in (row.start, row.end))) for row in chosen]
        proposed = Span(min(spans).start, max(one.end for one in spans)) if spans else None
        form = OfflineDialog(self.theme, self.line, proposed, self)
        form.wished.connect(self.add_offline)
        form.open()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Keys of this page."""
        return [
            ("Ctrl+F", _("Search the day")),
            ("Alt+Left", _("The day before")),
            ("Alt+Right", _("The day after")),
            ("Alt+Home", _("Today")),
            ("Alt+C", _("Choose a day")),
            ("C", _("Change the category of what is chosen")),
            ("P", _("Mark what is chosen as private")),
            ("Del", _("Delete what is chosen")),
            ("Ctrl+Z", _("Take the last change back")),
            ("Ctrl+N", _("Add offline time")),
            ("+", _("Look at the line more closely; − and 0 go back")),
        ]

    # ------------------------------------------------------------ reading

    def load(self) -> None:
        """Read the day."""
        day = self._day
        self.ask(lambda source: _read(source, day), self._show)

    def refresh(self, change: Change) -> None:
        """Activity only moves today; all else may have changed the past."""
        if change is not Change.ACTIVITY or self._day is None:
            self.load()

    def waiting(self) -> None:
        """Nothing to show yet, and reading takes long."""
        if self.line is None:
            self.heading.show_words("", _("Timeline"), _("Reading the record …"))

    def _show(self, line: DayLine) -> None:
        fresh = self.line is None or self.line.day != line.day
        self.line = line
        self.heading.show_words(text.long_date(line.day), words.title(line), words.under(line))
        self.days.show_day(line.day, line.today, line.first)
        self.strip.setVisible(line.some)
        self.body.setStretchFactor(self.list, int(line.some))
        tall = QSizePolicy.Policy.Expanding if line.some else QSizePolicy.Policy.Maximum
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        self.list.setVisible(not line.only_totals)
        self.list.show_line(line, fresh=fresh)
        self.strip.show_line(line, self.list.chosen)

    # ------------------------------------------------------------ changing

    def _change(
        self, spans: Sequence[Span], how: Callable[[Sequence[Activity]], list[Activity]], said: str
    ) -> None:
        if not spans:
            return
        self.list.show_busy(busy=True)

        def work(store: Store) -> Edit | None:
            return hand.change(store, spans, how)

        def done(made: Edit | None) -> None:
            if made is not None:
                self._edits = [*self._edits[1 - _KEPT :], (made, said)]
            self._changed(said if made is not None else _("Nothing had to be changed."))

        self.desk.change_guarded("edit", work, done, self._failed)

    def _changed(self, said: str) -> None:
        self.list.show_busy(busy=False)
        self.list.show_done(said, undo=bool(self._edits))
        self.load()

    def _failed(self, error: KnownError) -> None:
        self.list.show_busy(busy=False)
        self.list.show_done(said(error.whole), undo=bool(self._edits))

    # ------------------------------------------------------------ inside

    def _place(self) -> None:
        self.heading.add(self.days)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.strip.hide()
        self.list.hide()

    def _connect(self) -> None:
        self.days.chosen.connect(self.show_day)
        self.list.picked.connect(self._picked)
        self.list.corrected.connect(self.correct)
        self.list.hidden.connect(self.hide_chosen)
        self.list.removed.connect(self.delete_chosen)
        self.list.undone.connect(self.take_back)
        self.list.added.connect(self.ask_offline)
        self.list.rows.customContextMenuRequested.connect(self._menu)
        self.strip.chosen.connect(self._choose_at)

    def _picked(self) -> None:
        self.strip.show_chosen(self.list.chosen)

    def _choose_at(self, moment: datetime) -> None:
        """The stretch under a moment of the strip, or the next one."""
        rows = self.list.rows.rows.rows
        place = next((place for place, row in enumerate(rows) if row.end > moment), None)
        if place is not None:
            self.list.rows.choose(place)

    def _menu(self, at: QPoint) -> None:
        if self.list.chosen:
            menu = self.list.menu(self)
            menu.popup(self.list.rows.viewport().mapToGlobal(at))

    def _keys(self) -> None:
        for keys, act in (
            ("Alt+Left", self.days.earlier),
            ("Alt+Right", self.days.later),
            ("Alt+Home", self.days.today),
            ("Alt+C", self.days.open_calendar),
            ("Ctrl+F", self.list.begin_search),
            ("Ctrl+Z", self.take_back),
            ("Ctrl+N", self.ask_offline),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)


def _read(source: Source, day: date | None) -> DayLine:
    return timeline.read(source, day or source.today)


def _amount(spans: Sequence[Span]) -> timedelta:
    return sum((span.length for span in spans), timedelta(0))
