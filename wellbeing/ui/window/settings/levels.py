"""The three privacy levels, each with what it keeps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from wellbeing.timeline.redact import Privacy
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import label
from wellbeing.ui.window.settings import words

INDENT = 24
"""px from a radio button's edge to its words."""


class Levels(QWidget):
    """One of three holds; the arrow keys move."""

    chosen = Signal(object)
    """The `Privacy` that the person chose; not sent for `show_level`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What is kept"))
        self._buttons: dict[Privacy, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for level in Privacy:
            one, keeps = QRadioButton(words.level(level)), label(theme, "small", "second", wrap=True)
            one.setFont(theme.font("strong"))
            one.setAccessibleDescription(words.level_keeps(level))
            keeps.setText(words.level_keeps(level))
            keeps.setContentsMargins(INDENT, 0, 0, 8)
            keeps.setBuddy(one)
            one.clicked.connect(lambda _on, level=level: self.chosen.emit(level))
            self._group.addButton(one)
            self._buttons[level] = one
            column.addWidget(one)
            column.addWidget(keeps)

    @property
    def level(self) -> Privacy:
        """What holds."""
        return next((level for level, one in self._buttons.items() if one.isChecked()), Privacy.SITES)

    def show_level(self, level: Privacy) -> None:
        """Let a level hold, silently."""
        self._buttons[level].setChecked(True)
