"""The forms that can be filled in: how many questions, which answers, how often, what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Form(StrEnum):
    """What can be asked. The words are stored; never change one."""

    DAILY = "daily"
    """Mood and energy, in the program's own words."""
    WHO5 = "who5"
    """The WHO-5 Well-Being Index, a data pack with a licence of its own."""
    LONELY = "lonely"
    """The direct question on loneliness of the Office for National Statistics."""
    AI = "ai"
    """Two questions of our own on AI: no score, no cut-off."""
    PHQ2 = "phq2"
    PHQ4 = "phq4"
    """Two or four questions of the Patient Health Questionnaire; off unless the person chooses them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a form looks like, whatever the language."""

    items: int
    low: int
    """The smallest answer."""
    high: int
    """The largest."""
    every: timedelta
    factor: int | None = None
    """A score is the sum times this; None where answers are not added up."""

    @property
    def choices(self) -> range:
        """Answers to one question."""
        return range(self.low, self.high + 1)


_DAY = timedelta(days=1)
SHAPES: Mapping[Form, Shape] = MappingProxyType(
    {
        Form.DAILY: Shape(2, 1, 7, _DAY),
        Form.WHO5: Shape(5, 0, 5, 14 * _DAY, factor=4),
        Form.LONELY: Shape(1, 1, 5, 28 * _DAY),
        Form.AI: Shape(2, 0, 4, 28 * _DAY),
        Form.PHQ2: Shape(2, 0, 3, 14 * _DAY, factor=1),
        Form.PHQ4: Shape(4, 0, 3, 14 * _DAY, factor=1),
    }
)
"""Schedule and scoring: facts of the instruments (Topp 2015; Kroenke 2003, 2009), a month being four weeks."""

DEFAULT = frozenset({Form.DAILY, Form.WHO5, Form.LONELY, Form.AI})
"""Those that are asked once check-ins are switched on."""


def fits(form: Form, values: Sequence[int | None]) -> bool:
    """Whether these can be answers: one a question, in range; None for a question that was skipped."""
    shape = SHAPES[form]
    return len(values) == shape.items and all(one is None or one in shape.choices for one in values)


def score(form: Form, values: Sequence[int | None]) -> int | None:
    """What the answers add up to (WHO-5: 0 to 100); None where one is missing or nothing is added up."""
    factor = SHAPES[form].factor
    known = [one for one in values if one is not None]
    if factor is None or len(known) < SHAPES[form].items:
        return None
    return factor * sum(known)
