"""Ollama: when its server worked, from the lines of `server.log`.

Source: ollama `server/routes.go` (the log of gin). A request is no person's turn, because other programs make
them; whoever typed into `ollama run` stands in `~/.ollama/history`, which has no times and is not read. On Linux
the service writes to the system's journal, not to a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from wellbeing.interop.field import digest, local
from wellbeing.interop.folder import data, each
from wellbeing.interop.lines import LineLog
from wellbeing.interop.page import Page
from wellbeing.interop.told import Memory, Told

_LINE = re.compile(
    rb"\[GIN\] (\d{4}/\d\d/\d\d) - (\d\d:\d\d:\d\d) \| +(\d{3}) \| +([\dhmsn.\xc2\xb5]+) \|.*\| +POST +"
    rb"\"([^\"]*)\""
)
_WORK = re.compile(
    rb"/(api/(chat|generate|embed|embeddings)|v1/(chat/completions|completions|embeddings|responses|messages))$"
)
_PART = re.compile(r"([\d.]+)(h|ms|m|µs|ns|s)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}


class Ollama(LineLog[Memory]):
    """Requests that made a model work: when they ended, and how long they took."""

    name = "ollama"
    tool = "ollama"

    def __init__(self) -> None:
        super().__init__(Memory)

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(
            [home / ".ollama" / "logs", *(root / "Ollama" for root in data(home, environ))], "server*.log"
        )

    def begin(self, path: Path) -> Memory:
        """See `LineLog`."""
        return Memory(session=digest(self.name))

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        """See `LineLog`."""
        found = _LINE.search(line)
        if found is not None and _WORK.match(found[5]) and found[3].startswith(b"2"):
            end = local(f"{found[1].decode().replace('/', '-')} {found[2].decode()}")
            told = Told(self.tool, page, memory)
            # Each request is a stretch of its own: between two of them nothing is known to work.
            memory.began = None
            told.work(end, took=_duration(found[4].decode("utf-8", "replace")))
            told.close()
        return True


def _duration(word: str) -> timedelta | None:
    """Go's way to write one, such as `1m2.5s`."""
    try:
        seconds = sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(word))
    except ValueError:
        return None
    return timedelta(seconds=seconds) if 0 < seconds < 86_400 else None
