"""A small ledger: reads a home as the tracker does, and keeps what the record would keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from wellbeing.interop.formats import formats
from wellbeing.interop.log import LogFormat, Mark
from wellbeing.model import Answer, Prompt, Span, Tokens, Work


@dataclass(slots=True)
class Book:
    """Records by tool and key: known ones change and never double; marks by format and path."""

    home: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    roots: tuple[Path, ...] = ()
    prompts: dict[tuple[str, str], Prompt] = field(default_factory=dict)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    works: dict[tuple[str, str], Work] = field(default_factory=dict)
    marks: dict[tuple[str, Path], Mark] = field(default_factory=dict)
    understood: int = 0
    unknown: int = 0

    def read(self) -> Book:
        """Everything that is new."""
        for one in formats(self.roots):
            for path in one.places(self.home, self.environ):
                self.read_log(one, path)
        return self

    def read_log(self, one: LogFormat, path: Path) -> None:
        """One log; keeps the mark of each reading."""
        for reading in one.read(path, self.marks.get((one.name, path))):
            self.marks[one.name, path] = reading.mark
            self.understood += reading.understood
            self.unknown += reading.unknown
            for prompt in reading.prompts:
                self.prompts.setdefault((prompt.tool, prompt.key), prompt)
            for answer in reading.answers:
                known = self.answers.get((answer.tool, answer.key), answer)
                self.answers[answer.tool, answer.key] = replace(
                    answer, tokens=_most(known.tokens, answer.tokens)
                )
            for work in reading.works:
                self.works[work.tool, work.key] = work

    def tokens(self, tool: str) -> Tokens:
        """Of all answers of a tool."""
        return sum((one.tokens for one in self.answers.values() if one.tool == tool), Tokens())

    def worked(self, tool: str) -> timedelta:
        """Sum of the stretches of a tool."""
        return sum((one.span.length for one in self.works.values() if one.tool == tool), timedelta())

    def wall(self, tool: str) -> list[Span]:
        """Stretches in which at least one agent worked."""
        spans = sorted(one.span for one in self.works.values() if one.tool == tool)
        joined: list[Span] = []
        for span in spans:
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return joined

    def told(self) -> str:
        """All that is kept, in words: where a text of a log would be seen."""
        kept = [*self.prompts.values(), *self.answers.values(), *self.works.values()]
        return repr(kept) + repr([mark.state for mark in self.marks.values()])


def _most(one: Tokens, other: Tokens) -> Tokens:
    return Tokens(
        max(one.input, other.input),
        max(one.output, other.output),
        max(one.cache_creation, other.cache_creation),
        max(one.cache_read, other.cache_read),
    )


def traces(words: str) -> Iterator[str]:
    """Pieces of a text long enough to be recognised."""
    yield from re.findall(r"\w{6,}", words)


def snapshot(home: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file of a home: size, time of change, bytes."""
    return {
        str(path.relative_to(home)): (path.stat().st_size, path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }
