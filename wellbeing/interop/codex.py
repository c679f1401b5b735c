"""Logs of Codex: one file a thread ("rollout"), a JSON value a line; forks and sub-agents begin with a replay.

    session_meta (own)   session_meta, turns (of the parent, stamped anew or not)   turn_context (own)   …
    ──────────────────── replay: counts nothing ─────────────────────────────────── │ own ──────────────

Sources: observed rollouts of 0.40 to 0.148 (see `tests/interop/test_codex.py`), ccusage 20.0.24 for the counting of
tokens, agentsview (#1381, #1384) for replays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec

from wellbeing.interop import stretch
from wellbeing.interop.codex_line import Head, Info, Line, Payload, Usage, source
from wellbeing.interop.lines import LineLog
from wellbeing.interop.moment import utc
from wellbeing.interop.page import Page
from wellbeing.interop.place import below, digest
from wellbeing.interop.stretch import Turn
from wellbeing.model import Answer, Prompt, Span

TOOL = "codex"
_MODEL = re.compile(r"[\w.:/@+-]{1,80}", re.ASCII)
_NOT_HUMAN = (
    "<environment_context>",
    "<system-reminder>",
    "<user_instructions>",
    "<user_action>",
    "<turn_aborted>",
    "<subagent_notification>",
    "# AGENTS.md instructions",
)
_ANSWER_MS = 1_000
"""A replay is written at one stroke, its lines at most 40 ms apart; an answer of one's own takes longer (ccusage)."""
_PAUSE_MS = 500
"""As much for what a person or the program begins."""
_LONGEST_TURN_MS = 86_400_000


class Replay(msgspec.Struct, array_like=True):
    """Where a fork or sub-agent stands in the history that it copied."""

    made_ms: int
    """When the thread was made, by its first line."""
    own_id_ms: int | None
    """When it was made, by its id; None where the id does not tell."""
    last_ms: int
    copied: bool = False
    """Something copied was seen."""
    by_id: bool = False
    """Ids tell copied turns from own ones, so that pauses need not."""


class Memory(msgspec.Struct, array_like=True):
    """How far a thread is known."""

    session: bytes
    """A digest."""
    begun: bool = False
    """Its own first line was seen."""
    human: bool = True
    """A person writes to it: not `codex exec`, not a sub-agent."""
    replay: Replay | None = None
    model: str | None = None
    total: Usage | None = None
    turn: Turn | None = None
    told: bool = False
    """The running turn was opened by the log, which will say when it ends."""


class Codex(LineLog[Memory]):
    """Implements `LogFormat`."""

    name = "codex"
    tool = TOOL

    def __init__(self) -> None:
        super().__init__(Memory)
        self._line = msgspec.json.Decoder(Line)
        self._head = msgspec.json.Decoder(Head)

    def places(self, home: Path, environ: Mapping[str, str]) -> Iterator[Path]:
        """See `LogFormat`; `CODEX_HOME` may name several folders."""
        given = [Path(part.strip()) for part in environ.get("CODEX_HOME", "").split(",") if part.strip()]
        for folder in given or [home / ".codex"]:
            for part in ("sessions", "archived_sessions"):
                yield from below(folder / part, (".jsonl",))

    def begin(self, path: Path) -> Memory:
        """The thread's id stands at the end of the file's name too."""
        return Memory(digest(path.stem))

    def take(self, line: bytes, memory: Memory, page: Page) -> bool:
        """See `LineLog`."""
        if b'"response_item"' in line[:_HEAD_BYTES]:
            head = self._head.decode(line)
            if head.timestamp is not None and memory.replay is None:
                _go_on(utc(head.timestamp), memory, page)
            return True
        one = self._line.decode(line)
        if one.type is None or one.payload is None or one.timestamp is None:
            return False
        at, payload = utc(one.timestamp), one.payload
        kind = payload.type if one.type == "event_msg" else one.type
        if kind == "session_meta":
            _begin(payload, at, memory, page)
        elif memory.replay is None or not _replayed(kind, payload, stretch.to_ms(at), memory.replay):
            memory.replay = None
            _own(kind, payload, at, memory, page)
        else:
            memory.model = _model(payload.model) or memory.model
            if payload.info is not None and payload.info.total_token_usage is not None:
                memory.total = payload.info.total_token_usage
        return True

    def rest(self, memory: Memory, page: Page) -> None:
        """The turn that runs."""
        _tell_running(memory, page)


_HEAD_BYTES = 160


def _begin(payload: Payload, at: datetime, memory: Memory, page: Page) -> None:
    """The first `session_meta` is the thread's own; later ones are copied from its ancestors."""
    if memory.begun:
        if memory.replay is not None:
            memory.replay.copied = True
            memory.replay.last_ms = max(memory.replay.last_ms, stretch.to_ms(at))
        return
    memory.begun = True
    page.version = payload.cli_version or page.version
    if payload.id:
        memory.session = digest(payload.id)
    parent, spawned = source(payload)
    originator = payload.originator or ""
    memory.human = not (spawned or originator.startswith(("codex_exec", "codex_sdk", "codex_mcp")))
    if payload.forked_from_id or parent:
        made = stretch.to_ms(at)
        memory.replay = Replay(made, _id_ms(payload.id), made)


def _replayed(kind: str | None, payload: Payload, ms: int, replay: Replay) -> bool:
    """Whether a line of a fork or sub-agent is copied; from the first that is not, none is."""
    pause = ms - max(replay.last_ms, replay.made_ms)
    if kind in ("turn_context", "task_started"):
        made = _id_ms(payload.turn_id)
        if made is not None and replay.own_id_ms is not None:
            own, replay.by_id = made >= replay.own_id_ms, True
        else:
            own = ms > replay.made_ms and (not replay.copied or pause >= _PAUSE_MS)
    else:
        own = not replay.by_id and pause > (_ANSWER_MS if kind == "token_count" else _PAUSE_MS)
    if not own:
        replay.copied = True
        replay.last_ms = max(replay.last_ms, ms)
    return not own


def _id_ms(name: str | None) -> int | None:
    """When an id of the seventh kind was made (RFC 9562, 5.7); None for other ids."""
    if name is None:
        return None
    try:
        made = UUID(name)
    except ValueError:
        return None
    return made.int >> 80 if made.version == 7 else None


def _own(kind: str | None, payload: Payload, at: datetime, memory: Memory, page: Page) -> None:
    match kind:
        case "task_started":
            _tell_running(memory, page)
            memory.turn, memory.told = _turn(at, memory), True
        case "task_complete" | "turn_aborted":
            _end(at, memory, page)
        case "turn_context":
            memory.model = _model(payload.model) or memory.model
            _open(at, memory, page)
        case "user_message":
            if memory.human and _is_prompt(payload):
                key = f"{stretch.to_ms(at)}|{digest(bytes(payload.message)).hex()}"
                page.prompts.append(Prompt(TOOL, key, at, memory.session.hex()))
            if not memory.told:
                _tell_running(memory, page)
                memory.turn = None
            _open(at, memory, page)
        case "token_count" if payload.info is not None:
            _count(payload, payload.info, at, memory, page)
            _go_on(at, memory, page)
        case _:
            _go_on(at, memory, page)


def _count(payload: Payload, info: Info, at: datetime, memory: Memory, page: Page) -> None:
    """One answer: what the log says of the last one, else what the total grew by; a total told again is none."""
    total, used = info.total_token_usage, info.last_token_usage
    if total is not None and (used is None or total == memory.total):
        used = total.less(memory.total)
    memory.total = total or memory.total
    if used is None or used == Usage():
        return
    model = _model(payload.model) or _model(info.model) or memory.model
    figures = (used.input_tokens, used.cached_input_tokens, used.output_tokens, used.reasoning_output_tokens)
    key = "|".join(map(str, (stretch.to_ms(at), model, *figures)))
    page.answers.append(Answer(TOOL, key, at, memory.session.hex(), model, used.tokens))


def _model(named: str | None) -> str | None:
    return named if named and _MODEL.fullmatch(named) else None


def _is_prompt(payload: Payload) -> bool:
    if payload.kind in ("environment_context", "user_instructions"):
        return False
    text = msgspec.json.decode(memoryview(payload.message), type=str) if bytes(payload.message) else ""
    pictures = bytes(payload.images) not in _NONE or bytes(payload.local_images) not in _NONE
    words = text.strip()
    return (bool(words) or pictures) and not words.startswith(_NOT_HUMAN)


_NONE = (b"", b"null", b"[]")


def _turn(at: datetime, memory: Memory) -> Turn:
    return stretch.begun(digest(f"{memory.session.hex()}{stretch.to_ms(at)}").hex(), at)


def _open(at: datetime, memory: Memory, page: Page) -> None:
    """Go on with the turn, or begin one."""
    if memory.turn is None:
        memory.turn, memory.told = _turn(at, memory), False
    else:
        _go_on(at, memory, page)


def _go_on(at: datetime, memory: Memory, page: Page) -> None:
    if memory.turn is None:
        return
    ended = stretch.gone_on(memory.turn, at, TOOL, memory.session.hex())
    if ended is not None:
        page.works.append(ended)


def _end(at: datetime, memory: Memory, page: Page) -> None:
    """The log says that the turn is over; where it said when it began, that is how long it took."""
    _go_on(at, memory, page)
    turn = memory.turn
    if turn is not None and memory.told and 0 < turn.last_ms - turn.begun_ms <= _LONGEST_TURN_MS:
        span = Span(at - timedelta(milliseconds=stretch.to_ms(at) - turn.begun_ms), at)
        page.works += stretch.measured(turn, span, TOOL, memory.session.hex())
    else:
        _tell_running(memory, page)
    memory.turn, memory.told = None, False


def _tell_running(memory: Memory, page: Page) -> None:
    if memory.turn is not None and memory.turn.last_ms > memory.turn.start_ms:
        page.works.append(stretch.running(memory.turn, TOOL, memory.session.hex()))
