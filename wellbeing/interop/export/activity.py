"""Google's `MyActivity.html` as a stream: when each record is from, its first line, and whether something follows.

┌ outer-cell ───────────────────────────────────────────────────────────┐
│ header-cell: product │ content-cell body-1:  first line <br> moment <br> answer │ content-cell: caption │
└───────────────────────────────────────────────────────────────────────┘
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from wellbeing.interop.export.written import Reader

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_BREAKS: Final = (
    "br",
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "pre",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
)
_LONGEST_LINE: Final = 300
"""Letters of a line that are looked at; a moment is shorter, and of a first line only the first word counts."""
_MOST_LINES: Final = 500
"""Lines in which the moment is looked for; a prompt may have many before it."""
_TAIL: Final = 1 << 16
"""Letters of a tag at most; what is longer is none."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One record."""

    title: str
    """Its first line, cut; only for deciding, never to be kept."""
    at: datetime | None
    """Aware, UTC; None where no line says a moment."""
    answered: bool


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list)
    line: str = ""
    at: datetime | None = None
    answered: bool = False


class Activities:
    """Finds the records while the file comes in; call `feed` for each piece, then once with nothing."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._reader = Reader()
        self._rest = ""
        self._cell: _Cell | None = None
        self._inside = False
        self.cells = 0
        """Records until now."""

    def feed(self, content: bytes) -> Iterator[Activity]:
        """The records that this piece completes; an empty piece ends the file."""
        page = self._rest + self._decoder.decode(content, final=not content)
        at = 0
        for tag in _TAG.finditer(page):
            self._text(page[at : tag.start()])
            at = tag.end()
            yield from self._tag(tag)
        begun = page.rfind("<", at)
        cut = begun if begun >= 0 and len(page) - begun < _TAIL and content else len(page)
        self._text(page[at:cut])
        self._rest = page[cut:]
        if not content:
            yield from self._done()

    def _tag(self, tag: re.Match[str]) -> Iterator[Activity]:
        closing, name, about = tag[1], tag[2].lower(), tag[3]
        if name in _BREAKS:
            self._end_line()
        if name != "div" or closing:
            return
        if "outer-cell" in about:
            yield from self._done()
            self._cell = _Cell()
            self.cells += 1
        elif "content-cell" in about:
            self._inside = "body-1" in about and "text-right" not in about and "caption" not in about

    def _text(self, words: str) -> None:
        if self._cell is None or not self._inside or not words:
            return
        cell = self._cell
        if cell.at is not None:
            cell.answered = cell.answered or bool(words.strip())
        elif len(cell.line) < _LONGEST_LINE:
            cell.line += html.unescape(words[: _LONGEST_LINE * 2])

    def _end_line(self) -> None:
        cell = self._cell
        if cell is None or cell.at is not None:
            return
        line, cell.line = cell.line.replace("\xa0", " ").strip(), ""
        if not line:
            return
        if cell.lines:
            cell.at = self._reader.read(line)
        if len(cell.lines) < _MOST_LINES:
            cell.lines.append(line[:_LONGEST_LINE])

    def _done(self) -> Iterator[Activity]:
        self._end_line()
        if self._cell is not None:
            title = self._cell.lines[0] if self._cell.lines else ""
            yield Activity(title, self._cell.at, self._cell.answered)
        self._cell, self._inside = None, False
