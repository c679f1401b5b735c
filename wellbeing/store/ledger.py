"""The ledger: `ports.Ledger` and `ports.LogBook` in the same database as the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from wellbeing.model import Answer, Mark, Prompt, Reading, Span, Tokens, Work
from wellbeing.ports import LogsRead
from wellbeing.store import brought, logbook, turn
from wellbeing.store.moment import to_ms
from wellbeing.store.source import Source
from wellbeing.store.turn import Turns


class SqlLedger:
    """What AI tools did, over SQLite or PostgreSQL; see the ports for what each method promises."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def prompts(self, span: Span) -> list[Prompt]:
        """See `ports.Ledger`; key and session are hashes."""
        with self._source.reading() as connection:
            return turn.prompts(connection, to_ms(span.start), to_ms(span.end))

    def asked(self, span: Span) -> list[datetime]:
        """See `ports.Ledger`."""
        with self._source.reading() as connection:
            return turn.asked(connection, to_ms(span.start), to_ms(span.end))

    def answers(self, span: Span) -> list[Answer]:
        """See `ports.Ledger`; key and session are hashes."""
        with self._source.reading() as connection:
            return turn.answers(connection, to_ms(span.start), to_ms(span.end))

    def works(self, span: Span) -> list[Work]:
        """See `ports.Ledger`; key and session are hashes."""
        with self._source.reading() as connection:
            return turn.works(connection, to_ms(span.start), to_ms(span.end))

    def tokens(self, span: Span) -> dict[str, Tokens]:
        """See `ports.Ledger`."""
        with self._source.reading() as connection:
            return turn.tokens(connection, to_ms(span.start), to_ms(span.end))

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        """See `ports.Ledger`."""
        with self._source.writing() as connection:
            turn.add(connection, Turns(prompts, answers, works))

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        """See `ports.Ledger`."""
        with self._source.reading() as connection:
            return brought.unknown(connection, prompts)

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        """See `ports.Ledger`."""
        with self._source.writing() as connection:
            return brought.take_in(connection, prompts, answers)

    def take_back(self, names: Sequence[str]) -> int:
        """See `ports.Ledger`."""
        with self._source.writing() as connection:
            return brought.take_back(connection, names)

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        """See `ports.LogBook`."""
        with self._source.reading() as connection:
            return logbook.marks(connection, log_format, paths)

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        """See `ports.LogBook`."""
        told = [reading for _, reading in readings]
        turns = Turns(
            [one for reading in told for one in reading.prompts],
            [one for reading in told for one in reading.answers],
            [one for reading in told for one in reading.works],
        )
        with self._source.writing() as connection:
            turn.add(connection, turns)
            logbook.keep(connection, log_format, readings, to_ms(at))

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        """See `ports.LogBook`."""
        with self._source.writing() as connection:
            logbook.note_trouble(connection, log_format, path, sentence)

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        """See `ports.LogBook`."""
        with self._source.reading() as connection:
            gone = logbook.troubled(connection, log_format, there)
        if gone:
            with self._source.writing() as connection:
                logbook.forget_troubles(connection, gone)

    def logs(self) -> list[LogsRead]:
        """See `ports.LogBook`."""
        with self._source.reading() as connection:
            return logbook.logs(connection)
