"""The code that invites a device into a family that shares a folder: who invites, and a secret for one use.

byte 0      15 in the low half, so that no hub's code is taken for one; version in the high half
inviter     16 bytes: the id of the device that invites, which is a hash of its signing key
secret      10 bytes
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from wellbeing.family import crockford
from wellbeing.family.code import SECRET_BYTES, CodeError
from wellbeing.model.sentence import Sentence

LASTS = timedelta(days=7)
"""How long it may be used: a stick is carried, a folder is synchronised when both sides are on."""
_FIRST = 0x1F
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Invitation:
    """What such a code says."""

    inviter: str
    """A device's id."""
    proof: str
    """The secret, in symbols."""


def written(inviter: str, secret: bytes) -> str:
    """The code as it is copied or typed: 45 symbols."""
    return crockford.checked(bytes([_FIRST]) + crockford.read(inviter) + secret)


def read(text: str) -> Invitation:
    """A code that was typed or pasted.

    Raises:
        CodeError: a slip, or no such code.
    """
    try:
        data = crockford.read_checked(text)
    except crockford.Mistyped:
        raise CodeError(
            Sentence("This invitation has a slip in it, or a part is missing."),
            Sentence("Compare it with the other device's, symbol by symbol, or copy it whole."),
        ) from None
    if not is_one(data):
        raise CodeError(
            Sentence("This is not an invitation into a shared folder."),
            Sentence("A hub's code is used with: wellbeing family join CODE"),
        )
    inviter = crockford.symbols(data[1 : 1 + _ID_BYTES]).lower()
    return Invitation(inviter, crockford.symbols(data[1 + _ID_BYTES :]))


def is_one(data: bytes) -> bool:
    """Whether bytes are those of an invitation."""
    return len(data) == 1 + _ID_BYTES + SECRET_BYTES and data[0] == _FIRST
