"""Reading what a report is built from out of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wellbeing.analysis.lived import Lived, lived
from wellbeing.checkins.form import SHAPES, Form
from wellbeing.engine.days import rules_of
from wellbeing.engine.forgetting import REPORTS
from wellbeing.engine.limits import Reckoner
from wellbeing.engine.source import Source
from wellbeing.engine.view.ai_past import Past
from wellbeing.engine.view.thing import group, name, thing
from wellbeing.engine.view.week import first_weekday
from wellbeing.limits.limit import Limit, in_force
from wellbeing.model import AppIdentity, Entry, EntryKind, Per, Span, Use
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Verdict
from wellbeing.reports.build import build
from wellbeing.reports.edition import Edition, Stretch, around
from wellbeing.reports.facts import CategoryName, Facts, Felt, GrowthNote, Logged, Names, Piece, ToolName
from wellbeing.reports.report import Report
from wellbeing.timeline.marker import markers

_NEW_PINS = frozenset(("pin-changed", "pin-recovered", "pin-removed"))
_DAY = timedelta(days=1)
_FOUR_WEEKS = timedelta(weeks=4)
_LASTING = timedelta(days=3)
"""How far back the journal is read for what lasts into the stretch."""


def report(source: Source, edition: Edition, day: date, regional: int) -> Report:
    """The report of the stretch around a day, up to this moment; a week takes some 100 ms.

    Args:
        source: what is read from.
        edition: week, month or year.
        day: any of its days.
        regional: first weekday where the person lives, 0 for Monday.
    """
    return build(facts(source, around(edition, day, first_weekday(source.settings, regional)), regional))


def facts(source: Source, stretch: Stretch, regional: int) -> Facts:
    """What is known of a stretch and of the days it is compared with."""
    span = _lived(source, stretch.first, stretch.last)
    week = stretch.edition is Edition.WEEK
    uses = source.store.uses(span, frozenset({Per.DAY, Per.HOUR}))
    compared, before = _before(source, stretch)
    past_span = Span(source.calendar.begin(stretch.first - _FOUR_WEEKS), source.calendar.begin(stretch.first))
    past = source.store.uses(past_span, frozenset({Per.DAY, Per.HOUR})) if week else []
    days = [day for day in stretch.days if day <= source.today]
    logged = _logged(source, days)
    return Facts(
        stretch=stretch,
        now=source.calendar.local(source.now),
        today=source.today,
        pieces=_pieces(source, uses, named=True),
        recorded=_recorded(uses),
        names=_names(source, (*uses, *before), logged),
        before=_pieces(source, before),
        compared=compared if week else frozenset(),
        before_recorded=_recorded(before),
        past=_pieces(source, past),
        past_recorded=_recorded(past),
        logged=logged,
        lived=_rhythms(source, days),
        limits=_limits(source, stretch, regional),
        notes=_notes(source, span),
        markers=markers(source.store.entries(Span(span.start - _LASTING, span.end)), span, source.now),
        changes=_changes(source.store.entries(span)),
        broken=bool(source.store.journal_problems()),
        shares=source.settings.report_checkins,
        feelings=_feelings(source, stretch),
        feelings_before=_feelings(source, stretch.before),
        demo=source.demo,
    )


def facts_of_day(source: Source, day: date) -> Facts:
    """What is known of one day alone, up to this moment: nothing is compared, and no limit is judged."""
    stretch, span = Stretch(Edition.MONTH, day, day), _lived(source, day, day)
    uses = source.store.uses(span, frozenset({Per.DAY, Per.HOUR}))
    logged = _logged(source, [day])
    return Facts(
        stretch=stretch,
        now=source.calendar.local(source.now),
        today=source.today,
        pieces=_pieces(source, uses),
        recorded=_recorded(uses),
        names=_names(source, uses, logged),
        logged=logged,
        lived=_rhythms(source, [day]),
        markers=markers(source.store.entries(Span(span.start - _LASTING, span.end)), span, source.now),
        changes=Counter(entry.kind.value for entry in source.store.entries(span)),
        demo=source.demo,
    )


def _lived(source: Source, first: date, last: date) -> Span:
    """From the beginning of a day to the end of another, or to now."""
    start, end = source.calendar.begin(first), source.calendar.begin(last + _DAY)
    return Span(start, max(start, min(end, source.now)))


def _before(source: Source, stretch: Stretch) -> tuple[frozenset[date], list[Use]]:
    """The days that may be compared, and the uses of their counterparts."""
    extent = source.store.extent()
    if extent is None:
        return frozenset(), []
    # The first day of a record is mostly a part of a day.
    since = source.calendar.day_of(extent.start) + _DAY
    earlier = stretch.before
    if stretch.edition is not Edition.WEEK:
        first = max(earlier.first, since)
        if first > earlier.last:
            return frozenset(), []
        return frozenset(), source.store.uses(source.days(first, earlier.last), frozenset({Per.DAY}))
    week = timedelta(days=7)
    days = [day for day in stretch.days if day <= source.today and day - week >= since]
    if not days:
        return frozenset(), []
    start, whole = source.calendar.begin(days[0] - week), source.calendar.span_of(days[-1] - week)
    into = source.now - source.calendar.begin(source.today)
    end = min(whole.end, whole.start + into) if days[-1] == source.today else whole.end
    return frozenset(days), source.store.uses(Span(start, max(start, end)), frozenset({Per.DAY}))


def _pieces(source: Source, uses: Iterable[Use], *, named: bool = False) -> list[Piece]:
    found = []
    for use in uses:
        if use.presence.counts and use.day is not None:
            label = source.labels.label(use.app)
            key = thing(use.app).key if named and use.app.app_id else ""
            found.append(Piece(use.day, label.category, use.amount, label.tool, key, use.hour))
    return found


def _recorded(uses: Iterable[Use]) -> frozenset[date]:
    return frozenset(use.day for use in uses if use.day is not None)


def _names(source: Source, uses: Iterable[Use], logged: Mapping[date, Logged]) -> Names:
    labels = source.labels
    apps: dict[AppIdentity, None] = dict.fromkeys(use.app for use in uses if use.presence.counts)
    categories = {
        labels.label(app).category: CategoryName(
            labels.category_name(labels.label(app).category), group(app, labels)
        )
        for app in apps
    }
    tools = {tool for app in apps if (tool := labels.label(app).tool) is not None}
    tools |= {tool for day in logged.values() for tool in (*day.unattended, *day.prompts)}
    things = {thing(app).key: name(thing(app), app, labels) for app in apps if app.app_id}
    return Names(
        categories,
        {tool: ToolName(labels.tool_name(tool), labels.tool_kind(tool)) for tool in tools},
        things,
    )


def _logged(source: Source, days: Sequence[date]) -> dict[date, Logged]:
    if not days:
        return {}
    found = {}
    for day, worked in zip(days, Past().worked(source, days), strict=True):
        tools = worked.use.tools
        found[day] = Logged(
            {tool: use.unattended for tool, use in tools.items() if use.unattended},
            worked.use.whole.unattended,
            {tool: len(use.prompts) for tool, use in tools.items() if use.prompts},
            worked.known,
        )
    return found


def _rhythms(source: Source, days: Sequence[date]) -> dict[date, Lived]:
    """Of each day that has one: as it was kept once the day was over, or from its activities."""
    if not days:
        return {}
    kept = source.store.days.between(days[0], days[-1], rules_of(source))
    found = {}
    for day in days:
        known = kept.get(day)
        one = _rhythm(source, day) if known is None else known.lived
        if one is not None:
            found[day] = one
    return found


def _rhythm(source: Source, day: date) -> Lived | None:
    activities = source.store.activities(source.calendar.span_of(day))
    return lived(activities, day, source.calendar, lambda app: source.labels.label(app).tool is not None)


def _limits(
    source: Source, stretch: Stretch, regional: int
) -> tuple[tuple[Limit, Sequence[bool | None]], ...]:
    history = source.store.limits.history()
    if not history:
        return ()
    reckoner = Reckoner(
        source.store,
        source.labels.label,
        source.calendar,
        first_weekday(source.settings, regional),
    )
    over = [day for day in stretch.days if day < source.today]
    end = _lived(source, stretch.first, stretch.last).end
    rest = [None] * (len(stretch.days) - len(over))
    return tuple((limit, [*reckoner.kept(limit.id, over), *rest]) for limit in in_force(history, end))


def _feelings(source: Source, stretch: Stretch) -> tuple[Felt, ...]:
    """The last daily check-in of each day; nothing is read while nothing is shared."""
    if not source.settings.report_checkins:
        return ()
    span = source.days(stretch.first, stretch.last)
    found: dict[date, Felt] = {}
    for one in source.store.checkins.since(span.start):
        if one.form is Form.DAILY and one.at in span and len(one.values) == SHAPES[Form.DAILY].items:
            day = source.calendar.day_of(one.at)
            found[day] = (day, one.values[0], one.values[1])
    return tuple(found.values())


def _changes(entries: Sequence[Entry]) -> Mapping[str, int]:
    """How many entries of each kind, and what happened at home."""
    # What went of the reports is said beside the forgetting that led to it.
    found = Counter(entry.kind.value for entry in entries if REPORTS not in entry.facts)
    for entry in entries:
        what = str(entry.facts.get("what", ""))
        if entry.kind is EntryKind.LIMIT:
            found["agreed"] += bool(entry.facts.get("was_agreed"))
            found["agreed"] += what == "ignored" and bool(entry.facts.get("agreed"))
            found["given"] += what == "given" and float(entry.facts.get("by") or 0) > 0
        elif entry.kind is EntryKind.HOUSEHOLD:
            found["asked"] += what == "asked"
            found["pin-new"] += what in _NEW_PINS
            found["pin-wrong"] += {"pin-tried": 1, "pin-right": -1, "pin-recovered": -1}.get(what, 0)
    # A right one may have been tried just before the span.
    found["pin-wrong"] = max(found["pin-wrong"], 0)
    return found


def _notes(source: Source, span: Span) -> tuple[GrowthNote, ...]:
    return tuple(
        GrowthNote(one.decision.day, one.decision.wish.about)
        for one in source.store.nudges.since(span.start)
        if one.decision.wish.kind is Kind.GROWTH
        and one.decision.verdict is Verdict.DELIVERED
        and one.decision.at in span
    )
