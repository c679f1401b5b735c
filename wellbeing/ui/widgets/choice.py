"""One of many choices in a box that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from wellbeing.ui.theme import Theme


class Choice(QComboBox):
    """Values with words. The wheel scrolls the page and never changes a value by the way."""

    chosen = Signal(object)
    """The value that the person chose; not sent for `show_value`."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[object, str]] = (),
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFont(theme.font("body"))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[object] = []
        self.show_choices(choices)
        self.activated.connect(lambda place: self.chosen.emit(self._values[place]))

    @property
    def value(self) -> object:
        """What holds; None where there is nothing to choose."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def show_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these; what held still holds where it is among them."""
        held = self.value if self._values else None
        if [words for _, words in choices] != [self.itemText(place) for place in range(self.count())]:
            self.clear()
            self.addItems([words for _, words in choices])
        self._values = [value for value, _ in choices]
        if held in self._values:
            self.setCurrentIndex(self._values.index(held))

    def show_value(self, value: object, words: str) -> None:
        """Let a value hold, silently; one that is not offered is added, in these words."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(words)
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Pass it on."""
        event.ignore()
