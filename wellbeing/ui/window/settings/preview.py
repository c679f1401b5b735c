"""What other rules would change in the past, as a short list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from wellbeing.catalogue import Rule
from wellbeing.engine.view.settings import Moved, Preview
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import ElidedLabel, label

SHOWN = 6
"""Things listed; the rest is summed up."""


class PreviewList(QFrame):
    """A sentence, then who moves from where to where."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self._theme = theme
        self._sentence = label(theme, "strong", wrap=True)
        self._rest = label(theme, "small", "third", wrap=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 10)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)
        self._grid.addWidget(self._sentence, 0, 0, 1, 3)
        self._grid.addWidget(self._rest, SHOWN + 1, 0, 1, 3)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said first."""
        return self._sentence.text()

    def show_words(self, sentence: str) -> None:
        """Only a sentence."""
        self._show(sentence, (), "")

    def show_preview(self, preview: Preview, rule: Rule | None = None) -> None:
        """What would move; `rule` is the one that is tried."""
        self._show(sentence(preview, rule), preview.moved[:SHOWN], _rest(preview))

    def _show(self, sentence: str, moved: tuple[Moved, ...], rest: str) -> None:
        self._sentence.setText(sentence)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        while len(self._rows) < len(moved):
            self._add()
        for place, (name, way, amount) in enumerate(self._rows):
            shown = place < len(moved)
            for part in (name, way, amount):
                part.setVisible(shown)
            if shown:
                one = moved[place]
                name.setText(one.name)
                way.setText(_("{before} → {after}").format(before=one.before.name, after=one.after.name))
                amount.setText(text.duration(one.amount))
        self.setAccessibleName(sentence)
        self.show()

    def _add(self) -> None:
        parts = (ElidedLabel(self._theme), ElidedLabel(self._theme), label(self._theme, "strong"))
        parts[1].setProperty("tone", "second")
        parts[2].setMinimumWidth(64)
        parts[2].setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._rows.append(parts)
        for column, part in enumerate(parts):
            self._grid.addWidget(part, len(self._rows), column)


def sentence(preview: Preview, rule: Rule | None = None) -> str:
    """How much moves, or why nothing does."""
    if preview.moved:
        amount = text.duration(preview.amount)
        return ngettext(
            "In the past, {amount} of one thing moves.",
            "In the past, {amount} of {count} things move.",
            len(preview.moved),
        ).format(amount=amount, count=len(preview.moved))
    if rule is not None and rule.title is not None:
        return _("Counts from now on: the record keeps no titles to which it could be applied.")
    return _("Nothing recorded so far changes its category.")


def _rest(preview: Preview) -> str:
    more = preview.moved[SHOWN:]
    if not more:
        return ""
    amount = text.duration(
        preview.amount - sum((one.amount for one in preview.moved[:SHOWN]), more[0].amount * 0)
    )
    return ngettext("{count} more, {amount}", "{count} more, {amount}", len(more)).format(
        count=len(more), amount=amount
    )
