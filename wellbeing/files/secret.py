"""Short secrets: hashed by argon2id so that the file does not tell them, and made for a person to copy."""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""
_LENGTH = 16
"""80 bits."""
_GROUP = 4
_READ = str.maketrans("OIL", "011")


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
    """A recovery code nobody can guess: `7KQ2-M9XD-…`, four groups of four."""
    drawn = "".join(secrets.choice(_ALPHABET) for _place in range(_LENGTH))
    return "-".join(drawn[place : place + _GROUP] for place in range(0, _LENGTH, _GROUP))


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed: small letters, blanks, O for 0."""
    return "".join(one for one in typed.upper().translate(_READ) if one in _ALPHABET)
