"""The person's mail account: that of the settings, or one that was set for the trusted contact alone."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from wellbeing.engine.post import Post, State
from wellbeing.files import settings as files
from wellbeing.files.settings import Settings
from wellbeing.mail.account import Account, check_address
from wellbeing.mail.keychain import keep_password, password
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.ports import Clock, Letter, Mailer, Store

_MARK = "mail-account"
_TRIAL_S = 10.0
"""So long the window waits for a server; its pages are read on the same thread."""


def change(file: Path, one: Account, to: Sequence[str], secret: str) -> Settings:
    """Put an account and who gets reports into settings.toml, and the password, where one is given, into the keyring.

    Raises:
        MailRefused: an address is none; nothing was changed.
        KnownError: no keyring answers, or the file cannot be written.
    """
    for address in (*([one.sender] if one.host or one.sender else []), *to):
        check_address(address)
    if secret:
        keep_password(one, secret)
    chosen = files.change_setting(file, "report_to", tuple(to))
    for name, value in (
        ("mail_host", one.host),
        ("mail_port", one.port),
        ("mail_security", one.security.value),
        ("mail_sender", one.sender),
        ("mail_user", one.user),
    ):
        chosen = files.change_setting(file, name, value)
    return chosen


def try_out(
    one: Account, secret: str, subject: str, text: str, at: datetime, trusted: ssl.SSLContext | None = None
) -> None:
    """Send a letter to the account's own address; returns once the server has taken it.

    Args:
        one: the account.
        secret: its password; empty for the one in the keyring.
        subject: of the letter.
        text: of the letter.
        at: now.
        trusted: certificates that are trusted; the system's by default.

    Raises:
        MailRefused, MailLater, MailUnclear, KnownError: what the server, or the keyring, said.
    """
    check_address(one.sender)
    mailer = SmtpMailer(one, lambda: secret or password(one), lambda: at, trusted, _TRIAL_S)
    mailer.send(Letter(f"trial {at.isoformat()}", (one.sender,), subject, text))


def try_refused_anew(store: Store) -> None:
    """Letters that were refused may go with another account, or another password."""
    post = Post(store)
    for one in post.sendings():
        if one.state is State.REFUSED:
            post.try_anew(one.key)


def account(store: Store) -> Account | None:
    """The account that was set for the trusted contact; None while none is."""
    text = store.mark(_MARK)
    return msgspec.json.decode(text, type=Account) if text else None


def keep(store: Store, one: Account | None) -> None:
    """Set that account, or none any more.

    Raises:
        MailRefused: the sender is no address.
    """
    if one is not None:
        check_address(one.sender)
    store.mark(_MARK, "" if one is None else msgspec.json.encode(one).decode())


def mailer(store: Store, clock: Clock, theirs: Account | None = None) -> Mailer | None:
    """Sends by that account, or else by the one of the settings; None while there is none."""
    one = account(store) or theirs
    return SmtpMailer(one, lambda: password(one), clock.now) if one is not None and one.host else None
