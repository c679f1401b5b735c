"""The report: on the terminal, as JSON, as files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path

import click

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.time import chosen
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.limits.limit import Limit
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.render.page import Page, Section
from wellbeing.render.paper import Paper
from wellbeing.reports.edition import Edition, Stretch, around
from wellbeing.reports.report import Report
from wellbeing.ui import text
from wellbeing.ui.report.press import Press, paper_of, written
from wellbeing.ui.text import _


def report(
    home: Home,
    edition: Edition,
    day: date | timedelta | None,
    *,
    html: Path | None,
    pdf: Path | None,
    png: Path | None,
    paper: str | None,
    as_json: bool,
) -> None:
    """Tell it, or write it where it is wanted.

    Raises:
        KnownError: a file cannot be written.
    """
    app.read_logs(home)
    with reading(home) as reader:
        source = Source(
            reader.store, reader.calendar, reader.labels, reader.settings, reader.clock, reader.now
        )
        value, page = written(source, edition, _day(reader, source, edition, day))
        press = Press.shipped()
        size = Paper[paper.upper()] if paper else paper_of(text.territory())
        if html is not None:
            write(html, press.html(page).encode())
        if pdf is not None:
            write(pdf, press.pdf(page, size))
        if png is not None:
            write(png, press.png(page))
        for file in (html, pdf, png):
            if file is not None:
                click.echo(str(file), err=as_json)
        if as_json:
            span = source.days(value.stretch.first, value.stretch.last)
            ends = {"from": say.iso(span.start), "to": say.iso(span.end)}
            say.json_value({**ends, **_fields(value)})
        elif not (html or pdf or png):
            reader.mention_demo()
            _print(page)


def _day(reader: Reader, source: Source, edition: Edition, day: date | timedelta | None) -> date:
    """Any day of the stretch that is meant; without one the last that is over."""
    if day is not None:
        return chosen(day, reader.calendar, reader.now)
    begins = first_weekday(reader.settings, text.first_weekday())
    return around(edition, source.today, begins).before.last


def write(file: Path, told: bytes) -> None:
    """Put bytes into a file.

    Raises:
        KnownError: it cannot be written.
    """
    try:
        file.write_bytes(told)
    except OSError as error:
        raise KnownError(
            Sentence("{path} cannot be written: {why}.", path=file, why=error.strerror),
            Sentence("Choose another place for it."),
        ) from error


def plain(value: object) -> object:
    """As JSON: durations in seconds under names that end in `_s`, days as ISO dates, limits by their number."""
    if isinstance(value, timedelta):
        return say.seconds(value)
    if isinstance(value, datetime):
        return say.iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Limit):
        return value.id
    found = value.value if isinstance(value, Enum) else value
    return _fields(found) if is_dataclass(found) else found


def _fields(value: object) -> dict[str, object]:
    found: dict[str, object] = {}
    if isinstance(value, Report):
        found |= _ends(value.stretch)
    for one in fields(value):  # type: ignore[arg-type]  # asked only of dataclasses
        if one.name == "stretch":
            continue
        inside = getattr(value, one.name)
        amount = isinstance(inside, timedelta) or (inside is None and one.name in _AMOUNTS)
        name = f"{one.name}_s" if amount else one.name
        found[name] = plain(inside)
    return found


_AMOUNTS = frozenset({"average", "before"})
"""Amounts that may be unknown are named alike then."""


def _ends(stretch: Stretch) -> dict[str, object]:
    return {
        "edition": stretch.edition.value,
        "first": stretch.first.isoformat(),
        "last": stretch.last.isoformat(),
    }


def _print(page: Page) -> None:
    click.echo(f"{page.over}\n{page.headline}\n\n{page.lead}")
    if page.tiles:
        rows = [[tile.label, tile.value, tile.note] for tile in page.tiles]
        click.echo("\n" + say.table(rows, frozenset({1})))
    if page.bars is not None:
        rows = [list(row) for row in page.bars.table.rows]
        click.echo(f"\n{page.bars.heading}\n" + say.table(rows, frozenset({1, 2})))
    for section in page.sections:
        click.echo(f"\n{section.heading}{_hint(section)}")
        if section.rows:
            lines = [
                [f"{row.name}{f' ({row.note})' if row.note else ''}", row.value, row.extra]
                for row in section.rows
            ]
            click.echo(say.table(lines, frozenset({1, 2})))
        for sentence in section.sentences:
            click.echo(sentence)
    if page.idea is not None:
        click.echo("\n" + _("{label}: {idea}").format(label=page.idea_label, idea=page.idea[0]))
        click.echo(page.idea[1])
    click.echo("\n" + " ".join(page.foot))


def _hint(section: Section) -> str:
    return f" ({section.hint})" if section.hint else ""
