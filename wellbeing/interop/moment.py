"""Times as logs write them."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime) -> datetime:
    """Aware and in UTC; a time without a zone is taken for UTC, as all of these tools mean it.

    Raises:
        ValueError, OverflowError: not within the years 1970 to 9998.
    """
    if moment.tzinfo is UTC and 1970 <= moment.year < 9999:
        return moment
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if not 1970 <= aware.year < 9999:
        raise ValueError("no time at which a person used a computer")
    return aware
