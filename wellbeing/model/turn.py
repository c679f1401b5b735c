"""What the logs of AI tools tell, reduced to what may be kept: times, counts and models, never text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wellbeing.model.span import Span


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one answer, or of many together. All at or above zero; cached input is not part of `input`."""

    input: int = 0
    output: int = 0
    """Reasoning included."""
    cache_creation: int = 0
    cache_read: int = 0

    @property
    def total(self) -> int:
        """All together."""
        return self.input + self.output + self.cache_creation + self.cache_read

    def __add__(self, other: Tokens) -> Tokens:
        return Tokens(
            self.input + other.input,
            self.output + other.output,
            self.cache_creation + other.cache_creation,
            self.cache_read + other.cache_read,
        )


@dataclass(frozen=True, slots=True)
class Prompt:
    """One human turn: a person wrote to a tool."""

    tool: str
    """Id of a tool of the catalogue."""
    key: str
    """Stable within the tool, wherever the log is copied to, so that a turn counts once."""
    at: datetime
    """Aware, UTC."""
    session: str
    """As the tool names it; the store keeps a salted hash."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a model. Read twice under one key, it counts once: the reading with more tokens together."""

    tool: str
    key: str
    at: datetime
    """Aware, UTC."""
    session: str
    model: str | None
    """As the log names it, at most 80 characters; None when it does not."""
    tokens: Tokens
    request: str | None = ""
    """Tells answers of one key apart; None for a copy, which counts only where no answer of the key is known."""


@dataclass(frozen=True, slots=True)
class Work:
    """A stretch during which one agent worked, whether or not anybody watched.

    Read twice under one key, the later reading counts: a stretch that goes on grows, and one that turns out to
    be part of another becomes empty, which takes it back.
    """

    tool: str
    key: str
    span: Span
    session: str | None = None
    """None where a process tells of it, not a log."""
