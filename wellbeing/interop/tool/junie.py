"""Junie of JetBrains: `sessions/<id>/events.jsonl`.

Source: tokscale `junie.rs`, readers of real sessions. A prompt has no time; it counts at that of the next event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from wellbeing.interop.field import at, digest, entries, first, length, moment, text
from wellbeing.interop.folder import each
from wellbeing.interop.human import written
from wellbeing.interop.session import SessionLines
from wellbeing.interop.told import Told
from wellbeing.model import Tokens


class Junie(SessionLines):
    """Events; those of the agent carry what each model used."""

    name = "junie"
    tool = "junie_cli"

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`."""
        return each([home / ".junie"], "sessions/*/events.jsonl")

    def session(self, path: Path) -> str:
        """See `SessionLines`."""
        return path.parent.name

    def event(self, told: Told, value: Mapping[str, object]) -> bool:
        """See `SessionLines`."""
        kind, when = text(value.get("kind")), moment(value.get("timestampMs"))
        if kind == "UserPromptEvent" and written(value.get("prompt")):
            told.memory.pending += 1
        if when is None:
            return kind is not None
        for _ in range(told.memory.pending):
            told.prompt(when)
        told.memory.pending = 0
        agent = at(value, "event", "agentEvent")
        used = entries(at(agent, "modelUsage")) if at(agent, "kind") == "LlmResponseMetadataEvent" else ()
        for number, usage in enumerate(used):
            tokens = Tokens(
                first(usage, "inputTokens", "input"),
                first(usage, "outputTokens", "output")
                + first(usage, "reasoningTokens", "reasoningOutputTokens", "thinkingTokens"),
                first(usage, "cacheCreateTokens", "cacheCreationInputTokens", "cacheWrite"),
                first(usage, "cacheInputTokens", "cacheReadInputTokens", "cacheRead"),
            )
            model = at(usage, "model")
            # A replayed event has the same time and figures.
            key = digest(told.session, str(when), str(model), repr(tokens), str(number))
            told.answer(when, tokens, key=key, model=model, took=length(at(usage, "time")))
        told.work(when)
        return True
