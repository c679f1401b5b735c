"""The plain rule that the noticing of growth is compared with: a CUSUM of percentiles (facts on growth, 3.4)."""

from __future__ import annotations

from collections.abc import Sequence

_LIMITS = {"ai": 240, "screen": 280}
_WINDOW, _GAP, _FIRST, _SILENT = 112, 14, 70, 28


def alarms(amounts: Sequence[float | None], weekdays: Sequence[int], metric: str) -> list[int]:
    """`S = max(0, S + min(95, percentile) - 57)`, alarm above a limit, with a rise of 15 % and three minutes."""
    found: list[int] = []
    total, start, origin, quiet = 0.0, 0, 0, -1
    for day, amount in enumerate(amounts):
        if amount is None or day <= quiet:
            continue
        before = range(max(origin, day - _GAP - _WINDOW), max(origin, day - _GAP))
        known = [(weekdays[one] > 4, other) for one in before if (other := amounts[one]) is not None]
        same = [other for free, other in known if free == (weekdays[day] > 4)]
        same = same if len(same) >= 10 else [other for _free, other in known]
        if len(same) < 10:
            continue
        below = sum(one < amount for one in same) + 0.5 * sum(one == amount for one in same)
        total = max(0.0, total + min(95.0, 100 * (below + 0.5) / (len(same) + 1)) - 57)
        start = start if total else day
        if total > _LIMITS[metric] and day >= _FIRST and _risen(amounts, weekdays, day, known):
            found.append(day)
            total, quiet, origin = 0.0, day + _SILENT - 1, min(max(start, day - 56), day - 14)
    return found


def _risen(
    amounts: Sequence[float | None], weekdays: Sequence[int], day: int, known: Sequence[tuple[bool, float]]
) -> bool:
    """Whether the last fourteen days lie above the same kinds of days in the reference."""
    everything = [amount for _free, amount in known]
    means = []
    for kind in (False, True):
        some = [amount for free, amount in known if free == kind] or everything
        means.append(sum(some) / len(some))
    lately = [one for one in range(day - 13, day + 1) if amounts[one] is not None]
    now = sum(amounts[one] or 0.0 for one in lately) / len(lately)
    usual = sum(means[weekdays[one] > 4] for one in lately) / len(lately)
    return now >= 1.15 * usual and now - usual >= 3
