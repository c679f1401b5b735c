"""Why nothing is written where there is no record."""

from __future__ import annotations

from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError


def refusal() -> KnownError:
    """What every writing raises."""
    return KnownError(Sentence("Nothing is recorded yet."), Sentence("Start the tracker with: wellbeing run"))
