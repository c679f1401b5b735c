"""The card of the family: joining by a code; then who sees what of this person, and how the exchange stands."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.view.family import FamilyView
from wellbeing.family.agreement import Agreement, Member
from wellbeing.family.level import Level
from wellbeing.ports import KnownError
from wellbeing.ui import family_words
from wellbeing.ui.text import _, said
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label, rule
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.family import members_words as words
from wellbeing.ui.window.family.field import beside, emptied, field, press

_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Showing:
    """What a member is to see from now on."""

    viewer: str
    level: Level | None
    moods: bool | None = None
    """None: as it is."""


class MembersCard(Card):
    """Emits wishes; shows only what holds."""

    joining = Signal(str, str)
    """A code, and what this device is to be called."""
    showing = Signal(object)
    """A `Showing`."""
    leaving = Signal()
    again = Signal()
    """Exchange now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Who sees what"), parent=parent)
        self._theme = theme
        self._shown: object = None
        self.about, self.state = (
            label(theme, "body", "second", wrap=True),
            label(theme, "small", "third", wrap=True),
        )
        self.code, self.name = (
            field(theme, _("Code from the family"), 600),
            field(theme, _("What this device is called"), 60),
        )
        self.name.setText(socket.gethostname())
        self.join = press(theme, _("Join"), self._join, primary=True)
        self.error = label(theme, "strong", wrap=True)
        self.error.hide()
        self.code.returnPressed.connect(self._join)
        self.name.returnPressed.connect(self._join)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.retry = press(theme, _("Exchange now"), self.again.emit)
        self.leave = press(theme, _("Leave the family"), self._ask)
        self.question = Question(theme)
        self.question.accepted.connect(self.leaving)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        for one in (self.code, self.name):
            form.addWidget(one)
        form.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeading)
        self._ways = beside(self.retry, self.leave)
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addWidget(self._form)
        self.body.addLayout(self._rows)
        for part in (self.error, self.state, self.question, self._ways):
            self.body.addWidget(part)

    def show_view(self, view: FamilyView) -> None:
        """Nobody, or a family with its members; what is being written stays."""
        joined, agreed = view.joined, view.agreement
        self.show_title(_("Who sees what") if joined is None else joined.family)
        self.about.setText(words.about(view))
        self._form.setVisible(joined is None)
        self._ways.setVisible(joined is not None)
        self.state.setVisible(joined is not None)
        self.state.setText(words.state(view))
        shown = (agreed, joined)
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self._rows)
        if agreed is not None:
            for one in agreed.members:
                if one.id != agreed.person.id:
                    self._rows.addWidget(self._row(one, view))
            self._rows.addWidget(rule())
            self._rows.addWidget(self._devices(agreed, view))

    def fail(self, error: KnownError) -> None:
        """What could not be."""
        self._shown = None
        self.join.setEnabled(True)
        self.error.setText(f"{said(error.sentence)} {said(error.remedy)}".strip())
        self.error.show()

    def done(self) -> None:
        """What was wished is so."""
        self.join.setEnabled(True)
        self.error.hide()
        self.code.clear()

    def _join(self) -> None:
        code = self.code.text().strip()
        if code and self.join.isEnabled():
            self.join.setEnabled(False)
            self.error.hide()
            self.joining.emit(code, self.name.text())

    def _ask(self) -> None:
        self.question.ask(
            _("This device tells the family nothing any more."),
            _("Leave"),
            _("Stay"),
            _("What was told before stays with the family."),
        )

    def _row(self, one: Member, view: FamilyView) -> QWidget:
        relation = next((each for each in view.viewers if each.viewer == one.id), None)
        other = next((each for each in view.seen if each.subject == one.id), None)
        name, sees = label(self._theme, "strong", wrap=True), label(self._theme, "small", "third", wrap=True)
        name.setText(f"{one.name}, {family_words.role(one.role)}")
        sees.setText(words.you_see(None if other is None else other.level))
        choices: list[tuple[object, str]] = [
            (_NOTHING, words.shown(None)),
            *((each, words.shown(each)) for each in Level),
        ]
        level = Choice(self._theme, choices, _("What {name} sees of you").format(name=one.name))
        held: object = _NOTHING if relation is None else relation.level
        level.show_value(held, words.shown(None if relation is None else relation.level))
        level.chosen.connect(
            lambda value: self.showing.emit(Showing(one.id, value if isinstance(value, Level) else None))
        )
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(name, 1)
        line.addWidget(level)
        column.addLayout(line)
        column.addWidget(sees)
        if relation is not None:
            column.addWidget(self._moods(one, relation.level, on=relation.moods))
        return row

    def _moods(self, one: Member, level: Level, *, on: bool) -> QWidget:
        """Only whose moods they are finds this switch."""
        row, said_ = QWidget(), label(self._theme, "small", "second", wrap=True)
        said_.setText(_("How you felt, as you answered it"))
        switch = Segment(
            self._theme,
            [("off", _("Hidden")), ("on", _("Shown"))],
            _("Whether {name} sees how you felt").format(name=one.name),
        )
        switch.choose("on" if on else "off")
        switch.chosen.connect(lambda key: self.showing.emit(Showing(one.id, level, moods=key == "on")))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(said_, 1)
        line.addWidget(switch)
        return row

    def _devices(self, agreed: Agreement, view: FamilyView) -> QWidget:
        said_ = label(self._theme, "small", "second", wrap=True)
        said_.setText(words.devices(agreed, view.joined.device if view.joined else ""))
        return said_
