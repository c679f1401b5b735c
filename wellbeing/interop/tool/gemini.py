"""Gemini CLI and what was made from it: `tmp/<project>/chats/session-*.json` (whole) or `.jsonl` (appended).

Source: gemini-cli `chatRecordingService`, and the readers of ccusage (`adapter/gemini`), agentsview and tokscale.
A session present in both forms has the same ids in both, so it counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, entries, first, identity, moment, record
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionDocument, SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_QUIET = ("info", "error", "warning", "system")


class GeminiLines(SessionLines):
    """One JSON value a line: the session first, then messages; a message written again replaces the earlier."""

    name = "gemini-lines"
    tool = "gemini_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(_roots(home, environ), "tmp/*/chats/*.jsonl", "tmp/*/chats/*/*.jsonl")

    def human(self, path: Path) -> bool:
        """See `SessionLines`: sub-agents have a folder of their own below their parent's chats."""
        return path.parent.name == "chats"

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        if (update := value.get("$set")) is not None:
            for message in entries(at(update, "messages")):
                _message(told, record(message))
            return True
        if "$rewindTo" in value:
            return True
        if value.get("type") is None and "sessionId" in value:
            _session(told, value)
            return True
        return _message(told, value)


class GeminiDocument(SessionDocument):
    """The whole session as one document.

    Args:
        tool: id in the catalogue.
        folder: of the tool below the person's home, such as `.gemini`.
    """

    def __init__(self, name: str = "gemini-json", tool: str = "gemini_cli", folder: str = ".gemini") -> None:
        self.name = name  # type: ignore[misc]  # one class for several tools
        self.tool = tool  # type: ignore[misc]
        self._folder = folder

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = _roots(home, environ) if self._folder == ".gemini" else [home / self._folder]
        return each(roots, "tmp/*/chats/*.json", "tmp/*/chats/*/*.json")

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        fields = record(value)
        told.belongs(None, human=path.parent.name == "chats")
        _session(told, fields)
        for message in entries(fields.get("messages")):
            known = _message(told, record(message))
            told.page.understood += known
            told.page.unknown += not known
        if not isinstance(fields.get("messages"), list):
            told.page.unknown += 1


def _session(told: Told, fields: Mapping[str, object]) -> None:
    helper = False if fields.get("kind") == "subagent" else None
    told.belongs(identity(fields.get("sessionId")), human=helper)
    told.heard(moment(fields.get("startTime")))


def _message(told: Told, message: Mapping[str, object]) -> bool:
    kind, when = message.get("type"), moment(message.get("timestamp"))
    if kind == "user":
        if human(message.get("content")):
            told.prompt(when, identity(message.get("id")))
    elif kind == "gemini":
        tokens = _tokens(message.get("tokens"))
        told.answer(when, tokens, key=identity(message.get("id")), model=message.get("model"))
    else:
        return kind in _QUIET
    return True


def _tokens(value: object) -> Tokens:
    fields = record(value)
    given, cached = first(fields, "input", "prompt"), count(fields.get("cached"))
    said, thought = first(fields, "output", "candidates"), first(fields, "thoughts", "reasoning")
    tool, total = count(fields.get("tool")), count(fields.get("total"))
    if not (given or said or thought or tool or cached):
        return Tokens(output=total)
    # Cached input is part of the input, unless the total says that it is not (ccusage, normalize_session_input).
    beside = cached > 0 and total == given + said + thought + tool + cached
    return Tokens(
        input=(given if beside else max(0, given - cached)) + tool, output=said + thought, cache_read=cached
    )


def _roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    # The variable replaces the home folder; some people point it at `.gemini` itself.
    given = named(environ, "GEMINI_CLI_HOME", "GEMINI_DATA_DIR")
    return [folder for root in given for folder in (root, root / ".gemini")] or [home / ".gemini"]
