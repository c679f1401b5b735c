"""A list of categories with a number each, and what the number is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from wellbeing.ui.theme import Group, Theme
from wellbeing.ui.widgets.bar import Bar, shared
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.label import ElidedLabel, label

_NAMES = 5 / 8
"""Share of names where names and bars have room."""
_NAME, _SHORT = 160, 24
"""px that a name, if it is so long, and its bar have before what is compared goes below them."""
_BESIDE = 4
"""Column of what is compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line."""

    name: str
    amount: str
    beside: str
    """What it is compared with, such as `48 min less`; empty where there is nothing."""
    share: float
    """Of the longest, 0 to 1."""
    group: Group
    words: str
    """For a screen reader, whole."""


class Ledger(QWidget):
    """Lines on one grid, so that numbers stand below each other; nothing in it can be chosen.

    Args:
        dots: whether lines begin with their colour; needless where all have the same.
    """

    def __init__(self, theme: Theme, *, dots: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._dots = theme, dots
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._below = False
        self.lines: tuple[Line, ...] = ()
        """What is shown."""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other figures; widgets are kept."""
        self.lines = tuple(lines)
        while len(self._rows) < len(lines):
            row = _Row(self._theme, dot=self._dots)
            place = 2 * len(self._rows)
            for column, widget in enumerate(row.widgets, 0 if self._dots else 1):
                self._grid.addWidget(widget, place, column, Qt.AlignmentFlag(0))
            self._rows.append(row)
            self._put_beside(place, row)
        for place, row in enumerate(self._rows):
            shown = place < len(lines)
            self._grid.setRowMinimumHeight(2 * place, self._theme.tokens.size["row"] - 2 if shown else 0)
            row.show_line(lines[place] if shown else None)
        self.setAccessibleDescription(". ".join(line.words for line in lines))
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where room is short, bars give way to names."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """All rows the same; what is compared goes below where names would be cut beside it."""
        shown = self._rows[: len(self.lines)]
        name = max((row.name for row in shown), default=0)
        taken = [max((row.widths[place] for row in shown), default=0) for place in range(3)]
        gap = self._grid.horizontalSpacing()
        room = self.width() - sum(one + gap for one in taken if one) - gap
        below = bool(taken[2]) and room < min(name, _NAME) + _SHORT
        if below != self._below:
            self._below = below
            for place, row in enumerate(self._rows):
                self._put_beside(2 * place, row)
        if below:
            room += taken[2] + gap
        for column, stretch in enumerate(shared(room, name, _NAMES), 1):
            self._grid.setColumnStretch(column, stretch)

    def _put_beside(self, place: int, row: _Row) -> None:
        """What a line is compared with: its last column, or the line below."""
        self._grid.removeWidget(row.beside)
        if self._below:
            self._grid.addWidget(row.beside, place + 1, 1, 1, 3)
        else:
            self._grid.addWidget(row.beside, place, _BESIDE)


class _Row:
    """The widgets of one line."""

    def __init__(self, theme: Theme, *, dot: bool) -> None:
        self._theme = theme
        self._dot = Dot(theme) if dot else None
        self._name = ElidedLabel(theme)
        self._bar = Bar(theme)
        self._amount = label(theme, "strong")
        self.beside = label(theme, "body", "third")
        for one in (self._amount, self.beside):
            one.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._amount.setMinimumWidth(58)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """In reading order."""
        rest = (self._name, self._bar, self._amount, self.beside)
        return (self._dot, *rest) if self._dot is not None else rest

    @property
    def name(self) -> int:
        """Px that the whole name would take."""
        return self._name.whole

    @property
    def widths(self) -> tuple[int, int, int]:
        """Px of what takes its own width; 0 for what is not there."""
        dot = self._dot.minimumWidth() if self._dot is not None else 0
        amount = max(self._amount.minimumWidth(), self._amount.sizeHint().width())
        return dot, amount, self.beside.sizeHint().width() if self.beside.text() else 0

    def show_line(self, line: Line | None) -> None:
        """Another line; None hides it."""
        for widget in self.widgets:
            widget.setVisible(line is not None)
        if line is None:
            return
        if self._dot is not None:
            self._dot.show_group(line.group)
        self._name.setText(line.name)
        self._name.setAccessibleName(line.words)
        self._bar.show_share(line.share)
        self._bar.show_group(line.group)
        _set(self._amount, line.amount)
        _set(self.beside, line.beside)
        self.beside.setVisible(bool(line.beside))


def _set(where: QLabel, words: str) -> None:
    if where.text() != words:
        where.setText(words)
