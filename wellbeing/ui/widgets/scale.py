"""Answers beside each other, of which at most one is chosen; none at the start."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow


class Scale(QWidget):
    """One click answers, a second one on the same takes it back; arrow keys move, Space chooses.

    Args:
        choices: value and words of each, in reading order.
        name: the question, for screen readers.
        spoken: what a screen reader says of a value, where that is more than its words.
    """

    answered = Signal()
    """The answer changed, by the person."""

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[int, str]],
        name: str,
        spoken: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value: int | None = None
        self.buttons: dict[int, QPushButton] = {}
        row = Flow(self, gap=6, line_gap=6)
        for place, (value, words) in enumerate(choices):
            one = QPushButton(words)
            one.setObjectName("answer")
            one.setFont(theme.font("body"))
            one.setCheckable(True)
            one.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
            said = spoken[place] if spoken else words
            one.setAccessibleName(f"{name}: {said}")
            one.setToolTip(said if said != words else "")
            one.clicked.connect(lambda _on, value=value: self._choose(value))
            one.installEventFilter(self)
            self.buttons[value] = one
            row.addWidget(one)
        self._settle()

    @property
    def value(self) -> int | None:
        """What is chosen; None where nothing is."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Let this hold, silently."""
        self._value = value
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrow keys go from one to the next."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            if step:
                ahead = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
                row = list(self.buttons.values())
                place = next(n for n, one in enumerate(row) if one is watched) + ahead
                if 0 <= place < len(row):
                    row[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, value: int) -> None:
        self.show_value(None if value == self._value else value)
        self.answered.emit()

    def _settle(self) -> None:
        """Tab reaches the chosen one, or the first while none is."""
        reached = self._value if self._value is not None else next(iter(self.buttons), None)
        for value, one in self.buttons.items():
            one.setChecked(value == self._value)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if value == reached else Qt.FocusPolicy.ClickFocus)
