"""A line for something that nobody beside should read."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from wellbeing.family.pin import LONGEST
from wellbeing.ui.theme import Theme


class Secret(QLineEdit):
    """Shows dots; what it holds is never in a clipboard, and never completed."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("body"))
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
