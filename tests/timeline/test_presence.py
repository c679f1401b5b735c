"""Is the person there?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.model import Presence
from wellbeing.timeline.presence import IDLE_AFTER, presence

AT = datetime(2026, 5, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("idle", "locked", "playing", "expected", "back"),
    [
        (0, False, False, Presence.ACTIVE, 0),
        (179, False, False, Presence.ACTIVE, 0),
        (180, False, False, Presence.IDLE, 180),
        (4000, False, True, Presence.PASSIVE, 4000),
        (10, False, True, Presence.ACTIVE, 0),
        (4000, True, True, Presence.LOCKED, 0),
        (None, False, False, Presence.ACTIVE, 0),
    ],
)
def test_presence(idle: int | None, locked: bool, playing: bool, expected: Presence, back: int) -> None:
    silence = None if idle is None else timedelta(seconds=idle)
    assert presence(AT, idle=silence, locked=locked, playing=playing, idle_after=IDLE_AFTER) == (
        expected,
        AT - timedelta(seconds=back),
    )
