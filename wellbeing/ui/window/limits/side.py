"""Beside the limits: manners, extensions of the month, and what was said today."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.labels import Labels
from wellbeing.engine.view.limits import LimitsView
from wellbeing.files.settings import Settings
from wellbeing.nudges.nudge import Verdict
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.limits import words
from wellbeing.ui.window.settings.row import SettingRow
from wellbeing.ui.window.settings.words import CLOCKS, clock


class Manners(Card):
    """How the person wants to be spoken to; each choice counts at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("When the program may speak"), parent=parent)
        self.rows = [
            SettingRow(
                desk,
                "nudge_budget",
                _("Notes a day at most"),
                _("That interrupt you. Your own limits always speak."),
                range(4),
                str,
            ),
            SettingRow(
                desk,
                "quiet_from",
                _("No notes from"),
                _("Only your own dialogs, covers and bedtimes come then."),
                CLOCKS,
                clock,
            ),
            SettingRow(desk, "quiet_to", _("Until"), _("The same time twice: never quiet."), CLOCKS, clock),
        ]
        for row in self.rows:
            self.body.addWidget(row)
            self.body.addWidget(rule())
        never = label(desk.theme, "small", "second", wrap=True)
        never.setText(
            _("Never during calls, full screen, presentations or a lock: the note waits, or is dropped.")
        )
        self.body.addWidget(never)
        self.body.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """What holds."""
        for row in self.rows:
            row.show_settings(settings)


class Month(Card):
    """Extensions and ignored days of this month."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Extensions this month"), parent=parent)
        self._more, self._ignored = label(theme, "title"), label(theme, "title")
        self._reasons, self._last = (label(theme, "small", "second", wrap=True) for _line in range(2))
        for name, number, more in (
            (_("15 more minutes"), self._more, self._reasons),
            (_("Ignored for a day"), self._ignored, self._last),
        ):
            over = label(theme, "body", "second")
            over.setText(name)
            number.setAccessibleDescription(name)
            for widget in (over, number, more):
                self.body.addWidget(widget)
            if number is self._more:
                self.body.addWidget(rule())
        self.body.addStretch(1)

    def show_view(self, view: LimitsView) -> None:
        """This month."""
        for number, more, (count, said) in (
            (self._more, self._reasons, words.extended(view.extensions)),
            (self._ignored, self._last, words.ignored(view.extensions)),
        ):
            number.setText(str(count))
            more.setText(said)


class Told(Card):
    """What was said of limits today, with the way to the grounds."""

    why = Signal(int)
    """Number of the note."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Said today"), parent=parent)
        self._theme = theme
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_view(self, view: LimitsView, labels: Labels) -> None:
        """Today's, oldest first."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        limits = [row.standing.limit for row in view.rows]
        for one in view.told:
            made = button(self._theme)
            made.setObjectName("plain")
            at = text.clock(one.decision.at.astimezone(view.now.tzinfo))
            made.setText(f"{at}  {words.told(one, limits, labels)}")
            made.setAccessibleDescription(_("Shows why it was said."))
            made.clicked.connect(lambda _on=False, number=one.id: self.why.emit(number))
            self._rows.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        self.setVisible(any(one.decision.verdict is not Verdict.DROPPED for one in view.told))
