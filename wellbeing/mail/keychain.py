"""The password of the mail account, in the desktop's keyring and nowhere else."""

from __future__ import annotations

import contextlib

from wellbeing.mail.account import Account
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

SERVICE = "wellbeing mail"
"""As keyring programs show it."""


def password(account: Account) -> str | None:
    """The password of an account; None where none is kept.

    Raises:
        KnownError: no keyring answers.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, _name(account))
    except KeyringError as error:
        raise _silent() from error


def keep_password(account: Account, secret: str) -> None:
    """Put the password into the keyring; an empty one takes it away.

    Raises:
        KnownError: no keyring answers.
    """
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if secret:
            keyring.set_password(SERVICE, _name(account), secret)
        else:
            with contextlib.suppress(PasswordDeleteError):
                keyring.delete_password(SERVICE, _name(account))
    except KeyringError as error:
        raise _silent() from error


def _name(account: Account) -> str:
    return f"{account.login}@{account.host}"


def _silent() -> KnownError:
    return KnownError(
        Sentence("The desktop's keyring does not answer, so the mail password cannot be kept or read."),
        Sentence("Unlock it, or install one such as gnome-keyring or KWallet."),
    )
