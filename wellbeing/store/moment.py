"""Times as they are stored: whole milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellbeing.model import Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, rounded down; negative before."""
    return (moment - _EPOCH) // _MS


def from_ms(ms: int) -> datetime:
    """The moment, aware UTC."""
    return _EPOCH + timedelta(milliseconds=ms)


def span_from(start_ms: int, end_ms: int) -> Span:
    """The span between two stored moments."""
    return Span(from_ms(start_ms), from_ms(end_ms))
