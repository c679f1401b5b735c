"""What a session tells, event by event: prompts, answers, and the stretches in which the agent worked.

prompt ──── answer ─ tool ─ answer        (4 min of nothing)        answer ── tool
[──────── one stretch ────────────]                                 [─ another ──]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from wellbeing.interop.field import digest
from wellbeing.interop.field import model as named
from wellbeing.interop.page import Page
from wellbeing.model import Answer, Prompt, Span, Tokens, Work

LONGEST_SILENCE = timedelta(minutes=3)
"""A longer one between two lines of a turn is no work, unless the log gives a duration (tokscale splits there;
ktny/ccstat#19 found one minute "unrealistically short")."""

_DAY = timedelta(days=1)


class Memory(msgspec.Struct, omit_defaults=True):
    """What has to be remembered of a session to read on later: digests, names of models, times and counts."""

    session: str = "unknown"
    """Digest of its id: memories are stored, and what a session is called is nobody's business."""
    part: str = ""
    """Which agent of the session, where each has a log of its own."""
    model: str | None = None
    human: bool = True
    """Whether a person writes here; not in sub-agents, scheduled and scripted runs."""
    began: datetime | None = None
    """Of the stretch that is open."""
    last: datetime | None = None
    """Of the last event that had a time."""
    prompts: int = 0
    answers: int = 0
    born: datetime | None = None
    """When the session began; what happened before was copied from another."""
    parent: str | None = None
    """Digest of the session from which it was copied."""
    pending: int = 0
    """Prompts that stand before the first line with a time."""
    flag: bool = False
    """For the format's own use."""


@dataclass(slots=True)
class Told:
    """Puts on a page what a log tells of one session, in the order of the log."""

    tool: str
    page: Page
    memory: Memory
    unique: bool = False
    """Whether ids of messages are unique within the tool, and copies of a session keep them."""

    @property
    def session(self) -> str:
        """Digest of the session's id."""
        return self.memory.session

    def belongs(self, session: str | None, *, human: bool | None = None, model: object = None) -> None:
        """What follows belongs to a session, as the log names it; what the log does not tell stays as it is."""
        memory = self.memory
        if session is not None:
            memory.session = digest(session)
        if human is not None:
            memory.human = human
        memory.model = named(model) or memory.model

    def prompt(self, at: datetime | None, key: str | None = None) -> None:
        """A person wrote. Without a time it counts at the last one known; without any it cannot be counted."""
        memory = self.memory
        number = memory.prompts
        memory.prompts += 1
        at = at or memory.last
        if at is None:
            return
        self.close()
        memory.began = memory.last = at
        if memory.human:
            self.page.prompts.append(Prompt(self.tool, self._key(key, f"p{number}"), at, self.session))

    def answer(
        self,
        at: datetime | None,
        tokens: Tokens,
        *,
        key: str | None = None,
        model: object = None,
        took: timedelta | None = None,
        until: datetime | None = None,
    ) -> None:
        """A model answered by `at`, or from `at` until `until`; `took` is how long it had worked by then."""
        memory = self.memory
        number = memory.answers
        memory.answers += 1
        memory.model = named(model) or memory.model
        self.work(at, took=took, until=until)
        moment = until or at or memory.last
        if moment is None or tokens == Tokens():
            return
        name = self._key(key, f"a{number}")
        self.page.answers.append(Answer(self.tool, name, moment, self.session, memory.model, tokens))

    def work(
        self, at: datetime | None, *, took: timedelta | None = None, until: datetime | None = None
    ) -> None:
        """The agent did something by `at`, or from `at` until `until`."""
        if at is None:
            return
        end = at if until is None else max(at, until)
        start = at if until is not None else at - (took or timedelta())
        if end - start > _DAY:  # a clock was wrong
            start = end
        memory = self.memory
        if memory.began is None or memory.last is None or start - memory.last > LONGEST_SILENCE:
            self.close()
            memory.began, memory.last = start, end
        else:
            memory.last = max(memory.last, end)

    def heard(self, at: datetime | None) -> None:
        """A line that is no work has a time; it helps to date lines that have none."""
        if at is not None and self.memory.began is None:
            self.memory.last = at

    def close(self) -> None:
        """End the open stretch; what follows begins another one."""
        self.settle()
        self.memory.began = None

    def settle(self) -> None:
        """Tell how far the open stretch goes; it may go on."""
        began, last = self.memory.began, self.memory.last
        if began is not None and last is not None and last > began:
            key = f"{self.session}:{self.memory.part}w{round(began.timestamp() * 1000)}"
            work = Work(self.tool, key, Span(began, last), self.session)
            if self.page.works and self.page.works[-1].key == key:
                self.page.works[-1] = work
            else:
                self.page.works.append(work)

    def _key(self, key: str | None, number: str) -> str:
        return key if key and self.unique else f"{self.session}:{self.memory.part}{key or number}"
