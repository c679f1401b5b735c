"""Reading some days of AI use for the AI page.

How long something was in front comes from totals, whatever the span; what agents did and what was asked from the
ledger, day by day, finished days once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from wellbeing.analysis import share, usage
from wellbeing.analysis.days import amounts, by_day
from wellbeing.analysis.spans import length, union
from wellbeing.analysis.usual import LOOK_BACK, WEEKS, TooEarly
from wellbeing.catalogue.label import Group
from wellbeing.catalogue.tool import Kind
from wellbeing.engine.source import Source
from wellbeing.engine.view import past
from wellbeing.engine.view.ai import (
    Agents,
    AiView,
    Begin,
    Company,
    Day,
    Hour,
    Model,
    Reason,
    Stretch,
    Tool,
    ToolDay,
    ToolView,
    Usual,
)
from wellbeing.engine.view.ai_past import First, Past, Worked, tool_of
from wellbeing.engine.view.day import Narrow
from wellbeing.engine.view.thing import group
from wellbeing.model import AppIdentity, Per, Span, Tokens, Use

ZERO = timedelta(0)
_DAY = timedelta(days=1)
_SHOWN = 14
"""Days in the figure of shares, at least."""
_NIGHT = frozenset((23, 0, 1, 2, 3, 4))
"""Clock hours from 23:00 to 05:00 (facts/science.md, C1)."""


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
        span = [last - back * _DAY for back in range(stretch - 1, -1, -1)]
        sums = _Sums(source, span[0], last)
        worked = [self._past.worked(source, day) for day in span]
        tools = _tools(source, span, sums, worked)
        hours, usual = _hours(source, span, sums)
        extent = source.store.extent()
        return AiView(
            now=source.calendar.local(source.now),
            today=source.today,
            days=tuple(sums.day(day) for day in span),
            shares=tuple(
                sums.day(last - back * _DAY) for back in range(max(_SHOWN, stretch) - 1, -1, -1)
            ),
            attended=sum((sums.attended.get(day, ZERO) for day in span), ZERO),
            active=sum((sums.active.get(day, ZERO) for day in span), ZERO),
            usual=usual,
            band=share.band(sums.attended, sums.active, span[0]),
            tools=tools,
            kinds=_kinds(tools),
            hours=hours,
            agents=_agents(source, worked),
            prompts=_prompts(worked),
            company=_company(source, span, sums, usual),
            day_start=source.calendar.local(source.calendar.begin(last)),
            recorded=extent,
        )

    def tool(self, source: Source, view: AiView, tool: str) -> ToolView | None:
        """One of the tools of a view in detail; None where it is not among them."""
        found = next((one for one in view.tools if one.id == tool), None)
        if found is None:
            return None
        shown = [one.day for one in view.shares]
        uses = source.store.uses(source.days(shown[0], shown[-1]), frozenset({Per.DAY}))
        own: defaultdict[date | None, timedelta] = defaultdict(timedelta)
        for use in uses:
            if use.presence.counts and tool_of(source, use.app) == tool:
                own[use.day] += use.amount
        span = source.days(view.first, view.last)
        hours = _mean_hours(source, source.store.uses(span, frozenset({Per.HOUR})), view, tool)
        return ToolView(
            tool=found,
            days=tuple(self._tool_day(source, day, tool, own[day]) for day in shown),
            hours=hours,
            **self._answers(source, [one.day for one in view.days], tool),
            reasons=_reasons(source, uses, tool, view),
        )

    def begin(self, source: Source, days: Sequence[date]) -> Begin:
        """The first AI use of days; of a single one with what is usual for it."""
        found = [one for day in days if (one := self._past.first(source, day)) is not None]
        usual: list[First] = []
        if len(days) == 1:
            usual = self._usual_first(source, days[0])
        return Begin(
            at=_middle([one.after for one in found]),
            earliest=min((one.after for one in found), default=None),
            latest=max((one.after for one in found), default=None),
            days=len(found),
            before=_middle([one.before for one in found]),
            usual_at=_middle([one.after for one in usual]),
            usual_before=_middle([one.before for one in usual]),
        )

    def _usual_first(self, source: Source, day: date) -> list[First]:
        """Of the latest days of the same weekday; empty while there are too few to speak of a habit."""
        weeks = range(1, LOOK_BACK // timedelta(weeks=1) + 1)
        found: list[First] = []
        for back in weeks:
            one = self._past.first(source, day - timedelta(weeks=back))
            if one is not None:
                found.append(one)
            if len(found) == WEEKS:
                break
        return found if len(found) >= _ENOUGH_ALIKE else []
