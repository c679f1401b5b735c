"""The one shape behind which every AI tool's log is read.

places ── path ──► read(path, mark) ──► Reading, Reading, … ──► store: records and mark in one transaction
                     ▲                                              │
                     └───────────── mark of the last one ───────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from wellbeing.model.turn import Answer, Prompt, Work

PIECE = 4_000
"""Records in one Reading at most, so that memory does not grow with the log."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a log has been read, so that the next reading begins there."""

    device: int
    inode: int
    size: int
    """Bytes when it was read."""
    mtime_ns: int
    offset: int = 0
    """Bytes understood; 0 for logs that are read whole or by query."""
    state: bytes = b""
    """The format's own memory (session, model, last totals), encoded by it; holds no text of the log."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece of a log: what it tells and how far it goes."""

    mark: Mark
    prompts: list[Prompt] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    understood: int = 0
    """Lines, messages or rows that were known, also those that count nothing."""
    unknown: int = 0
    """Those that were not."""
    version: str | None = None
    """Of the format, as the log names it; None where it does not."""
    anew: bool = False
    """The log was begun again from its first line: counts of earlier readings of it no longer hold."""


class LogFormat(Protocol):
    """Reads one kind of log of one tool."""

    @property
    def name(self) -> str:
        """Short and stable, such as `claude-code`; stored beside marks."""
        ...

    @property
    def tool(self) -> str:
        """Id of the tool in the catalogue that most of its records name."""
        ...

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """Files that may have to be read, cheap to list; none where the tool was never used.

        Args:
            home: the person's home folder.
            environ: for the tool's own variables (`CLAUDE_CONFIG_DIR`) and the XDG ones.
        """
        ...

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """What is new since `before`, in pieces; nothing when nothing changed. Never writes to the log's place.

        Raises:
            OSError: the file cannot be read.
            KnownError: it is in a format that is not understood, with a remedy.
        """
        ...
