"""The card of the family: joining it; then who sees what of this person, and how the exchange stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.membership import Met, Way
from wellbeing.engine.view.family import FamilyView
from wellbeing.family.agreement import Agreement, Member, OwnDevice
from wellbeing.ports import KnownError
from wellbeing.ui import family_words
from wellbeing.ui.text import _, said
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import label, rule
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.family import members_words as words
from wellbeing.ui.window.family.field import beside, emptied, press
from wellbeing.ui.window.family.invite_part import InvitePart
from wellbeing.ui.window.family.join_part import JoinPart
from wellbeing.ui.window.family.member_row import MemberRow
from wellbeing.ui.window.family.trouble_part import TroublePart


class MembersCard(Card):
    """Emits wishes; shows only what holds."""

    joining = Signal(object)
    """A `Joining`."""
    showing = Signal(object)
    """A `Showing`."""
    inviting = Signal(object)
    """An `Inviting`."""
    leaving = Signal()
    revoking = Signal(str)
    """Id of a device of this person that is to be taken out."""
    again = Signal()
    """Exchange now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Who sees what"), parent=parent)
        self._theme = theme
        self._shown: object = None
        self._folder = ""
        self.about, self.state = (
            label(theme, "body", "second", wrap=True),
            label(theme, "small", "third", wrap=True),
        )
        self.error = label(theme, "strong", wrap=True)
        self.error.hide()
        self.trouble = TroublePart(theme)
        self.join, self.invite = JoinPart(theme), InvitePart(theme)
        self.join.wished.connect(self._join)
        self.invite.wished.connect(self.inviting)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.retry = press(theme, _("Exchange now"), self.again.emit)
        self.leave = press(theme, _("Leave the family"), self._ask)
        self.question = Question(theme)
        self.question.accepted.connect(self._agreed)
        self._wish: Callable[[], object] = self.leaving.emit
        self._ways = beside(self.retry, self.leave)
        self.body.setSpacing(8)
        self._members = QWidget()
        self._members.setLayout(self._rows)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part in (self.about, self.trouble, self.join, self._members):
            self.body.addWidget(part)
        for part in (self.error, self.state, self.invite, self.question, self._ways):
            self.body.addWidget(part)

    def show_view(self, view: FamilyView) -> None:
        """Nobody, or a family with its members; what is being written stays."""
        joined, agreed = view.joined, view.agreement
        self._folder = "" if joined is None else joined.folder
        self.show_title(_("Who sees what") if joined is None else joined.family)
        self.about.setText(words.about(view))
        self.join.setVisible(joined is None)
        self._ways.setVisible(joined is not None)
        state, reached = words.state(view), words.reached(view)
        self.state.setVisible(bool(state))
        self.state.setText(state)
        self.trouble.show_view(view)
        gone = view.met is Met.GONE
        # What was agreed can be read while nobody is reached; changing it would only fail.
        self._members.setVisible(agreed is not None and not gone)
        self.retry.setVisible(not gone)
        self.retry.setText(_("Exchange now") if reached else _("Try again"))
        may = agreed is not None and not agreed.person.role.minor
        self.invite.setVisible(may and reached and joined is not None and joined.way is Way.FOLDER)
        if (agreed, joined, reached) == self._shown:
            return
        self._shown = (agreed, joined, reached)
        emptied(self._rows)
        if agreed is not None:
            self._fill(agreed, view)

    def show_invitation(self, made: tuple[str, Member, datetime]) -> None:
        """A code for a member's device."""
        self.error.hide()
        self.invite.show_code(*made)

    def fail(self, error: KnownError) -> None:
        """What could not be."""
        self._shown = None
        self.join.join.setEnabled(True)
        self.error.setText(f"{said(error.sentence)} {said(error.remedy)}".strip())
        self.error.show()

    def done(self) -> None:
        """What was wished is so."""
        self.join.join.setEnabled(True)
        self.join.code.clear()
        self.error.hide()

    def _join(self, wish: object) -> None:
        self.error.hide()
        self.joining.emit(wish)

    def _agreed(self) -> None:
        self._wish()

    def _ask_to_remove(self, device: str, name: str) -> None:
        self._wish = partial(self.revoking.emit, device)
        self.question.ask(
            _("The device {name} tells the family nothing any more.").format(name=name),
            _("Take it out"),
            _("Leave it in"),
            _("It can join again with a new code."),
        )

    def _ask(self) -> None:
        self._wish = self.leaving.emit
        self.question.ask(
            _("This device tells the family nothing any more."),
            _("Leave"),
            _("Stay"),
            family_words.after_leaving(self._folder),
        )

    def _fill(self, agreed: Agreement, view: FamilyView) -> None:
        for one in agreed.members:
            if one.id != agreed.person.id:
                row = MemberRow(self._theme, one, agreed.person, view)
                row.showing.connect(self.showing)
                self._rows.addWidget(row)
        self._rows.addWidget(rule())
        here, reached = view.joined.device if view.joined else "", words.reached(view)
        for device in agreed.devices:
            if not device.revoked:
                self._rows.addWidget(self._device(device, here=device.id == here, reached=reached))

    def _device(self, one: OwnDevice, *, here: bool, reached: bool) -> QWidget:
        row, name = QWidget(), label(self._theme, "small", "second", wrap=True)
        name.setText(words.device(one, here=here))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(name, 1)
        if reached and not here:
            away = GlyphButton(self._theme, "close", _("Take {name} out of the family").format(name=one.name))
            away.clicked.connect(partial(self._ask_to_remove, one.id, one.name))
            line.addWidget(away)
        return row
