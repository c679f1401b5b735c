"""How the person's limits stand, ready to be shown: today, the days before, and what may be chosen for new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wellbeing.engine import focus
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.onscreen import usually
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.family.holiday import Holiday
from wellbeing.limits import check
from wellbeing.limits.limit import Extension, Grant, Limit
from wellbeing.limits.standing import Standing
from wellbeing.model import NOTHING, AppIdentity, Per, Span, offline
from wellbeing.nudges.focus import Session
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Record, Verdict

KEPT_DAYS = 6
"""Days before today whose keeping is shown."""
_RECENT = timedelta(days=28)
_OFFERED = 60
"""Apps and sites that are offered, most used first."""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One limit."""

    standing: Standing
    usual: float | None
    """Minutes of the person's usual day of this kind; None while it is too early, and for prompts."""
    kept: tuple[tuple[date, bool | None], ...]
    """The days before today, oldest first; None where nothing was asked."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to set limits on: key and name, most used first."""

    categories: tuple[tuple[str, str], ...]
    tools: tuple[tuple[str, str], ...]
    apps: tuple[tuple[str, str], ...]
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitsView:
    """The page's values."""

    now: datetime
    """In the person's zone."""
    today: date
    """The day in force for limits."""
    rows: tuple[LimitRow, ...]
    extensions: tuple[Extension, ...]
    """Of this month, oldest first."""
    told: tuple[Record, ...]
    """What was said of limits today, oldest first."""
    offered: Offered
    session: Session | None
    """The focus session under way."""
    since: date | None
    """The first recorded day; None when nothing is recorded."""
    holiday: Holiday | None = None
    """The school holidays that today lies in."""


def read(source: Source, regional: int) -> LimitsView:
    """Limits as they stand now; some 10 ms.

    Args:
        source: the record.
        regional: the first weekday where the person lives, 0 for Monday.
    """
    reckoner = reckoner_of(source, regional)
    day = reckoner.day(source.now, source.clock.tick() + source.clock.slept())
    past = [day.day - timedelta(days=back) for back in range(KEPT_DAYS, 0, -1)]
    rows = tuple(
        LimitRow(
            one,
            usually(reckoner, one.limit, day.day),
            tuple(zip(past, reckoner.kept(one.limit.id, past), strict=True)),
        )
        for one in reckoner.standings(day)
    )
    extent = source.store.extent()
    span = source.calendar.span_of(source.today)
    return LimitsView(
        source.calendar.local(source.now),
        day.day,
        rows,
        tuple(source.store.limits.extensions(day.day.replace(day=1), day.day)),
        tuple(_told(source.store.nudges.since(span.start))),
        _offered(source),
        _session(source),
        source.calendar.day_of(extent.start) if extent else None,
        next((one for one in source.store.household.holidays() if day.day in one), None),
    )


def reckoner_of(source: Source, regional: int) -> Reckoner:
    """Counts as the tracker does."""
    first = first_weekday(source.settings, regional)
    return Reckoner(source.store, source.labels.label, source.calendar, first)


def problems(source: Source, limit: Limit) -> list[check.Problem]:
    """What is wrong with a limit that a person wishes; empty when it is sound."""
    catalogue = source.labels.catalogue
    known = check.Known(
        lambda one: _recorded(source, one) or source.labels.icon(AppIdentity(one)) is not None,
        catalogue.categories.keys(),
        catalogue.tools.by_id.keys(),
        source.store.limits.limits(),
    )
    return check.problems(limit, known)


def extend(source: Source, regional: int, limit_id: int, grant: Grant) -> Extension | None:
    """What going on at a limit would be now; None where that way is not open."""
    reckoner = reckoner_of(source, regional)
    day = reckoner.day(source.now, source.clock.tick() + source.clock.slept())
    now = next((one for one in reckoner.standings(day) if one.limit.id == limit_id), None)
    return now.extended(grant) if now is not None and now.may(grant) else None


def _session(source: Source) -> Session | None:
    session = focus.read(source.store)
    return session if session is not None and session.left(source.now) else None


def _told(records: Sequence[Record]) -> list[Record]:
    shown = (Verdict.DELIVERED, Verdict.HELD, Verdict.DROPPED)
    return [one for one in records if one.decision.wish.kind is Kind.LIMIT and one.decision.verdict in shown]


def _offered(source: Source) -> Offered:
    catalogue, labels = source.labels.catalogue, source.labels
    apps: dict[str, timedelta] = {}
    sites: dict[str, timedelta] = {}
    tools: dict[str, timedelta] = {}
    for use in source.store.uses(Span(source.now - _RECENT, source.now), frozenset({Per.DAY})):
        app = use.app
        if not use.presence.counts or app == NOTHING or offline(app) is not None:
            continue
        if app.app_id:
            apps[app.app_id] = apps.get(app.app_id, timedelta(0)) + use.amount
        if app.site:
            sites[app.site] = sites.get(app.site, timedelta(0)) + use.amount
        if tool := labels.label(app).tool:
            tools[tool] = tools.get(tool, timedelta(0)) + use.amount
    others = sorted(set(catalogue.tools.by_id) - set(tools), key=lambda one: labels.tool_name(one).casefold())
    return Offered(
        tuple((key, labels.category_name(key)) for key in catalogue.categories),
        tuple((key, labels.tool_name(key)) for key in [*_most(tools), *others]),
        tuple((key, labels.name(AppIdentity(key))) for key in _most(apps)[:_OFFERED]),
        tuple(_most(sites)[:_OFFERED]),
    )


def _most(amounts: dict[str, timedelta]) -> list[str]:
    return sorted(amounts, key=lambda one: (-amounts[one], one))


def _recorded(source: Source, app_id: str) -> bool:
    span, wanted = source.store.extent(), app_id.casefold()
    return span is not None and any(
        wanted in (use.app.app_id.casefold(), (use.app.exe or "").casefold())
        for use in source.store.uses(span, frozenset({Per.DAY}))
    )
