"""A question in the flow of a card: what would happen, and two ways on. It never covers anything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label


class Question(QFrame):
    """Hidden until it asks. The focus goes to the answer that changes nothing; Escape gives it."""

    accepted = Signal()
    refused = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self._sentence, self._more = (
            label(theme, "body", wrap=True),
            label(theme, "small", "second", wrap=True),
        )
        self._yes, self._no = button(theme, primary=True), button(theme)
        self._yes.clicked.connect(self._accept)
        self._no.clicked.connect(self._refuse)
        buttons = QWidget()
        flow = Flow(buttons, gap=8, line_gap=8)
        for one in (self._yes, self._no):
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (self._sentence, self._more, buttons):
            column.addWidget(part)
        self.hide()

    def ask(self, sentence: str, yes: str, no: str, more: str = "") -> None:
        """Show it.

        Args:
            sentence: what would happen.
            yes: what the button says that lets it happen.
            no: what the other button says.
            more: a second, quieter sentence.
        """
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._yes.setText(yes)
        self._no.setText(no)
        self.setAccessibleName(f"{sentence} {more}".strip())
        self.show()
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self._refuse()
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        self.hide()
        self.accepted.emit()

    def _refuse(self) -> None:
        self.hide()
        self.refused.emit()
