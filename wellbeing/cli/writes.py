"""Changing the record on purpose: forget, backup, restore, verify, export."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from wellbeing import app
from wellbeing.cli import say
from wellbeing.cli.pin import let_pass
from wellbeing.cli.reader import Reader, reading
from wellbeing.cli.time import chosen
from wellbeing.engine import forgetting, parting
from wellbeing.files.paths import Home
from wellbeing.model import Activity, Span
from wellbeing.model.sentence import Sentence, joined
from wellbeing.ports import Forgotten, KnownError
from wellbeing.ui import family_words, text
from wellbeing.ui.text import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to forget, as the options say it."""

    since: datetime | None = None
    until: datetime | None = None
    last_hour: bool = False
    day: date | timedelta | None = None
    app: str | None = None
    everything: bool = False
    preview: bool = False
    yes: bool = False


def forget(home: Home, wish: Wish) -> None:
    """Forget after showing what would go."""
    with reading(home) as reader:
        span = _span(reader, wish)
        empty = reader.store.extent() is None and not reader.store.ledger.logs()
        clock, calendar, archive = reader.clock, reader.calendar, forgetting.archive(home, reader.settings)
        leaves = parting.parting(reader.store) if wish.everything else None
    if leaves is None and empty and not home.backups.exists() and not archive.weeks:
        click.echo(_("Nothing is recorded."))
        return
    # Even a preview needs the right to write: it looks at what would be left, and takes it back.
    with app.writing(home) as store:
        seen, reports = forgetting.forget(
            store, clock, calendar, archive, span=span, app=wish.app, preview=True
        )
    click.echo(_would(seen) + _would_reports(reports, everything=wish.everything))
    if leaves is not None:
        click.echo(family_words.would_part(leaves.joined))
    held = seen.activities or seen.amount or seen.turns or seen.backups or reports
    if wish.preview or not (held or wish.everything):
        return
    if not wish.yes and not click.confirm("Remove it for good?"):
        click.echo(_("Nothing was removed."))
        return
    let_pass(home, "forget")
    with app.writing(home) as store:
        # What was told since the preview is to be taken back, too.
        leaves = parting.parting(store) if wish.everything else None
        forgetting.forget(store, clock, calendar, archive, span=span, app=wish.app)
    click.echo(_("Removed, from backups as well."))
    if leaves is not None:
        troubles = parting.part(leaves, clock.now)
        click.echo(family_words.parted(leaves.joined, whole=not troubles))
        for one in troubles:
            say.known_error(one)


def backup(home: Home) -> None:
    """Write a backup."""
    with app.writing(home) as store:
        click.echo(store.backup())


def restore(home: Home, file: Path) -> None:
    """Put a backup in place; a running tracker goes on with it.

    Raises:
        KnownError: the file is no sound backup, or the record is in use.
    """
    let_pass(home, "restore")
    aside = app.restore_record(home, file)
    kept = _("What was there before is kept as {name}.").format(name=aside.name) if aside else ""
    click.echo(f"{_('Restored.')} {kept}".rstrip())


def verify(home: Home, *, as_json: bool) -> None:
    """Check the record; exit 1 with sentences where something is wrong."""
    with reading(home) as reader:
        verdict = reader.store.verify()
    if as_json:
        say.json_value(
            {
                "ok": verdict.ok,
                "activities": verdict.activities,
                "entries": verdict.entries,
                "problems": list(verdict.problems),
            }
        )
    elif verdict.ok:
        click.echo(
            _("All is well. Activities: {activities}, journal entries: {entries}.").format(
                activities=verdict.activities, entries=verdict.entries
            )
        )
    if not verdict.ok:
        raise KnownError(
            joined(*verdict.problems),
            Sentence("A backup can be put in its place with: wellbeing restore FILE"),
        )


def export(home: Home, kind: str, file: Path, since: datetime | None, until: datetime | None) -> None:
    """Write activities as CSV or JSON.

    Raises:
        KnownError: the file cannot be written.
    """
    with reading(home) as reader:
        extent = reader.store.extent()
        start = since or (extent.start if extent else reader.now)
        end = until or reader.now
        if end < start:
            raise KnownError(Sentence("--to lies before --from."), Sentence("Exchange the two."))
        writes: dict[str, Callable[[Reader, Span], bytes]] = {"csv": _csv, "json": _json}
        content = writes[kind](reader, Span(start, end))
    try:
        if str(file) == "-":
            sys.stdout.buffer.write(content)
        else:
            file.write_bytes(content)
    except OSError as error:
        raise KnownError(
            Sentence("{file} cannot be written: {why}.", file=file, why=error.strerror),
            Sentence("Choose another file."),
        ) from error


def _span(reader: Reader, wish: Wish) -> Span | None:
    ways = [
        wish.last_hour,
        wish.day is not None,
        wish.since is not None or wish.until is not None,
        wish.everything,
    ]
    if sum(ways) > 1 or (wish.everything and wish.app):
        raise click.UsageError("Choose one of --last-hour, --day, --from/--to and --everything.")
    if wish.last_hour:
        return Span(reader.now - timedelta(hours=1), reader.now)
    if wish.day is not None:
        return reader.calendar.span_of(chosen(wish.day, reader.calendar, reader.now))
    if wish.since is not None:
        return reader.span(wish.since, wish.until)
    if wish.until is not None:
        raise click.UsageError("--to needs --from.")
    if not wish.everything and wish.app is None:
        raise click.UsageError("Say what: --last-hour, --day, --from, --app or --everything.")
    return None


def _would(seen: Forgotten) -> str:
    activities = "1 activity" if seen.activities == 1 else f"{seen.activities} activities"
    titles = {0: "", 1: ", 1 title"}.get(seen.titles, f", {seen.titles} titles")
    backups = {0: "", 1: ", also in 1 backup"}.get(seen.backups, f", also in {seen.backups} backups")
    turns = {0: "", 1: ", 1 entry of AI tools"}.get(seen.turns, f", {seen.turns} entries of AI tools")
    return f"This removes {activities} ({text.duration(seen.amount)}){titles}{turns}{backups}."


def _would_reports(count: int, *, everything: bool) -> str:
    if not count:
        return ""
    reports = "One report that was written goes" if count == 1 else f"{count} reports that were written go"
    them = "it" if count == 1 else "them"
    anew = "" if everything else f"; the tracker writes {them} anew from what is left"
    return f"\n{reports} too{anew}. What was sent or printed stays where it is."


def _row(reader: Reader, one: Activity) -> dict[str, Any]:
    label = reader.labels.label(one.app)
    return {
        "start": reader.calendar.local(one.span.start).isoformat(timespec="milliseconds"),
        "end": reader.calendar.local(one.span.end).isoformat(timespec="milliseconds"),
        "seconds": say.seconds(one.span.length),
        "presence": one.presence.name.lower(),
        "app": one.app.app_id,
        "name": reader.labels.name(one.app),
        "category": label.category,
        "tool": label.tool,
        "site": one.app.site,
        "title": one.title,
    }


def _csv(reader: Reader, span: Span) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = False
    for one in reader.store.activities(span):
        row = _row(reader, one)
        if not header:
            writer.writerow(row)
            header = True
        writer.writerow([_harmless(value) for value in row.values()])
    return out.getvalue().encode()


def _harmless(value: object) -> object:
    # A spreadsheet takes =, +, - and @ for formulas (OWASP, CSV injection); titles come from strangers.
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _json(reader: Reader, span: Span) -> bytes:
    return msgspec.json.format(
        msgspec.json.encode([_row(reader, one) for one in reader.store.activities(span)])
    )
