"""One of the person's rules in a list."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from wellbeing.catalogue import Category, Rule
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import ElidedLabel, label

_NARROW = 520
"""px below which the buttons stand in a line of their own."""


class RuleRow(QWidget):
    """Conditions, category, what it decides, and what can be done with it."""

    def __init__(self, theme: Theme, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._theme, self._dot = theme, Dot(theme)
        self._words, self._category = ElidedLabel(theme), ElidedLabel(theme)
        self._amount = label(theme, "strong")
        self._amount.setMinimumWidth(64)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.up, self.down = GlyphButton(theme, "up", ""), GlyphButton(theme, "down", "")
        self.edit, self.remove = GlyphButton(theme, "pen", ""), GlyphButton(theme, "close", "")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 2, 0, 2)
        self._box.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._words, 5)
        row.addWidget(self._dot)
        row.addWidget(self._category, 4)
        row.addWidget(self._amount)
        actions = QHBoxLayout()
        for one in (self.up, self.down, self.edit, self.remove):
            actions.addWidget(one)
        actions.addStretch(1)
        self._box.addLayout(row, 1)
        self._box.addLayout(actions)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two lines where room is short."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def show_rule(self, rule: Rule, category: Category | None, *, last: bool) -> None:
        """Another rule, or another place in the list."""
        said = words(rule)
        self._words.setText(said)
        self._category.setText(category.name if category else rule.category)
        self._dot.show_group(group(str(category.group)) if category else "other")
        self._amount.setText("")
        self.up.setEnabled(self.place > 0)
        self.down.setEnabled(not last)
        for one, name in (
            (self.up, _("Move up: {rule}")),
            (self.down, _("Move down: {rule}")),
            (self.edit, _("Change: {rule}")),
            (self.remove, _("Remove: {rule}")),
        ):
            one.setAccessibleName(name.format(rule=said))
            one.setToolTip(name.format(rule=said))

    def show_amount(self, amount: timedelta) -> None:
        """What it decides of the past."""
        self._amount.setText(text.duration(amount) if amount else "")
        self._amount.setToolTip(_("Decided by this rule so far") if amount else "")


def words(rule: Rule) -> str:
    """The conditions, as a person reads them."""
    parts = [
        pattern.format(value=value)
        for pattern, value in (
            (_("app {value}"), rule.app),
            (_("site {value}"), rule.site),
            (_("title {value}"), rule.title),
        )
        if value is not None
    ]
    return _(", ").join(parts)
