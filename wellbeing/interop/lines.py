"""Logs of one JSON value a line: read on from where the last reading ended, in bounded memory.

         before.offset                       size
───────────────┼──── new lines ────┼─ partial ─┤
 anchor: hash of the bytes before   └─ left for the next time
"""

from __future__ import annotations

import errno
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.page import Page
from wellbeing.interop.place import Seen, digest, opened, seen

LONGEST = 4 << 20
"""Bytes of a line; a longer one is skipped as unknown. Pasted pictures make lines of 1 to 2 MB."""
SAVED_EVERY = 32 << 20
"""Bytes after which a Reading is made, however little they told, so that a first reading can be broken off."""

_CHUNK = 1 << 20
_PER_LINE = 4
"""Records that a line may tell, for looking seldom whether a page is full."""
_ANCHOR = 4096
"""Bytes before the offset that must be as they were; else the log was written anew and is read from its start."""

M = TypeVar("M", bound=msgspec.Struct)


class LineLog(ABC, Generic[M]):
    """Base of formats whose logs are JSON lines; a format says what one line means.

    Args:
        memory: makes the format's memory at a log's beginning. It is stored between readings, so it may hold
            numbers, times, models and digests (`place.digest`), and no text of the log. When it cannot be
            decoded any more, because its fields changed, the log is read anew.
    """

    def __init__(self, memory: type[M]) -> None:
        self._memory = memory
        self._decoder = msgspec.msgpack.Decoder(memory)

    @abstractmethod
    def take(self, line: bytes, memory: M, page: Page) -> bool:
        """Put on the page what a line tells; whether it was known, also if it counts nothing.

        May raise msgspec.MsgspecError, ValueError or OverflowError: the line is unknown. Look for a needle in
        the bytes before decoding them.

        Args:
            line: without its end, never empty.
            memory: to be changed in place.
            page: to be appended to.
        """

    def begin(self, path: Path) -> M:
        """The memory at a log's beginning; override it where the path tells something."""
        return self._memory()

    def rest(self, memory: M, page: Page) -> None:
        """Put on the page what the lines so far tell of something that goes on, such as open work."""

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        if before is not None and seen(path.stat()).unchanged(before):
            return
        with opened(path) as file:
            now = seen(os.fstat(file.fileno()))
            if now.unchanged(before):
                return
            resumed = self._resumed(file, before, now)
            foot, memory = resumed or (_Foot(), self.begin(path))
            page = Page(anew=resumed is None)
            saved = foot.offset
            for block in _blocks(file, foot):
                page.unknown += block.overlong
                at = block.start
                room = 0
                for line in block.lines:
                    at += len(line) + 1
                    self._taken(line, memory, page)
                    room -= 1
                    if room <= 0 and (room := page.room // _PER_LINE) <= 0 and page.full:
                        yield self._turned(page, memory, now, block.foot(at))
                if block.last or block.end - saved >= SAVED_EVERY:
                    saved = block.end
                    yield self._turned(page, memory, now, block.foot(block.end), finished=block.last)

    def _taken(self, line: bytes, memory: M, page: Page) -> None:
        if not line or line.isspace():
            return
        try:
            known = self.take(line, memory, page)
        except (msgspec.MsgspecError, ValueError, OverflowError):
            known = False
        page.understood += known
        page.unknown += not known

    def _turned(self, page: Page, memory: M, now: Seen, foot: _Foot, *, finished: bool = False) -> Reading:
        self.rest(memory, page)
        state = _state.encode(_Saved(foot, msgspec.Raw(_state.encode(memory))))
        return page.turned(now.mark(offset=foot.offset, state=state, finished=finished))

    def _resumed(self, file: FileIO, before: Mark | None, now: Seen) -> tuple[_Foot, M] | None:
        """Where and with what to go on; None where the log is another one, or was written anew."""
        if before is None or not now.same_file(before):
            return None
        try:
            saved = _saved.decode(before.state)
            memory = self._decoder.decode(saved.memory)
        except msgspec.MsgspecError:
            return None
        foot = saved.foot
        if not foot.anchored <= foot.offset <= now.size:
            return None
        return (foot, memory) if digest(_behind(file, foot)) == foot.anchor else None


class _Foot(msgspec.Struct, array_like=True, frozen=True):
    """Where a reading ended, and by what the place is known again."""

    offset: int = 0
    anchored: int = 0
    """How many bytes before the offset the anchor stands for."""
    anchor: bytes = digest(b"")
    skipping: bool = False
    """In the middle of a line that is too long."""


class _Saved(msgspec.Struct, array_like=True, frozen=True):
    foot: _Foot
    memory: msgspec.Raw


_state = msgspec.msgpack.Encoder()
_saved = msgspec.msgpack.Decoder(_Saved)


@dataclass(frozen=True, slots=True)
class _Block:
    """Whole lines in one piece of the log."""

    start: int
    behind: bytes
    """What stands right before it, as far as an anchor needs."""
    content: bytes
    end: int
    """Where the next block begins; beyond the content where something was skipped."""
    overlong: int = 0
    """Lines that were found too long since the last block."""
    skipping: bool = False
    last: bool = False

    @property
    def lines(self) -> list[bytes]:
        return self.content.split(b"\n") if self.content else []

    def foot(self, at: int) -> _Foot:
        """The foot of a reading that ends at a place inside, or at the end."""
        upto = len(self.behind) + min(at, self.end) - self.start
        anchored = (self.behind + self.content)[max(0, upto - _ANCHOR) : upto]
        return _Foot(min(at, self.end), len(anchored), digest(anchored), self.skipping)


def _blocks(file: FileIO, foot: _Foot) -> Iterator[_Block]:
    """The log from a foot on in blocks of whole lines; the last one may be empty."""
    behind = _behind(file, foot)
    at, rest, overlong, skipping = foot.offset, b"", 0, foot.skipping
    file.seek(at)
    while True:
        if skipping and (after := _behind_hole(file, at)) != at:
            at, behind = after, b""
        chunk = file.read(_CHUNK)
        if not chunk:
            break
        if skipping:
            end = chunk.find(b"\n") + 1 or len(chunk)
            skipping = not chunk.endswith(b"\n", 0, end)
            at, behind, chunk = at + end, (behind + chunk[:end])[-_ANCHOR:], chunk[end:]
        rest += chunk
        if end := rest.rfind(b"\n") + 1:
            yield _Block(at, behind, rest[:end], at + end, overlong)
            at, behind, rest, overlong = at + end, rest[:end][-_ANCHOR:], rest[end:], 0
        if len(rest) > LONGEST:
            at, behind, rest, overlong, skipping = at + len(rest), rest[-_ANCHOR:], b"", overlong + 1, True
    content = rest if _whole(rest) else b""
    yield _Block(at, behind, content, at + len(content), overlong, skipping, last=True)


def _whole(line: bytes) -> bool:
    """Whether a last line that lacks its end is a whole object all the same; nothing can follow one."""
    if not line.rstrip().endswith(b"}"):
        return False
    try:
        msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, ValueError):
        return False
    return True


def _behind_hole(file: FileIO, at: int) -> int:
    """The next place that holds something, so that a file of holes is not read byte by byte."""
    if sys.platform == "win32":  # it does not tell
        return file.seek(at)
    try:
        return os.lseek(file.fileno(), at, os.SEEK_DATA)
    except OSError as error:
        return file.seek(0, os.SEEK_END) if error.errno == errno.ENXIO else file.seek(at)


def _behind(file: FileIO, foot: _Foot) -> bytes:
    """What stands right before a foot, as much as its anchor stands for."""
    file.seek(foot.offset - foot.anchored)
    content = b""
    while len(content) < foot.anchored and (piece := file.read(foot.anchored - len(content))):
        content += piece
    return content
