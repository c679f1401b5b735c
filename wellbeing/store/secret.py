"""Keys, sessions and paths as numbers that tell nothing without this record's own salt."""

from __future__ import annotations

import os
from hashlib import blake2b

from sqlalchemy import Connection

from wellbeing.store import note

SALT = "salt"
"""Name of the note."""


class Secret:
    """Turns texts into 64-bit numbers: of a million keys, two are the same once in 37 million records."""

    def __init__(self, salt: bytes) -> None:
        self._salted = blake2b(key=salt, digest_size=8)

    def number(self, *parts: str) -> int:
        """The number of a text in parts, signed, as databases keep integers."""
        salted = self._salted.copy()
        salted.update("\0".join(parts).encode("utf-8", "surrogatepass"))
        return int.from_bytes(salted.digest(), "big", signed=True)


def known(connection: Connection) -> Secret | None:
    """The record's; None where nothing was ever hashed."""
    salt = note.read(connection, SALT)
    return None if salt is None else Secret(bytes.fromhex(salt))


def made(connection: Connection) -> Secret:
    """The record's, made at its first use; inside a write."""
    secret = known(connection)
    if secret is None:
        salt = os.urandom(32)
        note.put(connection, SALT, salt.hex())
        secret = Secret(salt)
    return secret
