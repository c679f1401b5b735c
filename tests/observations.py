"""Observations with what they are use of, written before any pattern was; and how often the catalogue is right.

`development.jsonl` was looked at while patterns were made, `held_out.jsonl` only measured. Lines are as
`wellbeing explain --stdin` reads them, with `tool` (null where no AI tool is in use) and `area`: title, local (a
self-hosted tool's page), site, app, command, mixed, and seen (titles that public programs recorded or test with).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import judge
from wellbeing.model import Evidence

FOLDER = Path(__file__).parent / "catalogue" / "cases"


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line."""

    id: str
    area: str
    tool: str | None
    app_id: str | None = None
    exe: str | None = None
    title: str | None = None
    site: str | None = None
    commands: tuple[tuple[str, ...], ...] = ()

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.app_id, self.title, self.exe, None, self.site, self.commands)


@dataclass(frozen=True, slots=True)
class Tally:
    """Right and wrong answers in one area or kind."""

    right: int
    """The tool that is in use."""
    wrong: int
    """Another tool, or one where none is in use."""
    missed: int
    """A tool in use, not noticed or taken for another."""
    quiet: int
    """No tool in use, and none named."""

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def observations(name: str) -> list[Observation]:
    lines = (FOLDER / f"{name}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Observation) for line in lines]


def answers(labels: Labels, seen: Iterable[Observation]) -> list[tuple[Observation, str | None]]:
    return [(one, judge(labels, one.evidence).tool) for one in seen]


def tally(answered: Sequence[tuple[Observation, str | None]]) -> Tally:
    counted = Counter(
        "quiet" if one.tool is None and tool is None else "right" if one.tool == tool else "wrong"
        for one, tool in answered
        if tool is not None or one.tool is None
    )
    missed = sum(one.tool is not None and one.tool != tool for one, tool in answered)
    return Tally(counted["right"], counted["wrong"], missed, counted["quiet"])
