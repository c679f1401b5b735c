"""What AI tools did, as plain Python dictionaries: small enough to be right by reading it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wellbeing.model import Answer, Prompt, Span, Work


class FakeLedger:
    """Implements `ports.Ledger` in memory."""

    def __init__(self) -> None:
        self._prompts: dict[tuple[str, str], Prompt] = {}
        self._answers: dict[tuple[str, str], Answer] = {}
        self._works: dict[tuple[str, str], Work] = {}

    def prompts(self, span: Span) -> list[Prompt]:
        return sorted((one for one in self._prompts.values() if one.at in span), key=lambda one: one.at)

    def answers(self, span: Span) -> list[Answer]:
        return sorted((one for one in self._answers.values() if one.at in span), key=lambda one: one.at)

    def works(self, span: Span) -> list[Work]:
        found = [(one, one.span.clipped(span)) for one in self._works.values()]
        inside = [replace(one, span=part) for one, part in found if part is not None]
        return sorted(inside, key=lambda one: one.span)

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        self._works |= {(one.tool, one.key): one for one in works}
        self._prompts |= {(one.tool, one.key): one for one in prompts}
        self._answers |= {(one.tool, one.key): one for one in answers}
