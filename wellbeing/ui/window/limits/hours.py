"""Hours in which something is not wanted, one line each."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from wellbeing.limits import typed
from wellbeing.limits.check import clock
from wellbeing.limits.limit import Hours
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import button, label

_NIGHT = Hours(timedelta(hours=22), timedelta(hours=6))
_NEVER = timedelta(days=9)
"""Stands for a time that cannot be read, so that the check says so."""


class HoursLine(QWidget):
    """From, to, and on which days they begin."""

    gone = Signal()

    def __init__(self, theme: Theme, hours: Hours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.end = QLineEdit(clock(hours.start)), QLineEdit(clock(hours.end))
        for line, name in ((self.start, _("Not wanted from")), (self.end, _("Not wanted until"))):
            line.setFont(theme.font("body"))
            line.setFixedWidth(76)
            line.setAccessibleName(name)
        self.days = [self._day(theme, day, on=day in hours.weekdays) for day in range(7)]
        away = GlyphButton(theme, "close", _("Take these hours out"))
        away.clicked.connect(self.gone)
        row = Flow(self, gap=6, line_gap=6)
        for one in (self.start, _words(theme, "–"), self.end, *self.days, away):
            row.addWidget(one)

    @property
    def hours(self) -> Hours:
        """What is written; a time that cannot be read lies outside of a day."""
        start, end = typed.clock(self.start.text()), typed.clock(self.end.text())
        days = frozenset(day for day, one in enumerate(self.days) if one.isChecked())
        return Hours(_NEVER if start is None else start, _NEVER if end is None else end, days)

    @property
    def unread(self) -> str:
        """What cannot be read; empty where all can."""
        return next((line.text() for line in (self.start, self.end) if typed.clock(line.text()) is None), "")

    @staticmethod
    def _day(theme: Theme, day: int, *, on: bool) -> QPushButton:
        made = button(theme)
        made.setObjectName("day")
        made.setCheckable(True)
        made.setChecked(on)
        some = date(2024, 1, 1 + day)
        made.setText(text.tiny_weekday(some))
        made.setAccessibleName(text.weekday(some))
        made.setToolTip(text.weekday(some))
        return made


class HoursList(QWidget):
    """All of them, and a button that adds a night."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[HoursLine] = []
        self.add = button(theme)
        self.add.setText(_("Add hours"))
        self.add.clicked.connect(lambda: self._add(_NIGHT))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addLayout(below)

    @property
    def hours(self) -> tuple[Hours, ...]:
        """As written."""
        return tuple(one.hours for one in self.lines)

    @property
    def unread(self) -> str:
        """The first time that cannot be read; empty where all can."""
        return next((one.unread for one in self.lines if one.unread), "")

    def show_hours(self, hours: tuple[Hours, ...]) -> None:
        """Let these stand there."""
        for line in list(self.lines):
            self._drop(line)
        for one in hours:
            self._add(one)

    def _add(self, hours: Hours) -> None:
        line = HoursLine(self._theme, hours)
        line.gone.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._rows.addWidget(line)

    def _drop(self, line: HoursLine) -> None:
        self.lines.remove(line)
        line.hide()
        line.deleteLater()


def _words(theme: Theme, words: str) -> QLabel:
    made = label(theme, "body", "second")
    made.setText(words)
    made.setMinimumHeight(theme.tokens.size["button"])
    return made
