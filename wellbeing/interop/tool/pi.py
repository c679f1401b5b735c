"""Pi, Oh My Pi and OpenClaw: `sessions/**/*.jsonl`, one format.

Source: badlogic/pi-mono `session-manager`, ccusage `adapter/pi`, agentsview `openclaw.go`. A branch copies entries
with their ids into a new file: what is older than that file is told of the session it came from, so it counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, digest, entries, first, identity, moment, record, text
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_TIMERS = ("[cron:", "System: ", "System (", "HEARTBEAT", "Read HEARTBEAT.md")
"""How messages begin that OpenClaw writes to itself under a person's name: timers, heartbeats, system events."""


class PiLines(SessionLines):
    """Sessions of one program.

    Args:
        tool: id in the catalogue.
        folders: of the program below the person's home.
        variable: that names another folder.
        patterns: of the sessions in it.
    """

    def __init__(
        self, name: str, tool: str, folders: tuple[str, ...], variable: str, patterns: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.name = name  # type: ignore[misc]  # one class for several programs
        self.tool = tool  # type: ignore[misc]
        self._folders, self._variable, self._patterns = folders, variable, patterns

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, self._variable) or [home / folder for folder in self._folders]
        return each(roots, *self._patterns)

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.name.split(".jsonl")[0]

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        kind, message = text(value.get("type")), record(value.get("message"))
        when = moment(message.get("timestamp")) or moment(value.get("timestamp"))
        if kind == "session":
            told.belongs(identity(value.get("id")))
            told.memory.born = when
            told.memory.parent = _parent(value.get("parentSession"))
        elif kind == "model_change":
            told.belongs(None, model=value.get("modelId"))
        elif kind == "message":
            self._message(told, message, when, identity(value.get("id")))
        return kind is not None

    def _message(
        self, told: Told, message: Mapping[str, object], when: datetime | None, entry: str | None
    ) -> None:
        memory = told.memory
        own = memory.session
        if memory.parent is not None and when is not None and memory.born is not None and when < memory.born:
            memory.session = memory.parent
        self._turn(told, message, when, entry)
        memory.session = own

    def _turn(
        self, told: Told, message: Mapping[str, object], when: datetime | None, entry: str | None
    ) -> None:
        role, content = message.get("role"), message.get("content")
        if role == "user":
            if human(content) and not _first(content).startswith(_TIMERS):
                told.prompt(when, entry)
        elif role == "assistant":
            told.answer(when, _tokens(message.get("usage")), key=entry, model=message.get("model"))
        else:
            told.work(when)


def _parent(path: object) -> str | None:
    """The session from whose file a branch was copied: files are named after a time and the session."""
    name = (text(path) or "").replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".jsonl")
    return digest(name.split("_", 1)[-1]) if name else None


def _first(content: object) -> str:
    if isinstance(content, str):
        return content.strip()
    return next((words for block in entries(content) if (words := text(at(block, "text")))), "")


def _tokens(usage: object) -> Tokens:
    tokens = Tokens(
        first(usage, "input"), first(usage, "output"), first(usage, "cacheWrite"), first(usage, "cacheRead")
    )
    return tokens if tokens != Tokens() else Tokens(output=first(usage, "totalTokens"))
