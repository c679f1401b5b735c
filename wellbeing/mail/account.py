"""The person's own mail account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.model.sentence import Sentence
from wellbeing.ports import MailRefused

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+@[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+")
_LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, less its brackets)."""


class Security(StrEnum):
    """How the connection is encrypted; there is no way without. The words are stored; never change one."""

    TLS = "tls"
    """From the first byte, mostly on port 465 (RFC 8314)."""
    STARTTLS = "starttls"
    """From the second command on, mostly on port 587; a server that does not offer it is refused."""


PORTS = {Security.TLS: 465, Security.STARTTLS: 587}


@dataclass(frozen=True, slots=True)
class Account:
    """Where letters are handed in, and as whom."""

    host: str
    sender: str
    """The person's address."""
    user: str = ""
    """Name to log in with; empty where it is the address."""
    port: int = 0
    """0 for the usual one of its security."""
    security: Security = Security.TLS

    @property
    def login(self) -> str:
        """The name to log in with."""
        return self.user or self.sender

    @property
    def door(self) -> int:
        """The port."""
        return self.port or PORTS[self.security]


def check_address(address: str) -> str:
    """The address as it may be used.

    Raises:
        MailRefused: it is none; a line break or a second address in it could send elsewhere.
    """
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise MailRefused(
            Sentence("This is no mail address: {address}", address=address[:80]),
            Sentence("Write it like name@example.org, without a name beside it."),
        )
    return address
