"""Building the report of some days: a pure function of what the record tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean, median

from wellbeing.analysis.lived import Lived
from wellbeing.catalogue.label import Group
from wellbeing.catalogue.tool import Kind
from wellbeing.limits.kept import tally
from wellbeing.reports import compare
from wellbeing.reports.compare import ENOUGH, ENOUGH_PAST, at_night, total, with_ai
from wellbeing.reports.edition import Edition
from wellbeing.reports.facts import ZERO, CategoryName, Facts, Piece, ToolName
from wellbeing.reports.report import (
    Ai,
    Beside,
    Breaks,
    Category,
    Company,
    Day,
    Feeling,
    Feelings,
    FirstUse,
    Journal,
    Kept,
    Lack,
    Late,
    Report,
    Thing,
    Tool,
    Unmeasured,
)
from wellbeing.reports.suggest import SOON, suggestion
from wellbeing.timeline.marker import What

_THINGS = 10
_MINUTE = timedelta(minutes=1)
_GAPS = frozenset((What.GAP, What.CRASH, What.BLIND))


def build(facts: Facts) -> Report:
    """The report; its sums are those of the record, to the millisecond."""
    active = total(facts.pieces)
    over = frozenset(facts.over)
    early = len(facts.recorded) < ENOUGH
    usual = None if early else compare.usual(facts)
    beside = None if early else compare.beside(facts)
    ai, late, company, breaks = _ai(facts, active), _late(facts), _company(facts), _breaks(facts)
    limits = tuple(
        Kept(limit, tuple(days), *tally(days))
        for limit, days in facts.limits
        if any(one is not None for one in days)
    )
    idea = None if early else suggestion(
        ai=ai, usual=usual, late=late, company=company, limits=limits, breaks=breaks
    )  # fmt: skip
    return Report(
        stretch=facts.stretch,
        made=facts.now,
        partial=facts.today <= facts.stretch.last,
        days=_days(facts),
        recorded=len(facts.recorded),
        early=early,
        total=active,
        average=total(facts.pieces, lambda one: one.day in over) / len(over) if over else None,
        beside=beside,
        beside_ai=None if early else compare.beside(facts, with_ai),
        usual=usual,
        categories=_categories(facts, beside),
        things=_things(facts),
        ai=ai,
        late=late,
        company=company,
        limits=limits,
        breaks=breaks,
        notes=tuple(sorted(facts.notes, key=lambda one: (one.at, one.about))),
        journal=_journal(facts),
        suggestion=idea,
        unmeasured=tuple(_unmeasured(facts, ai, compared=beside is not None, usual=usual is not None)),
        feelings=_feelings(facts) if facts.shares else None,
        demo=facts.demo,
    )


def _days(facts: Facts) -> tuple[Day, ...]:
    active, ai = compare.by_day(facts.pieces), compare.by_day(facts.pieces, with_ai)
    if facts.stretch.edition is not Edition.YEAR:
        return tuple(
            Day(day, active.get(day, ZERO), ai.get(day, ZERO), int(day in facts.recorded), day > facts.today)
            for day in facts.stretch.days
        )
    months = []
    for month in range(1, 13):
        days = [day for day in facts.stretch.days if day.month == month]
        used, with_tools = (sum((one.get(day, ZERO) for day in days), ZERO) for one in (active, ai))
        recorded = sum(day in facts.recorded for day in days)
        months.append(Day(days[0], used, with_tools, recorded, days[0] > facts.today))
    return tuple(months)


def _categories(facts: Facts, beside: Beside | None) -> tuple[Category, ...]:
    now, past = (_by_category(some) for some in (facts.pieces, facts.before if beside is not None else ()))
    # As in `compare.beside`: sums of a week, or average days.
    parts = len(facts.before_recorded) if beside is not None and beside.average else 1
    found = []
    for key in now.keys() | past.keys():
        name = facts.names.categories.get(key, CategoryName(key, Group.OTHER))
        before = None if beside is None else past.get(key, ZERO) / parts
        found.append(Category(key, name.name, name.group, now.get(key, ZERO), before))
    return tuple(sorted(found, key=lambda one: (-one.amount, -(one.before or ZERO), one.key)))


def _by_category(pieces: Iterable[Piece]) -> dict[str, timedelta]:
    sums: defaultdict[str, timedelta] = defaultdict(timedelta)
    for one in pieces:
        sums[one.category] += one.amount
    return dict(sums)


def _things(facts: Facts) -> tuple[Thing, ...]:
    sums: defaultdict[str, timedelta] = defaultdict(timedelta)
    for one in facts.pieces:
        if one.thing:
            sums[one.thing] += one.amount
    ranked = sorted(sums, key=lambda key: (-sums[key], key))[:_THINGS]
    return tuple(Thing(key, facts.names.things.get(key, key), sums[key]) for key in ranked)


def _ai(facts: Facts, active: timedelta) -> Ai:
    attended = total(facts.pieces, with_ai)
    tools = _tools(facts)
    kinds: defaultdict[str | None, timedelta] = defaultdict(timedelta)
    for one in tools:
        if one.attended:
            kinds[one.kind] += one.attended
    known = any(day.known for day in facts.logged.values())
    free = max(((one.free, day) for day, one in facts.lived.items()), default=None, key=lambda one: one[0])
    return Ai(
        attended=attended,
        share=attended / active if active else None,
        unattended=sum((day.alone for day in facts.logged.values()), ZERO),
        prompts=sum(sum(day.prompts.values()) for day in facts.logged.values()) if known else None,
        tools=tools,
        kinds=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0] or ""))),
        first=_first(tuple(facts.lived.values())),
        night=total(facts.pieces, lambda one: with_ai(one) and at_night(one)),
        free=free,
    )


def _tools(facts: Facts) -> tuple[Tool, ...]:
    attended: defaultdict[str, timedelta] = defaultdict(timedelta)
    for one in facts.pieces:
        if one.tool is not None:
            attended[one.tool] += one.amount
    logged = facts.logged.values()
    keys = attended.keys() | {tool for day in logged for tool in (*day.unattended, *day.prompts)}
    found = []
    for key in keys:
        name = facts.names.tools.get(key, ToolName(key, None))
        known = any(key in day.known for day in logged)
        prompts = sum(day.prompts.get(key, 0) for day in logged)
        alone = sum((day.unattended.get(key, ZERO) for day in logged), ZERO)
        if attended.get(key, ZERO) or alone or prompts:
            found.append(
                Tool(
                    key, name.name, name.kind, attended.get(key, ZERO), alone, prompts if known else None
                )
            )  # fmt: skip
    return tuple(
        sorted(found, key=lambda one: (-one.attended, -(one.prompts or 0), -one.unattended, one.key))
    )


def _first(days: Sequence[Lived]) -> FirstUse | None:
    found = [one.first_ai for one in days if one.first_ai is not None]
    if not found:
        return None
    middle = timedelta(seconds=median(one.total_seconds() for one in found))
    soon = sum(one.before_ai is not None and one.before_ai <= SOON for one in days)
    return FirstUse(middle, min(found), max(found), len(found), soon)


def _late(facts: Facts) -> Late:
    nights = compare.by_day(facts.pieces, at_night)
    return Late(sum(nights.values(), ZERO), sum(amount >= _MINUTE for amount in nights.values()))


def _company(facts: Facts) -> Company:
    def people(one: Piece) -> bool:
        known = facts.names.categories.get(one.category)
        return one.tool is None and known is not None and known.group == Group.PEOPLE

    def companion(one: Piece) -> bool:
        known = facts.names.tools.get(one.tool or "")
        return known is not None and known.kind == Kind.COMPANION

    days = {one.day for one in facts.pieces if companion(one)}
    return Company(total(facts.pieces, people), total(facts.pieces, companion), len(days))


def _breaks(facts: Facts) -> Breaks | None:
    if not any(one.breaks for one in facts.lived.values()):
        return None
    longest = max(((one.longest, day) for day, one in facts.lived.items()), key=lambda one: one[0])
    return Breaks(
        sum(one.breaks for one in facts.lived.values()),
        sum((one.away for one in facts.lived.values()), ZERO),
        longest,
        len(facts.lived),
    )


def _feelings(facts: Facts) -> Feelings:
    now, past = facts.feelings, facts.feelings_before
    return Feelings(
        _feeling([mood for _day, mood, _energy in now], [mood for _day, mood, _energy in past]),
        _feeling([energy for _day, _mood, energy in now], [energy for _day, _mood, energy in past]),
    )


def _feeling(now: Sequence[int | None], before: Sequence[int | None]) -> Feeling | None:
    """Means, where there are enough of them that no single evening can be read from one."""
    said, past = ([one for one in some if one is not None] for some in (now, before))
    if len(said) < ENOUGH:
        return None
    return Feeling(fmean(said), len(said), fmean(past) if len(past) >= ENOUGH else None)


def _journal(facts: Facts) -> Journal:
    def spent(*whats: What) -> tuple[int, timedelta]:
        some = [one.span.length for one in facts.markers if one.what in whats]
        return len(some), sum(some, ZERO)

    return Journal(
        *spent(What.PAUSE),
        *spent(*_GAPS),
        jumps=spent(What.CLOCK)[0],
        limits=facts.changes.get("limit", 0),
        edits=facts.changes.get("edit", 0),
        forgotten=facts.changes.get("forget", 0),
        settings=facts.changes.get("setting", 0),
        agreed=facts.changes.get("agreed", 0),
        pins=facts.changes.get("pin-wrong", 0),
        new_pins=facts.changes.get("pin-new", 0),
        asked=facts.changes.get("asked", 0),
        given=facts.changes.get("given", 0),
        broken=facts.broken,
    )


def _unmeasured(facts: Facts, ai: Ai, *, compared: bool, usual: bool) -> list[Unmeasured]:
    lived = [day for day in facts.stretch.days if day <= facts.today]
    found = []
    if facts.today <= facts.stretch.last:
        found.append(Unmeasured(Lack.RUNNING, len(facts.stretch.days) - len(lived)))
    if missing := sum(day not in facts.recorded for day in lived):
        found.append(Unmeasured(Lack.DAYS, missing))
    if unread := tuple(sorted(one.name for one in ai.tools if one.attended and one.prompts is None)):
        found.append(Unmeasured(Lack.PROMPTS, len(unread), unread))
    if rhythm := len(facts.recorded - facts.lived.keys() - _idle(facts)):
        found.append(Unmeasured(Lack.RHYTHM, rhythm))
    if not facts.recorded:
        return found
    if not compared:
        found.append(Unmeasured(Lack.COMPARED))
    if not usual and facts.stretch.edition is Edition.WEEK:
        few = len(facts.past_recorded) < ENOUGH_PAST
        found.append(
            Unmeasured(Lack.USUAL if few else Lack.SHORT, len(facts.past_recorded if few else facts.over))
        )
    return found


def _idle(facts: Facts) -> set[date]:
    """Recorded days without use: there is no rhythm to be known."""
    return set(facts.recorded) - {one.day for one in facts.pieces}
