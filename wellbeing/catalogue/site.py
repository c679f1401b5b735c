"""Host names: one spelling for each, and the longest listed name that a host belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

V = TypeVar("V")

_AROUND = re.compile(r"^[a-z][a-z0-9+.-]*://|[/?#\\].*$", re.DOTALL)
_LONGEST_HOST = 253
"""Characters in a host name (RFC 1035, section 2.3.4, as text)."""


def host(text: str) -> str | None:
    """A host name in its one spelling: lower case, ASCII (IDNA), no port, no final dot, no leading `www.`.

    A scheme, a user, a path, a query and a fragment are left away, as a sensor should have done.
    None when the text cannot be one. `Bücher.de` and `xn--bcher-kva.de` are the same host; a look-alike in
    other letters is another one.
    """
    name = _AROUND.sub("", text.strip().lower()).rpartition("@")[2]
    name, _, port = name.partition(":")
    name = name.rstrip(".")
    if not name or len(name) > _LONGEST_HOST or (port and not port.isdigit()):
        return None
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not all(part and part.replace("-", "a").replace("_", "a").isalnum() for part in name.split(".")):
        return None
    return name.removeprefix("www.")


def address_host(address: str) -> str | None:
    """The host of a web address (`https://…`), or None for anything else."""
    scheme, _, rest = address.partition("://")
    if scheme.lower() not in ("http", "https"):
        return None
    for end in "/?#":
        rest = rest.partition(end)[0]
    return host(rest.rpartition("@")[2])


def listed(name: str, names: Mapping[str, V]) -> tuple[str, V] | None:
    """The longest listed name that `name` equals or is a subdomain of, with its value; else None.

    `chatgpt.com.evil.io` does not belong to `chatgpt.com`.
    """
    while name:
        if name in names:
            return name, names[name]
        name = name.partition(".")[2]
    return None


_OWN_ENDINGS = (".localhost", ".local", ".lan", ".home", ".internal", ".home.arpa", ".localdomain", ".test")
"""Names that no one can register (RFC 6761, 6762, 8375; .internal by ICANN), and what routers use."""


def is_local(name: str) -> bool:
    """Whether a host is a machine of one's own, so that its name says nothing: no dot in it, or an address."""
    return "." not in name or name.endswith(_OWN_ENDINGS) or name.replace(".", "").isdigit()
