"""The grounds of one note: what was seen, all that had to be true, what cannot be known, and the answer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wellbeing.nudges.nudge import Record, Response
from wellbeing.ui import nudge_words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.window.nudges import words


class Grounds(Card):
    """Rows of a name, a figure and what it was compared with."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent=parent)
        self._theme = theme
        self._inside = QWidget()
        self.body.addWidget(self._inside)
        self.body.addStretch(1)

    def show_rows(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Other grounds."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 2)
        for place, (name, value, against) in enumerate(rows):
            left = label(self._theme, "body", wrap=True)
            middle, right = label(self._theme, "strong"), label(self._theme, "small", "third", wrap=True)
            for one, said in ((left, name), (middle, value), (right, against)):
                one.setText(said)
            middle.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            left.setAccessibleDescription(f"{value} {against}".strip())
            if place:
                grid.addWidget(rule(), 2 * place, 0, 1, 3)
            for column, one in enumerate((left, middle, right)):
                grid.addWidget(one, 2 * place + 1, column)
        self.body.replaceWidget(self._inside, fresh)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = fresh


class Answer(Card):
    """What the rule cannot know, and three buttons."""

    answered = Signal(object)
    """A `Response`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What it cannot know"), parent=parent)
        self._cannot = label(theme, "body", "second", wrap=True)
        self._asked = label(theme, "small", "third", wrap=True)
        self.buttons = {one: button(theme) for one in (Response.HELPFUL, Response.NOT_NOW, Response.NEVER)}
        row = QWidget()
        flow = Flow(row, gap=8, line_gap=8)
        for one, words_ in (
            (Response.HELPFUL, _("Helpful")),
            (Response.NOT_NOW, _("Not now")),
            (Response.NEVER, _("Never this kind")),
        ):
            made = self.buttons[one]
            made.setText(words_)
            made.clicked.connect(lambda _on=False, one=one: self.answered.emit(one))
            flow.addWidget(made)
        for widget in (self._cannot, rule(), self._asked, row):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_record(self, record: Record, *, own: bool) -> None:
        """Another note; an own fence is not ended here."""
        self._cannot.setText(words.cannot_know(record.decision.wish.kind))
        self._asked.setText(
            _("What you did: {response}").format(response=nudge_words.response(record.response))
            if record.response is not None
            else _("Was it worth showing?")
        )
        self.buttons[Response.NEVER].setVisible(not own)
        for one, made in self.buttons.items():
            made.setEnabled(record.response is not one)
