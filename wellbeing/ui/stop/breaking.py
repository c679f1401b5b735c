"""A break: announced by a small card in the corner, then a quiet card in the middle of the screen."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.nudges.rest import Rest, Stage
from wellbeing.ui import break_words
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.meter import Meter

WIDTH = 424
_TURN_MS = 500


class BreakCard(QFrame):
    """Shows a break and says what the person wishes: `start`, `postpone` or `skip`."""

    wished = Signal(str)

    def __init__(self, theme: Theme, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH)
        self.stage = stage
        self._rest: Rest | None = None
        self._since = QElapsedTimer()
        breaks = stage is Stage.BREAK
        self._over = label(theme, "small", "third")
        self._title, self._hint = (
            label(theme, "title" if breaks else "section", wrap=True),
            label(theme, "body", "second", wrap=True),
        )
        self._meter = Meter(theme)
        self.start, self.postpone, self.skip = button(theme), button(theme), button(theme)
        for made, words, wish in (
            (self.start, _("Begin now"), "start"),
            (self.postpone, _("A little later"), "postpone"),
            (self.skip, _("Back to work") if breaks else _("Not this time"), "skip"),
        ):
            made.setText(words)
            made.clicked.connect(lambda _on=False, wish=wish: self.wished.emit(wish))
        self.skip.setObjectName("plain")
        self._lay_out(breaks=breaks)
        self._turn = QTimer(self)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._grow)
        if breaks:
            self._turn.start()

    def show_rest(self, rest: Rest) -> None:
        """How it stands; between two looks of the tracker the bar goes on by itself."""
        self._rest = rest
        self._since.start()
        self._over.setText(_("Your break") if self.stage is Stage.BREAK else _("In a moment"))
        self._title.setText(break_words.title(rest))
        self._hint.setText(break_words.hint(rest))
        self.postpone.setVisible(self.stage is Stage.PRELUDE and rest.may_postpone)
        self.setAccessibleName(f"{self._over.text()}: {self._title.text()}")
        self.setAccessibleDescription(self._hint.text())
        self._grow()

    def _grow(self) -> None:
        if self._rest is None or self.stage is not Stage.BREAK:
            return
        length = self._rest.pause.length.total_seconds()
        done = self._rest.rested.total_seconds() + self._since.elapsed() / 1000
        self._meter.show_share(done / length)

    def _lay_out(self, *, breaks: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 14)
        column.setSpacing(6)
        for widget in (self._over, self._title, self._hint):
            column.addWidget(widget)
        self._meter.setVisible(breaks)
        if breaks:
            column.addSpacing(8)
            column.addWidget(self._meter)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.start.setVisible(not breaks)
        row.addWidget(self.start)
        row.addWidget(self.postpone)
        row.addStretch(1)
        row.addWidget(self.skip)
        column.addLayout(row)
