"""How much of a day one person shows another: three levels, each holding all of the one before.

TOTALS   how long, when, how much AI, nights, breaks, how many limits were kept
KINDS    + categories and kinds of AI
APPS     + apps and AI tools
never      titles, sites, texts of prompts: no digest has a field for them
"""

from __future__ import annotations

from enum import Enum
from functools import total_ordering


@total_ordering
class Level(Enum):
    """What one person agreed to show another. The words are stored and sent; never change one."""

    TOTALS = "totals"
    KINDS = "kinds"
    APPS = "apps"

    def __lt__(self, other: Level) -> bool:
        """Whether it shows less."""
        return _RANK[self] < _RANK[other]


_RANK = {level: rank for rank, level in enumerate(Level)}
"""Looked up for every digest that a hub takes in."""
