"""The tools as rows: name and kind, bar, time with the person, prompts; each can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import ElidedLabel, label
from wellbeing.ui.widgets.split import SplitBar

_NAME, _AMOUNT, _PROMPTS = 112, 62, 54
"""px of the columns at least; the bar has what is left."""
_MARGINS = (6, 0, 6, 0)
_GAP = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One row; shares are of the longest bar, 0 to 1 together."""

    key: str
    name: str
    kind: str
    sure: float
    guessed: float
    alone: float
    amount: str
    prompts: str
    alone_words: str
    alone_short: str
    """Where there is no room for `alone_words`."""
    words: str
    """For a screen reader, whole."""


class ToolRows(QWidget):
    """Rows that are reused when the figures change, so that nothing flickers and the focus stays."""

    chosen = Signal(str)
    """The key of a row that was clicked or entered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        self._rest = label(theme, "small", "third")
        self._rest.setContentsMargins(6, 4, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head, self._widths = _head(theme)
        self._column.addWidget(head)
        self._column.addWidget(self._rest)
        self._column.addStretch(1)
        self._rest.hide()

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown."""
        return tuple(row.item for row in self._rows if row.item is not None and not row.isHidden())

    def show_items(self, items: Sequence[Item], rest: str, marked: str | None) -> None:
        """Show these, in this order; `rest` is a last line such as `3 more, 12 min`; `marked` is chosen now."""
        while len(self._rows) < len(items):
            row = _Row(self._theme, self._widths)
            row.chosen.connect(self.chosen)
            self._column.insertWidget(1 + len(self._rows), row)
            self._rows.append(row)
        for row, item in zip(self._rows, items, strict=False):
            row.show_item(item, marked=item.key == marked)
            row.show()
        for row in self._rows[len(items) :]:
            row.hide()
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))


def _head(theme: Theme) -> tuple[QWidget, tuple[int, ...]]:
    """What the two columns of numbers are, and px for each."""
    head = QWidget()
    line = QHBoxLayout(head)
    line.setContentsMargins(*_MARGINS)
    line.setSpacing(_GAP)
    line.addStretch(1)
    widths: list[int] = []
    for words, least in ((_("with you"), _AMOUNT), (_("prompts"), _PROMPTS)):
        one = label(theme, "caption", "third")
        one.setText(words)
        widths.append(max(least, one.sizeHint().width()))
        one.setMinimumWidth(widths[-1])
        one.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(one)
    head.setFixedHeight(20)
    return head, tuple(widths)


class _Row(QPushButton):
    """A flat button that holds a grid."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.setObjectName("tall")
        self.setCheckable(True)
        self.item: Item | None = None
        self._name, self._kind = ElidedLabel(theme), ElidedLabel(theme, "caption")
        self._kind.setProperty("tone", "third")
        self._bar = SplitBar(theme)
        self._amount, self._prompts = label(theme, "strong"), label(theme, "body", "second")
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._kind)
        names.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(*_MARGINS)
        grid.setHorizontalSpacing(_GAP)
        grid.addLayout(names, 0, 0)
        grid.addWidget(self._bar, 0, 1)
        grid.setColumnMinimumWidth(0, _NAME)
        grid.setColumnStretch(1, 1)
        for column, (one, width) in enumerate(zip((self._amount, self._prompts), widths, strict=True), 2):
            one.setMinimumWidth(width)
            one.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(one, 0, column)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: self.item and self.chosen.emit(self.item.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter does what Space does; outside of dialogs Qt gives buttons only the latter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def show_item(self, item: Item, *, marked: bool) -> None:
        """Another tool, or other figures of the same."""
        self.setChecked(marked)
        if item == self.item:
            return
        self.item = item
        self._bar.show_parts(item.sure, item.guessed, item.alone, (item.alone_words, item.alone_short))
        for where, words in (
            (self._name, item.name),
            (self._kind, item.kind),
            (self._amount, item.amount),
            (self._prompts, item.prompts),
        ):
            _set(where, words)
        self.setAccessibleName(item.words)


def _set(where: QLabel, words: str) -> None:
    if where.text() != words:
        where.setText(words)
