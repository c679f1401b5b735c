"""Cline, Roo Code and Kilo Code: `tasks/<id>/ui_messages.json` of the extension, and the sessions of Cline's CLI.

Source: cline/cline `ClineMessage`, tokscale `cline.rs` and `roocode.rs`, agentsview `roocode.go` and `cline.go`.
A person's turns are the task itself (the first message) and each `user_feedback`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, entries, identity, moment, record, text
from wellbeing.interop.folder import config, each, editors, files, named
from wellbeing.interop.human import human, written
from wellbeing.interop.session import Event, SessionDocument, retell
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_FEEDBACK = ("user_feedback", "user_feedback_diff")
_TAIL = 1 << 18
"""Bytes from the end of a conversation in which the model's name is looked for."""
_MODEL = re.compile(rb"<model>([^<\n]{1,80})</model>")


class ClineTasks(SessionDocument):
    """Tasks of one extension, in every editor.

    Args:
        tool: id in the catalogue.
        extension: its folder in `globalStorage`.
    """

    def __init__(self, name: str, tool: str, extension: str) -> None:
        self.name = name  # type: ignore[misc]  # one class for three extensions
        self.tool = tool  # type: ignore[misc]
        self._extension = extension

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        for _, user in editors(home, environ):
            yield from files(user, f"globalStorage/{self._extension}/tasks/*/ui_messages.json")
        for root in config(home, environ):
            # JetBrains and the stand-alone core keep the same folders.
            yield from files(root, f"{self._extension}/tasks/*/ui_messages.json")
        if self.tool == "cline":
            yield from files(home, ".cline/data/tasks/*/ui_messages.json")

    def session(self, path: Path) -> str:
        """See `SessionDocument`."""
        return path.parent.name

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        task = record(_sibling(path, "history_item.json"))
        # A task that another task began is no person's.
        told.belongs(None, human=task.get("parentTaskId") is None, model=_model(path))
        events: list[Event] = []
        for message in entries(value):
            said = record(message)
            when = moment(said.get("ts"))
            told.page.understood += when is not None
            told.page.unknown += when is None
            if when is None or said.get("partial") is True:
                continue
            key = f"t{round(when.timestamp() * 1000)}"
            kind = said.get("say")
            first = not events and said.get("type", "say") == "say" and kind in ("task", "text")
            typed = written(said.get("text")) or bool(entries(said.get("images")))
            if (first or kind in _FEEDBACK) and typed:
                events.append(Event(when, key, prompt=True))
            elif kind == "api_req_started":
                events.append(_request(said, when, key))
            else:
                events.append(Event(when))
        retell(told, events)


def _request(said: Mapping[str, object], when: datetime, key: str) -> Event:
    fields = record(decoded(said.get("text")))
    tokens = Tokens(
        count(fields.get("tokensIn")),
        count(fields.get("tokensOut")),
        count(fields.get("cacheWrites")),
        count(fields.get("cacheReads")),
    )
    return Event(when, key, tokens=tokens, model=at(said, "modelInfo", "modelId"))


def _model(path: Path) -> str | None:
    """The model named last among the context that the extension adds; it stands in a file beside."""
    try:
        with (path.parent / "api_conversation_history.json").open("rb") as file:
            file.seek(max(0, file.seek(0, 2) - _TAIL))
            found = _MODEL.findall(file.read())
    except OSError:
        return None
    return found[-1].decode("utf-8", "replace") if found else None


def _sibling(path: Path, name: str) -> object:
    try:
        return decoded((path.parent / name).read_bytes())
    except OSError:
        return None


class ClineSessions(SessionDocument):
    """Sessions of Cline's command line: `sessions/<id>/<id>.messages.json` beside `<id>.json`."""

    name = "cline-cli"
    tool = "cline_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = [root / "data" for root in named(environ, "CLINE_DIR")] or [home / ".cline" / "data"]
        return each(roots, "sessions/*/*.messages.json")

    def session(self, path: Path) -> str:
        """See `SessionDocument`."""
        return path.name.removesuffix(".messages.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        name = self.session(path)
        about = record(_sibling(path, f"{name}.json"))
        helper = name != path.parent.name or at(value, "origin", "subagent") is not None
        told.belongs(
            identity(at(value, "sessionId")),
            human=not helper and about.get("interactive") is not False,
            model=about.get("model"),
        )
        told.heard(moment(about.get("started_at")))
        for message in entries(at(value, "messages") if isinstance(value, dict) else value):
            self._message(told, record(message))

    def _message(self, told: Told, message: Mapping[str, object]) -> None:
        when, key = moment(message.get("ts")), identity(message.get("id"))
        told.page.understood += "role" in message
        told.page.unknown += "role" not in message
        if message.get("role") == "user":
            if human(message.get("content")):
                told.prompt(when, key)
        elif message.get("role") == "assistant":
            metrics = record(message.get("metrics"))
            read, made = count(metrics.get("cacheReadTokens")), count(metrics.get("cacheWriteTokens"))
            given = max(0, count(metrics.get("inputTokens")) - read - made)
            tokens = Tokens(given, count(metrics.get("outputTokens")), made, read)
            told.answer(when, tokens, key=key, model=text(at(message, "modelInfo", "id")))
