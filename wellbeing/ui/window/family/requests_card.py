"""The card of requests: a child asks for time, a parent answers with the PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.household import HouseholdView
from wellbeing.family.request import LENGTHS, WORDS, Request
from wellbeing.ui import limit_words, request_words, text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label, rule
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.family.field import beside, emptied, field, press


class RequestsCard(Card):
    """Shows what was asked for and emits wishes."""

    asked = Signal(int, object, str)
    """Minutes, the limit's number or None, and what for."""
    answered = Signal(str, int)
    """Id of a request, and minutes."""
    answered_away = Signal(str, int)
    """The same of a request that another member made on their device."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Asking for time"), parent=parent)
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self.about = label(theme, "body", "second", wrap=True)
        self.limit = Choice(theme, name=_("For which limit"))
        self.length = Segment(
            theme,
            [(str(one), _("{minutes} min").format(minutes=one)) for one in LENGTHS],
            _("Time to ask for"),
        )
        self.reason = field(theme, _("what for? your parents read it"), WORDS)
        self.ask = press(theme, _("Ask for time"), self._ask, primary=True)
        self.reason.returnPressed.connect(self._ask)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(beside(self.limit, self.length))
        form.addWidget(self.reason)
        form.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.setSpacing(8)
        self.body.addWidget(self.about)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._form)

    def show_view(self, view: HouseholdView, labels: Labels) -> None:
        """What is open and what was answered; what is being written stays."""
        names = {one.limit.id: limit_words.name(one.limit, labels) for one in view.agreed}
        self._form.setVisible(bool(names))
        self.limit.show_choices(
            [*names.items()] if len(names) == 1 else [(None, _("All that was agreed")), *names.items()]
        )
        self.about.setVisible(not view.others and (not names or not (view.open or view.past)))
        self.about.setText(_about(agreed=bool(names), parent=view.parent))
        shown = (view.open, view.past, view.others, names)
        if shown == self._shown:
            return
        self._shown = shown
        emptied(self._rows)
        for other in view.others:
            asks = request_words.asks(other, labels)
            self._rows.addWidget(self._row(asks, partial(self.answered_away.emit, other.request.id)))
        for one in view.open:
            asks = f"{_name(one, names)}: {request_words.waits(one)}"
            self._rows.addWidget(self._row(asks, partial(self.answered.emit, one.id)))
        if view.open and view.past:
            self._rows.addWidget(rule())
        for one in view.past:
            self._rows.addWidget(self._past_row(one, view, names))

    def _ask(self) -> None:
        chosen = self.limit.value
        self.asked.emit(int(self.length.key), chosen if isinstance(chosen, int) else None, self.reason.text())
        self.reason.clear()

    def _row(self, asks: str, answer: Callable[[int], object]) -> QWidget:
        row, said = QWidget(), label(self._theme, "body", wrap=True)
        said.setText(asks)
        buttons = [
            press(self._theme, _("{minutes} min").format(minutes=minutes), partial(answer, minutes))
            for minutes in LENGTHS
        ]
        buttons.append(press(self._theme, _("Not this time"), partial(answer, 0)))
        for each, minutes in zip(buttons, LENGTHS, strict=False):
            each.setAccessibleName(_("Give {minutes} minutes").format(minutes=minutes))
        for each in buttons:
            each.setAccessibleDescription(said.text())
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(said)
        column.addWidget(beside(*buttons))
        return row

    def _past_row(self, one: Request, view: HouseholdView, names: dict[int, str]) -> QWidget:
        said = label(self._theme, "small", "second", wrap=True)
        day = text.short_date(one.at.astimezone(view.now.tzinfo).date())
        state = request_words.state(one, view.now)
        said.setText(f"{day} · {_name(one, names)} · {request_words.asked(one)}: {state}")
        return said


def _name(one: Request, names: dict[int, str]) -> str:
    if one.limit is None:
        return _("All that was agreed")
    return names.get(one.limit, _("a limit that is gone"))


def _about(*, agreed: bool, parent: bool) -> str:
    if parent:
        return _("What a child asks for on their own device shows up here, to be answered.")
    if agreed:
        return _("Nobody asked for time lately. A parent answers here with the PIN, or from elsewhere.")
    return _("Once a limit is agreed upon, more time can be asked for here and in the limit's own dialog.")
