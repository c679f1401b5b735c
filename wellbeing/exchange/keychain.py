"""Tokens and keys of this device, in the desktop's keyring and nowhere else."""

from __future__ import annotations

import contextlib

from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

SERVICE = "wellbeing family"
"""As keyring programs show it."""


def secret(name: str) -> str | None:
    """A secret by its name; None where none is kept.

    Raises:
        KnownError: no keyring answers.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise _silent() from error


def keep_secret(name: str, value: str) -> None:
    """Put a secret into the keyring; an empty one takes it away.

    Raises:
        KnownError: no keyring answers.
    """
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if value:
            keyring.set_password(SERVICE, name, value)
        else:
            with contextlib.suppress(PasswordDeleteError):
                keyring.delete_password(SERVICE, name)
    except KeyringError as error:
        raise _silent() from error


def try_out() -> None:
    """See whether secrets can be kept, before a code is used up for nothing.

    Raises:
        KnownError: they cannot.
    """
    keep_secret("try", "try")
    kept = secret("try")
    keep_secret("try", "")
    if kept != "try":
        raise _silent()


def _silent() -> KnownError:
    return KnownError(
        Sentence(
            "The desktop's keyring does not answer, "
            "so what proves this device to the family can be neither kept nor read."
        ),
        Sentence("Unlock it, or install one such as gnome-keyring or KWallet."),
    )
