"""Qwen Code: `projects/<path>/chats/*.jsonl`.

Source: QwenLM/qwen-code `chatRecordingService`, agentsview `qwen.go`. Cached input is part of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, identity, moment, record, version
from wellbeing.interop.folder import each, named
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_QUIET = ("system", "tool_result", "tool", "info", "error")


class QwenCode(SessionLines):
    """One line for each message; a tool's result is a message under a person's name."""

    name = "qwen-code"
    tool = "qwen_code"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "QWEN_HOME", "QWEN_DATA_DIR") or [home / ".qwen"]
        return each(roots, "projects/*/chats/*.jsonl", "tmp/*/chats/*.jsonl")

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        kind, when, key = value.get("type"), moment(value.get("timestamp")), identity(value.get("uuid"))
        told.belongs(identity(value.get("sessionId")))
        told.page.version = version(value.get("version")) or told.page.version
        if kind == "user":
            helper = value.get("isSidechain") is True or value.get("agentId") is not None
            if not helper and value.get("subtype") is None and human(at(value, "message", "parts")):
                told.prompt(when, key)
            else:
                told.work(when)
        elif kind == "assistant":
            told.answer(when, gemini_usage(value.get("usageMetadata")), key=key, model=value.get("model"))
        elif kind in _QUIET:
            if kind in ("tool_result", "tool"):
                told.work(when)
        else:
            return False
        return True


def gemini_usage(value: object) -> Tokens:
    """Tokens as Google's interface counts them: the cache inside the input, thoughts beside the output or inside."""
    usage = record(value)
    given, cached = count(usage.get("promptTokenCount")), count(usage.get("cachedContentTokenCount"))
    said, thought = count(usage.get("candidatesTokenCount")), count(usage.get("thoughtsTokenCount"))
    inside = count(usage.get("totalTokenCount")) == given + said
    return Tokens(max(0, given - cached), said if inside else said + thought, 0, cached)
