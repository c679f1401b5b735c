"""Longest stretch and switches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wellbeing.analysis.rhythm import rhythm
from wellbeing.model import Activity, AppIdentity, Presence, Span

T0 = datetime(2026, 5, 5, 8, tzinfo=UTC)


def act(app: str, start: float, end: float, presence: Presence = Presence.ACTIVE) -> Activity:
    return Activity(
        Span(T0 + timedelta(seconds=start), T0 + timedelta(seconds=end)), AppIdentity(app), None, presence
    )


def test_nothing_has_no_stretch() -> None:
    assert rhythm([]).longest is None
    assert rhythm([act("a", 0, 900, Presence.LOCKED)]).longest is None


def test_a_short_absence_does_not_end_a_stretch() -> None:
    found = rhythm(
        [act("a", 0, 600), act("a", 600, 890, Presence.IDLE), act("a", 890, 1000), act("b", 1400, 1500)]
    )
    assert found.longest == Span(T0, T0 + timedelta(seconds=1000))


def test_a_glance_is_no_switch() -> None:
    found = rhythm([act("a", 0, 10), act("b", 10, 12), act("a", 12, 20), act("b", 20, 60), act("b", 60, 90)])
    assert found.switches == 1
