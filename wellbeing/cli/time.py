"""Times as a person types them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import click

from wellbeing.timeline.day import Calendar


class Moment(click.ParamType[datetime]):
    """ISO 8601; without an offset it is local; a date alone is its midnight."""

    name = "time"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Aware, UTC."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            self.fail(
                f"{value!r} is not a time. Write 2026-05-01, 2026-05-01T14:30 or with an offset.", param, ctx
            )


class Day(click.ParamType["date | timedelta"]):
    """`today`, `yesterday` or an ISO date."""

    name = "date"

    def convert(
        self, value: str | date | timedelta, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | timedelta:
        """A date, or days before today."""
        if not isinstance(value, str):
            return value
        words = {"today": timedelta(0), "yesterday": timedelta(days=1)}
        if value.lower() in words:
            return words[value.lower()]
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write today, yesterday or 2026-05-01.", param, ctx)
        if not 1970 <= day.year <= 9998:
            self.fail(f"{value} lies outside the years 1970 to 9998.", param, ctx)
        return day


def chosen(day: date | timedelta, calendar: Calendar, now: datetime) -> date:
    """The local day that was meant."""
    return day if isinstance(day, date) else calendar.day_of(now) - day


def week_of(day: date, first: int) -> date:
    """The day on which the week of `day` began; `first` is 0 for Monday to 6 for Sunday."""
    return day - timedelta(days=(day.weekday() - first) % 7)
