"""The words on the line: one JSON object a line, a request or an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

LONGEST = 64 * 1024
"""Bytes of a line at most; a longer one ends the talk."""

Answer = Mapping[str, Any]
"""Plain JSON values: the line carries figures and words, no types of ours."""


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody asks the tracker."""

    do: str
    """`status`, `flush`, `pause`, `resume`, `hold`, `go-on`, `let-go`, `take-up`, `reload`, `show`,
    `give-way`, `stop`, `watch`, `site`."""
    until: str | None = None
    """For `pause`: ISO 8601 with offset; None pauses until `resume`."""
    page: str | None = None
    """For `show`."""
    browser: str | None = None
    """For `site`: the browser's process."""
    state: str | None = None
    """For `site`: `seen`, `private` or `gone`."""
    site: str | None = None
    """For `site`: the host in front; None where no page is."""


def encode(value: Request | Answer) -> bytes:
    """One line, newline included."""
    return msgspec.json.encode(value) + b"\n"


def request(line: bytes) -> Request:
    """The request on a line.

    Raises:
        msgspec.DecodeError: not a request.
    """
    return msgspec.json.decode(line, type=Request)


def answer(line: bytes) -> dict[str, Any]:
    """The answer on a line.

    Raises:
        msgspec.DecodeError: not a JSON object.
    """
    return msgspec.json.decode(line, type=dict[str, Any])
