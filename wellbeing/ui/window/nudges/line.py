"""One note in the list: when, what it was about, what became of it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import ElidedLabel, label

_WHEN = 132
"""px of the column with the time."""
_NARROW = 520
"""px of the row below which what became of the note stands below what it was about."""
_LINE, _LINES = 30, 48
"""px of a row with one line, and with two."""


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
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(middle, 4)
        self._words.addWidget(right, 5)
        row.addLayout(self._words, 1)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two lines where room is short."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        narrow, ways = self.width() < _NARROW, QBoxLayout.Direction
        self._words.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._words.setSpacing(0 if narrow else 10)
        self._words.setContentsMargins(0, 5 if narrow else 0, 0, 5 if narrow else 0)
        self.setMinimumHeight(_LINES if narrow else _LINE)
