"""Bookmarks for a PDF that matplotlib wrote, as an incremental update (ISO 32000-1, 7.5.6 and 12.3.3).

matplotlib writes none; what it wrote stays byte for byte, and what is added stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_SIZE = re.compile(rb"/Size (\d+)")
_START = re.compile(rb"startxref\s+(\d+)")
_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_NUMBER = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the file."""

    title: str
    page: int
    """From 0."""
    top: float
    """Points from the page's upper edge."""


def with_outline(pdf: bytes, bookmarks: Sequence[Bookmark], height: float, language: str) -> bytes:
    """The file with bookmarks, its language, and its title in the window's frame.

    Args:
        pdf: as matplotlib wrote it.
        bookmarks: in order; without any the file stays as it is.
        height: of its pages, points.
        language: of its text, such as `en`.
    """
    if not bookmarks:
        return pdf
    root, size, before = (int(one.findall(pdf)[-1]) for one in (_ROOT, _SIZE, _START))
    pages = [int(one) for one in _NUMBER.findall(_KIDS.findall(pdf)[-1])]
    catalog = re.search(rb"\b%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf, re.DOTALL)
    if catalog is None:
        raise ValueError("the file has no catalog")
    first, count = size + 1, len(bookmarks)
    objects = {
        root: b"<<%s /Outlines %d 0 R /PageMode /UseOutlines /Lang (%s)"
        b" /ViewerPreferences << /DisplayDocTitle true >> >>"
        % (catalog[1], size, language.encode("ascii", "ignore")),
        size: b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
        % (first, first + count - 1, count),
    }
    for place, one in enumerate(bookmarks):
        near = b" /Prev %d 0 R" % (first + place - 1) if place else b""
        near += b" /Next %d 0 R" % (first + place + 1) if place + 1 < count else b""
        title = ("\ufeff" + one.title).encode("utf-16-be").hex().upper().encode()
        objects[first + place] = b"<< /Title <%s> /Parent %d 0 R%s /Dest [%d 0 R /XYZ null %.1f null] >>" % (
            title,
            size,
            near,
            pages[one.page],
            height - one.top,
        )
    return _appended(pdf, objects, root, before)


def _appended(pdf: bytes, objects: dict[int, bytes], root: int, before: int) -> bytes:
    body = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    table = bytearray(b"xref\n")
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(body)
    information = re.findall(rb"/Info \d+ 0 R", pdf)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        root,
        before,
        information[-1] if information else b"",
        start,
    )
    return bytes(body + table + trailer)
