"""What keeps this device from its family: what happened, what still works, what helps. Calm, in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wellbeing.engine.view.family import FamilyView
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import label
from wellbeing.ui.window.family import trouble_words as words


class TroublePart(QFrame):
    """Hidden while all is well."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.title = label(theme, "strong", wrap=True)
        self.works, self.helps = (label(theme, "body", "second", wrap=True) for _ in range(2))
        self.detail = label(theme, "small", "third", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for one in (self.title, self.works, self.helps, self.detail):
            column.addWidget(one)
        self.hide()

    def show_view(self, view: FamilyView) -> None:
        """As the exchange stands."""
        told = words.trouble(view)
        self.setVisible(told is not None)
        if told is None:
            return
        for one, said in (
            (self.title, told.title),
            (self.works, told.works),
            (self.helps, told.helps),
            (self.detail, told.detail),
        ):
            one.setText(said)
            one.setVisible(bool(said))
        self.setAccessibleName(f"{told.title} {told.works} {told.helps} {told.detail}".strip())
