"""Going through time: the stretch before, the one after, and back to the present."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import button


class Steps(QWidget):
    """Two arrows, and a way back while another stretch than the present is shown.

    Args:
        earlier: what the first arrow does, in words.
        later: what the second one does.
        back: words of the way back.
    """

    stepped = Signal(int)
    """-1 for earlier, 1 for later, 0 for the present."""

    def __init__(
        self, theme: Theme, earlier: str, later: str, back: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.back = button(theme)
        self.back.setText(back)
        self.earlier = GlyphButton(theme, "left", earlier, "right")
        self.later = GlyphButton(theme, "right", later, "left")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget, step in ((self.back, 0), (self.earlier, -1), (self.later, 1)):
            row.addWidget(widget)
            widget.clicked.connect(lambda _on=False, step=step: self.stepped.emit(step))
        self.back.hide()
        self.show_ends(earlier=False, later=False)

    def show_ends(self, *, earlier: bool, later: bool) -> None:
        """Whether there is something before, and something after; the present is the last."""
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)
        self.back.setVisible(later)

    def take_keys(self, page: QWidget) -> None:
        """Alt+Left, Alt+Right and Alt+Home on a page."""
        for keys, one in (("Alt+Left", self.earlier), ("Alt+Right", self.later), ("Alt+Home", self.back)):
            QShortcut(QKeySequence(keys), page).activated.connect(one.click)
