"""One day of this device as the family may be told of it: sums out of the record, before anything is pared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from wellbeing.engine.limits import Reckoner
from wellbeing.engine.reports import facts_of_day
from wellbeing.engine.source import Source
from wellbeing.family.digest import LARGEST, Digest, encoded
from wellbeing.family.figures import (
    LONGEST_DAY_S,
    LONGEST_HOUR_S,
    LONGEST_NAME,
    MOST_APPS,
    UNSEEN,
    Ai,
    App,
    Chain,
    Journal,
    Kept,
    Mood,
    Tool,
    night,
)
from wellbeing.family.level import Level
from wellbeing.family.minutes import Minutes, minutes
from wellbeing.family.overlap import spread, whole_hours
from wellbeing.limits.limit import Aim, Limit, Of, in_force
from wellbeing.model import Activity, AppIdentity, Span, offline
from wellbeing.reports.build import build
from wellbeing.reports.facts import Facts
from wellbeing.reports.report import Report

_SHOWN = {Of.TOTAL: Level.TOTALS, Of.AI: Level.TOTALS, Of.CATEGORY: Level.KINDS}
"""From which level on a limit may be named; everything else is an app, a tool or a site."""
_OTHER = "other"
"""The kind of tools that no rule knows any more."""
_WEB_APP = "Web app"
_MOST_LIMITS = 100
_MOST_MOODS = 50


@dataclass(frozen=True, slots=True)
class Telling:
    """What a digest is made with, beside the record."""

    device: str
    called: Callable[[Limit], str]
    """What a limit is called; asked only for limits that may be named."""
    week_begins: int = 0
    """Weekday, 0 for Monday."""
    moods: bool = False
    """Whether their owner shows how they felt."""
    minutes: bool = False
    """Whether the person has another device."""


def digest(source: Source, day: date, telling: Telling, revision: int = 1) -> Digest:
    """The day as it stands now; some 20 ms for a full one.

    Args:
        source: the record at this moment.
        day: finished, or the one that is lived.
        telling: what it is made with.
        revision: as it is sent.
    """
    facts = facts_of_day(source, day)
    report = build(facts)
    span = source.calendar.span_of(day)
    seen = [one for one in source.store.activities(span) if one.presence.counts]
    hours, cut = _hours(facts, ai=False)
    ai_hours, ai_cut = _hours(facts, ai=True)
    lived = facts.lived.get(day)
    entries, head = source.store.family.chain(span.end)
    whole = Digest(
        device=telling.device,
        day=day,
        zone=_zone(source, span),
        revision=revision,
        until=_until(span, seen),
        level=Level.APPS,
        active_s=sum(hours),
        hours=hours,
        ai=Ai(
            attended_s=sum(ai_hours),
            unattended_s=_seconds(report.ai.unattended),
            prompts=report.ai.prompts,
            night_s=night(ai_hours),
            hours=ai_hours,
        ),
        night_s=night(hours),
        longest_free_s=None if lived is None else min(_seconds(lived.free), sum(hours)),
        breaks=None if lived is None else lived.breaks,
        categories=spread({one.key: _float(one.amount) * cut for one in report.categories}),
        ai_kinds=_kinds(report, ai_cut),
        apps=_apps(source, day, cut),
        tools=_tools(report, ai_cut),
        limits=_limits(source, day, telling),
        journal=_journal(report),
        moods=_moods(source, span) if telling.moods else None,
        demo=facts.demo,
        chain=Chain(entries=entries, head=head),
        minutes=_minutes(source, span, seen) if telling.minutes else None,
    )
    return _fit(whole)


def _fit(one: Digest) -> Digest:
    """Small enough to be sent: of hundreds of apps with long names the least used are left out."""
    while len(encoded(one)) > LARGEST and one.apps:
        one = replace(one, apps=one.apps[: len(one.apps) * 3 // 4])
    return one


def _hours(facts: Facts, *, ai: bool) -> tuple[tuple[int, ...], float]:
    """Whole seconds by clock hour, and what share of the time they are: travel can make a day too long."""
    sums = [0.0] * 24
    for one in facts.pieces:
        if one.hour is not None and (one.tool is not None or not ai):
            sums[one.hour] += _float(one.amount)
    fit = [min(one, LONGEST_HOUR_S) for one in sums]
    if sum(fit) > LONGEST_DAY_S:
        fit = [one * LONGEST_DAY_S / sum(fit) for one in fit]
    return whole_hours(fit), sum(fit) / sum(sums) if sum(sums) else 1.0


def _kinds(report: Report, cut: float) -> Mapping[str, int]:
    sums: defaultdict[str, float] = defaultdict(float)
    for kind, amount in report.ai.kinds:
        sums[kind or _OTHER] += _float(amount) * cut
    return spread(sums)


def _apps(source: Source, day: date, cut: float) -> tuple[App, ...]:
    """By the app's name: a site is its browser, what runs in a terminal is the terminal."""
    span = source.calendar.span_of(day)
    sums: defaultdict[str, float] = defaultdict(float)
    for use in source.store.uses(Span(span.start, max(span.start, min(span.end, source.now)))):
        if use.presence.counts and use.app.app_id and offline(use.app) is None:
            sums[_app_name(source, use.app)] += _float(use.amount) * cut
    ranked = sorted(spread(sums).items(), key=lambda item: (-item[1], item[0]))
    return tuple(App(name=name, active_s=amount) for name, amount in ranked[:MOST_APPS])


def _app_name(source: Source, app: AppIdentity) -> str:
    bare = AppIdentity(app.app_id, app.exe)
    name = source.labels.name(bare)
    # A web app without a name of its own is called by its address, which is a site.
    known_site = source.labels.catalogue.site(bare) or app.site
    return _WEB_APP if known_site and name == known_site else clean(name)


def clean(name: str) -> str:
    """A name without anything that turns or hides the text around it; never empty."""
    return " ".join(UNSEEN.sub(" ", name).split())[:LONGEST_NAME] or "?"


def _tools(report: Report, cut: float) -> tuple[Tool, ...]:
    attended = spread({one.key: _float(one.attended) * cut for one in report.ai.tools})
    return tuple(
        Tool(
            id=one.key,
            attended_s=attended.get(one.key, 0),
            unattended_s=_seconds(one.unattended),
            prompts=one.prompts,
        )
        for one in report.ai.tools
    )[:MOST_APPS]


def _limits(source: Source, day: date, telling: Telling) -> tuple[Kept, ...]:
    """Limits that asked something of the day; of the running one only those that cannot come true any more."""
    history = source.store.limits.history()
    if not history:
        return ()
    reckoner = Reckoner(source.store, source.labels.label, source.calendar, telling.week_begins)
    running = day == source.today
    found = []
    for limit in in_force(history, min(source.now, source.calendar.span_of(day).end)):
        [kept] = reckoner.kept(limit.id, [day])
        if kept is None or (running and limit.aim is Aim.AT_LEAST):
            continue
        shown, name = _named(limit, telling)
        found.append(Kept(id=str(limit.id), name=name, shown=shown, kept=kept, agreed=agreed(limit)))
    return tuple(found)[:_MOST_LIMITS]


def _named(limit: Limit, telling: Telling) -> tuple[Level, str]:
    shown = named_from(limit)
    return (Level.APPS, "") if shown is None else (shown, clean(telling.called(limit)))


def named_from(limit: Limit) -> Level | None:
    """From which level on a limit is named; None: never, as one on a site that the person gave no name."""
    if limit.name:
        return Level.APPS
    if any(one.of is Of.SITE for one in limit.targets):
        return None
    return max(_SHOWN.get(one.of, Level.APPS) for one in limit.targets)


def agreed(limit: Limit) -> bool:
    """Whether the family agreed on it."""
    return limit.agreed is not None


def _journal(report: Report) -> Journal:
    one = report.journal
    return Journal(
        pauses=one.pauses,
        paused_s=_seconds(one.paused),
        gaps=one.gaps,
        missed_s=_seconds(one.missed),
        jumps=one.jumps,
        limits=one.limits,
        edits=one.edits,
        forgotten=one.forgotten,
    )


def _moods(source: Source, span: Span) -> tuple[Mood, ...]:
    found = [one for one in source.store.checkins.since(span.start) if one.at < span.end and one.values]
    return tuple(
        Mood(at=one.at, form=one.form.value, values=one.values, score=one.score)
        for one in found[-_MOST_MOODS:]
    )


def _minutes(source: Source, span: Span, seen: Iterable[Activity]) -> Minutes:
    some = list(seen)
    with_ai = [one.span for one in some if source.labels.label(one.app).tool is not None]
    return minutes(span.start, [one.span for one in some], with_ai)


def _until(span: Span, seen: Iterable[Activity]) -> datetime:
    return max((one.span.end for one in seen), default=span.start)


def _zone(source: Source, span: Span) -> str:
    before = [one for one in source.store.zones() if one.since < span.end]
    return before[-1].name if before else source.clock.zone().name


def _float(amount: timedelta) -> float:
    return amount.total_seconds()


def _seconds(amount: timedelta) -> int:
    return min(int(amount.total_seconds()), LONGEST_DAY_S)
