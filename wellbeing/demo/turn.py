"""What logs and exports of AI tools would tell of a synthetic day, in the words of the ledger.

Chats by their official exports: prompts only. Agents by their own logs: prompts, answers with model and tokens, and
work, theirs alone included. Companions keep no log that anybody can read, so nothing is told of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from wellbeing.demo import day as made
from wellbeing.demo.app import APPS, Role
from wellbeing.demo.chance import Chance
from wellbeing.demo.character import Person
from wellbeing.model import Answer, Prompt, Span, Tokens, Work

_TURNS = 0x54
"""The stream from which tokens and models are drawn."""
_PAUSE = timedelta(minutes=30)
"""A longer silence begins another session."""
_STEP = timedelta(seconds=35)
"""Between the answers of an agent that works by itself."""
_ROLES: Mapping[str, Role] = MappingProxyType({app.tool: app.role for app in APPS if app.tool is not None})
_MODELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "claude_code": ("claude-sonnet-4-5", "claude-sonnet-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"),
        "aider": ("gpt-5", "gpt-5", "gpt-5-mini"),
    }
)
"""Each as often as it stands here."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger is given of one day."""

    prompts: tuple[Prompt, ...]
    answers: tuple[Answer, ...]
    works: tuple[Work, ...]


def told(person: Person, day: made.Day) -> Told:
    """The day as logs and exports tell it; the same whenever it is asked for."""
    chance = Chance.at(person.seed, _TURNS, day.day.toordinal())
    sessions = _Sessions(day)
    prompts: list[Prompt] = []
    answers: list[Answer] = []
    works: list[Work] = []
    for number, one in enumerate(day.prompts):
        role = _ROLES.get(one.tool)
        if role in (None, Role.COMPANION):
            continue
        key, session = f"{day.day}-p{number}", sessions.of(one.tool, one.at)
        prompts.append(Prompt(one.tool, key, one.at, session))
        if role is Role.AGENT:
            answers.append(_answer(chance, one.tool, key, one.answered, session))
            works.append(Work(one.tool, key, Span(one.at, one.answered), session))
    for number, run in enumerate(day.runs):
        key, session = f"{day.day}-r{number}", sessions.of(run.tool, run.span.start)
        works.append(Work(run.tool, key, run.span, session))
        answers += [
            _answer(chance, run.tool, f"{key}-{step}", at, session)
            for step, at in enumerate(_steps(run.span))
        ]
    return Told(tuple(prompts), tuple(answers), tuple(works))


class _Sessions:
    """Names for conversations, in order of time."""

    def __init__(self, day: made.Day) -> None:
        moments = [(one.at, one.tool) for one in day.prompts] + [
            (one.span.start, one.tool) for one in day.runs
        ]
        self._begun: dict[str, list[datetime]] = {}
        last: dict[str, datetime] = {}
        for at, tool in sorted(moments):
            if tool not in last or at - last[tool] > _PAUSE:
                self._begun.setdefault(tool, []).append(at)
            last[tool] = at
        self._day = day.day

    def of(self, tool: str, at: datetime) -> str:
        """The one that a moment belongs to."""
        number = sum(begun <= at for begun in self._begun[tool])
        return f"{tool}-{self._day}-{number}"


def _steps(span: Span) -> Iterator[datetime]:
    at = span.start + _STEP
    while at < span.end:
        yield at
        at += _STEP
    yield span.end


def _answer(chance: Chance, tool: str, key: str, at: datetime, session: str) -> Answer:
    models = _MODELS.get(tool, ())
    tokens = Tokens(
        input=round(chance.lognormal(40, 0.9)),
        output=round(chance.lognormal(320, 0.9)),
        cache_creation=round(chance.lognormal(2200, 0.8)),
        cache_read=round(chance.lognormal(34_000, 0.6)),
    )
    return Answer(tool, key, at, session, chance.choice(models) if models else None, tokens)
