"""How much each AI tool was used: attended, unattended, prompts. Three numbers, never mixed up.

in front, present   ████████░░░░░░░░░░████      attended
agent A works         ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒    agent time counts both;
agent B works               ▒▒▒▒▒▒▒             by the clock, it is where one or both work
░░░░░░              unattended: they work, and this tool is not attended
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from wellbeing.analysis.spans import length, levels, without
from wellbeing.model import Activity, AppIdentity, Prompt, Span, Tokens, Work
from wellbeing.timeline.day import Calendar
from wellbeing.timeline.edit import merged


@dataclass(frozen=True, slots=True)
class ToolUse:
    """What one tool, or several together, were used."""

    attended_spans: tuple[Span, ...] = ()
    """In front, and the person present: in order, not overlapping."""
    unattended_spans: tuple[Span, ...] = ()
    """An agent of it worked, and the person did not attend it: in order, not overlapping."""
    working_spans: tuple[Span, ...] = ()
    """One agent of it or several worked, attended or not: in order, not overlapping."""
    prompts: tuple[Prompt, ...] = ()
    """Human turns, by time."""
    tokens: Tokens = field(default_factory=Tokens)
    agent_time: timedelta = timedelta(0)
    """Agent minutes: as `working`, but several at once count each."""

    @property
    def attended(self) -> timedelta:
        """In front, person present."""
        return length(self.attended_spans)

    @property
    def unattended(self) -> timedelta:
        """By the clock: an agent worked, and nobody attended it."""
        return length(self.unattended_spans)

    @property
    def working(self) -> timedelta:
        """By the clock: agents worked, attended or not."""
        return length(self.working_spans)

    @property
    def sessions(self) -> int:
        """Distinct ones with a human turn."""
        return len({(prompt.tool, prompt.session) for prompt in self.prompts})

    @property
    def first(self) -> datetime | None:
        """When the person first attended it or wrote to it; None when they did neither."""
        moments = [span.start for span in self.attended_spans[:1]] + [one.at for one in self.prompts[:1]]
        return min(moments, default=None)


@dataclass(frozen=True, slots=True)
class AiUse:
    """The use of AI over a span."""

    span: Span
    tools: Mapping[str, ToolUse]
    """By id: most attended first, then most prompts, then longest unattended."""
    whole: ToolUse
    """All together, no moment counted twice; agent time is the sum over tools."""
    active: timedelta
    """All time in front of the screen, AI or not."""

    @property
    def share(self) -> float:
        """Of the time in front of the screen, how much was with an AI tool: 0 to 1, 0 without any."""
        return self.whole.attended / self.active if self.active else 0.0


@dataclass(frozen=True, slots=True)
class HourUse:
    """One clock hour, summed over the days of a span."""

    attended: timedelta
    unattended: timedelta
    prompts: int


def ai_use(
    span: Span,
    activities: Iterable[Activity],
    tool: Callable[[AppIdentity], str | None],
    *,
    works: Iterable[Work] = (),
    prompts: Iterable[Prompt] = (),
    tokens: Mapping[str, Tokens] | None = None,
) -> AiUse:
    """The use of each tool over a span.

    Args:
        span: what reaches beyond is cut off.
        activities: of any presence.
        tool: the AI tool in use in what is in front; None for none.
        works: of logs and of processes. Both may tell of the same agent: at each moment whichever of the two
            knows of more counts.
        prompts: human turns; of one key within a tool the first counts.
        tokens: by tool, of the span.
    """
    attended: defaultdict[str, list[Span]] = defaultdict(list)
    present: list[Span] = []
    for activity in activities:
        inside = activity.span.clipped(span)
        if inside is None or not activity.presence.counts:
            continue
        present.append(inside)
        if (used := tool(activity.app)) is not None:
            attended[used].append(inside)
    worked: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        if (inside := work.span.clipped(span)) is not None:
            worked[work.tool].append(Work(work.tool, work.key, inside, work.session))
    written = _by_tool(span, prompts)
    known = {} if tokens is None else {name: sums for name, sums in tokens.items() if sums != Tokens()}
    names = attended.keys() | worked.keys() | written.keys() | known.keys()
    tools = {
        name: _tool_use(attended[name], worked[name], written.get(name, ()), known.get(name, Tokens()))
        for name in names
    }
    ranked = _ranked(tools)
    return AiUse(span, ranked, together(ranked.values()), length(merged(present)))


def together(uses: Iterable[ToolUse]) -> ToolUse:
    """Several tools of one span as one: a moment of two of them counts once, agent time is the sum."""
    many = list(uses)
    return ToolUse(
        tuple(merged(span for one in many for span in one.attended_spans)),
        tuple(merged(span for one in many for span in one.unattended_spans)),
        tuple(merged(span for one in many for span in one.working_spans)),
        tuple(sorted((prompt for one in many for prompt in one.prompts), key=_order)),
        sum((one.tokens for one in many), Tokens()),
        sum((one.agent_time for one in many), timedelta(0)),
    )


def by_kind(use: AiUse, kind: Callable[[str], str]) -> dict[str, ToolUse]:
    """The tools of each kind together, ranked as tools are."""
    kinds: defaultdict[str, list[ToolUse]] = defaultdict(list)
    for name, one in use.tools.items():
        kinds[kind(name)].append(one)
    return _ranked({name: together(uses) for name, uses in kinds.items()})


def by_hour(use: ToolUse, calendar: Calendar) -> dict[int, HourUse]:
    """Each clock hour in which there was something, 0 to 23, summed over the days."""
    attended, unattended = _hours(use.attended_spans, calendar), _hours(use.unattended_spans, calendar)
    prompts = Counter(calendar.hour_of(prompt.at) for prompt in use.prompts)
    hours = sorted(attended.keys() | unattended.keys() | prompts.keys())
    return {hour: HourUse(attended[hour], unattended[hour], prompts[hour]) for hour in hours}


def firsts(use: ToolUse, calendar: Calendar) -> dict[date, datetime]:
    """When the person first attended it or wrote to it on each local day on which they did, UTC.

    Use that goes on over the day's beginning is first used at that beginning.
    """
    found: dict[date, datetime] = {}
    moments = [(day, part.start) for span in use.attended_spans for day, _, part in calendar.pieces(span)]
    moments += [(calendar.day_of(prompt.at), prompt.at) for prompt in use.prompts]
    for day, moment in sorted(moments):
        found.setdefault(day, moment)
    return found


def _hours(spans: Iterable[Span], calendar: Calendar) -> defaultdict[int, timedelta]:
    sums: defaultdict[int, timedelta] = defaultdict(timedelta)
    for span in spans:
        for _, hour, part in calendar.pieces(span):
            sums[hour] += part.length
    return sums


def _tool_use(
    attended: Iterable[Span], works: Sequence[Work], prompts: Sequence[Prompt], tokens: Tokens
) -> ToolUse:
    present, working = merged(attended), merged(work.span for work in works)
    logged = (work.span for work in works if work.session is not None)
    watched = (work.span for work in works if work.session is None)
    agent_time = sum((amount * max(one, two) for amount, one, two in levels(logged, watched)), timedelta(0))
    return ToolUse(
        tuple(present), tuple(without(working, present)), tuple(working), tuple(prompts), tokens, agent_time
    )


def _by_tool(span: Span, prompts: Iterable[Prompt]) -> dict[str, list[Prompt]]:
    """By time; each key once."""
    found: dict[tuple[str, str], Prompt] = {}
    for prompt in sorted(prompts, key=_order):
        if prompt.at in span:
            found.setdefault((prompt.tool, prompt.key), prompt)
    tools: defaultdict[str, list[Prompt]] = defaultdict(list)
    for prompt in found.values():
        tools[prompt.tool].append(prompt)
    return dict(tools)


def _order(prompt: Prompt) -> tuple[datetime, str, str]:
    return prompt.at, prompt.tool, prompt.key


def _ranked(uses: Mapping[str, ToolUse]) -> dict[str, ToolUse]:
    def rank(name: str) -> tuple[timedelta, int, timedelta, str]:
        use = uses[name]
        return -use.attended, -len(use.prompts), -use.unattended, name

    return {name: uses[name] for name in sorted(uses, key=rank)}
