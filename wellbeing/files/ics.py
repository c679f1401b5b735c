"""School holidays out of calendar files (iCalendar, RFC 5545), as schools and states publish them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from wellbeing.family.holiday import LONGEST, NAME, SATURDAY, Holiday, fault, together
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

_DAY = timedelta(days=1)
_MOST_BYTES = 5_000_000
_MOST_YEARS = 3
"""Of events that repeat each year so many are taken; more than a school plans ahead."""


def holidays(file: Path, like: int = SATURDAY) -> tuple[Holiday, ...]:
    """Every event of whole days, joined and in order; what cannot be read is left out.

    Args:
        file: the calendar.
        like: as which weekday their workdays count.

    Raises:
        KnownError: the file cannot be read, is no calendar, or holds nothing of the kind.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise KnownError(
                Sentence("{file} is too large for a calendar of holidays.", file=file.name),
                Sentence("Take one that holds school holidays only."),
            )
        content = file.read_bytes()
    except OSError as error:
        raise KnownError(
            Sentence("{file} cannot be read: {why}.", file=file.name, why=error.strerror or ""),
            Sentence("Choose another file."),
        ) from error
    found = together([one for event in _events(content, file.name) for one in _stretches(event, like)])
    if not found:
        raise KnownError(
            Sentence("{file} holds no whole days.", file=file.name),
            Sentence("Holidays are events of whole days; or type them: 2026-12-21..2027-01-05"),
        )
    return found


def _events(content: bytes, name: str) -> list[Any]:  # Any: icalendar's components are mappings of anything
    from icalendar import Calendar

    try:
        parsed = Calendar.from_ical(content.removeprefix(b"\xef\xbb\xbf"), multiple=True)
    except ValueError as error:
        raise KnownError(
            Sentence("{file} is not a calendar file.", file=name),
            Sentence("Such files end in .ics and begin with BEGIN:VCALENDAR."),
        ) from error
    return [event for one in parsed for event in one.walk("VEVENT")]


def _stretches(event: Any, like: int) -> Iterator[Holiday]:  # Any: see `_events`
    """The days of one event; yearly ones of the years ahead as well."""
    try:
        start, end = _ends(event)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return
    name = " ".join(str(event.get("SUMMARY", "")).split())[:NAME]
    for years in range(_MOST_YEARS if _yearly(event) else 1):
        try:
            first, last = start.replace(year=start.year + years), end.replace(year=end.year + years)
        except ValueError:
            continue
        one = Holiday(first, last, name, like)
        if fault(one) is None:
            yield one


def _yearly(event: Any) -> bool:  # Any: see `_events`
    """Whether it comes again each year; of a rule that is written twice the first counts, a broken one is none."""
    from icalendar import vRecur

    written = event.get("RRULE")
    rule = written[0] if isinstance(written, list) else written
    return isinstance(rule, vRecur) and [str(one).upper() for one in rule.get("FREQ", [])] == ["YEARLY"]


def _ends(event: Any) -> tuple[date, date]:  # Any: see `_events`
    """First and last day; an end without times is the day after, and without any end it is one day."""
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        end = start + min(event["DURATION"].dt, LONGEST)
    else:
        end = start if isinstance(start, datetime) else start + _DAY
    first = _day(start)
    if isinstance(end, datetime):
        # Ends at midnight: the day before was the last.
        ends = end - timedelta(microseconds=1) if end > start else end
        last = _day(ends)
        if last == first and end - start < _DAY:
            raise ValueError("an appointment, not a day")
        return first, last
    return first, max(first, end - _DAY)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
