"""Copilot CLI: events of a session, the usage table `session-store.db`, and optional telemetry files.

Source: the events of github/copilot-cli (`session-state/<id>/events.jsonl`), agentsview `copilot.go`, tokscale
`copilot_session_store.rs`, ccusage `adapter/copilot`. Tokens come from one source for each session: the table, else
the totals that it tells at its end, else telemetry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellbeing.interop.field import (
    at,
    count,
    digest,
    entries,
    first,
    identity,
    length,
    moment,
    record,
    text,
    version,
)
from wellbeing.interop.folder import each, is_there, named
from wellbeing.interop.foreign import database
from wellbeing.interop.human import human
from wellbeing.interop.log import Mark, Reading
from wellbeing.interop.session import SessionLines, SessionRows, Since, columns
from wellbeing.interop.told import Memory, Told
from wellbeing.model import Tokens

_STORE = "session-store.db"
_COLUMNS = (
    "id",
    "model",
    "copilot_usage_model",
    "input_tokens",
    "output_tokens",
    "cache_read_tokens",
    "cache_write_tokens",
    "duration_ms",
    "created_at",
)
_BUSY = ("assistant.", "tool.", "subagent.", "hook.", "skill.", "abort")


def _roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    return named(environ, "COPILOT_HOME", "COPILOT_DATA_DIR") or [home / ".copilot"]


class CopilotEvents(SessionLines):
    """`session-state/<id>/events.jsonl`, or `<id>.jsonl` as it was before."""

    name = "copilot-cli"
    tool = "copilot_cli"

    def __init__(self) -> None:
        super().__init__()
        self._home, self._session = Path(), ""

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(
            _roots(home, environ),
            "session-state/*/events.jsonl",
            "session-state/*.jsonl",
            "history-session-state/*.jsonl",
        )

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name if path.name == "events.jsonl" else path.stem

    def begin(self, path: Path) -> Memory:
        """See `LineLog`."""
        self._home, self._session = path.parents[2 if path.name == "events.jsonl" else 1], self.session(path)
        return super().begin(path)

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        self.begin(path)
        return super().read(path, before)

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        kind, when, data = text(value.get("type")), moment(value.get("timestamp")), record(value.get("data"))
        if kind is None:
            return False
        if kind == "user.message":
            source = text(data.get("source")) or ""
            # A person's message has no source, or says `user`; skills and the system write under that name too.
            if source in ("", "user") and human(data.get("content")):
                told.prompt(when, identity(value.get("id")))
        elif kind == "session.model_change":
            told.memory.model = text(data.get("newModel")) or told.memory.model
        elif kind == "session.shutdown":
            if not _has_rows(self._home / _STORE, self._session):
                _totals(told, when, data)
        elif kind == "session.start":
            told.page.version = version(data.get("copilotVersion")) or told.page.version
            told.heard(when)
        elif kind.startswith(_BUSY):
            told.work(when)
        return True


def _has_rows(store: Path, session: str) -> bool:
    """Whether the table tells what a session used."""
    if not store.exists():
        return False
    query = "SELECT 1 FROM assistant_usage_events WHERE session_id = ? LIMIT 1"
    try:
        with database(store) as own:
            return own.execute(query, (session,)).fetchone() is not None
    except (OSError, sqlite3.DatabaseError):
        return False


def _totals(told: Told, when: datetime | None, data: Mapping[str, object]) -> None:
    # Totals go on over resumes: the largest counts, which is what one key for each model gives.
    for model, metrics in record(data.get("modelMetrics")).items():
        usage = at(metrics, "usage")
        read, made = first(usage, "cacheReadTokens"), first(usage, "cacheWriteTokens")
        given = max(0, first(usage, "inputTokens") - read - made)
        tokens = Tokens(given, first(usage, "outputTokens"), made, read)
        told.answer(when, tokens, key=f"{told.session}:{digest(model)}", model=model)


class CopilotStore(SessionRows):
    """Table `assistant_usage_events`: one row for each answer; its input includes cached input."""

    name = "copilot-store"
    tool = "copilot_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), _STORE)

    def changed(
        self, database: sqlite3.Connection, since: float | str
    ) -> Iterator[tuple[str, int | float | str]]:
        """See `SessionRows`."""
        query = (
            "SELECT session_id, max(id) FROM assistant_usage_events WHERE session_id IN (SELECT DISTINCT session_id"
            " FROM assistant_usage_events WHERE id > ?) GROUP BY 1 ORDER BY 2"
        )
        yield from database.execute(query, (since if isinstance(since, int) else 0,))

    def rows(self, database: sqlite3.Connection, session: str, told: Told, memory: Since) -> None:
        """See `SessionRows`."""
        names = columns(database, "assistant_usage_events")
        chosen = ", ".join(name if name in names else "NULL" for name in _COLUMNS)
        query = f"SELECT {chosen} FROM assistant_usage_events WHERE session_id = ? ORDER BY id"  # noqa: S608 - names of ours
        for row in database.execute(query, (session,)).fetchall():
            number, model, better, given, said, read, made, took, when = row
            cached = count(read) + count(made)
            tokens = Tokens(max(0, count(given) - cached), count(said), count(made), count(read))
            told.answer(
                moment(when),
                tokens,
                key=f"{told.session}:{count(number)}",
                model=better or model,
                took=length(took),
            )
            told.page.understood += 1


class CopilotTelemetry(SessionLines):
    """OpenTelemetry spans in `otel/*.jsonl`, of sessions of which there is no other record."""

    name = "copilot-otel"
    tool = "copilot_cli"

    def __init__(self) -> None:
        super().__init__()
        self._states = Path()

    def read(self, path: Path, before: Mark | None) -> Iterator[Reading]:
        """See `LogFormat`."""
        self._states = path.parents[1] / "session-state"
        return super().read(path, before)

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        yield from each(_roots(home, environ), "otel/*.jsonl")
        given = Path(environ.get("COPILOT_OTEL_FILE_EXPORTER_PATH", "").strip())
        if given.is_absolute() and is_there(given):
            yield given

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        attributes = record(value.get("attributes"))
        session = identity(attributes.get("gen_ai.conversation.id"))
        if session and any((self._states / name).exists() for name in (session, f"{session}.jsonl")):
            return True
        chat = attributes.get("gen_ai.operation.name") == "chat" or str(value.get("name")).startswith("chat ")
        if not attributes or not chat:
            return "type" in value or "attributes" in value or "body" in value
        usage = "gen_ai.usage."
        read = count(attributes.get(f"{usage}cache_read.input_tokens"))
        made = first(attributes, f"{usage}cache_write.input_tokens", f"{usage}cache_creation.input_tokens")
        given, said = (
            count(attributes.get(f"{usage}input_tokens")),
            count(attributes.get(f"{usage}output_tokens")),
        )
        # As ccusage: what is read from the cache is inside the input, what is written to it stands beside.
        tokens = Tokens(max(0, given - read), said, made, read)
        told.belongs(session or identity(value.get("traceId")))
        begin, end = _clock(value.get("startTime")), _clock(value.get("endTime"))
        key = f"{identity(value.get('traceId'))}:{identity(value.get('spanId'))}"
        model = attributes.get("gen_ai.response.model") or attributes.get("gen_ai.request.model")
        told.memory.began = None
        told.answer(begin or end, tokens, key=key, model=model, until=end)
        return True


def _clock(value: object) -> datetime | None:
    """OpenTelemetry's time: seconds and nanoseconds as a pair."""
    pair = entries(value)
    if len(pair) == 2 and isinstance(pair[0], int) and isinstance(pair[1], int) and 0 < pair[0] < 2**33:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=pair[0], milliseconds=pair[1] // 10**6)
    return moment(value)
