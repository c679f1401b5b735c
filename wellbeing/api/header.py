"""The headers that every answer carries, so that a browser keeps what is inside to itself.

Source: OWASP Secure Headers Project; Content Security Policy Level 3; RFC 6797 (HSTS).
"""

from __future__ import annotations

Headers = list[tuple[bytes, bytes]]
JSON = (b"content-type", b"application/json; charset=utf-8")
ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
]
NOTHING = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGE = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    b"frame-ancestors 'none'; base-uri 'none'"
)
"""Pages load their style sheet and icon from the hub, run no script and stand in no frame."""
HSTS = (b"strict-transport-security", b"max-age=2592000")
"""A month: long enough for a family that looks every week, short enough to change one's mind about TLS."""


def dressed(headers: Headers, always: Headers) -> Headers:
    """The headers of a route's answer with those that are missing.

    Args:
        headers: as the route gave them.
        always: what every answer of this hub carries.
    """
    names = {name for name, _ in headers}
    own = [one for one in always if one[0] not in names]
    if b"content-security-policy" not in names:
        page = any(name == b"content-type" and kind.startswith(b"text/html") for name, kind in headers)
        own.append((b"content-security-policy", PAGE if page else NOTHING))
    if b"cache-control" not in names:
        own.append((b"cache-control", b"no-store"))
    return [*headers, *own]
