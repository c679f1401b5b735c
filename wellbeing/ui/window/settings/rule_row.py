"""One of the person's rules in a list."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wellbeing.catalogue import Category, Rule
from wellbeing.ui import text
from wellbeing.ui.group import group
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import ElidedLabel, label


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(self._words, 5)
        row.addWidget(self._dot)
        row.addWidget(self._category, 3)
        row.addWidget(self._amount)
        for one in (self.up, self.down, self.edit, self.remove):
            row.addWidget(one)

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
