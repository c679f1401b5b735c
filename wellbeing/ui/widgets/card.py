"""Cards: a heading or a sentence, one figure, at most one row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import ElidedLabel, button, label

_HEAD = 10
"""px between title, hint and what stands at their right."""


class Card(QFrame):
    """A card: add to `body`. No card in a card.

    Args:
        title: a section's name; empty for a card that begins with its figure.
        hint: a few words beside the title.
    """

    def __init__(self, theme: Theme, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title, self._hint = ElidedLabel(theme, "section"), ElidedLabel(theme, "small")
        self._hint.setProperty("tone", "third")
        for one in (self._title, self._hint):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """Title and hint; add what stands at their right, or below them where room is short."""
        self.head.setSpacing(_HEAD)
        self.head.addWidget(self._title)
        self.head.addWidget(self._hint)
        self.head.addStretch(1)
        self._top = QWidget()
        self._top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._top.setLayout(self.head)
        self.head.setContentsMargins(0, 0, 0, 4)
        self.body = QVBoxLayout(self)
        padding = theme.tokens.size["card_padding"]
        self.body.setContentsMargins(padding, padding - 4, padding, padding - 4)
        self.body.setSpacing(theme.tokens.space["one"])
        self.body.addWidget(self._top)
        self.show_title(title, hint)

    def show_title(self, title: str, hint: str = "") -> None:
        """Change title and hint; both empty takes their line away."""
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._top.setVisible(bool(title or hint))
        self.setAccessibleName(title)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Title, hint and what stands at their right, beside each other where they fit."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        items = [self.head.itemAt(place) for place in range(self.head.count())]
        widths = [
            one.sizeHint().width() for one in items if one is not None and one.widget() and not one.isEmpty()
        ]
        edges, ways = self.body.contentsMargins(), QBoxLayout.Direction
        room = self.width() - edges.left() - edges.right()
        fits = sum(widths) + _HEAD * len(widths) <= room
        wanted = ways.LeftToRight if fits else ways.TopToBottom
        if self.head.direction() is not wanted:
            self.head.setDirection(wanted)
            self.head.setSpacing(_HEAD if fits else 2)


class Notice(QFrame):
    """Something keeps a page from being whole: a sentence, its remedy, and perhaps one button."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._sentence = label(theme, "strong", wrap=True)
        self._remedy = label(theme, "body", "second", wrap=True)
        self._button = button(theme)
        self._button.clicked.connect(self.acted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addWidget(self._remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 16, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self._button)

    def show_words(self, sentence: str, remedy: str = "", action: str = "") -> None:
        """Say it, and become visible."""
        self._sentence.setText(sentence)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{sentence} {remedy}".strip())
        self.show()
