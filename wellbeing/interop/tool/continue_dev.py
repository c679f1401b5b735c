"""Continue: `sessions/<id>.json`, and tokens in `dev_data/*/tokensGenerated.jsonl`.

Source: continuedev/continue `core/util/history.ts`, `packages/config-yaml/src/schemas/data/tokensGenerated`.
A session has a date, its messages have none: a prompt counts when it was seen to be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, count, decoded, entries, identity, moment
from wellbeing.interop.folder import each, named
from wellbeing.interop.growing import GrowingDocument
from wellbeing.interop.human import human
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


def _roots(home: Path, environ: Mapping[str, str]) -> list[Path]:
    return named(environ, "CONTINUE_GLOBAL_DIR") or [home / ".continue"]


class ContinueSessions(GrowingDocument):
    """The history of a session; `sessions.json` beside says when it began."""

    name = "continue"
    tool = "continue"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return (
            path for path in each(_roots(home, environ), "sessions/*.json") if path.name != "sessions.json"
        )

    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """See `GrowingDocument`."""
        try:
            listed = entries(decoded((path.parent / "sessions.json").read_bytes()))
        except OSError:
            listed = ()
        own = next((one for one in listed if at(one, "sessionId") == path.stem), value)
        return min(moment(at(own, "dateCreated")) or changed, changed), changed

    def document(self, told: Told, value: object, path: Path) -> list[str | None]:
        """See `GrowingDocument`."""
        prompts: list[str | None] = []
        for item in entries(at(value, "history")):
            role = at(item, "message", "role")
            told.page.understood += isinstance(role, str)
            told.page.unknown += not isinstance(role, str)
            if role == "user" and human(at(item, "message", "content")):
                prompts.append(identity(at(item, "message", "id")))
        return prompts


class ContinueTokens(SessionLines):
    """One line for each answer, without its session."""

    name = "continue-tokens"
    tool = "continue"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each(
            _roots(home, environ), "dev_data/*/tokensGenerated.jsonl", "dev_data/tokensGenerated.jsonl"
        )

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        when = moment(value.get("timestamp"))
        tokens = Tokens(count(value.get("promptTokens")), count(value.get("generatedTokens")))
        if when is None or "model" not in value:
            return False
        key = f"{round(when.timestamp() * 1000)}:{tokens.input}:{tokens.output}"
        told.memory.began = None
        told.answer(when, tokens, key=key, model=value.get("model"))
        return True
