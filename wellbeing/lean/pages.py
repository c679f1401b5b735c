"""Gives back to the system what a program that stays needed to start and not since.

Half of what libraries keep in memory is code that ran once: Qt's own start, the reading of its signatures. The
kernel takes such pages away when memory runs short; this asks it to do so at once. They lie in files, so whatever is
used again comes back by itself, from the file cache mostly. Measured with the tray shown (PSS): 85 -> 57 MB, and 58
after some minutes of use; a call takes 11 ms. Called once when Qt has started and before the rest is loaded, a start
never takes more than 71 MB.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_LARGE = 256 * 1024
"""Bytes; a picture has more."""
_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD (mallopt(3))."""
_DONTNEED = 4
"""MADV_DONTNEED (madvise(2))."""
_MAPPING = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+ +(/.*)$")
_LIBRARY = re.compile(r"\.so(\.|$)")
_UNCHANGING = frozenset({"r-xp", "r--p"})


def keep_no_large() -> None:
    """Have large stretches go back to the system when they are freed; without effect where there is no such thing.

    The C library stops doing so of itself with the first large one that is freed, and then pictures that are drawn
    and thrown away leave holes between what stays. Measured in the window after a report was drawn (PSS):
    210 -> 162 MB.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Once the start is over, and after much work; without effect where the system has no such thing."""
    with suppress(OSError, AttributeError):
        lines = Path("/proc/self/smaps").read_text("utf-8", "replace").splitlines()
        # PyDLL keeps other threads from loading a library meanwhile.
        library = ctypes.PyDLL(None)
        for start, end in unchanged(lines):
            library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONTNEED)
        library.malloc_trim(ctypes.c_size_t(0))


def unchanged(smaps: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Begin and end of the stretches that are as in the file of a library: code, and constants without addresses.

    Args:
        smaps: lines of /proc/PID/smaps (proc_pid_smaps(5)).
    """
    stretch: tuple[int, int] | None = None
    for line in smaps:
        if found := _MAPPING.match(line):
            start, end, rights, path = found.groups()
            wanted = rights in _UNCHANGING and _LIBRARY.search(path.rpartition("/")[2])
            stretch = (int(start, 16), int(end, 16)) if wanted else None
        elif line.startswith("Anonymous:"):
            # Pages of its own: constants into which the loader wrote addresses.
            if stretch is not None and line.split()[1] == "0":
                yield stretch
            stretch = None
        elif line[:1] in "0123456789abcdef":
            stretch = None
