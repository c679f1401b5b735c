"""The top of a page: when, the one sentence that answers its question, and from what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import label

_LEAST = 320
"""px that the words need beside something: about half a line of a title."""
_BESIDE = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing


class Heading(QWidget):
    """A sentence first; buttons that choose what it speaks of stand at its right, or above it where room is short."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = label(theme, "small", "third")
        self._title = label(theme, "title", wrap=True)
        self._under = label(theme, "body", "second", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for one in (self._over, self._title, self._under):
            words.addWidget(one)
        self._under.setContentsMargins(0, 3, 0, 0)
        self._right = Flow(gap=4)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._right)
        self._row.setAlignment(self._right, _BESIDE)
        # Not Fixed: that would cut lines that a narrow window adds to the hint.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, over: str, title: str, under: str = "") -> None:
        """The three lines; empty ones take no room."""
        for one, words in ((self._over, over), (self._title, title), (self._under, under)):
            if one.text() != words:
                one.setText(words)
            one.setVisible(bool(words))
        self.setAccessibleName(title)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What stands at the right goes above the words where it would leave them too little room."""
        super().resizeEvent(event)
        ways, right = QBoxLayout.Direction, self._right.sizeHint().width()
        short = right and self.width() - right - self._row.spacing() < _LEAST
        wanted = ways.BottomToTop if short else ways.LeftToRight
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            # Above the words it has the whole width, and as many lines as it needs.
            self._row.setAlignment(self._right, Qt.AlignmentFlag(0) if short else _BESIDE)

    def add(self, widget: QWidget) -> None:
        """At the right, in reading order."""
        self._right.addWidget(widget)
