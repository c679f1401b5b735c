"""The keys of the window, as a list under `?`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.pages import PAGES

Shown = Sequence[tuple[str, str]]
"""Keys as Qt writes them (`Ctrl+1`), and what they do."""


def everywhere() -> list[tuple[str, str]]:
    """Keys that work on every page."""
    return [
        (f"Ctrl+1 – Ctrl+{min(len(PAGES), 9)}", _("Go to a page")),
        ("F5", _("Read again")),
        ("T", _("Change between a figure and its table, when the figure has the focus")),
        ("?", _("Show this list")),
        ("Ctrl+W", _("Close the window")),
    ]


class Shortcuts(QDialog):
    """Two columns: key, effect. Escape closes it."""

    def __init__(self, theme: Theme, of_page: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        heading = label(theme, "section")
        heading.setText(_("Keyboard"))
        close = button(theme, primary=True)
        close.setText(_("Close"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addLayout(_grid(theme, [*of_page, *everywhere()]))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """As high as its lines need in this width: Qt asks windows for no height of their own."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))


def _grid(theme: Theme, keys: Shown) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for row, (key, effect) in enumerate(keys):
        left, right = label(theme, "strong"), label(theme, "body", "second", wrap=True)
        left.setText(" – ".join(_native(part) for part in key.split(" – ")))
        right.setText(effect)
        right.setMinimumWidth(300)
        grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, row, 1)
    return grid


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
