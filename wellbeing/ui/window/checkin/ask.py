"""The card that asks: an answer is one click, everything can be skipped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wellbeing.checkins.checkin import ACTIVITIES, LONGEST_NOTE, CheckIn
from wellbeing.checkins.form import Form
from wellbeing.ports import Clock
from wellbeing.ui import checkin_words as words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.widgets.scale import Scale


class AskCard(Card):
    """One form."""

    kept = Signal(object)
    """A `CheckIn` that the person wants kept; one without answers where it was skipped."""

    def __init__(self, theme: Theme, clock: Clock, form: Form, parent: QWidget | None = None) -> None:
        asked = words.questions(form)
        super().__init__(theme, asked.name, words.rhythm(form), parent)
        self.form, self._clock, self._theme = form, clock, theme
        if asked.intro:
            intro = label(theme, "body", "second", wrap=True)
            intro.setText(asked.intro)
            self.body.addWidget(intro)
        self.scales = [self._scale(item, asked.choices) for item in asked.items]
        self.activities = Activities(theme) if form is Form.DAILY else None
        self.note = QLineEdit()
        if self.activities is not None:
            self.body.addWidget(rule())
            self.body.addWidget(self.activities)
            self._field(self.note, _("A note for yourself, if you like"))
        if asked.credit:
            credit = label(theme, "caption", "third", wrap=True)
            credit.setText(asked.credit)
            self.body.addWidget(credit)
        self._buttons()

    @property
    def answer(self) -> CheckIn:
        """As it stands."""
        did = () if self.activities is None else self.activities.chosen
        values = tuple(scale.value for scale in self.scales)
        return CheckIn(self._clock.now(), self.form, values, did, self.note.text().strip()[:LONGEST_NOTE])

    def _scale(self, item: str, choices: Sequence[tuple[int, str]]) -> Scale:
        spoken: list[str] = []
        if self.form is Form.DAILY:
            said = words.mood if item == _("Mood") else words.energy
            spoken = [f"{value}, {said(value)}" for value, _word in choices]
        scale = Scale(self._theme, choices, item, spoken)
        scale.answered.connect(self._changed)
        name = label(self._theme, "body", wrap=True)
        name.setText(item)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.setContentsMargins(0, 6, 0, 6)
        lines.addWidget(name)
        lines.addWidget(scale)
        if spoken:
            ends = label(self._theme, "caption", "third", wrap=True)
            ends.setText(
                _("1 = {least}, 7 = {most}").format(
                    least=spoken[0].partition(", ")[2], most=spoken[-1].partition(", ")[2]
                )
            )
            lines.addWidget(ends)
        self.body.addLayout(lines)
        return scale

    def _field(self, field: QLineEdit, name: str) -> None:
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setFont(self._theme.font("body"))
        field.setMaxLength(LONGEST_NOTE)
        field.textChanged.connect(self._changed)
        field.returnPressed.connect(self.keep)
        self.body.addWidget(field)

    def _buttons(self) -> None:
        self.save, self.skip = button(self._theme, primary=True), button(self._theme)
        self.save.setText(_("Keep"))
        self.skip.setText(_("Skip this time"))
        self.save.clicked.connect(self.keep)
        self.skip.clicked.connect(lambda: self.kept.emit(CheckIn(self._clock.now(), self.form)))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.skip)
        row.addStretch(1)
        self.body.addLayout(row)
        if self.activities is not None:
            self.activities.changed.connect(self._changed)
        self._changed()

    def keep(self) -> None:
        """Keep what was answered; nothing where nothing was."""
        if not self.answer.skipped:
            self.kept.emit(self.answer)

    def _changed(self) -> None:
        self.save.setEnabled(not self.answer.skipped)


class Activities(QWidget):
    """What one did: a few words to press, and one's own."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = label(theme, "body", wrap=True)
        title.setText(_("What did you do today?"))
        self._pressed: dict[str, QPushButton] = {}
        chips = QWidget()
        flow = Flow(chips, gap=6, line_gap=6)
        for key in ACTIVITIES:
            one = QPushButton(words.activity(key))
            one.setObjectName("answer")
            one.setFont(theme.font("body"))
            one.setCheckable(True)
            one.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
            one.clicked.connect(self.changed)
            self._pressed[key] = one
            flow.addWidget(one)
        self.own = QLineEdit()
        self.own.setFont(theme.font("body"))
        self.own.setMaxLength(100)
        self.own.setPlaceholderText(_("Something else, in your words"))
        self.own.setAccessibleName(_("Something else, in your words"))
        self.own.textChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        for widget in (title, chips, self.own):
            column.addWidget(widget)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the short list, and the person's own words."""
        own = self.own.text().strip()
        pressed = [key for key, one in self._pressed.items() if one.isChecked()]
        return (*pressed, *([own] if own else []))

    def press(self, key: str) -> None:
        """As a click does."""
        self._pressed[key].click()
