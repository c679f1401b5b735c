"""The elements of a JSON list one after another, from a file of any size, in memory for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

DEEPEST: Final = 400
"""Lists and objects inside each other; conversations need ten."""
_TOKEN: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{}]', re.DOTALL)
"""A whole string, a bracket, or the quote of a string that is not whole yet."""
_QUOTE: Final = ord('"')
_OPEN: Final = b"[{"


class TooDeep(ValueError):
    """Made to do harm, or broken."""


class Elements:
    """Finds where elements begin and end; what is inside is not looked at.

    A list gives its objects and lists; a single object gives itself.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._at = 0
        """Where to look on."""
        self._begin: int | None = None
        """Of the element that is open."""
        self._depth = 0
        self._top: int | None = None
        """Depth at which elements begin: 1 in a list, 0 for a single object."""

    @property
    def whole(self) -> bool:
        """Whether everything that was opened was closed."""
        return self._top is not None and self._depth == 0

    def feed(self, content: bytes) -> Iterator[bytes]:
        """The elements that are complete now.

        Raises:
            TooDeep: they are nested deeper than any conversation.
        """
        self._buffer += content
        ends: list[tuple[int, int]] = []
        for token in _TOKEN.finditer(self._buffer, self._at):
            begin, end = token.span()
            first = self._buffer[begin]
            if first == _QUOTE:
                if end == begin + 1:
                    self._at = begin
                    break
            elif first in _OPEN:
                self._opened(begin)
            elif self._closed() and self._begin is not None:
                ends.append((self._begin, end))
                self._begin = None
        else:
            self._at = len(self._buffer)
        for begin, end in ends:
            yield bytes(self._buffer[begin:end])
        self._forget()

    def _opened(self, at: int) -> None:
        if self._top is None:
            self._top = 1 if self._buffer[at] == ord("[") else 0
        if self._depth == self._top and self._begin is None:
            self._begin = at
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep

    def _closed(self) -> bool:
        """Whether it ends an element."""
        self._depth = max(0, self._depth - 1)
        return self._depth == self._top

    def _forget(self) -> None:
        keep = self._at if self._begin is None else self._begin
        del self._buffer[:keep]
        self._at -= keep
        if self._begin is not None:
            self._begin = 0
