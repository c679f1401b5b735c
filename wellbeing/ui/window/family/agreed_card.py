"""The card of agreed limits: how they stand today, and quick changes of today for a parent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.household import HouseholdView
from wellbeing.family.request import CHANGES
from wellbeing.limits.limit import Aim, units
from wellbeing.limits.standing import Standing
from wellbeing.ui import limit_words
from wellbeing.ui.group import of_limit
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.meter import Meter
from wellbeing.ui.window.family.field import beside, emptied, press
from wellbeing.ui.window.limits import words


class AgreedCard(Card):
    """Shows them and emits wishes."""

    changed = Signal(int, int)
    """Number of a limit, and minutes more (or less) today."""
    opened = Signal(int)
    """A limit is to be changed on its own page; 0 for a new one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Agreed limits"), parent=parent)
        self._theme = theme
        self.about = label(theme, "body", "second", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(14)
        self.new = press(theme, _("To the limits"), lambda: self.opened.emit(0))
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addLayout(self._rows)
        self.body.addWidget(beside(self.new))

    def show_view(self, view: HouseholdView, labels: Labels) -> None:
        """How they stand now."""
        self.about.setText(
            _("For a parent: more or less today, at a click; more asks for the PIN.")
            if view.agreed
            else _(
                "No limit is agreed upon yet. On the page Limits each limit can be marked with whom it was agreed."
            )
        )
        emptied(self._rows)
        for one in view.agreed:
            self._rows.addWidget(self._row(one, labels))

    def _row(self, now: Standing, labels: Labels) -> QWidget:
        limit = now.limit
        name = limit_words.name(limit, labels)
        said, plan, meter = (
            label(self._theme, "strong", wrap=True),
            label(self._theme, "small", "third", wrap=True),
            Meter(self._theme),
        )
        said.setText(f"{name}: {words.left(now)}")
        plan.setText(words.plan(limit))
        meter.show_share(now.used / now.allowed if now.allowed else 0.0, of_limit(limit, labels))
        meter.setVisible(bool(now.allowed))
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(said, 1)
        head.addWidget(self._pen(limit.id, name))
        column.addLayout(head)
        for one in (plan, meter):
            column.addWidget(one)
        if limit.aim is Aim.AT_MOST:
            column.addWidget(self._changes(now, name))
        return row

    def _changes(self, now: Standing, name: str) -> QWidget:
        buttons = []
        for minutes in CHANGES:
            if minutes < 0 and now.allowed is None:
                continue
            made = press(
                self._theme,
                _signed(round(units(now.limit.measure, minutes))),
                partial(self.changed.emit, now.limit.id, minutes),
            )
            said = _("{amount} less today: {name}") if minutes < 0 else _("{amount} more today: {name}")
            amount = limit_words.amount(now.limit, abs(units(now.limit.measure, minutes)))
            made.setAccessibleName(said.format(amount=amount, name=name))
            buttons.append(made)
        return beside(*buttons)

    def _pen(self, number: int, name: str) -> QWidget:
        made = GlyphButton(self._theme, "pen", _("Change the limit {name}").format(name=name))
        made.clicked.connect(lambda: self.opened.emit(number))
        return made


def _signed(amount: int) -> str:
    """With its sign before it, also where people read from the right."""
    return "\N{LEFT-TO-RIGHT MARK}" + f"{amount:+d}".replace("-", "\N{MINUS SIGN}")
