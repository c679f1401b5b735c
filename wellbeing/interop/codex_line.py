"""What a line of a Codex rollout may hold, as far as it counts."""

from __future__ import annotations

from datetime import datetime

import msgspec

from wellbeing.model import Tokens


class Usage(msgspec.Struct, frozen=True):
    """As the model's provider counts: cached input is part of input, reasoning of output."""

    input_tokens: int = 0
    cached_input_tokens: int = 0
    output_tokens: int = 0
    reasoning_output_tokens: int = 0

    def less(self, other: Usage | None) -> Usage:
        """What came on top of an earlier total; nothing where the total fell."""
        if other is None:
            return self
        return Usage(
            max(0, self.input_tokens - other.input_tokens),
            max(0, self.cached_input_tokens - other.cached_input_tokens),
            max(0, self.output_tokens - other.output_tokens),
            max(0, self.reasoning_output_tokens - other.reasoning_output_tokens),
        )

    @property
    def tokens(self) -> Tokens:
        """With cached input apart."""
        cached = min(self.cached_input_tokens, self.input_tokens)
        return Tokens(self.input_tokens - cached, self.output_tokens, 0, cached)


class Info(msgspec.Struct):
    """Of a token count."""

    last_token_usage: Usage | None = None
    total_token_usage: Usage | None = None
    model: str | None = None


class Payload(msgspec.Struct):
    """What of a payload counts, whatever the line's type."""

    type: str | None = None
    id: str | None = None
    timestamp: datetime | None = None
    originator: str | None = None
    cli_version: str | None = None
    source: msgspec.Raw = msgspec.Raw()
    thread_source: str | None = None
    forked_from_id: str | None = None
    model: str | None = None
    turn_id: str | None = None
    info: Info | None = None
    message: msgspec.Raw = msgspec.Raw()
    kind: str | None = None
    images: msgspec.Raw = msgspec.Raw()
    local_images: msgspec.Raw = msgspec.Raw()


class Line(msgspec.Struct):
    """A line."""

    timestamp: datetime | None = None
    type: str | None = None
    payload: Payload | None = None


class Head(msgspec.Struct):
    """What counts of a line whose content does not."""

    timestamp: datetime | None = None


class Spawn(msgspec.Struct):
    """Who made a sub-agent."""

    parent_thread_id: str | None = None


class SubAgent(msgspec.Struct):
    """One way in which sub-agents are made."""

    thread_spawn: Spawn | None = None


class Source(msgspec.Struct):
    """Where a thread comes from, if no person began it."""

    subagent: SubAgent | str | None = None


def source(payload: Payload) -> tuple[str | None, bool]:
    """The parent's id, and whether a program began the thread."""
    spawned = payload.thread_source == "subagent" or bytes(payload.source) in (b'"exec"', b'"mcp"')
    try:
        made = msgspec.json.decode(memoryview(payload.source), type=Source)
    except msgspec.MsgspecError:
        return None, spawned
    if made.subagent is None:
        return None, spawned
    spawn = None if isinstance(made.subagent, str) else made.subagent.thread_spawn
    return (None if spawn is None else spawn.parent_thread_id), True
