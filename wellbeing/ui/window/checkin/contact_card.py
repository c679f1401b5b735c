"""The card of the trusted contact: naming, agreeing, and what is offered to be sent, word for word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from wellbeing.checkins.contact import State
from wellbeing.engine import contact
from wellbeing.engine.view.checkin import ContactView
from wellbeing.ports import Store
from wellbeing.ui import contact_words as words
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.segment import Segment

_INVITED, _OFFERED = 168, 84
"""px of height for the whole invitation, and for the one sentence."""
Work = Callable[[Store, datetime], object]


class ContactCard(Card):
    """Emits what is to be changed; shows only what holds."""

    wished = Signal(object)
    """A `Work` on the record."""
    account = Signal()
    """To where the mail account is set up."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("A person you trust"), parent=parent)
        self._theme = theme
        self.said = label(theme, "body", "second", wrap=True)
        self.who, self.address, self.owner, self.code = (
            self._field(_("Their name")),
            self._field(_("Their mail address, if you like")),
            self._field(_("What they call you")),
            self._field(_("The code that came back")),
        )
        self.message = QPlainTextEdit()
        self.message.setFont(theme.font("body"))
        self.message.setAccessibleName(_("The message, word for word"))
        self.note = label(theme, "small", "third", wrap=True)
        ways = (("off", _("Only when I press Send")), ("on", _("After 24 h, if I do not answer")))
        self.by_itself = Segment(theme, ways, _("When it goes"))
        self.by_itself.chosen.connect(self._let_go)
        self.set_up = self._press(_("Set up the mail account"), self.account.emit)
        for widget in (self.said, self.who, self.address, self.owner, self.message, self.code, self.note):
            self.body.addWidget(widget)
        for choice in (self.by_itself, self.set_up):
            self.body.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeading)
        self.name = self._press(_("Name this person"), self._name)
        self.agree = self._press(_("They agree"), self._agree)
        self.send = self._press(_("Send"), self._send)
        self.copy = self._press(_("Copy the text"), self._copy)
        self.no = self._press(_("Not now"), self._decline)
        self.still = self._press(_("Still wanted"), lambda: self.wished.emit(contact.confirm))
        self.end = self._press(_("End it"), lambda: self.wished.emit(contact.end))
        presses = QWidget()
        row = Flow(presses, gap=8, line_gap=8)
        for press in (self.name, self.agree, self.send, self.copy, self.no, self.still, self.end):
            row.addWidget(press)
        self.body.addWidget(presses)
        self.log_button = self._press(_("All messages"), self._turn_log)
        self.log_button.setCheckable(True)
        self.log = label(theme, "small", "second", wrap=True)
        self.body.addWidget(self.log_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.log)
        self._view = ContactView(None, None, (), reminder=False, mails=False)
        self.show_view(self._view)

    def show_view(self, view: ContactView) -> None:
        """Nobody, somebody who has not agreed yet, or somebody who has."""
        self._view = view
        known, offered = view.contact, view.offered
        agreed = known is not None and known.agreed is not None
        for field in (self.who, self.address, self.owner, self.name):
            field.setVisible(known is None)
        waits = known is not None and not agreed
        self.code.setVisible(waits)
        self.agree.setVisible(waits)
        open_ = agreed and offered is not None
        self.message.setVisible(open_ or waits)
        self.message.setReadOnly(waits)
        self.message.setFixedHeight(_INVITED if waits else _OFFERED)
        self.send.setVisible(open_ and bool(known and known.address))
        self.no.setVisible(open_)
        self.copy.setVisible(open_ or waits)
        self.still.setVisible(agreed and view.reminder)
        self.end.setVisible(known is not None)
        self.said.setText(_said(view))
        if waits and known is not None:
            self.message.setPlainText(words.invitation(known))
        elif open_ and offered is not None and self.message.toPlainText() != offered.text:
            self.message.setPlainText(offered.text)
        self.note.setText(_note(view))
        self.note.setVisible(bool(self.note.text()))
        by_mail = agreed and bool(known and known.address)
        self.by_itself.setVisible(by_mail and view.mails)
        self.by_itself.choose("on" if known is not None and known.by_itself else "off")
        self.set_up.setVisible(by_mail and not view.mails)
        self.log_button.setVisible(bool(view.messages))
        self.log.setText("\n".join(map(words.logged, view.messages)))
        self._turn_log()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setFont(self._theme.font("body"))
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMaxLength(200)
        return field

    def _press(self, words_: str, do: Callable[[], object]) -> QPushButton:
        press = button(self._theme)
        press.setText(words_)
        press.clicked.connect(lambda _checked=False: do())
        return press

    def _turn_log(self) -> None:
        self.log.setVisible(self.log_button.isChecked() and bool(self._view.messages))

    def _let_go(self, key: str) -> None:
        on = key == "on"
        self.wished.emit(lambda store, at: contact.let_go_by_itself(store, at, on=on))

    def _name(self) -> None:
        who, address, owner = self.who.text(), self.address.text().strip(), self.owner.text()
        self.wished.emit(lambda store, at: contact.name(store, who, address, owner, at))

    def _agree(self) -> None:
        code = self.code.text()
        self.wished.emit(lambda store, at: contact.agree(store, code, at))

    def _send(self) -> None:
        offered, said = self._view.offered, self.message.toPlainText().strip()
        if offered is not None:
            self.wished.emit(lambda store, at: contact.send(store, offered.id, at, said))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.message.toPlainText())
        offered = self._view.offered
        if offered is not None:
            self.wished.emit(lambda store, at: contact.copy(store, offered.id, at))

    def _decline(self) -> None:
        offered = self._view.offered
        if offered is not None:
            self.wished.emit(lambda store, at: contact.decline(store, offered.id, at))


def _said(view: ContactView) -> str:
    known = view.contact
    if known is None:
        return _(
            "If two check-ins in a row are low, I can offer you to send one sentence to a person whom you name. "
            "They agree first; you see every word before it goes; no answer, number, app or chat is ever in it."
        )
    if known.agreed is None:
        return _("Give this to {name}. Nothing is offered before the code comes back.").format(
            name=known.name
        )
    if view.offered is not None:
        return _("I can send this to {name}:").format(name=known.name)
    if view.reminder:
        return _("{name} agreed a while ago. Is this still what you want?").format(name=known.name)
    said = _("{name} agreed. Nothing is open. This is what I would offer you to send: “{text}”")
    return said.format(name=known.name, text=words.message(known))


def _note(view: ContactView) -> str:
    if view.offered is not None and view.offered.state is State.SENDING:
        return _("It is on its way; it is tried again until it arrives.")
    if view.offered is not None and view.offered.trouble:
        return _("It could not be sent: {why}").format(why=text.said(view.offered.trouble))
    known = view.contact
    if known is not None and known.agreed is not None and known.address and not view.mails:
        return _("No mail account is set up yet; until then the text can be copied.")
    if view.messages:
        return _("Last message: {state}.").format(state=words.state(view.messages[0].state))
    return ""
