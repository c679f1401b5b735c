"""The one shape behind which every AI tool's log is read.

places ── path ──► read(path, mark) ──► Reading, Reading, … ──► store: records and mark in one transaction
                     ▲                                              │
                     └───────────── mark of the last one ───────────┘
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from wellbeing.model.reading import PIECE, Mark, Reading

__all__ = ["PIECE", "LogFormat", "Mark", "Reading"]


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
