"""LM Studio: `conversations/**/*.conversation.json`.

Source: real files of LM Studio 0.3 (its documents warn that the structure may change). Requests that other
programs send to its server stand in `server-logs`; they belong to those programs, and are not counted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from wellbeing.interop.field import at, entries, first, moment
from wellbeing.interop.folder import each
from wellbeing.interop.growing import GrowingDocument
from wellbeing.interop.human import human
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class LMStudio(GrowingDocument):
    """Each message has versions; the one in use counts. Only the conversation and its last turn have a time."""

    name = "lm-studio"
    tool = "lm_studio"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        roots = [home / ".lmstudio", home / ".cache" / "lm-studio"]
        return each(roots, "conversations/**/*.conversation.json")

    def dates(self, value: object, path: Path, changed: datetime) -> tuple[datetime, datetime]:
        """See `GrowingDocument`."""
        begin = moment(at(value, "createdAt")) or changed
        return begin, max(begin, moment(at(value, "userLastMessagedAt")) or changed)

    def document(self, told: Told, value: object, path: Path) -> list[str | None]:
        """See `GrowingDocument`."""
        prompts: list[str | None] = []
        end = moment(at(value, "assistantLastMessagedAt"))
        for number, message in enumerate(entries(at(value, "messages"))):
            version = _version(message)
            role = at(version, "role")
            told.page.understood += isinstance(role, str)
            told.page.unknown += not isinstance(role, str)
            if role == "user" and human(at(version, "content")):
                prompts.append(None)
            for place, step in enumerate(entries(at(version, "steps"))):
                stats = at(step, "genInfo", "stats")
                tokens = Tokens(first(stats, "promptTokensCount"), first(stats, "predictedTokensCount"))
                model = at(step, "genInfo", "indexedModelIdentifier") or at(step, "genInfo", "identifier")
                told.memory.began = None
                told.answer(end, tokens, key=f"{told.session}:{number}.{place}", model=model)
        told.memory.began = None
        return prompts


def _version(message: object) -> object:
    versions = entries(at(message, "versions"))
    chosen = at(message, "currentlySelected")
    if isinstance(chosen, int) and not isinstance(chosen, bool) and 0 <= chosen < len(versions):
        return versions[chosen]
    return versions[-1] if versions else message
