"""Several devices of one person, put together into one day, so that no minute counts twice.

desktop   ████████░░░░████████          minutes in use are known of both: their union, to a minute
laptop    ░░░░████████░░░░░░░░
person    ████████████████████

Where a device does not tell its minutes, only bounds are known: at least what each hour had on one device, at
most all of them together. The figures are then the lower bound, and `Between` says how far up it may go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from wellbeing.family.digest import Digest
from wellbeing.family.figures import (
    LONGEST_DAY_S,
    MOST_APPS,
    Ai,
    App,
    Chain,
    Figures,
    Journal,
    Kept,
    Key,
    Mood,
    Seconds,
    Tool,
    Zone,
    night,
)
from wellbeing.family.minutes import numbers
from wellbeing.family.overlap import Cover, Joined, Part, joined, rhythm, spread, whole_hours
from wellbeing.family.privacy import seen

_MOST_LIMITS, _MOST_MOODS = 100, 50
_AI = "ai"
"""The category of AI tools (`catalogue.label.AI`)."""


class Between(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An amount of which only bounds are known; both alike where it is known to the minute."""

    low_s: Seconds
    high_s: Seconds


class Heard(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one device last told of the day."""

    device: Key
    until: datetime
    """The last thing that was counted, by the device's clock; aware, UTC."""
    zone: Zone
    chain: Chain = Chain()


class Line(Figures, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One person's day, all devices together."""

    devices: tuple[Heard, ...]
    active: Between
    attended: Between
    unattended: Between
    """Of several devices: at least what one had, at most all together."""


def latest(digests: Iterable[Digest]) -> list[Digest]:
    """The highest revision of each device and day, by day and then by device."""
    found: dict[tuple[date, str], Digest] = {}
    for one in sorted(digests, key=lambda digest: digest.revision):
        found[one.day, one.device] = one
    return [found[key] for key in sorted(found)]


def lines(digests: Iterable[Digest]) -> list[Line]:
    """The days of one person, in order; a minute that two zones call another day counts on the earlier one.

    Args:
        digests: of all their devices, in any order and any revisions.
    """
    by_day: defaultdict[date, list[Digest]] = defaultdict(list)
    for one in latest(digests):
        by_day[one.day].append(one)
    active: Cover = {}
    ai: Cover = {}
    return [_line(day, some, active, ai) for day, some in sorted(by_day.items())]


def rewound(days: Iterable[Line]) -> list[tuple[date, str]]:
    """Days from which on a device's journal was shorter than before: its record was replaced or changed.

    Returns:
        Day and device, in order.
    """
    reached: dict[str, int] = {}
    found = []
    for one in sorted(days, key=lambda line: line.day):
        for part in one.devices:
            if part.chain.entries < reached.get(part.device, 0):
                found.append((one.day, part.device))
            reached[part.device] = part.chain.entries
    return found


def _line(day: date, digests: Sequence[Digest], active_cover: Cover, ai_cover: Cover) -> Line:
    some = sorted(digests, key=lambda one: (-one.active_s, one.device))
    active = joined([_part(one, ai=False) for one in some], active_cover)
    ai = joined([_part(one, ai=True) for one in some], ai_cover)
    hours = whole_hours(active.hours)
    ai_hours = tuple(min(two) for two in zip(hours, whole_hours(ai.hours), strict=True))
    shares = _shares(some, active, lambda one: one.active_s)
    # Cut by the same share as the hours above, so that kinds and tools never add up to more.
    cut = sum(ai_hours) / sum(ai.hours) if sum(ai.hours) else 1.0
    ai_shares = [share * cut for share in _shares(some, ai, lambda one: one.ai.attended_s)]
    free, breaks = _rhythm(some, sum(hours))
    alone = [one.ai.unattended_s for one in some]
    level = min(one.level for one in some)
    whole = Line(
        day=day,
        level=level,
        active_s=sum(hours),
        hours=hours,
        ai=Ai(
            attended_s=sum(ai_hours),
            unattended_s=max(alone),
            prompts=_together([one.ai.prompts for one in some]),
            night_s=night(ai_hours),
            hours=ai_hours,
        ),
        night_s=night(hours),
        longest_free_s=free,
        breaks=breaks,
        categories=_categories(some, active, shares, ai_shares),
        ai_kinds=_sums((one.ai_kinds for one in some), ai_shares),
        apps=_apps(some, shares),
        tools=_tools(some, ai_shares),
        limits=_limits(some),
        journal=_journal([one.journal for one in some]),
        moods=_moods([one.moods for one in some]),
        demo=any(one.demo for one in some),
        devices=tuple(
            Heard(device=one.device, until=one.until, zone=one.zone, chain=one.chain)
            for one in sorted(some, key=lambda one: one.device)
        ),
        active=_between(sum(hours), active.high_s),
        attended=_between(sum(ai_hours), ai.high_s),
        unattended=_between(max(alone), sum(alone)),
    )
    return seen(whole, level, moods=True)


def _part(one: Digest, *, ai: bool) -> Part:
    told = one.minutes
    known = None if told is None else numbers(told, told.ai if ai else told.active)
    if ai:
        used = {tool.id: tool.attended_s for tool in one.tools} or dict(one.ai_kinds)
        return Part(one.ai.hours, known, one.zone, used)
    used = {app.name: app.active_s for app in one.apps} or dict(one.categories)
    return Part(one.hours, known, one.zone, used)


def _shares(some: Sequence[Digest], found: Joined, own: Callable[[Digest], int]) -> list[float]:
    """What of each device counts, 0 to 1."""
    return [
        sum(part) / own(one) if own(one) else 0.0 for one, part in zip(some, found.parts, strict=True)
    ]  # fmt: skip


def _between(low: int, high: int) -> Between:
    return Between(low_s=low, high_s=min(LONGEST_DAY_S, max(low, high)))


def _rhythm(some: Sequence[Digest], active_s: int) -> tuple[int | None, int | None]:
    used = [one for one in some if one.active_s]
    if len(used) < 2:
        first = (used or some)[0]
        return first.longest_free_s, first.breaks
    told = [one.minutes for one in used if one.minutes is not None]
    if len(told) < len(used):
        return None, None
    active = {minute for one in told for minute in numbers(one, one.active)}
    longest, breaks = rhythm(active, (minute for one in told for minute in numbers(one, one.ai)))
    return min(longest * 60, active_s), breaks


def _together(prompts: Sequence[int | None]) -> int | None:
    known = [one for one in prompts if one is not None]
    return sum(known) if known else None


def _sums(amounts: Iterable[Mapping[str, int]], shares: Sequence[float]) -> dict[str, int]:
    found: defaultdict[str, float] = defaultdict(float)
    for some, share in zip(amounts, shares, strict=True):
        for key, amount in some.items():
            found[key] += amount * share
    return spread(found)


def _categories(
    some: Sequence[Digest], active: Joined, shares: Sequence[float], ai_shares: Sequence[float]
) -> dict[str, int]:
    """As `_sums`; but AI tools are as long as AI itself, where a device counts for as long at all."""
    found: defaultdict[str, float] = defaultdict(float)
    for one, part, share, ai_share in zip(some, active.parts, shares, ai_shares, strict=True):
        kept, own = sum(part), one.categories.get(_AI, 0)
        with_ai = own * share if share == 1 else min(own * ai_share, kept)
        rest = (kept - with_ai) / (one.active_s - own) if one.active_s > own else 0.0
        for key, amount in one.categories.items():
            found[key] += with_ai if key == _AI else amount * rest
    return spread(found)


def _apps(some: Sequence[Digest], shares: Sequence[float]) -> tuple[App, ...]:
    sums = _sums(({app.name: app.active_s for app in one.apps} for one in some), shares)
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:MOST_APPS]
    return tuple(App(name=name, active_s=amount) for name, amount in ranked)


def _tools(some: Sequence[Digest], shares: Sequence[float]) -> tuple[Tool, ...]:
    attended = _sums(({tool.id: tool.attended_s for tool in one.tools} for one in some), shares)
    by_id: defaultdict[str, list[Tool]] = defaultdict(list)
    for tool in (tool for one in some for tool in one.tools):
        by_id[tool.id].append(tool)
    found = [
        Tool(
            id=key,
            attended_s=attended.get(key, 0),
            unattended_s=max(tool.unattended_s for tool in tools),
            prompts=_together([tool.prompts for tool in tools]),
        )
        for key, tools in by_id.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.attended_s, -one.unattended_s, one.id))[:MOST_APPS])


def _limits(some: Sequence[Digest]) -> tuple[Kept, ...]:
    """An agreed limit was kept when it was kept on each device; others are each device's own."""
    found: dict[tuple[str, str], Kept] = {}
    for one in some:
        for limit in one.limits:
            key = ("" if limit.agreed else one.device, limit.id)
            before = found.get(key)
            if before is None or before.kept:
                found[key] = limit
    return tuple(found.values())[:_MOST_LIMITS]


def _journal(some: Sequence[Journal]) -> Journal:
    sums: Counter[str] = Counter()
    for one in some:
        sums.update({name: getattr(one, name) for name in Journal.__struct_fields__})
    most = {"paused_s": LONGEST_DAY_S, "missed_s": LONGEST_DAY_S}
    return Journal(**{name: min(amount, most.get(name, 1_000_000)) for name, amount in sums.items()})


def _moods(some: Sequence[tuple[Mood, ...] | None]) -> tuple[Mood, ...] | None:
    told = [one for one in some if one is not None]
    if not told:
        return None
    return tuple(sorted((mood for one in told for mood in one), key=lambda mood: mood.at)[-_MOST_MOODS:])
