"""What may stand on a cover: a card with a way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

WIDTH = 470
"""px of a card at most."""


class OverCard(QFrame):
    """What may stand on a cover."""

    done = Signal()
    """The way out."""

    def take_focus(self) -> None:
        """The way out first."""
