"""The words on the line: one JSON object a line, a request or an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from wellbeing.model.sentence import packed, unpacked

LONGEST = 64 * 1024
"""Bytes of a line at most; a longer one ends the talk."""

Answer = Mapping[str, Any]
"""JSON values and sentences: the line carries figures and words, no other types of ours."""


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
    """For `site`: the browser's process, or the companion's own where a sandbox hides that."""
    app: str | None = None
    """For `site`: which browser it is, where a sandbox hides its process (files.companion)."""
    state: str | None = None
    """For `site`: `seen`, `private` or `gone`."""
    site: str | None = None
    """For `site`: the host in front; None where no page is."""


def encode(value: Request | Answer) -> bytes:
    """One line, newline included."""
    return msgspec.json.encode(value if isinstance(value, Request) else packed(value)) + b"\n"


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
    said = msgspec.json.decode(line, type=dict[str, Any])
    return {name: unpacked(value) for name, value in said.items()}
