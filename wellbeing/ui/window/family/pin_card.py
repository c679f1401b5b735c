"""The card of the PIN: set, changed, recovered, taken away; what it can and cannot do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from wellbeing.engine import permit
from wellbeing.ports import KnownError, Store
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.secret import Secret
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.family.field import beside, field, press


class PinCard(Card):
    """Fields stand open only for what is being done; the recovery code is shown once."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("The parents' PIN"), parent=parent)
        self._desk, self._set, self._doing = desk, False, ""
        theme = desk.theme
        self._about = label(theme, "body", "second", wrap=True)
        self._limits = label(theme, "small", "third", wrap=True)
        self.old, self.new, self.again = (
            Secret(theme, name) for name in (_("The PIN until now"), _("New PIN"), _("Once more"))
        )
        self.code = field(theme, _("Recovery code"), 40)
        self.begin = press(theme, _("Set a PIN"), lambda: self._open("set"))
        self.change = press(theme, _("Change it"), lambda: self._open("change"))
        self.recover = press(theme, _("Forgotten"), lambda: self._open("recover"))
        self.remove = press(theme, _("Take it away"), lambda: self._open("remove"))
        self.keep = press(theme, _("Keep it"), self._keep, primary=True)
        self.cancel = press(theme, _("Cancel"), lambda: self._open(""))
        self.fresh, self.copy = (
            label(theme, "title", wrap=True),
            press(theme, _("Copy the code"), self._copy),
        )
        self.known = press(theme, _("I have kept it"), self._forget_code)
        self.error = label(theme, "strong", wrap=True)
        self._lay_out()
        self._open("")

    def show_pin(self, *, there: bool) -> None:
        """Whether one is set."""
        self._set = there
        if not self._doing:
            self._open("", focus=False)

    def _open(self, doing: str, *, focus: bool = True) -> None:
        """What is being done: `set`, `change`, `recover`, `remove`, `code`; empty for nothing."""
        self._doing = doing
        fields: dict[str, tuple[QLineEdit, ...]] = {
            "set": (self.new, self.again),
            "change": (self.old, self.new, self.again),
            "recover": (self.code, self.new, self.again),
            "remove": (self.old,),
        }
        shown = fields.get(doing, ())
        for one in (self.old, self.code, self.new, self.again):
            one.setVisible(one in shown)
            one.clear()
        self.keep.setText(_("Take it away") if doing == "remove" else _("Keep it"))
        self._form.setVisible(bool(shown))
        self._ways.setVisible(not doing)
        self._shown.setVisible(doing == "code")
        self.begin.setVisible(not self._set)
        for way in (self.change, self.recover, self.remove):
            way.setVisible(self._set)
        self._about.setText(_about(there=self._set))
        self.error.hide()
        if shown and focus:
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        old, new, code, clock = self.old.text(), self.new.text(), self.code.text(), self._desk.clock
        if self._doing != "remove" and new != self.again.text():
            self._say(_("The two are not the same."))
            return
        works: dict[str, Callable[[Store], str | None]] = {
            "set": lambda store: permit.set_pin(store, new, clock),
            "change": lambda store: permit.change_pin(store, old, new, clock),
            "recover": lambda store: permit.recover(store, code, new, clock),
            "remove": lambda store: permit.remove_pin(store, old, clock),
        }
        if self._doing in works:
            self._desk.change(works[self._doing], self._kept, self._failed)

    def _kept(self, code: str | None) -> None:
        self._set = self._doing != "remove"
        if code is None:
            self._open("")
        else:
            self.fresh.setText(code)
            self._open("code")
            self.known.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _forget_code(self) -> None:
        self.fresh.setText("")
        self._open("")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.fresh.text())

    def _failed(self, error: KnownError) -> None:
        self._say(f"{said(error.sentence)} {said(error.remedy)}".strip())

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.show()

    def _lay_out(self) -> None:
        theme = self._desk.theme
        self._ways = beside(self.begin, self.change, self.recover, self.remove)
        self._form = beside(self.keep, self.cancel)
        self._shown = QWidget()
        once = QVBoxLayout(self._shown)
        once.setContentsMargins(0, 0, 0, 0)
        once.setSpacing(6)
        hint = label(theme, "body", "second", wrap=True)
        hint.setText(
            _(
                "Recovery code, shown this once. Keep it where the child does not look: it sets a new PIN, once."
            )
        )
        for one in (hint, self.fresh, beside(self.copy, self.known)):
            once.addWidget(one)
        self.fresh.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._limits.setText(
            _(
                "This notices tampering, it does not prevent it: who may do everything on this computer can end the "
                "program. Gaps, clock jumps, changed limits and a changed journal stand in the weekly report."
            )
        )
        self.body.addWidget(self._about)
        for one in (self.old, self.code, self.new, self.again):
            self.body.addWidget(one)
            one.returnPressed.connect(self._keep)
        for part in (self.error, self._form, self._ways, self._shown, self._limits):
            self.body.addWidget(part)
        self.body.setSpacing(8)


def _about(*, there: bool) -> str:
    if there:
        return _(
            "A PIN is set. Loosening or ignoring an agreed limit asks for it, and so do pauses, deleting and settings "
            "that would undo one. Tightening never does."
        )
    return _(
        "With a PIN, limits that are marked as agreed can be loosened by a parent only. Nothing else changes."
    )
