"""Amounts, hours and hosts as people type them."""

from __future__ import annotations

import re
from datetime import timedelta

from wellbeing.limits.limit import Of, Target

_AMOUNT = re.compile(r"^(-?\d{1,6})\s*(?:(h)\s*(\d{1,2})?\s*(?:min)?|m|min)?$")
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def amount(text: str) -> int | None:
    """Minutes or prompts: `45`, `45 min`, `2h`, `1h30`, `1 h 30`; None where it cannot be read."""
    found = _AMOUNT.match(text.strip().lower())
    if found is None:
        return None
    number, hours, rest = found.groups()
    if int(rest or 0) > 59:
        return None
    return int(number) * 60 + int(rest or 0) if hours else int(number)


def clock(text: str) -> timedelta | None:
    """A time of day after midnight, `22:30` to `24:00`; None where it cannot be read."""
    found = _CLOCK.match(text.strip())
    if found is None or int(found.group(2)) > 59 or int(found.group(1)) > 24:
        return None
    return timedelta(hours=int(found.group(1)), minutes=int(found.group(2)))


def target(text: str) -> Target | None:
    """`ai`, `total`, `app:ID`, `category:ID`, `tool:ID` or `site:HOST`; None where it cannot be read."""
    of, _sep, key = text.strip().partition(":")
    if of not in set(Of) or bool(key) == (of in (Of.AI, Of.TOTAL)):
        return None
    return Target(Of(of), host(key) if of == Of.SITE else key)


def written(one: Target) -> str:
    """A target as `target` reads it."""
    return f"{one.of}:{one.key}" if one.key else str(one.of)


def host(text: str) -> str:
    """A host name without `www.`, address and path: what a person pastes becomes a site."""
    bare = text.strip().lower().partition("://")
    return (bare[2] or bare[0]).split("/")[0].removeprefix("www.").rstrip(".")
