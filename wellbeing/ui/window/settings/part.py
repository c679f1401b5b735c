"""A part of the Settings page: cards that belong together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.view.settings import Past, SettingsView, Things
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.window.desk import Desk


class Part(QWidget):
    """Shows what was read and changes what it is asked to; errors are said where they arose.

    Args:
        desk: reads and changes.
        past: sums of all the past, shared by the parts.
    """

    stale = Signal()
    """Something was changed: read anew."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.theme, self.past = desk, desk.theme, past
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.theme.tokens.size["card_gap"])

    def card(self, title: str, hint: str = "") -> Card:
        """Another card at the end."""
        result = Card(self.theme, title, hint)
        self.column.addWidget(result)
        return result

    def show_view(self, view: SettingsView) -> None:
        """What can be said at once."""

    def show_things(self, things: Things) -> None:
        """What is known of the past."""
