"""Forgetting: what would go is said first, then it goes for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from wellbeing.engine import forgetting, parting
from wellbeing.engine.forgetting import Archive
from wellbeing.engine.parting import Parting
from wellbeing.engine.source import Source
from wellbeing.engine.view.settings import Going, SettingsView, Things, going
from wellbeing.model import Span
from wellbeing.ports import KnownError, Store
from wellbeing.timeline.day import Calendar
from wellbeing.ui import family_words, text
from wellbeing.ui.text import _, ngettext, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, and what it would take."""

    span: Span | None
    app: str | None
    going: Going
    calendar: Calendar | None = None
    """None before anything was asked."""
    kept: Archive | None = None
    leaves: Parting | None = None
    """The family that is left with everything."""


class Forget(Card):
    """Last hour, a day, an app or everything."""

    gone = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("Forget"), parent=parent)
        self._desk, self._asked = desk, _Asked(None, None, Going(timedelta(0), 0, 0))
        self._turn = 0
        self.what = Segment(
            desk.theme,
            [
                ("hour", _("Last hour")),
                ("day", _("A day")),
                ("app", _("An app")),
                ("everything", _("Everything")),
            ],
            _("What to forget"),
        )
        self.day, self.app = QDateEdit(), Choice(desk.theme, name=_("App to forget"))
        self.day.setAccessibleName(_("Day to forget"))
        self.day.setCalendarPopup(True)
        self.day.setFont(desk.theme.font("body"))
        self.said = label(desk.theme, "body", "second", wrap=True)
        self.left = label(desk.theme, "body", wrap=True)
        self.left.hide()
        self.forget = button(desk.theme)
        self.forget.setText(_("Forget …"))
        self.question = Question(desk.theme)
        self._build()

    def show_view(self, view: SettingsView) -> None:
        """Days that can be chosen."""
        today = _qdate(view.today)
        self.day.setMaximumDate(today)
        if view.since is not None:
            self.day.setMinimumDate(_qdate(view.since))

    def show_things(self, things: Things) -> None:
        """Apps that can be chosen; what would go may have changed."""
        self.app.show_choices([(app.id, app.name) for app in things.apps])
        if self.question.isHidden():
            self._preview()

    def choose_app(self, app: str) -> None:
        """Offer to forget an app."""
        self.what.choose("app")
        self.app.show_value(app, app)
        self._changed()
        self.forget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.body.addWidget(self.what, 0, Qt.AlignmentFlag.AlignLeading)
        for part in (self.day, self.app):
            part.hide()
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading)
        for widget in (self.said, self.left, self.forget):
            self.body.addWidget(widget)
        self.body.setAlignment(self.forget, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.question)
        self.forget.setEnabled(False)
        self.what.chosen.connect(self._changed)
        self.day.dateChanged.connect(self._changed)
        self.app.chosen.connect(self._changed)
        self.forget.clicked.connect(self._ask)
        self.question.accepted.connect(self._forget)
        self.question.refused.connect(self._preview)

    def _changed(self) -> None:
        self.left.hide()
        self.question.hide()
        self.day.setVisible(self.what.key == "day")
        self.app.setVisible(self.what.key == "app")
        self._preview()

    def _preview(self) -> None:
        kind, app = self.what.key, self.app.value if self.what.key == "app" else None
        day = date(self.day.date().year(), self.day.date().month(), self.day.date().day())
        self._turn += 1
        turn, home = self._turn, self._desk.home

        def ask(source: Source) -> _Asked:
            span = None
            if kind == "hour":
                span = Span(source.now - timedelta(hours=1), source.now)
            elif kind == "day":
                span = source.calendar.span_of(day)
            chosen = str(app) if app is not None else None
            kept = forgetting.archive(home, source.settings)
            leaves = parting.parting(source.store) if kind == "everything" else None
            return _Asked(span, chosen, going(source, span, chosen, kept), source.calendar, kept, leaves)

        def show(asked: _Asked) -> None:
            if turn == self._turn:
                self._asked = asked
                words = _would(asked.going, kind)
                if asked.leaves is not None:
                    words = f"{words} {family_words.would_part(asked.leaves.joined)}"
                self.said.setText(words)
                self.forget.setVisible(True)
                anything = asked.going.anything or asked.leaves is not None
                self.forget.setEnabled(anything and (kind != "app" or asked.app is not None))

        self._desk.ask(ask, show, self._fail)

    def _ask(self) -> None:
        self.forget.hide()
        self.question.ask(
            _("This cannot be undone: it goes from the record, from its backups and from records set aside."),
            _("Remove it for good"),
            _("Leave it"),
        )

    def _forget(self) -> None:
        asked, clock = self._asked, self._desk.clock
        calendar, kept = asked.calendar, asked.kept
        if calendar is None or kept is None:
            return
        self.said.setText(_("Removing …"))

        everything = asked.span is None and asked.app is None

        def forget(store: Store) -> Parting | None:
            leaves = parting.parting(store) if everything else None
            forgetting.forget(store, clock, calendar, kept, span=asked.span, app=asked.app)
            return leaves

        def done(leaves: Parting | None) -> None:
            self.gone.emit()
            if leaves is not None:
                self._part(leaves)

        self._desk.change_guarded("forget", forget, done, self._fail)

    def _part(self, leaves: Parting) -> None:
        """Take back what lies with the family; the tracker goes on meanwhile."""
        self.left.setText(_("Leaving the family …"))
        self.left.show()
        now = self._desk.clock.now

        def done(troubles: list[KnownError]) -> None:
            parts = [family_words.parted(leaves.joined, whole=not troubles)]
            self.left.setText("\n".join([*parts, *(said(one.whole) for one in troubles)]))

        self._desk.work(lambda: parting.part(leaves, now), done, self._fail)

    def _fail(self, error: KnownError) -> None:
        self.said.setText(said(error.whole))
        self.forget.setVisible(True)


def _would(one: Going, kind: str) -> str:
    """What would go, in one sentence or two."""
    if not one.anything:
        return _("Nothing of this is recorded.")
    parts = [_recorded(one, kind)] if one.amount or one.turns else []
    return " ".join([*parts, *([_reports(one, kind)] if one.reports else [])])


def _recorded(one: Going, kind: str) -> str:
    if not one.amount:
        said = ngettext(
            "This removes {count} entry of AI tools.", "This removes {count} entries of AI tools.", one.turns
        )
        return said.format(count=one.turns)
    amount = text.duration(one.amount)
    if kind == "app":
        return _("This removes {amount} of the app.").format(amount=amount)
    apps = ngettext("{count} app", "{count} apps", one.apps).format(count=one.apps)
    sites = ngettext("{count} site", "{count} sites", one.sites).format(count=one.sites)
    if one.sites:
        sentence = _("This removes {amount} in {apps} and on {sites}.")
        return sentence.format(amount=amount, apps=apps, sites=sites)
    return _("This removes {amount} in {apps}.").format(amount=amount, apps=apps)


def _reports(one: Going, kind: str) -> str:
    if kind == "everything":
        said = ngettext("{count} report goes as well.", "{count} reports go as well.", one.reports)
    else:
        said = ngettext(
            "{count} report goes and is written anew from what is left.",
            "{count} reports go and are written anew from what is left.",
            one.reports,
        )
    sent = _("What was sent or printed stays where it is.")
    return f"{said.format(count=one.reports)} {sent}"


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
