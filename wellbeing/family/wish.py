"""Requests for time and their answers, as letters tell them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal

from msgspec import Meta, Struct

from wellbeing.family.agreement import MemberName
from wellbeing.family.figures import Key
from wellbeing.family.level import Level
from wellbeing.family.request import MOST, WORDS

RequestKey = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""A UUID."""
Given = Annotated[int, Meta(ge=0, le=MOST)]
"""Minutes that were given; 0 for no."""
Words = Annotated[str, Meta(max_length=WORDS)]
Moment = Annotated[datetime, Meta(tz=True)]
"""Aware."""
LONGEST_TARGET = 300
"""Characters of what a limit is on, as `limits.typed` writes it."""
MOST_WISHES = 50
_MARK = "of:"
SOME_LIMIT = f"{_MARK}{'0' * 16}"
"""Stands for a limit where a reader is only to know that there is one."""


def limit_mark(on: Iterable[str]) -> str:
    """The same for limits on the same things, as `limits.typed` writes those.

    Who guesses the things can tell by it, so it is for the person's own devices alone.
    """
    return _MARK + sha256("|".join(sorted(on)).encode()).hexdigest()[:16]


def is_mark(limit: str | None) -> bool:
    """Whether a request names its limit by such a mark, and not as a hub does."""
    return limit is not None and limit.startswith(_MARK)


class _Value(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all of them are."""


class Said(_Value, frozen=True, kw_only=True):
    """The answer that counts, as the device that asked tells it on."""

    at: Moment
    minutes: Given
    words: Words = ""
    by: Annotated[str, Meta(max_length=60)] = ""
    """A name; empty where it was answered at that device."""


class Wish(_Value, frozen=True, kw_only=True):
    """A request of the letter's sender."""

    id: RequestKey
    at: Moment
    """By the clock of the device that asked."""
    minutes: Literal[15, 30, 60]
    limit: Annotated[str, Meta(pattern=r"^of:[0-9a-f]{16}$")] | None = None
    """Marks the same limit on each device of the person; to others only that it is one. None: all that was agreed."""
    shown: Level = Level.APPS
    """From which level on the two below may be read."""
    name: Annotated[str, Meta(max_length=100)] = ""
    """What the person calls the limit; empty where it has no name of its own."""
    on: Annotated[tuple[Annotated[str, Meta(max_length=LONGEST_TARGET)], ...], Meta(max_length=20)] = ()
    """What the limit is on, as `limits.typed` writes it; never a site."""
    reason: Words = ""
    answer: Said | None = None


class Reply(_Value, frozen=True, kw_only=True):
    """An adult's answer to a member's request; counts in letters of that adult's own devices alone."""

    request: RequestKey
    person: Key
    """Whose request it is."""
    at: Moment
    """By the clock of the device that answered."""
    minutes: Given
    words: Words = ""


class Heard(_Value, frozen=True, kw_only=True):
    """A reply that counts, and who gave it."""

    reply: Reply
    by: MemberName
