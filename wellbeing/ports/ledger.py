"""What AI tools did, and how far their logs are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wellbeing.model import Answer, Mark, Prompt, Reading, Span, Tokens, Work


class Ledger(Protocol):
    """What AI tools did, as their logs and processes tell. As safe as `Store`, and in the same record."""

    def prompts(self, span: Span) -> list[Prompt]:
        """Human turns inside the span, by time."""
        ...

    def asked(self, span: Span) -> list[datetime]:
        """When there were human turns inside the span, in order; quick on years."""
        ...

    def answers(self, span: Span) -> list[Answer]:
        """Answers inside the span, by time; each once, wherever its log was copied to."""
        ...

    def works(self, span: Span) -> list[Work]:
        """Stretches of work that touch the span, clipped to it, by start; those of several agents may overlap."""
        ...

    def tokens(self, span: Span) -> dict[str, Tokens]:
        """Tokens of the answers inside the span, summed by tool; quick on any span."""
        ...

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        """Keep what a process or an import told; what is known already under a key changes, never doubles.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; try again.
        """
        ...

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        """How many of them are neither known nor forgotten, each counted once."""
        ...

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        """As `add`; the names under which `take_back` finds what was new. They tell nothing outside this record."""
        ...

    def take_back(self, names: Sequence[str]) -> int:
        """Remove what is kept under these names; how many prompts there were."""
        ...


@dataclass(frozen=True, slots=True)
class LogsRead:
    """How far the logs of one format are read."""

    format: str
    logs: int
    understood: int
    unknown: int
    version: str | None
    """The newest that a log named; None where none does."""
    read: datetime | None
    """When one of them was last read; None where none ever was. Aware, UTC."""
    troubles: tuple[tuple[str, int], ...] = ()
    """What went wrong the last time, and with how many logs."""

    @property
    def share(self) -> float:
        """Of lines, how many were understood: 0 to 1, 1 of none."""
        whole = self.understood + self.unknown
        return self.understood / whole if whole else 1.0


class LogBook(Ledger, Protocol):
    """The ledger, and where what logs tell is kept, and how far each was read; of their paths only a salted hash."""

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        """How far each log was read; None where it never was."""
        ...

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        """Keep what pieces tell together with their marks: all of it, or nothing.

        What was forgotten is not taken in again.

        Args:
            log_format: its name.
            readings: each with the path of its log, absolute; those of one log in order.
            at: when they were read; aware, UTC.

        Raises:
            StoreBusy, StoreFull, StoreError: nothing was written; read the pieces again later.
        """
        ...

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        """Note that a log could not be read; gone with its next reading. Never with words of the log in it."""
        ...

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        """Forget the troubles of logs of a format that are not there any more; what they told stays."""
        ...

    def logs(self) -> list[LogsRead]:
        """How far the logs of each format are read, by name of the format."""
        ...
