"""Short lives to record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellbeing.model import Activity, AppIdentity, Presence, Span

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVER = Span(T - timedelta(days=9999), T + timedelta(days=9999))
EDITOR, BROWSER = AppIdentity("code"), AppIdentity("firefox", site="example.org")


def act(start: float, minutes: float = 1, app: AppIdentity = EDITOR, title: str | None = None) -> Activity:
    """From `start` minutes after T, so many minutes long."""
    begin = T + start * MINUTE
    return Activity(Span(begin, begin + minutes * MINUTE), app, title, Presence.ACTIVE)
