"""The code that pairs a device with a hub: where it is, how its certificate is known, and a secret for one use.

byte 0        version (high half), what follows (low half: 1 IPv4, 2 IPv6, 0 a name; +4 fingerprint; +8 path)
where         4 or 16 bytes, or a length and a name; port, 2 bytes; path: a length and its characters
fingerprint   16 bytes: the first half of the certificate's SHA-256
secret        10 bytes

All of it as Crockford's Base 32 in groups of four with a check symbol: some 55 symbols for a home's hub.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from wellbeing.family import crockford
from wellbeing.model.known import KnownError
from wellbeing.model.sentence import Sentence

SECRET_BYTES = 10
"""80 bits: with 15 minutes and few tries, nobody guesses one."""
FINGERPRINT_BYTES = 16
"""Another certificate with the same 128 bits is out of anybody's reach (2^128 tries)."""
LASTS = timedelta(minutes=15)
"""How long a code may be used, once."""
_VERSION = 1
_NAME, _IPV4, _IPV6, _KIND, _PINNED, _PATHED = 0, 1, 2, 3, 4, 8
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?\Z")
"""Labels of 1 to 63 characters (RFC 1035, 2.3.4): no look-up takes others."""
_PATH = re.compile(r"^(/[A-Za-z0-9._~-]+)+$")
_PORT = 443


class CodeError(KnownError):
    """What was typed is no pairing code, or of another version."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a pairing code says."""

    host: str
    """Name or address of the hub, lower case; without brackets."""
    port: int
    secret: bytes
    """`SECRET_BYTES`, random."""
    fingerprint: bytes | None = None
    """The first `FINGERPRINT_BYTES` of the SHA-256 of the certificate (DER); None where an authority that systems
    trust vouches for the hub, as behind a reverse proxy."""
    path: str = ""
    """Below which the hub answers, such as `/family`; empty at the root."""

    @property
    def url(self) -> str:
        """Where the hub is, without a slash at the end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORT else f":{self.port}"
        return f"https://{host}{port}{self.path}"

    @property
    def proof(self) -> str:
        """The secret as it is sent to the hub (`code` of `POST /api/v1/pair`): 16 symbols."""
        return crockford.symbols(self.secret)


def code(url: str, secret: bytes, fingerprint: bytes | None = None) -> Code:
    """The code of a hub.

    Args:
        url: `https://host[:port][/path]`.
        secret: `SECRET_BYTES`, random.
        fingerprint: SHA-256 of the certificate, whole or its first half; None for one that systems trust.

    Raises:
        CodeError: not an address that a hub can have.
    """
    try:
        parts = urlsplit(url.strip())
        host, port, path = parts.hostname or "", parts.port or _PORT, parts.path.rstrip("/")
    except ValueError:
        raise _no_address(url) from None
    if parts.scheme != "https" or parts.query or parts.fragment or parts.username is not None:
        raise _no_address(url)
    address = _address(host)
    host = str(address) if address else host
    if (
        "%" in host
        or not (address or _HOST.match(host))
        or (path and not _PATH.match(path))
        or len(path) > 200
    ):
        raise _no_address(url)
    pinned = None if fingerprint is None else fingerprint[:FINGERPRINT_BYTES]
    return Code(host, port, secret, pinned, path)


def written(one: Code) -> str:
    """The code as it is copied or typed."""
    address = _address(one.host)
    kind = _NAME if address is None else _IPV4 if address.version == 4 else _IPV6
    flags = kind | (_PINNED if one.fingerprint is not None else 0) | (_PATHED if one.path else 0)
    where = _short(one.host) if address is None else address.packed
    path = _short(one.path) if one.path else b""
    data = bytes([_VERSION << 4 | flags]) + where + one.port.to_bytes(2, "big") + path
    return crockford.checked(data + (one.fingerprint or b"") + one.secret)


def read(text: str) -> Code:
    """A code that was typed or pasted; spaces, hyphens, upper and lower case count for nothing.

    Raises:
        CodeError: a slip, or another version.
    """
    try:
        data = crockford.read_checked(text)
    except crockford.Mistyped:
        raise CodeError(
            Sentence("This pairing code has a slip in it, or a part is missing."),
            Sentence("Compare it with the hub's, symbol by symbol, or copy it whole."),
        ) from None
    if data[:1] and data[0] >> 4 != _VERSION:
        raise CodeError(
            Sentence("This pairing code is of another version of the program."),
            Sentence("Bring both sides to their newest version and make a new code."),
        )
    found = _parsed(data)
    if found is None:
        raise CodeError(
            Sentence("This is not the pairing code of a hub."),
            Sentence(
                "Make one on the hub: wellbeing hub invite NAME. For a folder: wellbeing family folder DIR join CODE"
            ),
        )
    return found


class _Rest:
    """What is left of the bytes, taken from the front."""

    def __init__(self, data: bytes) -> None:
        self.left = data

    def take(self, count: int) -> bytes:
        if len(self.left) < count:
            raise ValueError("too short")
        found, self.left = self.left[:count], self.left[count:]
        return found

    def text(self) -> str:
        return self.take(self.take(1)[0]).decode("ascii")


def _parsed(data: bytes) -> Code | None:
    rest = _Rest(data)
    try:
        flags = rest.take(1)[0]
        kind = flags & _KIND
        size = 4 if kind == _IPV4 else 16
        host = rest.text() if kind == _NAME else str(ipaddress.ip_address(rest.take(size)))
        port = int.from_bytes(rest.take(2), "big")
        path = rest.text() if flags & _PATHED else ""
        fingerprint = rest.take(FINGERPRINT_BYTES) if flags & _PINNED else None
        secret = rest.take(SECRET_BYTES)
        found = Code(host, port, secret, fingerprint, path)
        return found if not rest.left and port and code(found.url, secret, fingerprint) == found else None
    except (ValueError, CodeError):
        return None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _short(text: str) -> bytes:
    return bytes([len(text)]) + text.encode("ascii")


def _no_address(url: str) -> CodeError:
    return CodeError(
        Sentence("{url} is not an address that a hub can have.", url=url),
        Sentence("It begins with https:// and holds a name or an address, and a port where it is not 443."),
    )
