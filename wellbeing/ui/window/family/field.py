"""Lines to write in and buttons, as the cards of the page have them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLayout, QLineEdit, QPushButton, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button


def field(theme: Theme, name: str, longest: int = 200) -> QLineEdit:
    """A line; its name stands in it while it is empty."""
    made = QLineEdit()
    made.setFont(theme.font("body"))
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setMaxLength(longest)
    return made


def press(theme: Theme, words: str, do: Callable[[], object], *, primary: bool = False) -> QPushButton:
    """A button."""
    made = button(theme, primary=primary)
    made.setText(words)
    made.clicked.connect(lambda _checked=False: do())
    return made


def beside(*widgets: QWidget) -> QWidget:
    """One after the other, in the next line where room is short."""
    made = QWidget()
    flow = Flow(made, gap=8, line_gap=8)
    for one in widgets:
        flow.addWidget(one)
    return made


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
