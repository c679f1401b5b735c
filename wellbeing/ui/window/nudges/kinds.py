"""The kinds of notes: when each speaks, whether it helps, and a switch."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.view.nudges import KindRow, NudgesView
from wellbeing.files.settings import Settings
from wellbeing.nudges.kind import Kind
from wellbeing.ui import break_words, nudge_words
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import rule
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.nudges import words
from wellbeing.ui.window.settings.row import Row, SettingRow
from wellbeing.ui.window.settings.words import on_off


class Kinds(Card):
    """One row a kind; the row of an own fence says where it ends instead of a switch."""

    switched = Signal(object, bool)
    """A `Kind`, and whether it may speak."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("Kinds of notes"), parent=parent)
        self._theme = desk.theme
        self.switches: dict[Kind, Segment] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self._shown: object = None
        self.experiment = SettingRow(
            desk,
            "nudge_experiment",
            _("Learn whether notes help"),
            _(
                "Two of ten are left out by chance, and the hour after is compared. Your own limits never are."
            ),
            (False, True),
            on_off,
        )
        self.body.addWidget(rule())
        self.body.addWidget(self.experiment)

    def show_view(self, view: NudgesView, settings: Settings) -> None:
        """What holds."""
        self.experiment.show_settings(settings)
        if (view.kinds, view.breaks) == self._shown:
            return
        self._shown = (view.kinds, view.breaks)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.switches.clear()
        for place, row in enumerate(view.kinds):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(row, view))

    def _row(self, row: KindRow, view: NudgesView) -> Row:
        helped = words.helped(row.kind, row.effect, experiment=view.experiment)
        rests = break_words.today(view.breaks) if row.kind is Kind.BREAK else ""
        parts = (words.about(row.kind), rests, words.shown(row), helped)
        effect = " ".join(part for part in parts if part)
        name = nudge_words.kind(row.kind)
        if row.own:
            return Row(self._theme, name, effect, QWidget())
        switch = Segment(self._theme, [("off", on_off(False)), ("on", on_off(True))], name)
        switch.choose("on" if row.on else "off")
        switch.chosen.connect(lambda key: self.switched.emit(row.kind, key == "on"))
        self.switches[row.kind] = switch
        return Row(self._theme, name, effect, switch)
