"""The Notes page: today's notes in a sentence, each with its grounds, and a switch for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from wellbeing.engine import manners
from wellbeing.engine.changes import Change
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.engine.view import nudges as views
from wellbeing.engine.view.added import Added, added
from wellbeing.engine.view.nudges import NudgesView
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.nudge import Record, Response
from wellbeing.ports import Store
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.chart import ChartView
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.nudges import sum_words, words
from wellbeing.ui.window.nudges.kinds import Kinds
from wellbeing.ui.window.nudges.line import NoteLine
from wellbeing.ui.window.nudges.why import Answer, Grounds
from wellbeing.ui.window.page import Page

if TYPE_CHECKING:  # imports matplotlib
    from wellbeing.render.chart import Chart, Size, Style

_Reading = tuple[NudgesView, Labels, Settings, Record | None, Added | None]
_FIGURE = 200
"""px."""
_MOST = 40
"""Notes in the list; older ones are told by the command line."""


class NudgesPage(Page):
    """A list, or the grounds of one note."""

    key = "nudges"
    icon = "nudges"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: NudgesView | None = None
        self._labels: Labels | None = None
        self._number = 0
        """Of the note whose grounds are shown; 0 for the list."""
        self.back, self.off = button(self.theme), button(self.theme)
        self.back.setText(_("Back"))
        self.back.clicked.connect(lambda: self.look_at(0))
        self.off.setText(_("Put off"))
        self.off.setMenu(self._put_off_menu())
        self.heading.add(self.off)
        self.heading.add(self.back)
        self.kinds = Kinds(desk)
        self.kinds.switched.connect(self._switch)
        self.list = Card(self.theme, _("The last four weeks"))
        self.blank = label(self.theme, "body", "second", wrap=True)
        self.blank.setText(
            _(
                "Nothing was said in the last four weeks. What is said, or held back, will stand here with its reasons."
            )
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.list.body.addWidget(self.blank)
        self.list.body.addLayout(self._rows)
        self.seen, self.all = (
            Grounds(self.theme, _("What was seen")),
            Grounds(self.theme, _("All had to be true")),
        )
        self.answer = Answer(self.theme)
        self.answer.answered.connect(self._answer)
        self.sum = Card(self.theme, _("What was added up"))
        self.figure = ChartView(self.theme, _("What was added up"), _FIGURE)
        self._caption = label(self.theme, "small", "second", wrap=True)
        self.sum.body.addWidget(self.figure)
        self.sum.body.addWidget(self._caption)
        self.body.addWidget(self.sum)
        self._grounds = self.pair(self.all, self.answer)
        self.body.addWidget(self.seen)
        self.body.addWidget(self.list)
        self.body.addWidget(self.kinds)
        self.body.addStretch(1)
        self._arrange()

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Notes")

    def load(self) -> None:
        """Read everything anew."""
        number = self._number
        self.ask(lambda source: _read(source, number), self._show)

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - notes have numbers
        """With the number of a note: its grounds."""
        self.look_at(int(app) if app and app.isdecimal() else 0)

    def look_at(self, number: int) -> None:
        """The grounds of a note; 0 for the list."""
        self._number = number
        if self.isVisible():
            self.load()

    def refresh(self, change: Change) -> None:
        """Something was said, answered or set."""
        if change in (Change.NUDGE, Change.RECORD, Change.SETTINGS):
            self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Its own keys."""
        return (("Esc", _("Back to the list")),)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._number:
            self.look_at(0)
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ showing

    def _show(self, read: _Reading) -> None:
        view, labels, settings, record, added = read
        self.view, self._labels = view, labels
        self.notice.hide()
        if record is None:
            self._number = 0
            self.heading.show_words(text.long_date(view.day), words.title(view), words.under(view))
            self._show_list(view, labels)
            self.kinds.show_view(view, settings)
        else:
            self._show_grounds(record, view)
            self._show_sum(added, labels)
        self._arrange()

    def _show_list(self, view: NudgesView, labels: Labels) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.blank.setVisible(not view.records)
        for one in view.records[:_MOST]:
            at = one.decision.at.astimezone(view.now.tzinfo)
            same = at.date() == view.now.date()
            when = text.clock(at) if same else f"{text.short_date(at.date())}, {text.clock(at)}"
            line = NoteLine(self.theme, when, words.subject(one, view.limits, labels), words.became(one))
            line.clicked.connect(lambda _on=False, number=one.id: self.look_at(number))
            self._rows.addWidget(line)

    def _show_grounds(self, record: Record, view: NudgesView) -> None:
        made = record.decision
        self.heading.show_words(
            words.moment(record, view.now.tzinfo), words.heading(record), words.rule(record)
        )
        self.seen.show_rows(words.seen(record))
        self.seen.setVisible(bool(words.seen(record)))
        rows = [words.condition(one) for one in made.checks]
        rows.append(words.at_moment(made.moment, view.now.tzinfo))
        most = _("against {threshold}").format(threshold=made.budget[1])
        rows.append((_("Notes that day before it"), str(made.budget[0]), most))
        if made.draw is not None and made.chance is not None:
            chance = _("shown below {chance}").format(chance=text.short_decimal(made.chance))
            rows.append((_("Drawn by chance"), text.short_decimal(made.draw), chance))
        self.all.show_rows(rows)
        self.answer.show_record(record, own=RULES[made.wish.kind].own)

    def _show_sum(self, added: Added | None, labels: Labels) -> None:
        """How it came to the limit; nothing where nothing was added up."""
        self.sum.setVisible(added is not None)
        if added is None:
            return
        self._caption.setText(sum_words.caption(added))

        def draw(style: Style, size: Size) -> Chart:
            from wellbeing.render.sum import added_up

            return added_up(sum_words.figure(added, labels, self.theme), style, size)

        self.figure.show_chart(draw)

    def _arrange(self) -> None:
        grounds = bool(self._number)
        listed: tuple[QWidget, ...] = (self.list, self.kinds, self.off)
        explained: tuple[QWidget, ...] = (self._grounds, self.back)
        for widget in listed:
            widget.setVisible(not grounds)
        for widget in explained:
            widget.setVisible(grounds)
        if not grounds:
            self.seen.hide()
            self.sum.hide()

    # ------------------------------------------------------------ changing

    def _answer(self, response: object) -> None:
        number, at = self._number, self.desk.clock.now()
        if not isinstance(response, Response):
            return

        def keep(store: Store) -> None:
            store.nudges.answer(number, response, at)
            record = store.nudges.one(number)
            if response is Response.NEVER and record is not None:
                manners.switch(store, record.decision.wish.kind, on=False)

        self.desk.change(keep, lambda _done: self.load(), self.fail)

    def _switch(self, kind: object, on: bool) -> None:
        if isinstance(kind, Kind):
            self.desk.change(
                lambda store: manners.switch(store, kind, on=on), lambda _done: self.load(), self.fail
            )

    def _put_off_menu(self) -> QMenu:
        menu = QMenu(self)
        for words_, days in ((_("For an hour"), 0), (_("For today"), 1), (_("For a week"), 7)):
            menu.addAction(words_).triggered.connect(lambda _on=False, days=days: self.put_off(days))
        menu.addAction(_("No longer")).triggered.connect(lambda: self.put_off(None))
        return menu

    def put_off(self, days: int | None) -> None:
        """No notes until a day begins, so many after today; 0: for an hour; None: they may come again."""

        def until(source: Source) -> datetime | None:
            if days is None:
                return None
            if not days:
                return source.now + timedelta(hours=1)
            return source.calendar.begin(source.today + timedelta(days=days))

        def keep(moment: datetime | None) -> None:
            self.desk.change(
                lambda store: manners.snooze(store, moment), lambda _done: self.load(), self.fail
            )

        self.desk.ask(until, keep, self.fail)


def _read(source: Source, number: int) -> _Reading:
    record = views.one(source, number) if number else None
    sum_ = None if record is None else added(source, record)
    return views.read(source), source.labels, source.settings, record, sum_
