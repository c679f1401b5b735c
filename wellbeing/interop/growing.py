"""Sessions that are one document and date themselves, but not each prompt.

A prompt gets the moment at which it was seen to be there, and keeps it:

first reading            p₁ at the session's begin, p₂ … pₙ at its last change
later reading            pₙ₊₁ at the last change then
"""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import msgspec

from wellbeing.interop.field import decoded, digest, moment
from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import Seen, opened, seen
from wellbeing.interop.told import Memory, Told
from wellbeing.interop.whole import LARGEST, pieces


class Known(msgspec.Struct, omit_defaults=True):
    """How many prompts of a document are dated already."""

    prompts: int = 0


class GrowingDocument:
    """Base of formats whose documents date the session, but not each prompt."""

    name: ClassVar[str]
    tool: ClassVar[str]

    @abstractmethod
    def document(self, told: Told, value: object, path: Path) -> Sequence[str | None]:
        """Tell answers and work; returns the ids of its prompts, in order."""

    @abstractmethod
    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """The session's begin and last change; `changed` is when the file was last written."""

    def session(self, path: Path) -> str:
        """Id of the session by its file."""
        return path.stem

    def value(self, content: bytes) -> object:
        """What the file holds."""
        return decoded(content)

    def beside(self, path: Path) -> Path | None:
        """A second file of the session, whose changes count as well."""
        return None

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        with opened(path) as file:
            now = _both(seen(os.fstat(file.fileno())), self.beside(path))
            if now.unchanged(before):
                return
            content = file.readall() if now.size <= LARGEST else b""
        page = Page(anew=True)
        known = self._take(content, page, path, now, _known(before))
        state = msgspec.msgpack.encode(Known(known))
        for reading in pieces(page, now):
            yield replace(reading, mark=replace(reading.mark, state=state))

    def _take(self, content: bytes, page: Page, path: Path, now: Seen, known: int) -> int:
        value = self.value(content)
        changed = moment(now.mtime_ns)
        if not isinstance(value, dict | list) or changed is None:
            page.unknown += bool(content.strip())
            return known
        begin, end = self.dates(value, path, changed)
        told = Told(self.tool, page, Memory(session=digest(self.session(path)), last=begin))
        keys = self.document(told, value, path)
        told.close()
        for number in range(known, len(keys)):
            told.memory.prompts = number
            told.prompt(begin if number == 0 else end, keys[number])
        return max(known, len(keys))


def _both(now: Seen, beside: Path | None) -> Seen:
    try:
        other = seen(beside.stat()) if beside is not None else None
    except OSError:
        other = None
    if other is None:
        return now
    return replace(now, size=now.size + other.size, mtime_ns=max(now.mtime_ns, other.mtime_ns))


def _known(before: Mark | None) -> int:
    try:
        return msgspec.msgpack.decode(before.state, type=Known).prompts if before is not None else 0
    except msgspec.MsgspecError:
        return 0
