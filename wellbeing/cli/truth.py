"""What is true about a synthetic person's growth, beside what the detectors noticed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

import msgspec

from wellbeing.analysis.growth import Metric
from wellbeing.cli.demo import TRUTH
from wellbeing.engine.reliance import Episode
from wellbeing.files.paths import Home

_PATIENCE = timedelta(days=90)
"""Noticed later than this after a growth was complete, it is not of this growth."""
_AI, _SCREEN = ("ai", "weekend-ai", "ai-free"), ("screen",)
"""Series of the truth file, by what they change."""


class _Told(msgspec.Struct, frozen=True):
    """One episode of the file; other fields and other kinds of episodes are passed over."""

    episode: str
    on: date
    series: str = ""
    size: float = 0.0
    over_days: Annotated[int, msgspec.Meta(ge=0)] = 0


class _File(msgspec.Struct, frozen=True):
    episodes: tuple[_Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Grown:
    """A lasting growth that there was, and the episode that speaks of it."""

    series: str
    on: date
    size: float
    """As a share of the level before; of days without AI the share that went."""
    over_days: int
    episode: Episode | None
    """None where it was not noticed."""

    @property
    def metric(self) -> Metric:
        """The series that it should be noticed in."""
        return Metric.SCREEN if self.series in _SCREEN else Metric.AI


def grown(home: Home, episodes: Sequence[Episode]) -> list[Grown] | None:
    """Every true growth with what was noticed of it; None where nobody knows the truth."""
    try:
        told = msgspec.json.decode((home.data / TRUTH).read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError):
        return None
    found = []
    for one in told.episodes:
        # Fewer days without AI are a growth.
        size = -one.size if one.series == "ai-free" else one.size
        if one.episode == "change" and size > 0 and one.series in (*_AI, *_SCREEN):
            metric = Metric.SCREEN if one.series in _SCREEN else Metric.AI
            latest = one.on + timedelta(days=one.over_days) + _PATIENCE
            noticed = (
                each for each in episodes if each.metric is metric and one.on <= each.noticed <= latest
            )
            found.append(Grown(one.series, one.on, size, one.over_days, next(noticed, None)))
    return found
