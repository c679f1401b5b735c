"""Views of the record: usage, day, week, year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import click

from wellbeing.analysis import usage as sums
from wellbeing.analysis.rhythm import rhythm
from wellbeing.analysis.usage import Row
from wellbeing.analysis.usual import LOOK_BACK, TooEarly, days_of, usual
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.time import chosen, week_of
from wellbeing.files.paths import Home
from wellbeing.model import AppIdentity, Per, Span, Use
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext

SHOWN = 15
"""Rows of a table for people; JSON has all."""
NOTHING = "none"
"""Key of time in which nothing was in front."""


def usage(home: Home, since: datetime | None, until: datetime | None, by: str, *, as_json: bool) -> None:
    """Sums over a stretch of time."""
    with reading(home) as reader:
        span = reader.span(since, until)
        per = {"title": Per.TITLE, "hour": Per.HOUR, "day": Per.DAY}.get(by)
        uses = reader.store.uses(span, frozenset({per} if per else ()))
        rows = sums.ranking(uses, _key(reader, by))
        if as_json:
            say.json_value(
                {
                    "from": say.iso(span.start),
                    "to": say.iso(span.end),
                    "by": by,
                    "active_s": say.seconds(sums.used(uses)),
                    "idle_s": say.seconds(sums.idle(uses)),
                    "rows": _rows(rows),
                }
            )
            return
        reader.mention_demo()
        click.echo(_total(uses))
        name = _names(reader, uses) if by == "app" else _category_names(reader) if by == "category" else str
        _print(rows, name)


def day_view(home: Home, day: date | timedelta, *, as_json: bool) -> None:
    """One local day."""
    with reading(home) as reader:
        which = chosen(day, reader.calendar, reader.now)
        span = reader.calendar.span_of(which)
        uses = reader.store.uses(span, frozenset({Per.HOUR}))
        lived = rhythm(reader.store.activities(span))
        since_start = max(timedelta(0), min(reader.now, span.end) - span.start)
        normal = usual(_past(reader, span.start), which, since_start)
        if as_json:
            early = isinstance(normal, TooEarly)
            say.json_value(
                {
                    "day": which.isoformat(),
                    **_frame(span, uses),
                    "usual_s": None if isinstance(normal, TooEarly) else say.seconds(normal.total),
                    "usual_by_now_s": None if isinstance(normal, TooEarly) else say.seconds(normal.by_now),
                    "usual_from": normal.until.isoformat()
                    if early and isinstance(normal, TooEarly)
                    else None,
                    "longest_s": say.seconds(lived.longest.length) if lived.longest else 0.0,
                    "switches": lived.switches,
                    **_parts(reader, uses),
                    "hours": _rows(sums.ranking(uses, _key(reader, "hour"))),
                }
            )
            return
        reader.mention_demo()
        click.echo(
            _("{weekday}, {date}: {total}").format(
                weekday=text.weekday(which), date=which.isoformat(), total=_total(uses)
            )
        )
        if not isinstance(normal, TooEarly):
            said = _("Your usual {weekday} by this time: {amount}.")
            click.echo(said.format(weekday=text.weekday(which), amount=text.duration(normal.by_now)))
        elif normal.days:
            said = _("Too early to say what is usual; that begins on {date}.")
            click.echo(said.format(date=text.short_date(normal.until)))
        _print_parts(reader, uses)
        if lived.longest:
            begin = text.clock(reader.calendar.local(lived.longest.start))
            said = _("Longest stretch {amount}, from {begin}. Switches: {count}.")
            amount = text.duration(lived.longest.length)
            click.echo("\n" + said.format(amount=amount, begin=begin, count=lived.switches))


def week_view(home: Home, day: date | timedelta, *, as_json: bool) -> None:
    """Seven days, beside the seven before."""
    with reading(home) as reader:
        first = week_of(chosen(day, reader.calendar, reader.now), first_weekday(reader))
        days = [first + timedelta(days=offset) for offset in range(7)]
        span = Span(reader.calendar.begin(first), reader.calendar.begin(first + timedelta(days=7)))
        uses = reader.store.uses(span, frozenset({Per.DAY}))
        # A week that still runs is compared with as much of the week before.
        lived = max(timedelta(0), min(reader.now, span.end) - span.start)
        before = Span(reader.calendar.begin(first - timedelta(days=7)), span.start)
        past = reader.store.uses(Span(before.start, min(before.start + lived, before.end)))
        by_day = {row.key: row.amount for row in sums.ranking(uses, _key(reader, "day"))}
        if as_json:
            say.json_value(
                {
                    "week": first.isoformat(),
                    **_frame(span, uses),
                    "before_s": say.seconds(sums.used(past)),
                    "days": [
                        {
                            "day": one.isoformat(),
                            "active_s": say.seconds(by_day.get(one.isoformat(), timedelta(0))),
                        }
                        for one in days
                    ],
                    **_parts(reader, uses),
                }
            )
            return
        reader.mention_demo()
        click.echo(_("Week of {date}: {total}").format(date=text.short_date(first), total=_total(uses)))
        if sums.used(past):
            said = _("The week before by the same time: {amount}.")
            click.echo(said.format(amount=text.duration(sums.used(past))))
        amounts = [by_day.get(one.isoformat(), timedelta(0)) for one in days]
        _print_bars([text.short_date(one) for one in days], amounts)
        _print_parts(reader, uses)


def year_view(home: Home, year: int | None, *, as_json: bool) -> None:
    """A calendar year by months."""
    with reading(home) as reader:
        which = year or reader.calendar.day_of(reader.now).year
        span = Span(reader.calendar.begin(date(which, 1, 1)), reader.calendar.begin(date(which + 1, 1, 1)))
        uses = reader.store.uses(span, frozenset({Per.DAY}))
        months = {row.key: row.amount for row in sums.ranking(uses, _month)}
        names = [f"{which}-{month:02d}" for month in range(1, 13)]
        recorded = len({use.day for use in uses if use.presence.counts})
        if as_json:
            say.json_value(
                {
                    "year": which,
                    **_frame(span, uses),
                    "days_recorded": recorded,
                    "months": [
                        {"month": one, "active_s": say.seconds(months.get(one, timedelta(0)))}
                        for one in names
                    ],
                    **_parts(reader, uses),
                }
            )
            return
        reader.mention_demo()
        days = ngettext("{count} day is recorded.", "{count} days are recorded.", recorded)
        click.echo(f"{which}: {_total(uses)} {days.format(count=recorded)}")
        _print_bars(names, [months.get(one, timedelta(0)) for one in names])
        _print_parts(reader, uses)


def _month(use: Use) -> str | None:
    return use.day.strftime("%Y-%m") if use.day else None


def first_weekday(reader: Reader) -> int:
    """The first day of the week, 0 for Monday."""
    from babel import Locale

    chosen = {"monday": 0, "saturday": 5, "sunday": 6}.get(reader.settings.week_start)
    if chosen is not None:
        return chosen
    return int(Locale.default("LC_TIME").first_week_day) if _has_locale() else 0


def _has_locale() -> bool:
    from babel import UnknownLocaleError, default_locale

    try:
        return (default_locale("LC_TIME") or "en_US_POSIX") != "en_US_POSIX"
    except (UnknownLocaleError, ValueError):
        return False


def _key(reader: Reader, by: str) -> Callable[[Use], str | None]:
    keys: dict[str, Callable[[Use], str | None]] = {
        "app": lambda use: use.app.app_id or NOTHING,
        "category": lambda use: reader.labels.label(use.app).category,
        "tool": lambda use: reader.labels.label(use.app).tool,
        "site": lambda use: use.app.site,
        "title": lambda use: use.title,
        "hour": lambda use: None if use.hour is None else f"{use.hour:02d}",
        "day": lambda use: None if use.day is None else use.day.isoformat(),
    }
    return keys[by]


def _past(reader: Reader, begin: datetime) -> dict[date, dict[int, timedelta]]:
    uses = reader.store.uses(Span(begin - LOOK_BACK, begin), frozenset({Per.DAY, Per.HOUR}))
    return days_of(uses, reader.settings.day_start_h)


def _frame(span: Span, uses: Sequence[Use]) -> dict[str, Any]:
    return {
        "from": say.iso(span.start),
        "to": say.iso(span.end),
        "active_s": say.seconds(sums.used(uses)),
        "idle_s": say.seconds(sums.idle(uses)),
    }


def _parts(reader: Reader, uses: Sequence[Use]) -> dict[str, Any]:
    return {by_many: _rows(sums.ranking(uses, _key(reader, by))) for by_many, by in _PARTS}


_PARTS = (("categories", "category"), ("apps", "app"))


def _rows(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {"key": row.key, "seconds": say.seconds(row.amount), "share": round(row.share, 4)} for row in rows
    ]


def _total(uses: Sequence[Use]) -> str:
    return say.total(sums.used(uses), sums.idle(uses))


def _names(reader: Reader, uses: Sequence[Use]) -> Callable[[str], str]:
    apps = {use.app.app_id or NOTHING: use.app for use in uses}

    def name(key: str) -> str:
        return (
            _("Nothing in front") if key == NOTHING else reader.labels.name(apps.get(key, AppIdentity(key)))
        )

    return name


def _category_names(reader: Reader) -> Callable[[str], str]:
    return reader.labels.category_name


def _print_parts(reader: Reader, uses: Sequence[Use]) -> None:
    for heading, by in ((_("Categories"), "category"), (_("Apps"), "app")):
        rows = sums.ranking(uses, _key(reader, by))
        if rows:
            click.echo(f"\n{heading}")
            _print(rows, _category_names(reader) if by == "category" else _names(reader, uses))


def _print(rows: Sequence[Row], name: Callable[[str], str]) -> None:
    top = rows[0].share if rows else 0.0
    lines = [
        [
            name(row.key),
            text.duration(row.amount),
            text.percent(row.share),
            say.bar(row.share, top),
        ]
        for row in rows[:SHOWN]
    ]
    if lines:
        click.echo(say.table(lines, frozenset({1, 2})))
    if len(rows) > SHOWN:
        rest = sum((row.amount for row in rows[SHOWN:]), timedelta(0))
        count = len(rows) - SHOWN
        said = ngettext("and {count} more, {amount}", "and {count} more, {amount} together", count)
        click.echo(said.format(count=count, amount=text.duration(rest)))


def _print_bars(names: Sequence[str], amounts: Sequence[timedelta]) -> None:
    top = max(amounts, default=timedelta(0)).total_seconds()
    lines = [
        [name, text.duration(amount) if amount else "–", say.bar(amount.total_seconds(), top)]
        for name, amount in zip(names, amounts, strict=True)
    ]
    click.echo(say.table(lines, frozenset({1})))
