"""One limit on the page: what is used today, what is left, and whether it was kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.limits import LimitRow
from wellbeing.limits.limit import Aim, Of
from wellbeing.model import AppIdentity
from wellbeing.ui import limit_words
from wellbeing.ui.group import of_limit
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import ElidedLabel, button, label
from wellbeing.ui.widgets.meter import Meter
from wellbeing.ui.widgets.tile import Tile
from wellbeing.ui.window.limits import words
from wellbeing.ui.window.limits.kept import KeptDays

_TILE = 28


class LimitCard(Card):
    """Shows a limit; the button opens its editor in the same place."""

    change = Signal(int)
    """Number of the limit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.row: LimitRow | None = None
        self._tile = Tile(theme, _TILE)
        self._name, self._plan = ElidedLabel(theme, "section"), label(theme, "small", "third", wrap=True)
        self.left, self._of = label(theme, "section"), label(theme, "small", "third")
        self._meter = Meter(theme)
        self._kept, self._usual = label(theme, "body", "second", wrap=True), label(theme, "small", "third")
        self._days = KeptDays(theme)
        self.button = button(theme)
        self.button.setText(_("Change"))
        self.button.clicked.connect(self._change)
        self._lay_out()

    def show_row(self, row: LimitRow, labels: Labels, *, first: bool) -> None:
        """How it stands now."""
        now, limit = row.standing, row.standing.limit
        self.row = row
        name, group = limit_words.name(limit, labels), of_limit(limit, labels)
        icon = labels.icon(AppIdentity(limit.targets[0].key)) if limit.targets[0].of is Of.APP else None
        self._tile.show_app(name, icon, group or "other")
        self._name.setText(name)
        self._plan.setText(words.plan(limit))
        self.left.setText(words.left(now))
        self._of.setText(words.of(now))
        self._meter.setVisible(bool(now.allowed))
        self._meter.show_share(now.used / now.allowed if now.allowed else 0.0, group)
        self._kept.setText(words.kept(row, first=first))
        self._usual.setText(words.usual(row))
        self._usual.setVisible(bool(words.usual(row)))
        self._days.show_days([*row.kept, (now.day, None)], group)
        self.button.setAccessibleName(_("Change the limit {name}").format(name=name))
        goal = _("Goal") if limit.aim is Aim.AT_LEAST else _("Limit")
        self.setAccessibleName(f"{goal}: {name}, {words.left(now)}, {words.of(now)}")
        self.setAccessibleDescription(f"{words.plan(limit)}. {words.kept(row, first=False)}")

    def _change(self) -> None:
        if self.row is not None:
            self.change.emit(self.row.standing.limit.id)

    def set_narrow(self, narrow: bool) -> None:
        """What stands beside each other goes below each other where room is short."""
        ways = QBoxLayout.Direction
        self._foot.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _lay_out(self) -> None:
        end = Qt.AlignmentFlag.AlignTrailing
        head, names, numbers = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        head.setSpacing(12)
        for column, lines in ((names, (self._name, self._plan)), (numbers, (self.left, self._of))):
            column.setSpacing(1)
            for line in lines:
                column.addWidget(line)
            column.addStretch(1)
        for line in (self.left, self._of):
            line.setAlignment(end)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addLayout(numbers)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self._kept)
        said.addWidget(self._usual)
        right = QHBoxLayout()
        right.setSpacing(16)
        right.addStretch(1)
        right.addWidget(self._days)
        right.addWidget(self.button)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        self._foot.addLayout(said, 1)
        self._foot.addLayout(right)
        self.body.addLayout(head)
        self.body.addSpacing(2)
        self.body.addWidget(self._meter)
        self.body.addSpacing(4)
        self.body.addLayout(self._foot)
