"""Commands that tell how screens were used, and what the rules say of a window."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from wellbeing import lean
from wellbeing.cli.command.option import as_json, day_argument, pass_home, since, until
from wellbeing.cli.time import Day
from wellbeing.files.paths import Home

_file = click.Path(dir_okay=False, path_type=Path)


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    for command in (usage, day, week, year, report, explain):
        program.add_command(command)


@click.command()
@since
@until
@click.option(
    "--by",
    type=click.Choice(["app", "category", "tool", "site", "title", "hour", "day"]),
    default="app",
    show_default=True,
    help="What to add up by.",
)
@as_json
@pass_home
def usage(home: Home, since: datetime | None, until: datetime | None, by: str, as_json: bool) -> None:
    """How much of what, over any stretch of time."""
    from wellbeing.cli.reads import usage

    usage(home, since, until, by, as_json=as_json)


@click.command()
@day_argument
@as_json
@pass_home
def day(home: Home, day: date | timedelta, as_json: bool) -> None:
    """One day: total, hours, categories, apps."""
    from wellbeing.cli.reads import day_view

    day_view(home, day, as_json=as_json)


@click.command()
@day_argument
@as_json
@pass_home
def week(home: Home, day: date | timedelta, as_json: bool) -> None:
    """The week of a day, beside the week before."""
    from wellbeing.cli.reads import week_view

    week_view(home, day, as_json=as_json)


@click.command()
@click.argument("year", type=click.IntRange(1970, 9998), required=False)
@as_json
@pass_home
def year(home: Home, year: int | None, as_json: bool) -> None:
    """A year by months, categories and apps."""
    from wellbeing.cli.reads import year_view

    year_view(home, year, as_json=as_json)


@click.command()
@click.argument(
    "edition", metavar="week|month|year|password", type=click.Choice(["week", "month", "year", "password"])
)
@click.argument("day", type=Day(), required=False)
@click.option("--html", type=_file, help="Write it as one HTML file.")
@click.option("--pdf", type=_file, help="Write it as a PDF.")
@click.option("--png", type=_file, help="Write it as a picture.")
@click.option(
    "--letter",
    type=click.Path(file_okay=False, path_type=Path),
    hidden=True,
    help="Write the parts of a mail into a folder.",
)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="Of the PDF; default: as in your region.")
@as_json
@pass_home
def report(
    home: Home, /, edition: str, day: date | timedelta | None, **words: Any
) -> None:  # the options above
    """What a week, a month or a year was like, to read or to give.

    DAY is any day in it; without one the last week, month or year that is over. `password` asks for that of the
    mail account in the settings and puts it into the desktop's keyring.
    """
    with lean.uncollected():
        from wellbeing.cli.report import ask_password, report
        from wellbeing.reports.edition import Edition

        if edition == "password":
            ask_password(home)
        else:
            report(home, Edition(edition), day, **words)


@click.command()
@click.option("--app", help="App id or window class.")
@click.option("--title", help="Window title.")
@click.option("--site", help="Host name of the active tab.")
@click.option("--exe", help="Executable.")
@click.option(
    "--command", multiple=True, help="A command line of the focused terminal; may be given more than once."
)
@click.option("--stdin", "stdin", is_flag=True, help="Read JSON lines, write a JSON line for each.")
@as_json
@pass_home
def explain(
    home: Home,
    app: str | None,
    title: str | None,
    site: str | None,
    exe: str | None,
    command: tuple[str, ...],
    stdin: bool,
    as_json: bool,
) -> None:
    """What the rules say about a window, and why."""
    from wellbeing.cli.explain import explain, explain_lines

    if stdin:
        explain_lines(home)
    elif not (app or title or site or exe or command):
        raise click.UsageError("Say what was seen: --app, --title, --site, --exe, --command or --stdin.")
    else:
        explain(
            home,
            {"app_id": app, "title": title, "site": site, "exe": exe, "commands": command},
            as_json=as_json,
        )
