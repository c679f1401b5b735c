"""Growth: the days on which use of AI, or of the screen, has risen above a person's own usual and stayed there.

Two questions are asked apart, how much on days of use and how often, against the person's own weekdays; the answer
must be new to the past year, so that bursts, shifts, terms and seasons that a person has lived before are no growth.
What was measured is in `resources/help/growth.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wellbeing.analysis.growth_rule import EXPECTED, Metric, Question, Sensitivity
from wellbeing.analysis.growth_standing import Standing
from wellbeing.analysis.growth_watch import Watch

__all__ = ["EXPECTED", "Metric", "Question", "Sensitivity", "Standing", "Watch", "alarms", "watched"]


def alarms(amounts: Sequence[float | None], weekdays: Sequence[int], metric: str) -> list[int]:
    """Indices of the days on which growth is noticed, at the balanced sensitivity.

    Args:
        amounts: minutes a day, in order, without gaps; None without a record.
        weekdays: Monday 0 to Sunday 6, one for each amount.
        metric: `ai` or `screen`.

    Raises:
        ValueError: an unknown metric.
    """
    return [one.day for one in watched(amounts, weekdays, Metric(metric)).episodes]


def watched(
    amounts: Sequence[float | None],
    weekdays: Sequence[int],
    metric: Metric,
    sensitivity: Sensitivity = Sensitivity.BALANCED,
    new_normals: Collection[int] = (),
) -> Watch:
    """A watch that has seen all days.

    Args:
        amounts: minutes a day, in order, without gaps; None without a record.
        weekdays: Monday 0 to Sunday 6; the shorter of both ends the series.
        metric: what they are.
        sensitivity: how soon the person wants to be told.
        new_normals: indices of days on which the person accepted what they do as their new normal.
    """
    watch = Watch(metric, sensitivity)
    for day, (amount, weekday) in enumerate(zip(amounts, weekdays, strict=False)):
        watch.add(amount, weekday, new_normal=day in new_normals)
    return watch
