"""One setting: its name, what it does, its default, and the control that changes it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk

Value = str | int | bool
_SIDE_BY_SIDE = 3
"""Choices up to which all are shown beside each other."""


_GAP = 6
"""px above a control that stands below its words."""
_SHARE = 0.5
"""Of a row's width that a control beside the words may take."""


class Row(QWidget):
    """Words at the left, a control at the right, and below them what went wrong, if anything did."""

    def __init__(
        self, theme: Theme, name: str, effect: str, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._effect = label(theme, "body", wrap=True), label(theme, "small", "third", wrap=True)
        self._error = label(theme, "strong", wrap=True)
        self._error.hide()
        self._name.setText(name)
        self._effect.setText(effect)
        control.setAccessibleName(name)
        control.setAccessibleDescription(effect)
        self._held, self._below = control, False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._name, 0, 0, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(self._effect, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._error, 3, 0, 1, 2)
        self._place()

    @property
    def error(self) -> str:
        """What went wrong; empty while nothing did."""
        return "" if self._error.isHidden() else self._error.text()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The control goes below the words where it would leave them too little room."""
        super().resizeEvent(event)
        below = self._held.sizeHint().width() > self.width() * _SHARE
        if below != self._below:
            self._below = below
            self._place()

    def _place(self) -> None:
        end, middle = Qt.AlignmentFlag.AlignTrailing, Qt.AlignmentFlag.AlignVCenter
        self._grid.removeWidget(self._held)
        self._grid.setRowMinimumHeight(2, self._held.sizeHint().height() + _GAP if self._below else 0)
        if self._below:
            self._grid.addWidget(
                self._held, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom
            )
        else:
            self._grid.addWidget(self._held, 0, 1, 2, 1, end | middle)

    def fail(self, error: KnownError) -> None:
        """Say it at the field."""
        self._error.setText(said(error.whole))
        self._error.show()

    def warn(self, words: str) -> None:
        """Say at the field why it comes to nothing; empty where it does not."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def well(self) -> None:
        """Nothing is wrong any more."""
        self._error.hide()


class SettingRow(Row):
    """A setting with a few values, written to settings.toml as soon as one is chosen.

    Args:
        desk: changes the file.
        field: of `Settings`.
        name: what it is called.
        effect: a sentence or two: what it does.
        values: what is offered; a value beside them is shown when it holds.
        words: a value as it is read.
    """

    changed = Signal(object)
    """The value that is in force now, after the person chose it."""

    def __init__(
        self,
        desk: Desk,
        field: str,
        name: str,
        effect: str,
        values: Sequence[Value],
        words: Callable[[object], str],
    ) -> None:
        offered = [(value, words(value)) for value in values]
        control: Segment | Choice
        if len(values) <= _SIDE_BY_SIDE:
            control = Segment(desk.theme, [(str(value), said) for value, said in offered], name)
        else:
            control = Choice(desk.theme, offered, name)
        held: Value = getattr(Settings(), field)
        default = _("Default: {value}.").format(value=words(held))
        super().__init__(desk.theme, name, f"{effect} {default}", control)
        self._desk, self._words, self._values = desk, words, {str(value): value for value in values}
        self.control, self.field, self.value = control, field, held
        if isinstance(control, Segment):
            control.chosen.connect(lambda key: self.choose(self._values[key]))
        else:
            control.chosen.connect(self.choose)
        self._show(held)

    def show_settings(self, settings: Settings) -> None:
        """Show what holds."""
        self._show(getattr(settings, self.field))

    def choose(self, value: Value) -> None:
        """The person chose a value."""
        self.bring(value)

    def bring(self, value: Value) -> None:
        """Bring a value into force; where that fails the former one is shown again, and why."""

        def done(settings: Settings) -> None:
            self.well()
            self.show_settings(settings)
            self.changed.emit(value)

        def failed(error: KnownError) -> None:
            self._show(self.value)
            self.fail(error)

        self._desk.change_setting(self.field, value, done, failed)

    def _show(self, value: Value) -> None:
        self.value = value
        if isinstance(self.control, Segment):
            self.control.choose(str(value))
        else:
            self.control.show_value(value, self._words(value))
