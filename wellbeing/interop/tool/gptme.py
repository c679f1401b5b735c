"""gptme: `logs/<conversation>/conversation.jsonl`.

Source: gptme `logmanager`, agentsview `gptme.go`. Times are local and have no zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, count, local, moment, text
from wellbeing.interop.folder import data, each, named
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_ROLES = ("system", "user", "assistant", "tool")


class Gptme(SessionLines):
    """One line for each message; the file is written anew when a turn is undone."""

    name = "gptme"
    tool = "gptme"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = named(environ, "GPTME_LOGS_HOME") or [root / "gptme" / "logs" for root in data(home, environ)]
        return each(roots, "*/conversation.jsonl")

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        role, stamp = value.get("role"), text(value.get("timestamp"))
        when = local(stamp) if stamp else moment(value.get("timestamp"))
        key = f"{round(when.timestamp() * 1000)}" if when else None
        if role == "user" and written(value.get("content")):
            told.prompt(when, key)
        elif role == "assistant":
            usage = at(value, "metadata", "usage")
            tokens = Tokens(
                count(at(usage, "input_tokens")),
                count(at(usage, "output_tokens")),
                count(at(usage, "cache_creation_tokens")),
                count(at(usage, "cache_read_tokens")),
            )
            told.answer(when, tokens, key=key, model=at(value, "metadata", "model"))
        elif role in ("system", "tool"):
            told.heard(when)
        return role in _ROLES
