"""One note in the list: when, what it was about, what became of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import ElidedLabel, label

_WHEN = 132
"""px of the column with the time."""


class NoteLine(QPushButton):
    """A row that opens the grounds."""

    def __init__(
        self, theme: Theme, when: str, subject: str, became: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.setAccessibleName(f"{when}: {subject}, {became}")
        self.setAccessibleDescription(_("Shows why it was said, or why not."))
        left, middle, right = label(theme, "small", "third"), ElidedLabel(theme), ElidedLabel(theme, "small")
        left.setFixedWidth(_WHEN)
        right.setProperty("tone", "second")
        for one, words in ((left, when), (middle, subject), (right, became)):
            one.setText(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(10)
        row.addWidget(left)
        row.addWidget(middle, 4)
        row.addWidget(right, 5)
