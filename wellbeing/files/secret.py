"""Short secrets: hashed by argon2id so that the file does not tell them, and made for a person to copy."""

from __future__ import annotations

import secrets

from wellbeing.family.crockford import Mistyped, checked, read_checked

_BYTES = 10
"""80 bits: nobody guesses them, even with the hash in hand."""


def hashed(secret: str) -> str:
    """The argon2id hash with its salt and cost, as text: RFC 9106's choice for 64 MiB, some 50 ms."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(secret)


def matches(known: str, secret: str) -> bool:
    """Whether a secret is the one that was hashed; as slow as `hashed`."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(known, secret)
    except (VerificationError, InvalidHashError):
        return False


def fresh_code() -> str:
    """A recovery code nobody can guess: `7KQ2-M9XD-…`, with a symbol that finds slips."""
    return checked(secrets.token_bytes(_BYTES))


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed: small letters, blanks, O for 0; as typed where it is none."""
    try:
        return checked(read_checked(typed))
    except Mistyped:
        return typed
