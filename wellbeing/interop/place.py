"""Logs as files: found, opened so that nothing can hang, known again, never written to."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from wellbeing.interop.log import Mark

UNFINISHED = -1
"""`mtime_ns` of a mark that stands before the end of what was there: the log is to be read on."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the system says of a log at one moment."""

    device: int
    inode: int
    size: int
    """Bytes."""
    mtime_ns: int

    def mark(self, *, offset: int = 0, state: bytes = b"", finished: bool = True) -> Mark:
        """The mark of a log read so far; unfinished: it is to be read on, even if it does not change."""
        mtime = self.mtime_ns if finished else UNFINISHED
        return Mark(self.device, self.inode, self.size, mtime, offset, state)

    def same_file(self, before: Mark) -> bool:
        """Whether it is the file that the mark speaks of, changed or not."""
        return before.inode == self.inode and before.device == self.device

    def unchanged(self, before: Mark | None) -> bool:
        """Whether it is as it was when the mark was made, and was read to its end then."""
        return (
            before is not None
            and before.mtime_ns == self.mtime_ns
            and before.size == self.size
            and self.same_file(before)
        )


def seen(status: os.stat_result) -> Seen:
    """From what `stat` tells."""
    return Seen(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


_READING = (
    os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
"""Byte by byte as it is (Windows would end at a Ctrl-Z), without waiting for a pipe, for no child of ours."""


@contextmanager
def opened(path: Path) -> Iterator[FileIO]:
    """The log, unbuffered.

    Raises:
        OSError: it is missing, may not be read, or is no ordinary file (a pipe would block).
    """
    number = os.open(path, _READING)
    with FileIO(number) as file:  # closes the number
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "no ordinary file")
        yield file


def digest(content: bytes | str) -> bytes:
    """16 bytes that stand for a text, for a format's memory: sessions, keys, anchors."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return blake2b(raw, digest_size=16).digest()


def below(folder: Path, endings: Sequence[str], depth: int = 8) -> Iterator[Path]:
    """Ordinary files below a folder by the ends of their names; nothing where it is missing.

    A folder that is closed to us comes in place of what is in it: whoever opens it is told so, and can say so.
    Links to files are followed, links to folders only at the top, so that no circle is walked.
    """
    yield from map(_path, _below(os.fspath(folder), tuple(endings), depth))


_path = lru_cache(4096)(Path)
"""Of logs that are looked at every minute: a Path takes longer to make than the system to say that nothing changed."""


def _below(folder: str, endings: tuple[str, ...], depth: int) -> Iterator[str]:
    # As text: a Path takes longer to make than a folder to list.
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except PermissionError:
        yield folder
        return
    except OSError:
        return
    for entry in entries:
        try:
            if entry.name.endswith(endings) and entry.is_file():
                yield entry.path
            elif depth > 0 and entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, endings, depth - 1)
        except OSError:  # vanished in between
            continue
