"""Stretches of work, from the moments at which a log tells that an agent did something.

prompt   tool   tool          (silence)          tool    answer
│───────┼──────┼───┐                            │────────┤
└─────── one ──────┘   > 3 min: not work        └─ two ──┘
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from wellbeing.model import Span, Work

_SILENCE_MS = 180_000
"""A longer silence is not work unless the log itself says how long a turn took (tokscale; ktny/ccstat#19)."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


class Turn(msgspec.Struct, array_like=True):
    """One agent's running turn, kept in a format's memory."""

    key: str
    """A digest; stable wherever the log is copied to."""
    start_ms: int
    """Of the stretch that runs."""
    last_ms: int
    begun_ms: int
    """Of the turn."""
    stretches: int = 1


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970."""
    return (moment - _EPOCH) // _MS


def begun(key: str, at: datetime) -> Turn:
    """A turn that begins now."""
    ms = to_ms(at)
    return Turn(key, ms, ms, ms)


def gone_on(turn: Turn, at: datetime, tool: str, session: str) -> Work | None:
    """Note that the turn went on; the stretch that a long silence has ended, if there was one."""
    ms = to_ms(at)
    if ms - turn.last_ms <= _SILENCE_MS:
        turn.last_ms = max(turn.last_ms, ms)
        return None
    ended = running(turn, tool, session)
    turn.start_ms = turn.last_ms = ms
    turn.stretches += 1
    return ended


def running(turn: Turn, tool: str, session: str) -> Work:
    """The stretch that runs, as long as it is by now."""
    span = Span(_moment(turn.start_ms), _moment(turn.last_ms))
    return Work(tool, f"{turn.key}/{turn.stretches}", span, session)


def measured(turn: Turn, span: Span, tool: str, session: str) -> list[Work]:
    """The whole turn as the log says it was, in place of the stretches that were told before."""
    empty = Span(span.start, span.start)
    taken_back = [Work(tool, f"{turn.key}/{n}", empty, session) for n in range(2, turn.stretches + 1)]
    return [Work(tool, f"{turn.key}/1", span, session), *taken_back]


def _moment(ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=ms)
