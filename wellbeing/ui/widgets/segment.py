"""A few choices beside each other, of which one holds; in several lines where room is short."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow

_PADDING = 14
"""px beside the words, edge included (`ui.sheet`)."""


class Segment(QFrame):
    """One of two to five; the arrow keys move, as between radio buttons.

    Args:
        choices: key and words of each, in reading order; the first holds at the start.
        name: what is chosen, for screen readers.
    """

    chosen = Signal(str)
    """The key that the person chose; not sent for `choose`."""

    def __init__(
        self, theme: Theme, choices: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = Flow(self, gap=0, line_gap=0, fill=True)
        row.setContentsMargins(2, 2, 2, 2)
        for key, words in choices:
            one = QPushButton(words)
            one.setObjectName("segment")
            one.setFont(theme.font("body"))
            one.setCheckable(True)
            one.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
            one.clicked.connect(lambda _on, key=key: self._choose(key))
            one.installEventFilter(self)
            # The chosen one is set in a heavier weight, which must not cut its words off.
            widest = QFontMetrics(theme.font("strong")).horizontalAdvance(words)
            one.setMinimumWidth(widest + 2 * _PADDING)
            self._group.addButton(one)
            self._buttons[key] = one
            row.addWidget(one)
        self.key = ""
        """What holds."""
        self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Make one hold, silently."""
        self.key = key
        self._buttons[key].setChecked(True)
        for name, one in self._buttons.items():
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrow keys go from one to the next."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step:
                ahead = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
                keys = list(self._buttons)
                place = keys.index(self.key) + ahead
                if 0 <= place < len(keys):
                    self._choose(keys[place])
                    self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, key: str) -> None:
        if key != self.key:
            self.choose(key)
            self.chosen.emit(key)
        else:
            self._buttons[key].setChecked(True)
