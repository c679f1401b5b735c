"""How much of each device's hours counts, so that nothing that was used at the same time counts twice.

A minute that two devices share counts as on the one that was used longer in it, as far as both were used for the same
apps: a copy of a record adds nothing. Where a person went over from one to the other, and as far as the apps were
others, it counts as the sum, up to a minute.

minute     1   2   3   4   5   6   7
desktop   60  60  60  40                    seconds in use
laptop                20  60  60  30        goes over in minute 4
counts    60  60  60  60  60  60  30        of the laptop: all
copy              50  50  50                seconds in use
counts    60  60  60  60  60  60  30        of the copy: nothing

The one used more that day comes first. Seconds are known by hour; they are spread over the hour's minutes alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wellbeing.family.figures import LONGEST_HOUR_S

_MINUTE_S = 60
_BREAK = 5
"""Minutes without use that are a break (`analysis.rhythm.BREAK`)."""
Cover = MutableMapping[int, float]
"""Seconds of a minute (counted from 1970) that already count, 0 to 60."""


@dataclass(frozen=True, slots=True)
class Part:
    """The hours of one device."""

    hours: tuple[int, ...]
    """24 numbers, in seconds."""
    minutes: frozenset[int] | None
    """In use, counted from 1970; None where the device does not tell them."""
    zone: str
    used: Mapping[str, int] = field(default_factory=dict)
    """Seconds of the day by app, or whatever is known; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What of each device counts."""

    parts: tuple[tuple[float, ...], ...]
    """For each device its 24 hours, in seconds; at most its own."""
    high_s: int
    """What it may be at most, where minutes are not known; otherwise the sum of all parts."""

    @property
    def hours(self) -> tuple[float, ...]:
        """Of all devices together; 24 numbers, in seconds."""
        return tuple(sum(hour) for hour in zip(*self.parts, strict=True))


def joined(parts: Sequence[Part], cover: Cover) -> Joined:
    """What counts of each device.

    Args:
        parts: those that come first count first.
        cover: what counts already, such as of the day before on another device; is added to.
    """
    earlier: Counter[str] = Counter()
    told: list[tuple[float, ...] | None] = []
    for one in parts:
        told.append(None if one.minutes is None else _by_minute(one, cover, alike(one.used, earlier)))
        earlier.update(one.used)
    known = [sum(hours) for hours in zip(*(one for one in told if one is not None), strict=True)] or [
        0.0
    ] * 24
    apart = [one for one, hours in zip(parts, told, strict=True) if hours is None]
    high = sum(
        min(known[hour] + sum(one.hours[hour] for one in apart), _most(parts, hour)) for hour in range(24)
    )
    same_clock = len({one.zone for one in parts if any(one.hours)}) < 2
    reached = list(known)
    found = []
    for one, hours in zip(parts, told, strict=True):
        found.append(hours if hours is not None else _above(one, reached, by_hour=same_clock))
    return Joined(tuple(_capped(found)), int(high + 0.5))


def _most(parts: Sequence[Part], hour: int) -> int:
    """Seconds that a clock hour can have: an hour, or what one device had of it when clocks are set back."""
    return max(3600, *(one.hours[hour] for one in parts))


def alike(own: Mapping[str, int], others: Mapping[str, int]) -> float:
    """What share of one's use may be the same as others': 0 where none of their apps is, 1 where nothing is known."""
    total = sum(own.values())
    if not total or not any(others.values()):
        return 1.0
    return sum(min(amount, others.get(key, 0)) for key, amount in own.items()) / total


def _by_minute(one: Part, cover: Cover, same: float) -> tuple[float, ...]:
    by_hour: dict[int, list[int]] = {}
    for minute in one.minutes or ():
        by_hour.setdefault(_hour(minute, one.zone), []).append(minute)
    fresh: dict[int, float] = {}
    if any(amount and hour not in by_hour for hour, amount in enumerate(one.hours)):
        # The clock of the zone does not fit (travel, or a zone unknown here): all minutes alike.
        own = sum(one.hours)
        counted = _counts(one, list(one.minutes or ()), own, cover, fresh, same)
        found = [amount * counted / own if own else 0.0 for amount in one.hours]
    else:
        found = [
            _counts(one, by_hour.get(hour, []), amount, cover, fresh, same)
            for hour, amount in enumerate(one.hours)
        ]
    cover.update(fresh)
    return tuple(found)


def _counts(
    one: Part,
    minutes: Sequence[int],
    amount: int,
    cover: Cover,
    fresh: MutableMapping[int, float],
    same: float,
) -> float:
    """What counts of an amount that is spread over these minutes of a device.

    Args:
        one: the device.
        minutes: of one of its hours, or all.
        amount: seconds in them.
        cover: of devices that came before.
        fresh: is given what then counts of each minute.
        same: what share may be the same use as on those, 0 to 1.
    """
    if not minutes:
        return float(amount)
    own = one.minutes or frozenset()
    each = min(amount / len(minutes), _MINUTE_S)
    more = room = 0.0
    for minute in minutes:
        so_far = cover.get(minute, 0.0)
        together, longer = min(so_far + each, _MINUTE_S), max(so_far, each)
        # Where a person goes over, each part is shorter than the hour's mean; what is too much here is missing nearby.
        over = _goes_over(minute, own, cover)
        fresh[minute] = together if over else together + same * (longer - together)
        more += each if over else fresh[minute] - so_far
        room += _MINUTE_S - so_far
    counted = amount - each * len(minutes) + min(more, room)
    return counted if counted < amount - 1e-6 else float(amount)


def _goes_over(minute: int, own: Container[int], others: Container[int]) -> bool:
    """Whether the minute before was used on one side alone and the minute after on the other alone."""
    before = minute - 1 in own, minute - 1 in others
    after = minute + 1 in own, minute + 1 in others
    return (before, after) in (((True, False), (False, True)), ((False, True), (True, False)))


def _above(one: Part, reached: list[float], *, by_hour: bool) -> tuple[float, ...]:
    """What a device adds to the least that is certain: what goes beyond all others."""
    if by_hour:
        found = tuple(max(0.0, own - so_far) for own, so_far in zip(one.hours, reached, strict=True))
        reached[:] = [max(own, so_far) for own, so_far in zip(one.hours, reached, strict=True)]
        return found
    own = sum(one.hours)
    share = max(0.0, own - sum(reached)) / own if own else 0.0
    found = tuple(amount * share for amount in one.hours)
    reached[:] = [so_far + more for so_far, more in zip(reached, found, strict=True)]
    return found


def _capped(parts: Iterable[tuple[float, ...]]) -> Iterable[tuple[float, ...]]:
    found = list(parts)
    sums = [sum(hour) for hour in zip(*found, strict=True)]
    shares = [min(1.0, LONGEST_HOUR_S / one) if one else 1.0 for one in sums]
    return [tuple(amount * share for amount, share in zip(one, shares, strict=True)) for one in found]


def _hour(minute: int, zone: str) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    try:
        return moment.astimezone(ZoneInfo(zone)).hour if zone else -1
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return -1


def rhythm(active: Iterable[int], ai: Iterable[int]) -> tuple[int, int]:
    """The longest stretch of use without AI, in minutes of use, and how many breaks there were.

    Args:
        active: minutes in use on any device.
        ai: minutes of them with AI on any device.
    """
    used, with_ai = sorted(active), frozenset(ai)
    longest = free = 0
    for minute in used:
        free = 0 if minute in with_ai else free + 1
        longest = max(longest, free)
    return longest, sum(after - before > _BREAK for before, after in pairwise(used))


def spread(amounts: Mapping[str, float]) -> dict[str, int]:
    """Whole seconds, never more than the amounts; those without a second are left out."""
    whole = {key: int(amount + 1e-9) for key, amount in amounts.items()}
    return {key: amount for key, amount in sorted(whole.items()) if amount}


def whole_hours(hours: Sequence[float]) -> tuple[int, ...]:
    """Whole seconds with the same sum, less than a second: what is cut goes where most was cut."""
    found = [int(one + 1e-9) for one in hours]
    missing = int(sum(hours) + 1e-6) - sum(found)
    by_rest = sorted(range(24), key=lambda hour: found[hour] - hours[hour])
    more = Counter(by_rest[:missing])
    return tuple(one + more[hour] for hour, one in enumerate(found))
