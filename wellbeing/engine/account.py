"""The person's mail account as the record knows it; its password is in the desktop's keyring."""

from __future__ import annotations

import msgspec

from wellbeing.mail.account import Account, check_address
from wellbeing.mail.keychain import password
from wellbeing.mail.smtp import SmtpMailer
from wellbeing.ports import Clock, Mailer, Store

_MARK = "mail-account"


def account(store: Store) -> Account | None:
    """The account; None while none is set."""
    text = store.mark(_MARK)
    return msgspec.json.decode(text, type=Account) if text else None


def keep(store: Store, one: Account | None) -> None:
    """Set the account, or none any more.

    Raises:
        MailRefused: the sender is no address.
    """
    if one is not None:
        check_address(one.sender)
    store.mark(_MARK, "" if one is None else msgspec.json.encode(one).decode())


def mailer(store: Store, clock: Clock) -> Mailer | None:
    """Sends by the account; None while none is set."""
    found = account(store)
    return None if found is None else SmtpMailer(found, lambda: password(found), clock.now)
