"""The cards of the Today page: categories with totals, figures, what a thing is, what is recorded here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from wellbeing.engine.view.day import DayView, What
from wellbeing.ui import text
from wellbeing.ui.group import group, group_name
from wellbeing.ui.reason import reason
from wellbeing.ui.text import _
from wellbeing.ui.theme import GROUPS, Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.window.today.figure import Figure


class Groups(QWidget):
    """A row of categories with totals: a list, not a key to be learnt."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = Flow(self, gap=14, line_gap=6)
        self._amounts: dict[str, QLabel] = {}
        self._cells: dict[str, QWidget] = {}
        for name in GROUPS:
            cell, words, amount = QWidget(), label(theme, "small", "second"), label(theme, "small")
            words.setText(group_name(name))
            row = QHBoxLayout(cell)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            for widget in (Dot(theme, group(name)), words, amount):
                row.addWidget(widget)
            self._amounts[name], self._cells[name] = amount, cell
            cell.hide()
            flow.addWidget(cell)

    def show_view(self, view: DayView) -> None:
        """Only what the day has."""
        self.show_amounts(dict(view.groups))

    def show_amounts(self, amounts: Mapping[str, timedelta]) -> None:
        """By group; those that are absent are not shown."""
        for name, cell in self._cells.items():
            cell.setVisible(name in amounts)
            if name in amounts:
                self._amounts[name].setText(text.duration(amounts[name]))
                cell.setAccessibleName(f"{group_name(name)}: {text.spoken(amounts[name])}")


class Facts(Card):
    """Figures in rows with a hairline between them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self._columns = theme, 2
        self._cells: list[_Cell] = []
        self._shown = 0
        self._rows: list[QWidget] = []
        self.body.setSpacing(12)

    def set_columns(self, columns: int) -> None:
        """So many beside each other."""
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Other numbers."""
        while len(self._cells) < len(figures):
            self._cells.append(_Cell(self._theme))
        if len(figures) != self._shown:
            self._shown = len(figures)
            self._arrange()
        for cell, figure in zip(self._cells, figures, strict=False):
            cell.show_figure(figure)

    def _arrange(self) -> None:
        """Rows of boxes, not a grid: that would not grow with the lines of what is in it."""
        old, self._rows = self._rows, []
        for begin in range(0, self._shown, self._columns):
            if begin:
                self._rows.append(rule())
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(20)
            for cell in self._cells[begin : min(begin + self._columns, self._shown)]:
                line.addWidget(cell, 1)
                cell.show()
            self._rows.append(row)
        for cell in self._cells[self._shown :]:
            cell.setParent(self)
            cell.hide()
        for row in old:
            self.body.removeWidget(row)
            row.deleteLater()
        for row in self._rows:
            self.body.addWidget(row, 1 if row.layout() is not None else 0)


class _Cell(QWidget):
    """A number under what it is, over what it is compared with."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._what, self._number = label(theme, "small", "third", wrap=True), label(theme, "title")
        self._beside = label(theme, "small", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._what)
        column.addWidget(self._number)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._beside, 1)

    def show_figure(self, figure: Figure) -> None:
        """Another number."""
        self._what.setText(figure.what)
        self._number.setText(figure.number)
        self._number.setAccessibleName(f"{figure.what}: {figure.number}. {figure.beside}")
        self._beside.setText(figure.beside)


class WhatIs(Card):
    """The rule behind a thing's category, and another category by the person's own word."""

    changed = Signal(str)
    """Id of the category that it should have."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What is this?"), parent=parent)
        self._why, self._note = (
            label(theme, "body", "second", wrap=True),
            label(theme, "small", "third", wrap=True),
        )
        self._name = label(theme, "body")
        self._name.setText(_("Counts as"))
        self._choice = QComboBox()
        self._choice.setFont(theme.font("body"))
        self._choice.setAccessibleName(_("Category"))
        self._choice.activated.connect(self._chosen)
        self._name.setBuddy(self._choice)
        self._what: What | None = None
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._name)
        line.addWidget(self._choice, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._why)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_what(self, what: What) -> None:
        """Another thing, or the same after a rule was changed."""
        if what == self._what:
            return
        self._what = what
        self.show_title(_("What is {name}?").format(name=what.name))
        self._choice.clear()
        known = dict(what.choices)
        for key, name in what.choices:
            self._choice.addItem(name, key)
        if what.category not in known:
            self._choice.addItem(what.category, what.category)
        self._choice.setCurrentIndex(self._choice.findData(what.category))
        self._choice.setEnabled(not what.fixed)
        self._why.setText(reason(what.why))
        self._note.setText(_note(what))

    def _chosen(self, index: int) -> None:
        key = self._choice.itemData(index)
        if self._what is not None and key != self._what.category:
            self.changed.emit(key)


def _note(what: What) -> str:
    if what.thing.kind == "command":
        return _("Rules are for apps, sites and titles; this is one of several things in a terminal.")
    if what.fixed:
        return _("Nothing else is kept of it, so it has no other category.")
    if what.kept:
        return _("Some of it was decided by a window title that is not kept; that part stays as it is.")
    if what.browser:
        return _("Another category counts for every site in {name}, for the past as well.").format(
            name=what.name
        )
    return _("Another category becomes a rule of yours. It counts at once, for the past as well.")


class Recorded(Card):
    """What is recorded on this desktop, and what is not and why."""

    wished = Signal(str)
    """Key of a page that says more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("What is recorded on this desktop"), parent=parent)
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        more = button(theme)
        more.setObjectName("plain")
        more.setText(_("What is never recorded"))
        more.clicked.connect(lambda: self.wished.emit("settings"))
        health = button(theme)
        health.setText(_("Look closer"))
        health.clicked.connect(lambda: self.wished.emit("health"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(health)
        buttons.addWidget(more)
        buttons.addStretch(1)
        self.body.addLayout(self._rows)
        self.body.addSpacing(4)
        self.body.addLayout(buttons)
        self._shown: Sequence[dict[str, Any]] | None = None

    def show_sensors(self, sensors: Sequence[dict[str, Any]]) -> None:  # Any: JSON of `status`
        """Rows of `status`."""
        if sensors == self._shown:
            return
        self._shown = sensors
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place, sensor in enumerate(sensors):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(sensor))

    def _row(self, sensor: dict[str, Any]) -> QWidget:  # Any: as above
        row, works = QWidget(), bool(sensor["ok"])
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(12)
        dot = Dot(self._theme, size=10)
        dot.show_state(hollow=not works)
        name, why = label(self._theme), label(self._theme, "small", "third", wrap=True)
        state = label(self._theme, "strong" if works else "body", "first" if works else "second")
        name.setText(fact(str(sensor["fact"])))
        why.setText(text.said(sensor["reason"] if works else sensor["remedy"] or sensor["reason"]))
        why.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        state.setText(_("works") if works else _("not yet"))
        line.addWidget(dot)
        line.addWidget(name)
        line.addWidget(why, 1)
        line.addWidget(state)
        return row


def fact(word: str) -> str:
    """What a sensor knows, as a person would say it."""
    names = {
        "window": _("The window in front"),
        "idle": _("Pauses at keyboard and mouse"),
        "session": _("Lock and suspend"),
        "media": _("Films and music"),
        "sound": _("Calls and recordings"),
        "camera": _("Camera"),
        "quiet": _("Do Not Disturb"),
    }
    return names.get(word, word)
