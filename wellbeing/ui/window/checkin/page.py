"""The check-in page: the question of today first, then how it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.checkins.low import wants_help_page
from wellbeing.engine import contact, manners
from wellbeing.engine import trying as engine
from wellbeing.engine.changes import Change
from wellbeing.engine.days import DayReader
from wellbeing.engine.view import feeling
from wellbeing.engine.view.checkin import CheckInView, read
from wellbeing.engine.view.feeling import FeelingView
from wellbeing.nudges.kind import Kind
from wellbeing.ports import KnownError, Store
from wellbeing.ui import checkin_words as words
from wellbeing.ui import contact_words
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.checkin.ask import AskCard
from wellbeing.ui.window.checkin.contact_card import ContactCard
from wellbeing.ui.window.checkin.history import AnswersCard, HistoryCard
from wellbeing.ui.window.checkin.try_card import PatternCard, TryCard
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.settings.row import Row


class CheckInPage(Page):
    """Answering takes ten seconds; nothing is asked twice."""

    key = "checkin"
    icon = "checkin"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Check-in")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: CheckInView | None = None
        self._reader = DayReader()
        self.asks: dict[Form, AskCard] = {}
        self.history, self.answers = HistoryCard(self.theme), AnswersCard(self.theme)
        self.patterns, self.idea = PatternCard(self.theme), TryCard(self.theme)
        self.feeling: FeelingView | None = None
        self.contact = ContactCard(self.theme)
        self.switch = Segment(self.theme, (("off", _("Off")), ("on", _("On"))), _("Ask me once a day"))
        self.switch.chosen.connect(self._switch)
        self._open = QWidget()
        self._questions = QVBoxLayout(self._open)
        self._questions.setContentsMargins(0, 0, 0, 0)
        self._questions.setSpacing(self.theme.tokens.size["card_gap"])
        self.heading.show_words("", _("How are you?"))
        asking = Card(self.theme)
        self.asking = Row(
            self.theme,
            _("Ask me once a day"),
            _("A quiet note at the hour that the settings say, never within two hours of another one."),
            self.switch,
        )
        asking.body.addWidget(self.asking)
        left, right = QWidget(), QWidget()
        self.left, self.right = QVBoxLayout(left), QVBoxLayout(right)
        for column, cards in (
            (self.left, (self._open, self.history, self.patterns)),
            (self.right, (self.idea, self.answers, asking, self.contact)),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self.theme.tokens.size["card_gap"])
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        self.pair(left, right, (3, 2))
        self.body.addStretch(1)
        for card in (self.history, self.answers, self.patterns, self.idea):
            card.hide()
        self._connect()

    def load(self) -> None:
        """Read what is open and what was answered, then what takes longer."""
        self.ask(read, self._show)
        self.ask(lambda source: feeling.read(source, self._reader), self._show_feeling, slot="feeling")

    def refresh(self, change: Change) -> None:
        """What is in front changes nothing here."""
        if change in (Change.RECORD, Change.SETTINGS):
            self._reader.begin_anew()
        if change is not Change.ACTIVITY:
            self.load()

    def keep(self, one: CheckIn) -> None:
        """Keep an answer; where it suggests a hard time the help page follows at once."""

        def done(_kept: object) -> None:
            self.load()
            if wants_help_page(one):
                self.desk.go("help")

        def work(store: Store) -> None:
            store.checkins.add(one)
            # Two low answers in a row are offered at once to be told, if somebody agreed to hear it.
            contact.look(store, contact_words.message, self.desk.clock.now())

        self.change(work, done)

    def change(self, work: Callable[[Store], object], done: Callable[[object], None]) -> None:
        """Change the record; errors become the page's notice."""
        self.desk.change(work, done, self._failed)

    def _connect(self) -> None:
        def trying(work: Callable[[Store, date], None]) -> None:
            view = self.view
            if view is not None:
                self.change(lambda store: work(store, view.today), lambda _done: self.load())

        self.idea.began.connect(lambda key: trying(lambda store, day: engine.begin(store, key, day)))
        self.idea.declined.connect(lambda key: trying(lambda store, day: engine.decline(store, key, day)))
        self.contact.wished.connect(
            lambda work: self.change(
                lambda store: work(store, self.desk.clock.now()), lambda _done: self.load()
            )
        )
        self.contact.account.connect(lambda: self.desk.go("reports"))
        self.idea.ended.connect(lambda: trying(engine.end))

    def _show_feeling(self, view: FeelingView) -> None:
        self.feeling = view
        self.patterns.show_view(view)
        self.patterns.show()
        self.idea.show_trying(view.trying)

    def _switch(self, key: str) -> None:
        on = key == "on"
        self.change(lambda store: manners.switch(store, Kind.CHECK_IN, on=on), lambda _done: self.load())

    def _failed(self, error: KnownError) -> None:
        self.notice.show_words(said(error.sentence), said(error.remedy))

    def _show(self, view: CheckInView) -> None:
        self.view = view
        self.heading.show_words("", _("How are you?"), _under(view))
        self.switch.choose("on" if view.asked.on else "off")
        self.asking.warn(words.unheard() if view.asked.on and view.asked.unheard else "")
        self._show_asks(view)
        self.history.setVisible(bool(view.answered) or not view.asked.due)
        self.history.show_view(view)
        self.answers.show_view(view)
        self.contact.show_view(view.contact)

    def _show_asks(self, view: CheckInView) -> None:
        """A card that is being filled in stays as it is."""
        for form in [form for form in self.asks if form not in view.asked.due]:
            card = self.asks.pop(form)
            self._questions.removeWidget(card)
            card.deleteLater()
        for form in view.asked.due:
            if form not in self.asks:
                card = self.asks[form] = AskCard(self.theme, self.desk.clock, form)
                card.kept.connect(self.keep)
                self._questions.addWidget(card)
        self._open.setVisible(bool(self.asks))


def _under(view: CheckInView) -> str:
    if view.asked.due:
        return _("One click each; skip what you like. It stays on this computer.")
    return _("Nothing more is asked today.")
