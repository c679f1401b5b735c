"""What rules of other kinds than limits look at to find something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wellbeing.catalogue.label import Label
from wellbeing.model import AppIdentity
from wellbeing.nudges.moment import Doing
from wellbeing.nudges.nudge import Wish


@dataclass(frozen=True, slots=True)
class Situation:
    """What rules look at to find a wish."""

    at: datetime
    local: datetime
    app: AppIdentity
    label: Label
    doing: Doing


Rule = Callable[[Situation], Sequence[Wish]]
"""A kind's rule: what it would say now. Cheap; called on the beat."""
