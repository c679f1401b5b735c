"""Commands of the record itself: forget, keep, check, fill, take out and bring in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from wellbeing.cli.command.option import as_json, pass_home, since, until
from wellbeing.cli.time import Day, Moment
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    for command in (forget, backup, restore, verify, demo, export, import_):
        program.add_command(command)


@click.command()
@click.option("--from", "since", type=Moment(), help="Begin of what to forget.")
@click.option("--to", "until", type=Moment(), help="End; default: now.")
@click.option("--last-hour", is_flag=True, help="The last hour.")
@click.option("--day", "day", type=Day(), help="A whole day.")
@click.option("--app", help="Only this app, by its id as usage shows it.")
@click.option("--everything", is_flag=True, help="The whole record.")
@click.option("--preview", is_flag=True, help="Only say what would go.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_home
def forget(home: Home, /, **words: Any) -> None:  # the options above
    """Remove a stretch of time, an app or everything, backups included."""
    from wellbeing.cli.writes import Wish, forget

    forget(home, Wish(**words))


@click.command()
@pass_home
def backup(home: Home) -> None:
    """Write a backup now."""
    from wellbeing.cli.writes import backup

    backup(home)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_home
def restore(home: Home, file: Path) -> None:
    """Put a backup in the place of the record; the present one is set aside."""
    from wellbeing.cli.writes import restore

    restore(home, file)


@click.command()
@as_json
@pass_home
def verify(home: Home, as_json: bool) -> None:
    """Check the record: file, overlaps, totals, journal."""
    from wellbeing.cli.writes import verify

    verify(home, as_json=as_json)


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), help="How many days; default: the 14 months of Mia.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), help="Another person for another number; default: Mia."
)
@pass_home
def demo(home: Home, days: int | None, seed: int | None) -> None:
    """Fill an EMPTY home with a synthetic person, marked as demo."""
    from wellbeing.cli.demo import fill

    fill(home, days, seed)


@click.command()
@click.argument("kind", type=click.Choice(["csv", "json"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@since
@until
@pass_home
def export(home: Home, kind: str, file: Path, since: datetime | None, until: datetime | None) -> None:
    """Write every activity of a stretch (default: all) to FILE; - is stdout."""
    from wellbeing.cli.writes import export

    export(home, kind, file, since, until)


@click.command("import")
@click.argument("kind", type=click.Choice(["chatgpt", "claude", "gemini"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
@pass_home
def import_(home: Home, kind: str, file: Path, as_json: bool) -> None:
    """Bring in an official export (ZIP, JSON or HTML): counts and times only.

    Imported once more, nothing counts twice. Ctrl-C stops it; what was read until then is kept.
    """
    from wellbeing.cli.imports import bring_in

    bring_in(home, kind, file, as_json=as_json)
