"""What a reaction to a note means as an answer to the nudge."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wellbeing.nudges.nudge import Response
from wellbeing.ports import Answered, Reaction

_BUTTONS: Mapping[str, Response] = MappingProxyType(
    {
        "helpful": Response.HELPFUL,
        "not-now": Response.NOT_NOW,
        "never": Response.NEVER,
        "why": Response.WHY,
    }
)
_OTHERWISE: Mapping[Answered, Response] = MappingProxyType(
    {
        Answered.CLICKED: Response.WHY,
        Answered.DISMISSED: Response.DISMISSED,
        Answered.EXPIRED: Response.EXPIRED,
        Answered.FAILED: Response.EXPIRED,
    }
)


def response_of(reaction: Reaction) -> Response:
    """The answer; any button that has no meaning of its own was acted upon."""
    if reaction.answered is Answered.PRESSED:
        return _BUTTONS.get(reaction.button, Response.ACTED)
    return _OTHERWISE[reaction.answered]
