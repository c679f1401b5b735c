"""Inviting a member's device into the shared folder: whom, as what, and the code that is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.family.agreement import Member
from wellbeing.family.level import Level
from wellbeing.family.person import Role
from wellbeing.ui import family_words, text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.label import label
from wellbeing.ui.window.family.field import beside, field, press


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who is to be invited."""

    name: str
    role: Role
    level: Level | None
    """What this person sees of a child from the start; None: nothing."""


class InvitePart(QWidget):
    """Shows the code until the next one."""

    wished = Signal(object)
    """An `Inviting`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = field(theme, _("Whom to invite"), 60)
        self.role = Choice(theme, [(one, family_words.role(one)) for one in Role], _("As what"))
        self.invite = press(theme, _("Invite"), self._wish)
        self.said, self.code = label(theme, "small", "second", wrap=True), label(theme, "strong", wrap=True)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = press(theme, _("Copy the code"), self._copy)
        self.name.returnPressed.connect(self._wish)
        self._made = QWidget()
        made = QVBoxLayout(self._made)
        made.setContentsMargins(0, 0, 0, 0)
        made.setSpacing(6)
        for one in (self.said, self.code, beside(self.copy)):
            made.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.name, beside(self.role, self.invite), self._made):
            column.addWidget(part)
        self._made.hide()

    def show_code(self, code: str, who: Member, until: datetime) -> None:
        """To be handed over."""
        at = until.astimezone()  # a week from now: the day belongs to it
        self.said.setText(
            _(
                "Type or paste this on the device of {name}, beside the folder. It can be used once, until {time}."
            ).format(name=who.name, time=f"{text.short_date(at.date())}, {text.clock(at)}")
        )
        self.code.setText(code)
        self._made.show()
        self.name.clear()

    def _wish(self) -> None:
        role, name = self.role.value, self.name.text().strip()
        if name and isinstance(role, Role):
            self.wished.emit(Inviting(name, role, Level.TOTALS if role.minor else None))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
