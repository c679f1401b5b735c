"""The question of the day in a window of our own: two clicks, a note if one likes, and it is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wellbeing.checkins.checkin import LONGEST_NOTE
from wellbeing.checkins.form import Form
from wellbeing.ports import Note
from wellbeing.ui import checkin_words as words
from wellbeing.ui.stop.note import NoteCard
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.scale import Scale

SLOT = "checkin"
"""The note that becomes this card."""
KEEP_MS = 4_000
"""After the second answer: time to see what was clicked, to change it, or to begin a note."""


class CheckInCard(NoteCard):
    """Mood and energy in one click each; without a note it is kept by itself a moment after the second."""

    plain = NoteCard.plain | {SLOT}
    """The page with all questions is a quiet way, too."""
    answered = Signal(object, object, str)
    """Mood, energy (1 to 7, None where skipped), and the note."""

    def __init__(
        self, theme: Theme, note: Note, parent: QWidget | None = None, *, keep_ms: int = KEEP_MS
    ) -> None:
        super().__init__(theme, note, parent)
        self.mood, self.energy = self._scale(0, words.mood), self._scale(1, words.energy)
        self.note = QLineEdit()
        self.note.setFont(theme.font("body"))
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(_("A note for yourself, if you like"))
        self.note.setAccessibleName(_("A note for yourself, if you like"))
        self.keep: QPushButton = button(theme, primary=True)
        self.keep.setText(_("Keep"))
        self.soon = label(theme, "small", "third")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(keep_ms)
        self._patience.timeout.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.note.textEdited.connect(self._changed)
        self.note.returnPressed.connect(self._keep)
        self.ways.insertLayout(0, self._lines())
        self._order()
        self._changed()

    def _order(self) -> None:
        """By keyboard the questions come first, the quiet ways last."""
        own = [*self.mood.buttons.values(), *self.energy.buttons.values(), self.note, self.keep]
        last: QWidget = self.keep
        for one in self.findChildren(QPushButton):
            if one not in own:
                QWidget.setTabOrder(last, one)
                last = one

    def _scale(self, place: int, said: Callable[[int], str]) -> Scale:
        asked = words.questions(Form.DAILY)
        spoken = [f"{value}, {said(value)}" for value, _word in asked.choices]
        scale = Scale(self._theme, asked.choices, asked.items[place], spoken)
        scale.answered.connect(self._changed)
        return scale

    def _lines(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for scale, of in ((self.mood, words.mood), (self.energy, words.energy)):
            name, ends = label(self._theme, "body"), label(self._theme, "caption", "third")
            name.setText(scale.accessibleName())
            ends.setText(_("1 = {least}, 7 = {most}").format(least=of(1), most=of(7)))
            head = QHBoxLayout()
            head.addWidget(name)
            head.addStretch(1)
            head.addWidget(ends)
            column.addLayout(head)
            column.addWidget(scale)
            column.addSpacing(2)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.soon)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _changed(self) -> None:
        values = (self.mood.value, self.energy.value)
        self.keep.setEnabled(any(values) or bool(self.note.text().strip()))
        if all(values) and not self.note.text():
            self._patience.start()
            self.soon.setText(_("Kept in a moment."))
        else:
            self._patience.stop()
            self.soon.setText("")

    def _keep(self) -> None:
        self._patience.stop()
        if self.keep.isEnabled():
            self.answered.emit(self.mood.value, self.energy.value, self.note.text().strip())
