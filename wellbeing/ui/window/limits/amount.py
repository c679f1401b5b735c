"""How much: one amount for every day, or one for each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellbeing.limits import typed
from wellbeing.limits.limit import Limit, Measure
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.segment import Segment

_WIDTH = 84
EVERY, EACH, NONE = "every", "each", "none"


class Amounts(QWidget):
    """Amounts as people write them: 45, 1h30; an empty day is free."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = Segment(
            theme,
            [(EVERY, _("Every day alike")), (EACH, _("By weekday")), (NONE, _("Only hours or a week"))],
            _("Amount a day"),
        )
        self.every = _line(theme, _("Amount of every day"))
        self.each = [_line(theme, text.weekday(date(2024, 1, 1 + day))) for day in range(7)]
        self._days = QWidget()
        flow = Flow(self._days, gap=8, line_gap=6)
        for day, line in enumerate(self.each):
            cell, name = QWidget(), label(theme, "caption", "second")
            name.setText(text.short_weekday(date(2024, 1, 1 + day)))
            name.setBuddy(line)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(name)
            column.addWidget(line)
            flow.addWidget(cell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.every)
        column.addWidget(self._days)
        self.way.chosen.connect(self._follow)
        self._show()

    @property
    def days(self) -> tuple[int | None, ...]:
        """Seven amounts, Monday first; None for a free day."""
        if self.way.key == NONE:
            return (None,) * 7
        if self.way.key == EVERY:
            return (typed.amount(self.every.text()),) * 7
        return tuple(typed.amount(line.text()) for line in self.each)

    @property
    def unread(self) -> str:
        """What cannot be read; empty where all can."""
        lines = {EVERY: [self.every], EACH: self.each, NONE: []}[self.way.key]
        texts = [line.text().strip() for line in lines]
        return next((one for one in texts if one and typed.amount(one) is None), "")

    def show_limit(self, limit: Limit) -> None:
        """Let its amounts stand there."""
        same = len(set(limit.days)) == 1
        self.way.choose(NONE if set(limit.days) == {None} else EVERY if same else EACH)
        written = [written_amount(one, limit.measure) for one in limit.days]
        self.every.setText(next((one for one in written if one), ""))
        for line, words in zip(self.each, written, strict=True):
            line.setText(words)
        self._show()

    def _follow(self, key: str) -> None:
        if key == EACH and not any(line.text() for line in self.each):
            for line in self.each:
                line.setText(self.every.text())
        self._show()

    def _show(self) -> None:
        self.every.setVisible(self.way.key == EVERY)
        self._days.setVisible(self.way.key == EACH)


def written_amount(amount: int | None, measure: Measure) -> str:
    """An amount as it is typed: minutes with their unit, so that an hour and a half reads as one."""
    if amount is None:
        return ""
    if measure is Measure.PROMPTS or amount < 60:
        return str(amount)
    return f"{amount // 60}h{amount % 60:02d}" if amount % 60 else f"{amount // 60}h"


def _line(theme: Theme, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setFont(theme.font("body"))
    made.setFixedWidth(_WIDTH)
    made.setAccessibleName(name)
    made.setPlaceholderText(_("1h30"))
    return made
