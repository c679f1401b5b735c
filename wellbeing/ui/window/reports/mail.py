"""The mail account: who gets the report, by which server, and whether it works."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from wellbeing.files.settings import Settings
from wellbeing.mail.account import PORTS, Account, Security
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk

if TYPE_CHECKING:  # it comes with what sends mail, which is loaded when something is saved or sent
    import ssl

T = TypeVar("T")
_APART = re.compile(r"[,;\s]+")
_HIGHEST = 65535


class MailCard(Card):
    """A form; what is typed is in force once it is saved, and may be tried before.

    Args:
        desk: changes the file, and works off the GUI thread.
        trusted: certificates that are trusted; the system's by default.
    """

    saved = Signal()

    def __init__(
        self, desk: Desk, trusted: ssl.SSLContext | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk.theme, _("By mail"), parent=parent)
        self._desk, self._trusted = desk, trusted
        self._shown: Settings | None = None
        about = label(desk.theme, "small", "second", wrap=True)
        about.setText(
            _(
                "By your own account, over TLS or not at all. The password goes into the desktop's keyring and "
                "into no file. Each address gets a letter of its own; nothing is sent while none is given."
            )
        )
        self.body.addWidget(about)
        self.to, self.host, self.port = QLineEdit(), QLineEdit(), QLineEdit()
        self.address, self.user, self.secret = QLineEdit(), QLineEdit(), QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.security = Segment(
            desk.theme,
            [(Security.TLS.value, _("TLS at once")), (Security.STARTTLS.value, _("STARTTLS"))],
            _("Encryption"),
        )
        self.security.chosen.connect(self._usual_port)
        self._form()
        self.answer = label(desk.theme, "body", wrap=True)
        self.answer.hide()
        self.body.addWidget(self.answer)

    def show_settings(self, settings: Settings) -> None:
        """What is in force; what somebody is typing stays."""
        if self._shown is not None and self._typed(self._shown):
            return
        self._shown = settings
        self.to.setText(", ".join(settings.report_to))
        self.host.setText(settings.mail_host)
        self.port.setText(str(settings.mail_port or ""))
        self.address.setText(settings.mail_sender)
        self.user.setText(settings.mail_user)
        self.security.choose(settings.mail_security)
        self._usual_port(settings.mail_security)

    def save(self) -> None:
        """Put it into force."""
        file, secret, to = self._desk.home.settings_file, self.secret.text(), self._addresses()
        one = self._account()
        if one is None:
            return

        from wellbeing.engine import account

        def work() -> Settings:
            return account.change(file, one, to, secret)

        def done(settings: Settings) -> None:
            self.secret.clear()
            self._shown = None
            self.show_settings(settings)
            self._say(_("It is saved.") if settings.mail_host else _("No mail is sent."))
            self._desk.change(account.try_refused_anew, lambda _done: self.saved.emit(), self._fail)

        self._work(work, done)

    def try_out(self) -> None:
        """Send a letter to the own address, with what stands in the form."""
        secret, now, trusted = self.secret.text(), self._desk.clock.now(), self._trusted
        subject = _("A test letter from Wellbeing")
        told = _("If you read this, reports can be sent by this account.") + "\n"

        one = self._account()
        if one is None:
            return
        if not one.host or not one.sender:
            self._say(_("Server or address is missing."))
            return

        from wellbeing.engine import account

        def work() -> None:
            account.try_out(one, secret, subject, told, now, trusted)

        def done(_sent: None) -> None:
            words = _("{host} took the letter. It is on its way to {address}.")
            self._say(words.format(host=one.host, address=one.sender))

        self._say(_("Asking the server …"))
        self._work(work, done)

    # ------------------------------------------------------------ inside

    def _form(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(8)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (_("Who gets it"), self.to, "ben@example.org, ida@example.org"),
            (_("Your address"), self.address, "mia@example.org"),
            (_("Server"), self.host, "mail.example.org"),
            (_("Encryption"), self.security, ""),
            (_("Port"), self.port, ""),
            (_("Name to log in"), self.user, _("your address")),
            (_("Password"), self.secret, _("as it is in the keyring")),
        )
        for name, field, hint in rows:
            words = QLabel(name)
            words.setFont(self._desk.theme.font("small"))
            if isinstance(field, QLineEdit):
                field.setFont(self._desk.theme.font("body"))
                field.setPlaceholderText(hint)
                field.setAccessibleName(name)
                field.setMaxLength(1000)
                field.textEdited.connect(lambda _text: self.answer.hide())
            words.setBuddy(field)
            words.setMinimumHeight(field.sizeHint().height())
            form.addRow(words, field)
        self.body.addLayout(form)
        line = QWidget()
        flow = Flow(line, gap=8, line_gap=8)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Save"), self.save),
            (_("Send a test letter"), self.try_out),
        )
        self.buttons = []
        for name, act in acts:
            one = button(self._desk.theme)
            one.setText(name)
            one.clicked.connect(act)
            flow.addWidget(one)
            self.buttons.append(one)
        self.body.addWidget(line)

    def _account(self) -> Account | None:
        """As it is typed; None where the port is none, which is said."""
        typed = self.port.text().strip()
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= _HIGHEST):
            self._say(_("A port is a number up to 65535, or nothing for the usual one."))
            return None
        host, sender, user = (one.text().strip() for one in (self.host, self.address, self.user))
        return Account(host, sender, user, int(typed or 0), Security(self.security.key))

    def _addresses(self) -> tuple[str, ...]:
        return tuple(one for one in _APART.split(self.to.text()) if one)

    def _typed(self, known: Settings) -> bool:
        held = (known.mail_host, known.mail_sender, known.mail_user, str(known.mail_port or ""))
        shown = tuple(one.text() for one in (self.host, self.address, self.user, self.port))
        kinds = self.security.key == known.mail_security
        return held != shown or not kinds or self._addresses() != known.report_to or bool(self.secret.text())

    def _usual_port(self, security: str) -> None:
        self.port.setPlaceholderText(str(PORTS[Security(security)]))

    def _work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        for one in self.buttons:
            one.setEnabled(False)

        def well(value: T) -> None:
            self._free()
            done(value)

        self._desk.work(work, well, self._fail)

    def _free(self) -> None:
        for one in self.buttons:
            one.setEnabled(True)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.setAccessibleName(words)
        self.answer.show()

    def _fail(self, error: KnownError) -> None:
        self._free()
        self._say(said(error.whole))
