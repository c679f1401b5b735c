"""A piece of a log of an AI tool, as a format reads it and the record keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field

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
