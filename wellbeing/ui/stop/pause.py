"""The pause before a distraction: the way out is the big button, going on opens after a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.focus import Ask
from wellbeing.ui import focus_words
from wellbeing.ui.stop.over import WIDTH, OverCard
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label

WAIT_MS = 10_000
"""Before one can go on (one sec waits 5 to 10 s; Grüning et al. 2023)."""


class PauseCard(OverCard):
    """Says what the pause is before; `done` is leaving it."""

    went_on = Signal()

    def __init__(
        self, theme: Theme, ask: Ask, name: str, *, wait_ms: int = WAIT_MS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setMaximumWidth(WIDTH)
        over, title = label(theme, "body", "second"), label(theme, "title", wrap=True)
        reason, hint = label(theme, "body", "second", wrap=True), label(theme, "small", "third", wrap=True)
        words, why = focus_words.question(ask, name)
        for one, said in ((over, name), (title, words), (reason, why)):
            one.setText(said)
        hint.setText(_("After ten seconds you may go on; for ten minutes you are not asked again."))
        self._leave, self.go_on = button(theme, primary=True), button(theme)
        self._leave.setText(focus_words.leave(ask))
        self.go_on.setText(_("Go on"))
        self.go_on.setObjectName("plain")
        self.go_on.setEnabled(False)
        self._leave.clicked.connect(self.done)
        self.go_on.clicked.connect(self.went_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 20)
        column.setSpacing(8)
        for widget in (over, title, reason):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addWidget(self._leave)
        column.addWidget(hint)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go_on)
        column.addLayout(row)
        self.setAccessibleName(f"{name}: {words}")
        self.setAccessibleDescription(why)
        QTimer.singleShot(wait_ms, self, lambda: self.go_on.setEnabled(True))

    def take_focus(self) -> None:
        """The way out first."""
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)
