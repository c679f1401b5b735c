"""Which questions may be asked: a button for each form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from wellbeing.checkins.form import Form
from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError
from wellbeing.ui import checkin_words
from wellbeing.ui.text import _
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings.row import Row


class FormsRow(Row):
    """Pressed ones are asked; written to settings.toml at once."""

    field = "checkin_forms"

    def __init__(self, desk: Desk) -> None:
        self.control = QWidget()
        flow = Flow(self.control, gap=6, line_gap=6)
        self.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.buttons: dict[Form, QPushButton] = {}
        for form in Form:
            one = QPushButton(checkin_words.name(form))
            one.setObjectName("answer")
            one.setFont(desk.theme.font("body"))
            one.setCheckable(True)
            one.setToolTip(checkin_words.rhythm(form))
            one.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
            one.clicked.connect(self._choose)
            self.buttons[form] = one
            flow.addWidget(one)
        effect = _("Each can be skipped, and comes in its own rhythm.")
        default = ", ".join(checkin_words.name(form) for form in Settings().checkin_forms)
        said = f"{effect} " + _("Default: {value}.").format(value=default)
        super().__init__(desk.theme, _("What I may be asked"), said, self.control)
        self._desk = desk
        self.show_settings(Settings())

    def show_settings(self, settings: Settings) -> None:
        """Show what holds."""
        for form, one in self.buttons.items():
            one.setChecked(form in settings.checkin_forms)

    def _choose(self) -> None:
        chosen = tuple(form.value for form, one in self.buttons.items() if one.isChecked())

        def failed(error: KnownError) -> None:
            self.fail(error)

        self._desk.change_setting(self.field, chosen, lambda _settings: self.well(), failed)
