"""The Family page: who sees what of this person, what was agreed, and asking for time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine import belonging, household, joining
from wellbeing.engine.belonging import Joining
from wellbeing.engine.changes import Change
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.engine.view import family as families
from wellbeing.engine.view import household as views
from wellbeing.engine.view.family import FamilyView, SeenWeek
from wellbeing.engine.view.household import HouseholdView
from wellbeing.family.holiday import Holiday
from wellbeing.family.level import Level
from wellbeing.family.request import Answer
from wellbeing.ports import KnownError, Store
from wellbeing.ui import limit_words, text
from wellbeing.ui.text import _, said
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.family import words
from wellbeing.ui.window.family.agreed_card import AgreedCard
from wellbeing.ui.window.family.holiday_card import HolidayCard
from wellbeing.ui.window.family.invite_part import Inviting
from wellbeing.ui.window.family.member_row import Showing
from wellbeing.ui.window.family.members_card import MembersCard
from wellbeing.ui.window.family.pin_card import PinCard
from wellbeing.ui.window.family.requests_card import RequestsCard
from wellbeing.ui.window.family.seen_card import SeenCard
from wellbeing.ui.window.page import Page


class FamilyPage(Page):
    """Cards show values and emit wishes; the page does what they wish."""

    key = "family"
    icon = "family"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Family")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: HouseholdView | None = None
        self.family: FamilyView | None = None
        self.requests, self.agreed = RequestsCard(self.theme), AgreedCard(self.theme)
        self.pin = PinCard(desk)
        self.holidays = HolidayCard(
            self.theme, lambda work, deliver: desk.work(work, deliver, self.holidays.fail)
        )
        self.members, self.seen = MembersCard(self.theme), SeenCard(self.theme)
        self.heading.show_words("", _("Family"))
        self.cards = self.pair(
            self._column(self.requests, self.agreed, self.holidays),
            self._column(self.members, self.seen, self.pin),
            (1, 1),
        )
        # A record that cannot be read leaves nothing to fill in: its sentence stands alone.
        self.cards.hide()
        self.body.addStretch(1)
        self._connect()

    def load(self) -> None:
        """Read everything anew."""
        regional = text.first_weekday()
        self.ask(lambda source: (views.read(source, regional), source.labels), self._show)
        self.ask(families.read, self._show_family, slot="family")

    def refresh(self, change: Change) -> None:
        """What is in front changes nothing here that matters at once."""
        if change is not Change.ACTIVITY:
            self.load()

    # ------------------------------------------------------------ inside

    def _column(self, *cards: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.tokens.size["card_gap"])
        for one in cards:
            column.addWidget(one)
        column.addStretch(1)
        return made

    def _show(self, read: tuple[HouseholdView, Labels]) -> None:
        view, labels = read
        self.view = view
        self._fill()
        self.requests.show_view(view, labels)
        self.agreed.show_view(view, labels)
        self.pin.show_pin(there=view.pin)
        self.holidays.show_view(view)

    def _show_family(self, view: FamilyView) -> None:
        self.family = view
        self._fill()
        self.members.show_view(view)
        self.seen.show_view(view)

    def _fill(self) -> None:
        """What both readings decide: whether there is anything to show, and the line on top."""
        self.cards.setVisible(self.view is not None and self.family is not None)
        if self.view is not None:
            self.heading.show_words("", _("Family"), words.under(self.view, self.family))

    def _read_week(self, level: Level, moods: bool) -> None:
        regional = text.first_weekday()

        def work(source: Source) -> tuple[SeenWeek, Labels]:
            labels = source.labels
            week = families.week(
                source,
                level,
                moods=moods,
                called=lambda limit: limit_words.name(limit, labels),
                regional=regional,
            )
            return week, labels

        self.ask(work, lambda read: self.seen.show_week(*read), slot="seen")

    def _connect(self) -> None:
        self.seen.wanted.connect(self._read_week)
        self.members.joining.connect(self._join)
        self.members.showing.connect(self._show_more_or_less)
        self.members.leaving.connect(self._leave)
        self.members.revoking.connect(self._revoke)
        self.members.inviting.connect(self._invite)
        self.members.again.connect(lambda: self.desk.note(belonging.soon, self._done, self._failed))
        self.requests.asked.connect(self._ask)
        self.requests.answered.connect(self._answer)
        self.requests.answered_away.connect(self._answer_away)
        self.agreed.changed.connect(self._give)
        self.agreed.opened.connect(lambda number: self.desk.go("limits", app=str(number) if number else None))
        self.pin.changed.connect(self.load)
        self.holidays.wished.connect(self._set_holidays)

    def _join(self, wish: Joining) -> None:
        """Whoever leads the family that is joined may change what was agreed here: so the PIN is asked for."""
        view, clock = self.view, self.desk.clock
        if view is not None:
            self.desk.note_guarded(
                "family",
                lambda store: belonging.join(store, wish, view.today, clock),
                self._settled,
                self.members.fail,
            )

    def _show_more_or_less(self, wish: Showing) -> None:
        now = self.desk.clock.now

        def failed(error: KnownError) -> None:
            self.members.fail(error)
            self.load()

        self.desk.note(
            lambda store: joining.show(
                store, wish.viewer, wish.level, now, moods=wish.moods, of=wish.subject
            ),
            self._settled,
            failed,
        )

    def _invite(self, wish: Inviting) -> None:
        now = self.desk.clock.now
        self.desk.note(
            lambda store: joining.invite(store, wish.name, wish.role, wish.level, now),
            self.members.show_invitation,
            self.members.fail,
        )

    def _revoke(self, device: str) -> None:
        now = self.desk.clock.now

        def work(store: Store) -> None:
            joining.revoke(store, device, now)
            joining.refreshed(store, now)

        self._belong(work)

    def _leave(self) -> None:
        now = self.desk.clock.now
        self._belong(lambda store: joining.leave(store, now))

    def _belong(self, work: Callable[[Store], object]) -> None:
        """Join, leave, or whatever else the family is asked."""
        self.desk.note(work, self._settled, self.members.fail)

    def _settled(self, _value: object) -> None:
        self.members.done()
        self.load()

    def _ask(self, minutes: int, limit: int | None, reason: str) -> None:
        now = self.desk.clock.now()
        self.desk.change(
            lambda store: household.ask(store, minutes, limit, reason, now), self._done, self._failed
        )

    def _answer(self, request: str, minutes: int) -> None:
        given, clock, regional = Answer(self.desk.clock.now(), minutes), self.desk.clock, text.first_weekday()

        def answer(source: Source) -> None:
            stands = views.standings(source, regional)
            self.desk.change_agreed(
                lambda store, pin: household.answer(store, request, given, stands, clock, pin),
                self._done,
                self._failed,
            )

        self.desk.ask(lambda source: source, answer, self._failed)

    def _answer_away(self, request: str, minutes: int) -> None:
        """What another member asked for on their device; the family is told at once, which may take seconds."""
        given, clock = Answer(self.desk.clock.now(), minutes), self.desk.clock

        def failed(error: KnownError) -> None:
            self._failed(error)
            self.load()

        self.desk.note_agreed(
            lambda store, pin: joining.answer(store, request, given, clock, pin), self._done, failed
        )

    def _give(self, limit: int, minutes: int) -> None:
        view, clock = self.view, self.desk.clock
        now = next((one for one in view.agreed if one.limit.id == limit), None) if view else None
        if now is not None:
            self.desk.change_agreed(
                lambda store, pin: household.extend(store, now, now.given(minutes), clock, pin),
                self._done,
                self._failed,
            )

    def _set_holidays(self, several: tuple[Holiday, ...]) -> None:
        clock = self.desk.clock
        self.desk.change_agreed(
            lambda store, pin: household.set_holidays(store, several, clock, pin),
            self._done,
            self.holidays.fail,
        )

    def _done(self, _value: object) -> None:
        self.load()

    def _failed(self, error: KnownError) -> None:
        self.notice.show_words(said(error.sentence), said(error.remedy))
