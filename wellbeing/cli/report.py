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
from wellbeing.engine.reporter import PARTS
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.limits.limit import Limit
from wellbeing.mail.keychain import keep_password
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
    letter: Path | None,
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
        if letter is not None:
            _write_letter(letter, page, press)
        for file in (html, pdf, png):
            if file is not None:
                click.echo(str(file), err=as_json)
        if as_json:
            span = source.days(value.stretch.first, value.stretch.last)
            ends = {"from": say.iso(span.start), "to": say.iso(span.end)}
            say.json_value({**ends, **_fields(value)})
        elif not (html or pdf or png or letter):
            reader.mention_demo()
            click.echo(told(page))


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


def _write_letter(folder: Path, page: Page, press: Press) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    html, plain_text, picture = (folder / name for name in PARTS)
    write(html, press.html(page, mail=True).encode())
    write(plain_text, f"{page.title}\n\n{told(page)}\n".encode())
    if page.bars is not None:
        write(picture, press.chart(page))


def ask_password(home: Home) -> None:
    """Ask for the password of the mail account and keep it in the keyring.

    Raises:
        KnownError: the settings name no account, or no keyring answers.
    """
    account = app.account(app.settings_or_defaults(home))
    if not account.host or not account.sender:
        raise KnownError(
            Sentence("The settings name no mail account."),
            Sentence("Fill in mail_host and mail_sender in {path}.", path=home.settings_file),
        )
    asked = _("Password of {name} at {host} (empty takes it away)")
    secret = click.prompt(
        asked.format(name=account.login, host=account.host), default="", hide_input=True, show_default=False
    )
    keep_password(account, secret)
    click.echo(_("It is in the keyring.") if secret else _("It is taken away."))


def told(page: Page) -> str:
    """As plain text: for terminals and mail."""
    parts = [f"{page.over}\n{page.headline}\n\n{page.lead}"]
    if page.tiles:
        parts.append(say.table([[tile.label, tile.value, tile.note] for tile in page.tiles], frozenset({1})))
    if page.bars is not None:
        rows = [list(row) for row in page.bars.table.rows]
        parts.append(f"{page.bars.heading}\n{say.table(rows, frozenset({1, 2}))}")
    parts += [_told_section(one) for one in page.sections]
    if page.idea is not None:
        parts.append(f"{page.idea_label}: {page.idea[0]}\n{page.idea[1]}")
    return "\n\n".join([*parts, " ".join(page.foot)])


def _told_section(section: Section) -> str:
    lines = [
        [f"{row.name}{f' ({row.note})' if row.note else ''}", row.value, row.extra] for row in section.rows
    ]
    table = [say.table(lines, frozenset({1, 2}))] if lines else []
    return "\n".join([f"{section.heading}{_hint(section)}", *table, *section.sentences])


def _hint(section: Section) -> str:
    return f" ({section.hint})" if section.hint else ""
