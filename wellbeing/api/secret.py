"""Secrets: tokens, ids and passwords; made here, compared in constant time, kept as hashes."""

from __future__ import annotations

import math
import secrets
import threading
import uuid
from datetime import datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from wellbeing.family import crockford
from wellbeing.family.code import SECRET_BYTES
from wellbeing.family.pin import delay
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.store.hub.people import Account

SHORTEST, LONGEST = 10, 200
"""Characters of a password. NIST SP 800-63B: length counts, rules of composition do not."""

_HASHER = PasswordHasher()
"""argon2id with the parameters of RFC 9106, section 4, second choice: 64 MiB, three passes, four lanes."""

_TURN = threading.BoundedSemaphore(2)
"""How many passwords are hashed at a time: each takes 64 MiB, and whoever asks for many shall wait."""


def token() -> str:
    """256 random bits, for a device or a browser."""
    return secrets.token_urlsafe(32)


def number() -> str:
    """The id of a family, member or device; tells nothing."""
    return uuid.uuid4().hex


def recovery_code() -> str:
    """120 random bits in groups to write down, with a check symbol; it is shown once."""
    return crockford.checked(secrets.token_bytes(15))


def plain_code(text: str) -> str:
    """A recovery code as it is compared: spaces, hyphens, upper and lower case count for nothing.

    Raises:
        KnownError: a slip.
    """
    try:
        return crockford.symbols(crockford.read_checked(text))
    except crockford.Mistyped:
        raise KnownError(
            Sentence("This code has a slip in it, or a part is missing."),
            Sentence("Compare it with what was written down, symbol by symbol."),
        ) from None


def invitation() -> bytes:
    """The random part of a pairing code or an invitation."""
    return secrets.token_bytes(SECRET_BYTES)


def hashed(password: str) -> str:
    """argon2id of a password; takes about 0.1 s."""
    with _TURN:
        return _HASHER.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the right one; takes as long where none is kept."""
    with _TURN:
        try:
            _HASHER.verify(kept or _nobody(), password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


@lru_cache(maxsize=1)
def _nobody() -> str:
    """What a name that nobody has is compared with, so that time does not tell who has one."""
    return _HASHER.hash(secrets.token_urlsafe(16))


def check_new(password: str, name: str) -> None:
    """Accept a new password.

    Raises:
        KnownError: too short, too long, or the name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise KnownError(
            Sentence(
                "A password has at least {least} and at most {most} characters.",
                least=SHORTEST,
                most=LONGEST,
            ),
            Sentence("Four words that have nothing to do with each other make a good one."),
        )
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise KnownError(
            Sentence("This password would be guessed at once."),
            Sentence("Four words that have nothing to do with each other make a good one."),
        )


def wait_s(account: Account, now: datetime) -> int:
    """Seconds until a member's password may be tried again; 0 at once."""
    return left_s(account.failed, account.failed_at, now)


def left_s(failed: int, failed_at: datetime, now: datetime) -> int:
    """Seconds until the next try after so many wrong ones, the last at that moment; 0 at once."""
    wait = delay(failed)
    # A clock that was set back must not put the next try off for years.
    left = min(failed_at + wait - now, wait)
    return max(0, math.ceil(left.total_seconds()))
