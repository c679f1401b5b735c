"""Logs of Claude Code: one file a session, one more for each sub-agent, a JSON value a line.

Sources: observed files of 1.0 to 2.1 (see `tests/interop/test_claude_code.py`), ccusage 20.0.24 for the counting of
tokens, agentsview and tokscale for what a person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec

from wellbeing.interop import stretch
from wellbeing.interop.claude_prompt import QueuedCommand, human
from wellbeing.interop.lines import LineLog
from wellbeing.interop.moment import utc
from wellbeing.interop.page import Page
from wellbeing.interop.place import below, digest
from wellbeing.interop.stretch import Turn
from wellbeing.model import Answer, Prompt, Span, Tokens

TOOL = "claude_code"
_MODEL = re.compile(r"[\w.:/@+\[\]-]{1,80}", re.ASCII)
_SYNTHETIC = "<synthetic>"
_LONGEST_TURN = timedelta(days=1)


class CacheCreation(msgspec.Struct):
    """Tokens written to the cache, by how long they stay there."""

    ephemeral_5m_input_tokens: int = 0
    ephemeral_1h_input_tokens: int = 0


class Iteration(msgspec.Struct):
    """One model call within an answer."""

    type: str = ""
    model: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cache_creation_input_tokens: int = 0
    cache_read_input_tokens: int = 0


class Usage(msgspec.Struct):
    """Tokens of an answer."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_creation_input_tokens: int | None = 0
    cache_read_input_tokens: int | None = 0
    cache_creation: CacheCreation | None = None
    iterations: list[Iteration] | None = None

    @property
    def tokens(self) -> Tokens:
        """The parts count where they are given, as in ccusage."""
        parts = self.cache_creation
        written = self.cache_creation_input_tokens or 0
        if parts is not None:
            written = parts.ephemeral_5m_input_tokens + parts.ephemeral_1h_input_tokens or written
        return Tokens(self.input_tokens, self.output_tokens, written, self.cache_read_input_tokens or 0)


class Message(msgspec.Struct):
    """What was said; only its shape is looked at."""

    id: str | None = None
    model: str | None = None
    usage: Usage | None = None
    content: msgspec.Raw = msgspec.Raw()


class Origin(msgspec.Struct):
    """Who caused a user line."""

    kind: str | None = None


class Line(msgspec.Struct, rename="camel"):
    """What of a line counts."""

    type: str | None = None
    subtype: str | None = None
    timestamp: datetime | None = None
    session_id: str | None = None
    uuid: str | None = None
    request_id: str | None = None
    version: str | None = None
    entrypoint: str | None = None
    session_kind: str | None = None
    prompt_source: str | None = None
    is_sidechain: bool | None = None
    is_meta: bool | None = None
    is_compact_summary: bool | None = None
    is_visible_in_transcript_only: bool | None = None
    duration_ms: int | None = None
    origin: Origin | None = None
    message: Message | None = None
    attachment: QueuedCommand | None = None


class Memory(msgspec.Struct, array_like=True):
    """Which turns run: of the person's agent, and of a sub-agent in the same file."""

    session: bytes
    """A digest: of what the lines name, or of the file's name where they name none."""
    agent: bool = False
    """The file is a sub-agent's."""
    turn: Turn | None = None
    side: Turn | None = None


class ClaudeCode(LineLog[Memory]):
    """Implements `LogFormat`."""

    name = "claude-code"
    tool = TOOL

    def __init__(self) -> None:
        super().__init__(Memory)
        self._line = msgspec.json.Decoder(Line)
        self._digest = lru_cache(256)(digest)

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`: `CLAUDE_CONFIG_DIR` may name several folders; the desktop app keeps agents of its own."""
        given = [
            Path(part.strip()) for part in environ.get("CLAUDE_CONFIG_DIR", "").split(",") if part.strip()
        ]
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        folders = given or [home / ".claude", config / "claude"]
        seen: set[Path] = set()
        for folder in [
            *(one if one.name == "projects" else one / "projects" for one in folders),
            config / _DESKTOP,
        ]:
            if (real := folder.resolve()) not in seen:
                seen.add(real)
                yield from below(folder, (".jsonl",))

    def begin(self, path: Path) -> Memory:
        """Sub-agents have files of their own."""
        return Memory(digest(path.stem), agent=path.name.startswith("agent-") or "subagents" in path.parts)

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        """See `LineLog`."""
        one = self._line.decode(line)
        if one.type is None and one.message is None:
            return False
        if one.version:
            page.version = one.version
        if one.timestamp is None:
            return True
        at = utc(one.timestamp)
        if one.session_id:
            memory.session = self._digest(one.session_id)
        session = memory.session.hex()
        if one.message is not None and one.message.usage is not None:
            _answer(one, at, session, page, side=memory.agent or bool(one.is_sidechain))
        self._note(one, at, session, memory, page)
        return True

    def rest(self, memory: Memory, page: Page) -> None:
        """The turns that run."""
        for turn in (memory.turn, memory.side):
            if turn is not None and turn.last_ms > turn.start_ms:
                page.works.append(stretch.running(turn, TOOL, memory.session.hex()))

    def _note(self, one: Line, at: datetime, session: str, memory: Memory, page: Page) -> None:
        """Prompts, and the turns that they begin."""
        side = memory.agent or bool(one.is_sidechain)
        prompt = not side and _is_prompt(one)
        key = one.uuid or f"{session}@{at.isoformat()}"
        if prompt:
            page.prompts.append(Prompt(TOOL, key, at, session))
        if one.subtype == "turn_duration" and one.duration_ms is not None and not side:
            self._measure(one.duration_ms, at, session, memory, page)
        elif prompt or one.type in _WORKING:
            turn = memory.side if side else memory.turn
            if turn is None or (prompt and one.type == "user"):
                self._end(turn, memory, page)
                turn = stretch.begun(digest(key).hex(), at)
            elif (ended := stretch.gone_on(turn, at, TOOL, session)) is not None:
                page.works.append(ended)
            if side:
                memory.side = turn
            else:
                memory.turn = turn

    def _measure(self, length_ms: int, at: datetime, session: str, memory: Memory, page: Page) -> None:
        """The log itself says how long the turn took."""
        length = timedelta(milliseconds=length_ms)
        if memory.turn is not None and timedelta(0) < length <= _LONGEST_TURN:
            page.works += stretch.measured(memory.turn, Span(at - length, at), TOOL, session)
            memory.turn = None

    def _end(self, turn: Turn | None, memory: Memory, page: Page) -> None:
        if turn is not None and turn.last_ms > turn.start_ms:
            page.works.append(stretch.running(turn, TOOL, memory.session.hex()))


_WORKING = ("assistant", "user", "progress")
_TYPED = (None, "typed", "queued")
_DESKTOP = "Claude/local-agent-mode-sessions"


def _is_prompt(one: Line) -> bool:
    """Whether a person wrote it: not the program, not a script (`claude -p`), not another agent."""
    if one.is_meta or one.session_kind == "bg" or (one.entrypoint or "").startswith("sdk"):
        return False
    caused = None if one.origin is None else one.origin.kind
    if one.prompt_source not in _TYPED or caused not in (None, "human"):
        return False
    if one.type == "user" and one.message is not None:
        return not (one.is_compact_summary or one.is_visible_in_transcript_only) and human(
            one.message.content
        )
    queued = one.attachment if one.type == "attachment" else None
    if queued is None or queued.type != "queued_command" or queued.is_meta:
        return False
    return queued.command_mode in (None, "prompt") and human(queued.prompt)


def _answer(one: Line, at: datetime, session: str, page: Page, *, side: bool) -> None:
    message = one.message
    if message is None or message.usage is None:
        return
    name = message.id or one.uuid or f"{session}@{at.isoformat()}"
    # Lines without a request are told apart by their time. A sub-agent's log may repeat answers of its parent
    # under requests of its own (ccusage: "sidechain replay").
    request = None if side and message.id else one.request_id or f"@{stretch.to_ms(at)}"
    page.answers.append(
        Answer(
            TOOL,
            name,
            at,
            session,
            _model(message.model),
            message.usage.tokens,
            request if message.id else "",
        )
    )
    for place, call in enumerate(message.usage.iterations or ()):
        if call.type == "advisor_message" and call.model:
            figures = Usage(
                call.input_tokens,
                call.output_tokens,
                call.cache_creation_input_tokens,
                call.cache_read_input_tokens,
            )
            key = f"{name}:advisor:{place}"
            page.answers.append(Answer(TOOL, key, at, session, _model(call.model), figures.tokens))


@lru_cache(64)
def _model(named: str | None) -> str | None:
    if named is None or named == _SYNTHETIC or _MODEL.fullmatch(named) is None:
        return None
    return named
