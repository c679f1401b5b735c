"""A page on which a format puts what it finds, until it is full and becomes a Reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from wellbeing.interop.log import PIECE, Mark, Reading
from wellbeing.model import Answer, Prompt, Work


@dataclass(slots=True)
class Page:
    """What was found since the last Reading. The format appends; the base turns pages."""

    prompts: list[Prompt] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    understood: int = 0
    unknown: int = 0
    version: str | None = None
    anew: bool = False

    @property
    def room(self) -> int:
        """How many records one Reading may hold beside these; at or below zero when it is full."""
        return PIECE - len(self.prompts) - len(self.answers) - len(self.works)

    @property
    def full(self) -> bool:
        """Whether it holds as much as one Reading may."""
        return self.room <= 0

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it, not even a count."""
        return not (self.prompts or self.answers or self.works or self.understood or self.unknown)

    def turned(self, mark: Mark) -> Reading:
        """Its content as a Reading; afterwards the page is blank, the version stays."""
        reading = Reading(
            mark,
            self.prompts,
            self.answers,
            self.works,
            self.understood,
            self.unknown,
            self.version,
            self.anew,
        )
        self.prompts, self.answers, self.works = [], [], []
        self.understood = self.unknown = 0
        self.anew = False
        return reading
