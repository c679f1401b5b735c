"""How long single activities are kept; less is asked about first, since they go."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wellbeing.engine.source import Source
from wellbeing.engine.view.settings import SettingsView, older
from wellbeing.files.settings import Settings
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.row import SettingRow, Value


class _Row(SettingRow):
    """Only says what was chosen."""

    wished = Signal(object)

    def choose(self, value: Value) -> None:
        """The person chose a value."""
        self.wished.emit(value)


class Retention(Card):
    """One setting, with a question where something would go."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk = desk
        self._settings = Settings()
        self._value: Value = 0
        self.row = _Row(
            desk,
            "retention_days",
            _("Single activities are kept"),
            _("The totals of each day stay after that, so that years can still be compared."),
            words.RETENTION,
            words.retention,
        )
        self.row.wished.connect(self._choose)
        self.question = Question(desk.theme)
        self.question.accepted.connect(lambda: self.row.bring(self._value))
        self.question.refused.connect(lambda: self.row.show_settings(self._settings))
        self.body.addWidget(self.row)
        self.body.addWidget(self.question)

    def show_view(self, view: SettingsView) -> None:
        """What holds; not while it is being asked about."""
        self._settings = view.settings
        if self.question.isHidden():
            self.row.show_settings(view.settings)

    def _choose(self, value: Value) -> None:
        """Bring it into force, after a question where single activities would go."""
        self._value = value
        keep_for = timedelta(days=int(value)) if value else None

        def before(source: Source) -> str:
            day = older(source, keep_for)
            return text.short_date(day) if day else ""

        self._desk.ask(before, self._ask, self.row.fail)

    def _ask(self, day: str) -> None:
        if not day:
            self.row.bring(self._value)
            return
        self.question.ask(
            _("Single activities from before {date} go. The totals of those days stay.").format(date=day),
            _("Let them go"),
            _("Leave it"),
        )
