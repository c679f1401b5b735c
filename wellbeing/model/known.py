"""What is wrong in the world, as a person is told of it."""

from __future__ import annotations

from wellbeing.model.sentence import Sentence, joined


class KnownError(Exception):
    """Something in the world is not as it should be: a sentence, and what the person can do."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence, remedy)
        self.sentence = sentence
        self.remedy = remedy

    @property
    def whole(self) -> Sentence:
        """Both, as one text."""
        return joined(self.sentence, self.remedy)

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()
