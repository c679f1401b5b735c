"""What keeps the program silent at this moment, from the facts of the desktop."""

from __future__ import annotations

from wellbeing.engine.senses import Senses
from wellbeing.model import Activity, Presence
from wellbeing.nudges.nudge import Hold

MEETINGS = "meetings"
"""The category of call apps."""


def holds(senses: Senses, activity: Activity | None, category: str) -> frozenset[Hold]:
    """Everything that holds.

    Args:
        senses: the facts as they stand.
        activity: the running one; None while nothing is recorded.
        category: of the app in front.
    """
    found = {
        Hold.DO_NOT_DISTURB: senses.quiet,
        Hold.FULL_SCREEN: senses.window is not None and senses.window.full_screen,
        Hold.MICROPHONE: bool(senses.sound.recording),
        Hold.CAMERA: senses.camera,
        Hold.CALL_IN_FRONT: category == MEETINGS,
        Hold.LOCKED: senses.session.locked or senses.session.sleeping,
        Hold.AWAY: activity is None or activity.presence in (Presence.IDLE, Presence.LOCKED),
    }
    return frozenset(hold for hold, holding in found.items() if holding)
