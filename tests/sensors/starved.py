"""A reader that got no turn for a while, on desktops that tell when a window came to the front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wellbeing.sensors.past import of_wall
from wellbeing.timeline.settling import Told

HEARD = timedelta(milliseconds=50)
"""Two listeners within one program are told one after the other."""


def agrees(passed: Sequence[Told], switches: Sequence[tuple[str, float]]) -> None:
    """Fail where what a sensor kept is not each switch, at the moment at which the desktop saw it.

    Args:
        passed: what the sensor tells.
        switches: titles that came to the front, and when (ms of the wall clock).
    """
    told = [one for one in passed if one.evidence is not None]
    assert [one.evidence and one.evidence.title for one in told] == [title for title, _ in switches]
    for one, (_, ms) in zip(told, switches, strict=True):
        said = of_wall(ms)
        assert one.tick is not None
        assert said is not None
        assert abs(one.tick - said) <= HEARD
