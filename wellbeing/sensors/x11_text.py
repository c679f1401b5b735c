"""Text as X11 windows give it: UTF-8, Latin-1, or compound text, and often not quite what it claims."""

from __future__ import annotations

import codecs
import re

_SWITCH = re.compile(rb"\x1b(%[G@]|[-()][0-9A-Z]|\$[()]?[A-D])")
"""Escape sequences of compound text that change the character set
(X Consortium, Compound Text Encoding 1.1, sections 4 to 7; `%G` is XFree86's UTF-8 extension)."""

_RIGHT_HALVES = {
    b"A": "iso8859-1", b"B": "iso8859-2", b"C": "iso8859-3", b"D": "iso8859-4", b"F": "iso8859-7",
    b"G": "iso8859-6", b"H": "iso8859-8", b"L": "iso8859-5", b"M": "iso8859-9",
}  # fmt: skip
_EAST_ASIAN = {b"A": "gb2312", b"B": "euc_jp", b"C": "euc_kr"}

_CONTROLS = dict.fromkeys((*range(32), 127), " ")


def plain(raw: bytes, encoding: str = "utf-8", *, cut: bool = False) -> str:
    """Text without control characters; bytes that are none in the encoding become U+FFFD.

    `cut` says that the end is missing: half a character there is left out rather than replaced.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return decoder.decode(raw.rstrip(b"\0"), final=not cut).translate(_CONTROLS).strip()


def latin(raw: bytes) -> str:
    """Text of type STRING: Latin-1 by ICCCM 2.7.1, though many programs put UTF-8 there."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return plain(raw, "latin-1")
    return plain(raw)


def compound(raw: bytes) -> str:
    """Text of type COMPOUND_TEXT; unknown character sets come out as U+FFFD."""
    pieces = _SWITCH.split(raw)
    text = latin(pieces[0])
    # Left and right half change apart: ASCII and Latin-1 at first.
    left, right = "", "latin-1"
    for switch, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        kind, final = switch[:1], switch[-1:]
        if switch == b"%G":
            left, right = "", "utf-8"
        elif switch == b"%@":
            left, right = "", "latin-1"
        elif kind == b"-":
            right = _RIGHT_HALVES.get(final, "ascii")
        elif kind == b"$" and switch[1:2] == b")":
            right = _EAST_ASIAN.get(final, "ascii")
        elif kind == b"$":
            left = _EAST_ASIAN.get(final, "ascii")
        elif kind == b"(":
            left = ""
        text += (
            bytes(byte | 0x80 for byte in piece).decode(left, "replace")
            if left
            else piece.decode(right, "replace")
        )
    return text.translate(_CONTROLS).strip()


def window_class(raw: bytes) -> str | None:
    """The class of a WM_CLASS, two strings each ended by NUL: instance, class (ICCCM 4.1.2.5).

    The class names the program; the instance may be anything (Chromium puts its profile's path there)
    and only stands in for a class that is missing. None where both are empty.
    """
    instance, _, rest = raw.partition(b"\0")
    return latin(rest.partition(b"\0")[0]) or latin(instance) or None
