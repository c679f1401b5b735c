"""The ledger as plain Python dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wellbeing.model import Answer, AppIdentity, Mark, Prompt, Reading, Span, Tokens, Work
from wellbeing.ports import LogsRead

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_FIRST = datetime(1900, 1, 1, tzinfo=UTC)
Key = tuple[str, str]
Request = tuple[str, str, str | None]


class FakeLedger:
    """Implements `ports.LogBook` in memory and passes the contract tests of the real ones.

    Set `fails` to an error to have every writing raise it until it is None again.
    """

    def __init__(self) -> None:
        self.fails: Exception | None = None
        self._prompts: dict[Key, Prompt] = {}
        self._answers: dict[Request, Answer] = {}
        self._works: dict[Key, list[Work]] = {}
        self._marks: dict[Key, Mark] = {}
        self._counts: dict[Key, tuple[int, int, str | None, datetime]] = {}
        self._troubles: dict[Key, str] = {}
        self._gone: list[tuple[Span, str | None]] = []
        self._retained = _FIRST

    def prompts(self, span: Span) -> list[Prompt]:
        found = [one for one in self._prompts.values() if one.at in span]
        return sorted(found, key=lambda one: one.at)

    def asked(self, span: Span) -> list[datetime]:
        return [one.at for one in self.prompts(span)]

    def answers(self, span: Span) -> list[Answer]:
        found = [one for one in self._answers.values() if one.at in span]
        return sorted(found, key=lambda one: one.at)

    def works(self, span: Span) -> list[Work]:
        parts = [(one, one.span.clipped(span)) for many in self._works.values() for one in many]
        found = [replace(one, span=inside) for one, inside in parts if inside is not None]
        return sorted(found, key=lambda one: one.span)

    def tokens(self, span: Span) -> dict[str, Tokens]:
        sums: dict[str, Tokens] = {}
        for one in self.answers(span):
            sums[one.tool] = sums.get(one.tool, Tokens()) + one.tokens
        return sums

    def add(
        self, *, works: Sequence[Work] = (), prompts: Sequence[Prompt] = (), answers: Sequence[Answer] = ()
    ) -> None:
        if self.fails is not None:
            raise self.fails
        for prompt in prompts:
            if not self._forgotten(prompt.tool, prompt.at):
                self._prompts.setdefault((prompt.tool, prompt.key), replace(prompt, at=_floor(prompt.at)))
        for answer in answers:
            if not self._forgotten(answer.tool, answer.at):
                self._add_answer(replace(answer, at=_floor(answer.at)))
        for work in works:
            whole = replace(work, span=Span(_floor(work.span.start), _floor(work.span.end)))
            self._works[work.tool, work.key] = self._left([whole])

    def unknown(self, prompts: Sequence[Prompt]) -> int:
        new = {(one.tool, one.key) for one in prompts if not self._forgotten(one.tool, one.at)}
        return len(new - self._prompts.keys())

    def take_in(self, *, prompts: Sequence[Prompt], answers: Sequence[Answer]) -> list[str]:
        known, told = set(self._prompts), set(self._answers)
        self.add(prompts=prompts, answers=answers)
        brought = [("p", *one) for one in self._prompts if one not in known]
        brought += [("a", *one[:2]) for one in self._answers if one not in told]
        return ["\0".join(one) for one in brought]

    def take_back(self, names: Sequence[str]) -> int:
        count = 0
        for letter, tool, key in (name.split("\0") for name in names):
            if letter == "p":
                count += self._prompts.pop((tool, key), None) is not None
            else:
                for one in [one for one in self._answers if one[:2] == (tool, key)]:
                    del self._answers[one]
        return count

    def marks(self, log_format: str, paths: Sequence[str]) -> list[Mark | None]:
        return [self._marks.get((log_format, path)) for path in paths]

    def keep(self, log_format: str, readings: Sequence[tuple[str, Reading]], at: datetime) -> None:
        for path, reading in readings:
            self._keep(log_format, path, reading, at)

    def _keep(self, log_format: str, path: str, reading: Reading, at: datetime) -> None:
        self.add(prompts=reading.prompts, answers=reading.answers, works=reading.works)
        key = (log_format, path)
        understood, unknown, version, _ = self._counts.get(key, (0, 0, None, at))
        if reading.anew:
            understood = unknown = 0
        counts = (understood + reading.understood, unknown + reading.unknown)
        self._marks[key] = reading.mark
        self._counts[key] = (*counts, reading.version or version, at)
        self._troubles.pop(key, None)

    def note_trouble(self, log_format: str, path: str, sentence: str) -> None:
        self._troubles[log_format, path] = sentence

    def forget_troubles(self, log_format: str, there: Sequence[str]) -> None:
        for key in [key for key in self._troubles if key[0] == log_format and key[1] not in there]:
            del self._troubles[key]

    def logs(self) -> list[LogsRead]:
        found = []
        for name in sorted({key[0] for key in [*self._counts, *self._troubles]}):
            keys = {key for key in [*self._counts, *self._troubles] if key[0] == name}
            counts = [self._counts[key] for key in keys if key in self._counts]
            said = [self._troubles[key] for key in keys if key in self._troubles]
            found.append(
                LogsRead(
                    name,
                    len(keys),
                    sum(one[0] for one in counts),
                    sum(one[1] for one in counts),
                    max((one[2] for one in counts if one[2]), default=None),
                    max((one[3] for one in counts), default=None),
                    tuple((one, said.count(one)) for one in sorted(set(said), key=said.count, reverse=True)),
                )
            )
        return found

    # ------------------------------------------------------------ for the fake store

    def forget(self, span: Span, app: AppIdentity | str | None, now: datetime, *, preview: bool) -> int:
        tool = app.app_id if isinstance(app, AppIdentity) else app
        hole = (Span(span.start, max(span.start, min(span.end, now))), tool)

        def going(one: Prompt | Answer) -> bool:
            return one.at in span and tool in (None, one.tool)

        count = sum(going(one) for many in (self._prompts, self._answers) for one in many.values())
        count += sum(
            one.span.clipped(span) is not None for one in self.works(span) if tool in (None, one.tool)
        )
        if not preview:
            self._gone.append(hole)
            self._prompts = {key: one for key, one in self._prompts.items() if not going(one)}
            self._answers = {key: one for key, one in self._answers.items() if not going(one)}
            self._works = {key: self._left(many) for key, many in self._works.items()}
        return count

    def forget_marks(self) -> None:
        self._marks, self._counts, self._troubles = {}, {}, {}

    def retain(self, since: datetime) -> None:
        self._retained = since
        self._works = {key: self._left(many) for key, many in self._works.items()}

    # ------------------------------------------------------------ inside

    def _add_answer(self, answer: Answer) -> None:
        same = [key for key in self._answers if key[:2] == (answer.tool, answer.key)]
        if answer.request is None and any(key[2] is not None for key in same):
            return
        if answer.request is not None:
            self._answers.pop((answer.tool, answer.key, None), None)
        key = (answer.tool, answer.key, answer.request)
        earlier = self._answers.setdefault(key, answer)
        if answer.tokens.total > earlier.tokens.total:
            self._answers[key] = replace(earlier, tokens=answer.tokens)

    def _forgotten(self, tool: str, at: datetime) -> bool:
        return any(at in span and name in (None, tool) for span, name in self._gone)

    def _left(self, works: Sequence[Work]) -> list[Work]:
        left = [one for one in works if one.span.end > self._retained and not one.span.empty]
        for span, tool in self._gone:
            sides = (Span(_FIRST, max(_FIRST, span.start)), Span(span.end, datetime(2200, 1, 1, tzinfo=UTC)))
            parts = []
            for one in left:
                if tool not in (None, one.tool):
                    parts.append(one)
                    continue
                inside = [one.span.clipped(side) for side in sides]
                parts += [replace(one, span=part) for part in inside if part is not None]
            left = parts
        return left


def _floor(moment: datetime) -> datetime:
    return _EPOCH + (moment - _EPOCH) // _MS * _MS
