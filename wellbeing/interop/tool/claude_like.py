"""Agents that write the lines of Claude Code: Qoder, CodeBuddy, iFlow, Command Code, ZCode, Cortex.

Source: tokscale `codebuddy.rs`, `commandcode.rs`, `zcode.rs`; agentsview `iflow.go`, `cortex.go`. Lines have
`type`, `message`, `timestamp`, `sessionId` and `uuid`; the marks of meta lines and side chains are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, digest, first, identity, moment, record, text
from wellbeing.interop.folder import config, each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_MARKS = ("isMeta", "isSidechain", "isCompactSummary", "isVisibleInTranscriptOnly")


class ClaudeLike(SessionLines):
    """Sessions of one tool.

    Args:
        tool: id in the catalogue.
        folders: below the person's home, or below the folder for settings when they begin with `config:`.
        variable: that names another folder; empty where there is none.
    """

    unique = True

    def __init__(self, name: str, tool: str, folders: tuple[str, ...], variable: str = "") -> None:
        super().__init__()
        self.name = name  # type: ignore[misc]  # one class for several tools
        self.tool = tool  # type: ignore[misc]
        self._folders, self._variable = folders, variable

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, self._variable)
        for folder in self._folders if not roots else ():
            if folder.startswith("config:"):
                roots += [root / folder.removeprefix("config:") for root in config(home, environ)]
            else:
                roots.append(home / folder)
        return each(roots, "*.jsonl", "*/*.jsonl", "*/*/subagents/*.jsonl")

    def human(self, path: Path) -> bool:
        """See `SessionLines`."""
        return path.parent.name != "subagents" and not path.name.startswith("agent-")

    def part(self, path: Path) -> str:
        """See `SessionLines`: a sub-agent writes under its parent's session."""
        return "" if self.human(path) else f"{digest(path.name)[:8]}:"

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        message = record(value.get("message")) or value
        kind = text(value.get("type"))
        role = text(message.get("role")) or kind
        when = moment(value.get("timestamp")) or moment(message.get("timestamp"))
        key = identity(value.get("uuid")) or identity(value.get("id"))
        told.belongs(identity(value.get("sessionId")))
        if role == "user":
            aside = any(value.get(mark) is True for mark in _MARKS) or "toolUseResult" in value
            if not aside and human(message.get("content")):
                told.prompt(when, key)
            else:
                told.work(when)
        elif role == "assistant":
            usage = message.get("usage") or at(value, "providerData", "usage")
            unique = identity(message.get("id")) or key
            told.answer(when, _tokens(usage), key=unique, model=message.get("model"))
        elif kind is None:
            return False
        return True


def _tokens(usage: object) -> Tokens:
    fields = record(usage)
    read = first(fields, "cache_read_input_tokens", "cacheReadInputTokens")
    return Tokens(
        first(fields, "input_tokens", "inputTokens"),
        first(fields, "output_tokens", "outputTokens"),
        first(fields, "cache_creation_input_tokens", "cacheCreationInputTokens"),
        read or count(fields.get("cacheReadTokens")),
    )
