"""No AI tool has been used as far as a record tells that does not exist yet."""

# ruff: noqa: ARG002 whatever is asked for, nothing is recorded
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wellbeing.model import Answer, Mark, Prompt, Reading, Span, Tokens, Work
from wellbeing.ports import LogsRead
from wellbeing.store.nothing.refusal import refusal


class NoLedger:
    """Implements `ports.Ledger` and `ports.LogBook` in the same way."""

    def prompts(self, span: Span) -> list[Prompt]:
        """No prompts."""
        return []

    def asked(self, span: Span) -> list[datetime]:
        """No prompts."""
        return []

    def answers(self, span: Span) -> list[Answer]:
        """No answers."""
        return []

    def works(self, span: Span) -> list[Work]:
        """No work."""
        return []

    def tokens(self, span: Span) -> dict[str, Tokens]:
        """No tokens."""
        return {}

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        """All of them are, each counted once."""
        return len({(one.tool, one.key) for one in prompts})

    def logs(self) -> list[LogsRead]:
        """No logs."""
        return []

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        """Nothing was read."""
        return [None] * len(paths)

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def take_back(self, names: Sequence[str]) -> int:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        """Refuse.

        Raises:
            KnownError: always.
        """
        raise refusal()

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        """Nothing is in trouble."""
