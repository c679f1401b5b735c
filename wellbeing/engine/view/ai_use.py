"""Reading some days of AI use for the AI page.

How long something was in front comes from totals, whatever the span; what agents did and what was asked from the
ledger, day by day, finished days once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

from wellbeing.analysis import share
from wellbeing.analysis.spans import length
from wellbeing.analysis.usual import LOOK_BACK, WEEKS
from wellbeing.engine.source import Source
from wellbeing.engine.view.ai import Agents, AiView, Begin, Company, Stretch, Tool, ToolView
from wellbeing.engine.view.ai_hours import of_days
from wellbeing.engine.view.ai_past import First, Past, Worked
from wellbeing.engine.view.ai_sums import Sums
from wellbeing.engine.view.ai_tool import tool_view

ZERO = timedelta(0)
_DAY = timedelta(days=1)
_SHOWN = 14
"""Days in the figure of shares, at least."""
_ENOUGH_ALIKE = 3
"""Days of the same weekday before their rhythm is called usual, as on Today."""


class AiReader:
    """Reads days of AI use; keeps what the ledger tells of finished days.

    Called on one thread at a time; `begin_anew` on any.
    """

    def __init__(self) -> None:
        self._past = Past()

    def begin_anew(self) -> None:
        """The past has changed. A reading under way keeps what it finds in the old place."""
        self._past = Past()

    def read(self, source: Source, last: date, stretch: Stretch) -> AiView:
        """Some days up to this moment."""
        past, days = self._past, [last - back * _DAY for back in range(stretch - 1, -1, -1)]
        shown = [last - back * _DAY for back in range(max(_SHOWN, stretch) - 1, -1, -1)]
        sums = Sums(source, days[0], last)
        worked = past.worked(source, days)
        tools = _tools(source, days, sums, worked)
        hours, usual = of_days(source, days, sums, past)
        return AiView(
            now=source.calendar.local(source.now),
            today=source.today,
            days=tuple(sums.day(day) for day in days),
            shares=tuple(sums.day(day) for day in shown),
            attended=sum((sums.attended.get(day, ZERO) for day in days), ZERO),
            active=sum((sums.active.get(day, ZERO) for day in days), ZERO),
            usual=usual,
            band=share.band(sums.attended, sums.active, days[0]),
            tools=tools,
            kinds=_kinds(tools),
            hours=hours,
            agents=_agents(source, worked),
            prompts=_prompts(worked),
            company=_company(days, sums),
            day_start=source.calendar.local(source.calendar.begin(last)),
            recorded=source.store.extent(),
        )

    def tool(self, source: Source, view: AiView, tool: str) -> ToolView | None:
        """One of the tools of a view in detail; None where it is not among them."""
        found = next((one for one in view.tools if one.id == tool), None)
        return None if found is None else tool_view(source, self._past, view, found)

    def begin(self, source: Source, days: Sequence[date]) -> Begin:
        """The first AI use of days; of a single one with what is usual for it. Reads single activities."""
        past = self._past
        found = [one for day in days if (one := past.first(source, day)) is not None]
        usual = _usual_first(source, past, days[0]) if len(days) == 1 else []
        return Begin(
            at=_middle([one.after for one in found]),
            earliest=min((one.after for one in found), default=None),
            latest=max((one.after for one in found), default=None),
            days=len(found),
            before=_middle([one.before for one in found]),
            usual_at=_middle([one.after for one in usual]),
            usual_before=_middle([one.before for one in usual]),
        )


def _usual_first(source: Source, past: Past, day: date) -> list[First]:
    """Of the latest days of the same weekday; empty while there are too few to speak of a habit."""
    found: list[First] = []
    for back in range(1, LOOK_BACK // timedelta(weeks=1) + 1):
        one = past.first(source, day - timedelta(weeks=back))
        if one is not None:
            found.append(one)
        if len(found) == WEEKS:
            break
    return found if len(found) >= _ENOUGH_ALIKE else []


def _middle(amounts: Sequence[timedelta]) -> timedelta | None:
    if not amounts:
        return None
    return timedelta(seconds=median(amount.total_seconds() for amount in amounts))


def _tools(source: Source, days: Sequence[date], sums: Sums, worked: Sequence[Worked]) -> tuple[Tool, ...]:
    attended = sums.tools(days)
    unattended: defaultdict[str, timedelta] = defaultdict(timedelta)
    asked: defaultdict[str, int] = defaultdict(int)
    known: set[str] = set()
    for day in worked:
        known |= day.known
        for tool, use in day.use.tools.items():
            unattended[tool] += use.unattended
            asked[tool] += len(use.prompts)
    found = [
        Tool(
            id=tool,
            name=source.labels.tool_name(tool),
            kind=source.labels.tool_kind(tool),
            attended=attended.get(tool, (ZERO, ZERO))[0],
            guessed=attended.get(tool, (ZERO, ZERO))[1],
            unattended=unattended[tool],
            prompts=asked[tool] if tool in known else None,
        )
        for tool in {*attended, *unattended}
    ]
    shown = [one for one in found if one.attended or one.unattended or one.prompts]
    return tuple(
        sorted(shown, key=lambda one: (-one.attended, -(one.prompts or 0), -one.unattended, one.name))
    )


def _kinds(tools: Sequence[Tool]) -> tuple[tuple[str | None, timedelta], ...]:
    found: defaultdict[str | None, timedelta] = defaultdict(timedelta)
    for one in tools:
        if one.attended:
            found[one.kind] += one.attended
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0] or "")))


def _agents(source: Source, worked: Sequence[Worked]) -> Agents:
    whole = [day.use.whole for day in worked]
    alone: defaultdict[str, timedelta] = defaultdict(timedelta)
    for day in worked:
        for tool, use in day.use.tools.items():
            alone[tool] += use.unattended
    names = sorted((tool for tool in alone if alone[tool]), key=lambda tool: (-alone[tool], tool))
    return Agents(
        unattended=sum((one.unattended for one in whole), ZERO),
        working=sum((length(one.working_spans) for one in whole), ZERO),
        agent_time=sum((one.agent_time for one in whole), ZERO),
        names=tuple(source.labels.tool_name(tool) for tool in names),
    )


def _prompts(worked: Sequence[Worked]) -> int | None:
    if not any(day.known for day in worked):
        return None
    return sum(len(day.use.whole.prompts) for day in worked)


def _company(days: Sequence[date], sums: Sums) -> Company:
    companion = [sums.companion(day) for day in days]
    return Company(
        people=sum((sums.people.get(day, ZERO) for day in days), ZERO),
        companion=sum(companion, ZERO),
        companion_days=sum(bool(amount) for amount in companion),
    )
