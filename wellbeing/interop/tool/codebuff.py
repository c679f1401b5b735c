"""Codebuff: `projects/<project>/chats/<chat>/chat-messages.json` of its folder `manicode`.

Source: CodebuffAI/codebuff, ccusage `adapter/codebuff`. A chat is named after the moment at which it began; times
of messages are clock times without a day in some versions, and then that moment counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, entries, first, identity, moment, record
from wellbeing.interop.folder import config, each
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionDocument
from wellbeing.interop.told import Told
from wellbeing.model import Tokens

_CHAT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d)[-:](\d\d)[-:](\d\d)(\.\d+)?Z?")


class Codebuff(SessionDocument):
    """Messages of variants `user`, `ai`, `agent`, `error`."""

    name = "codebuff"
    tool = "codebuff"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = [root / name for root in config(home, environ) for name in ("manicode", "manicode-dev")]
        return each(roots, "projects/*/chats/*/chat-messages.json")

    def session(self, path: Path) -> str:
        """See `SessionDocument`."""
        return path.parent.name

    def document(self, told: Told, value: object, path: Path) -> None:
        """See `SessionDocument`."""
        named = _CHAT.match(path.parent.name)
        told.heard(moment(f"{named[1]}:{named[2]}:{named[3]}Z") if named else None)
        for item in entries(value):
            message = record(item)
            when, key = moment(message.get("timestamp")), identity(message.get("id"))
            variant = message.get("variant") or message.get("role")
            told.page.understood += variant is not None
            told.page.unknown += variant is None
            if variant == "user" and written(message.get("content")):
                told.prompt(when, key)
            elif variant in ("ai", "agent", "assistant"):
                usage = at(message, "metadata", "usage")
                read = first(usage, "cacheReadInputTokens", "cache_read_input_tokens")
                tokens = Tokens(
                    first(usage, "inputTokens", "input_tokens"),
                    first(usage, "outputTokens", "output_tokens"),
                    first(usage, "cacheCreationInputTokens", "cache_creation_input_tokens"),
                    read,
                )
                told.answer(when, tokens, key=key, model=at(message, "metadata", "model"))
