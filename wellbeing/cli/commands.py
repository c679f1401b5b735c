"""The commands: names, options and help; what they do lies beside."""

from __future__ import annotations

import errno
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

import wellbeing as program
from wellbeing.cli import family_commands
from wellbeing.cli.household import attach
from wellbeing.cli.place import Place
from wellbeing.cli.time import Day, Moment
from wellbeing.files.paths import Home, home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

BUG = 70
"""Exit code for an error of ours (sysexits.h, EX_SOFTWARE)."""


class Commands(click.Group):
    """Known errors become a sentence and exit 1, errors of ours a report and exit 70."""

    def invoke(self, ctx: click.Context) -> Any:  # as click declares it
        """Run a command."""
        from wellbeing.cli import say

        try:
            return super().invoke(ctx)
        except KnownError as error:
            say.known_error(error)
            ctx.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            # The reader went away (head, less): nothing is wrong, and nothing more can be said.
            sys.stderr.close()
            ctx.exit(0)
        except Exception as error:  # noqa: BLE001 - the top of the program: our bug becomes a report
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
                click.echo(f"The output cannot be written: {error.strerror}.", err=True)
                click.echo("Make room, or write it somewhere else.", err=True)
                ctx.exit(1)
            from wellbeing.engine import clock, crash

            logs = ctx.obj.logs if isinstance(ctx.obj, Home) else Path.cwd()
            path = crash.report(error, logs, clock.SystemClock().now())
            click.echo("This should not have happened: an error of the program, not yours.", err=True)
            click.echo(
                f"A report without private data is in {path}." if path else "No report could be written.",
                err=True,
            )
            ctx.exit(BUG)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--home",
    "root",
    metavar="DIR",
    envvar="WELLBEING_HOME",
    help="Keep settings, record and logs under DIR.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON value on stdout, of commands that tell something."
)
@click.version_option(program.__version__, prog_name="Wellbeing")
@click.pass_context
def wellbeing(ctx: click.Context, root: str | None, as_json: bool) -> None:
    """Am I leaning on screens, or on AI, more than I want to?

    Without a command the tracker starts. Nothing leaves this machine.
    """
    ctx.obj = home(root).own()
    ctx.meta[_JSON] = as_json
    if ctx.invoked_subcommand is None:
        ctx.invoke(run, headless=False)


_JSON = "wellbeing.json"


def _asked_before(ctx: click.Context, _option: click.Parameter, given: bool) -> bool:
    """`--json` may stand before the command as well."""
    return given or bool(ctx.meta.get(_JSON))


as_json = click.option(
    "--json", "as_json", is_flag=True, callback=_asked_before, help="One JSON value on stdout."
)
since = click.option("--from", "since", type=Moment(), help="Begin; default: the beginning of today.")
until = click.option("--to", "until", type=Moment(), help="End; default: now.")
day_argument = click.argument("day", type=Day(), default="today")
pass_home = click.pass_obj


@wellbeing.command()
@click.option("--headless", is_flag=True, help="Without tray and windows, for services and tests.")
@pass_home
def run(home: Home, headless: bool) -> None:
    """Start the tracker; a second start shows the first one."""
    from wellbeing.cli.start import run

    sys.exit(run(home, headless=headless))


@wellbeing.command()
@click.argument(
    "page",
    required=False,
    type=Place(
        [
            "today",
            "week",
            "year",
            "ai",
            "trends",
            "checkin",
            "timeline",
            "reports",
            "limits",
            "nudges",
            "family",
            "settings",
            "health",
            "help",
        ]
    ),
)
@pass_home
def window(home: Home, page: str | None) -> None:
    """Open the window, at a page or a thing on it (nudges/42, limits/ai); a second one raises the first."""
    from wellbeing.cli.control import window

    sys.exit(window(home, page))


@wellbeing.command()
@as_json
@pass_home
def status(home: Home, as_json: bool) -> None:
    """Is it running, since when, with which sensors; today so far."""
    from wellbeing.cli.control import status

    status(home, as_json=as_json)


@wellbeing.command()
@pass_home
def stop(home: Home) -> None:
    """End the tracker; nothing is lost."""
    from wellbeing.cli.control import stop

    stop(home)


@wellbeing.command()
@click.argument("length", required=False, metavar="[15m|1h|tomorrow]", default="1h")
@pass_home
def pause(home: Home, length: str) -> None:
    """Stop recording for a while; it goes on by itself, and the pause is noted."""
    from wellbeing.cli.control import pause

    pause(home, length)


@wellbeing.command()
@pass_home
def resume(home: Home) -> None:
    """Record again after a pause."""
    from wellbeing.cli.control import resume

    resume(home)


@wellbeing.command()
@as_json
@pass_home
def doctor(home: Home, as_json: bool) -> None:
    """What works on this desktop, what does not, and the remedy."""
    from wellbeing.cli.control import doctor

    doctor(home, as_json=as_json)


@wellbeing.command()
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


@wellbeing.command()
@day_argument
@as_json
@pass_home
def day(home: Home, day: date | timedelta, as_json: bool) -> None:
    """One day: total, hours, categories, apps."""
    from wellbeing.cli.reads import day_view

    day_view(home, day, as_json=as_json)


@wellbeing.command()
@day_argument
@as_json
@pass_home
def week(home: Home, day: date | timedelta, as_json: bool) -> None:
    """The week of a day, beside the week before."""
    from wellbeing.cli.reads import week_view

    week_view(home, day, as_json=as_json)


@wellbeing.command()
@click.argument("year", type=click.IntRange(1970, 9998), required=False)
@as_json
@pass_home
def year(home: Home, year: int | None, as_json: bool) -> None:
    """A year by months, categories and apps."""
    from wellbeing.cli.reads import year_view

    year_view(home, year, as_json=as_json)


_file = click.Path(dir_okay=False, path_type=Path)


@wellbeing.command()
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
    from wellbeing.cli.report import ask_password, report
    from wellbeing.reports.edition import Edition

    if edition == "password":
        ask_password(home)
        return
    report(home, Edition(edition), day, **words)


@wellbeing.command()
@since
@until
@as_json
@pass_home
def ai(home: Home, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """How much each AI tool was used: attended, alone, prompts, tokens."""
    from wellbeing.cli.ai import ai

    ai(home, since, until, as_json=as_json)


@wellbeing.command()
@as_json
@pass_home
def reliance(home: Home, as_json: bool) -> None:
    """How the last two weeks compare with your usual, from what, and whether growth is noticed."""
    from wellbeing.cli.reliance import reliance

    reliance(home, as_json=as_json)


@wellbeing.command()
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


@wellbeing.group()
def limits() -> None:
    """What you want at most, or at least, and how it stands."""


@limits.command("list")
@as_json
@pass_home
def limits_list(home: Home, as_json: bool) -> None:
    """Every limit with what was used today and what is left."""
    from wellbeing.cli.limits import list_limits

    list_limits(home, as_json=as_json)


@limits.command("set")
@click.option("--id", "id", type=int, help="Change this limit; default: a new one.")
@click.option("--app", multiple=True, help="On an app, by its id. On several things together: name each.")
@click.option("--category", multiple=True, help="On a category, by its id.")
@click.option("--tool", multiple=True, help="On one AI tool, by its id.")
@click.option("--site", multiple=True, help="On a site and its subdomains.")
@click.option("--ai", is_flag=True, help="On all AI tools together.")
@click.option("--total", is_flag=True, help="On all screen time.")
@click.option("--minutes", help="A day: 45, 1h30, or seven, Monday first: 60,60,60,60,60,-,90.")
@click.option("--prompts", help="Count prompts, not minutes; written as --minutes.")
@click.option("--week", help="A week, in what the days are counted in; - for none.")
@click.option("--hours", multiple=True, help="Not wanted in these: 22:30-06:00, or 22:30-06:00@fri,sat.")
@click.option("--without", multiple=True, help="Does not count: ai, app:ID, category:ID, tool:ID, site:HOST.")
@click.option("--goal", is_flag=True, help="At least, not at most.")
@click.option("--level", type=click.Choice(["note", "dialog", "cover"]), help="What happens at the limit.")
@click.option("--warn", help="Left at which is warned: 10,5,1; - for never.")
@click.option("--name", help="What you call it.")
@click.option(
    "--agreed", metavar="WHOM", help="Agreed with somebody: loosening it asks for the PIN; - for no more."
)
@click.option(
    "--more", type=click.IntRange(0, 8), help="How often a day 15 more minutes are part of what was agreed."
)
@as_json
@pass_home
def limits_set(home: Home, /, as_json: bool, **words: Any) -> None:  # the options above
    """Set a limit or a goal, or change one; what was used before counts."""
    from wellbeing.cli.limits import Wish, set_limit

    if words["minutes"] is not None and words["prompts"] is not None:
        raise click.UsageError("Choose one of --minutes and --prompts.")
    set_limit(home, Wish(**words), as_json=as_json)


@limits.command("remove")
@click.argument("limit_id", metavar="ID", type=int)
@pass_home
def limits_remove(home: Home, limit_id: int) -> None:
    """End a limit; that it was there stays in the journal."""
    from wellbeing.cli.limits import remove_limit

    remove_limit(home, limit_id)


@limits.command("extend")
@click.argument("limit_id", metavar="ID", type=int)
@click.argument("grant", type=click.Choice(["little", "more", "ignore"]), default="more")
@click.option("--reason", default="", help="For yourself; stays on this machine.")
@as_json
@pass_home
def limits_extend(home: Home, limit_id: int, grant: str, reason: str, as_json: bool) -> None:
    """Go on: one more minute (little, once a day), 15 more (more), or ignore it today."""
    from wellbeing.cli.limits import extend_limit
    from wellbeing.limits.limit import Grant

    extend_limit(home, limit_id, Grant(grant), reason, as_json=as_json)


@limits.command("give", context_settings={"ignore_unknown_options": True})
@click.argument("limit_id", metavar="ID", type=int)
@click.argument("minutes", metavar="[-30|-15|15|30|60]", type=int)
@pass_home
def limits_give(home: Home, limit_id: int, minutes: int) -> None:
    """For a parent: so many minutes more, or less, today; more of an agreed limit asks for the PIN."""
    from wellbeing.cli.request import give

    give(home, limit_id, minutes)


@wellbeing.group(invoke_without_command=True)
@as_json
@click.pass_context
def nudges(ctx: click.Context, as_json: bool) -> None:
    """What was said in the last four weeks, and what was held back."""
    from wellbeing.cli.nudges import list_nudges

    if ctx.invoked_subcommand is None:
        list_nudges(ctx.obj, as_json=as_json)


@nudges.command("why")
@click.argument("nudge_id", metavar="ID", type=int)
@as_json
@pass_home
def nudges_why(home: Home, nudge_id: int, as_json: bool) -> None:
    """Every figure, threshold and ground of one decision."""
    from wellbeing.cli.nudges import why

    why(home, nudge_id, as_json=as_json)


_KINDS = ["growth", "friction", "try-first", "night", "human", "week", "check-in", "second-opinion", "break"]


@nudges.command("on")
@click.argument("kind", type=click.Choice(_KINDS))
@pass_home
def nudges_on(home: Home, kind: str) -> None:
    """Let a kind of note come."""
    from wellbeing.cli.nudges import switch

    switch(home, kind, on=True)


@nudges.command("off")
@click.argument("kind", type=click.Choice(_KINDS))
@pass_home
def nudges_off(home: Home, kind: str) -> None:
    """Let a kind of note come no more."""
    from wellbeing.cli.nudges import switch

    switch(home, kind, on=False)


@nudges.command("snooze")
@click.argument("length", type=click.Choice(["1h", "today", "week", "off"]), default="1h")
@pass_home
def nudges_snooze(home: Home, length: str) -> None:
    """Put notes off; your own dialogs and covers come nevertheless."""
    from wellbeing.cli.nudges import snooze

    snooze(home, length)


_FORMS = ["daily", "who5", "lonely", "ai", "phq2", "phq4"]


@wellbeing.group(invoke_without_command=True)
@as_json
@click.pass_context
def checkin(ctx: click.Context, as_json: bool) -> None:
    """How you are: what is asked today, your answers, being asked or not."""
    from wellbeing.cli.checkin import show

    if ctx.invoked_subcommand is None:
        show(ctx.obj, as_json=as_json)


@checkin.command("answer")
@click.argument("form", type=click.Choice(_FORMS))
@click.argument("values", nargs=-1, required=True)
@click.option(
    "--did", multiple=True, help="What you did: people, outside, exercise, slept …, or your own words."
)
@click.option("--note", default="", help="For yourself; stays on this machine.")
@as_json
@pass_home
def checkin_answer(
    home: Home, form: str, values: tuple[str, ...], did: tuple[str, ...], note: str, as_json: bool
) -> None:
    """Answer a form: a number for each question, - to skip one."""
    from wellbeing.checkins.form import Form
    from wellbeing.cli.checkin import answer

    answer(home, Form(form), values, did, note, as_json=as_json)


@checkin.command("skip")
@click.argument("form", type=click.Choice(_FORMS), default="daily")
@as_json
@pass_home
def checkin_skip(home: Home, form: str, as_json: bool) -> None:
    """Leave a form out this time."""
    from wellbeing.checkins.form import Form
    from wellbeing.cli.checkin import skip

    skip(home, Form(form), as_json=as_json)


@checkin.command("list")
@click.option("--from", "since", type=Moment(), help="Begin; default: ever.")
@click.option("--to", "until", type=Moment(), help="End; default: now.")
@as_json
@pass_home
def checkin_list(home: Home, since: datetime | None, until: datetime | None, as_json: bool) -> None:
    """What you answered."""
    from wellbeing.cli.checkin import list_checkins

    list_checkins(home, since, until, as_json=as_json)


@checkin.command("remove")
@click.argument("checkin_id", metavar="ID", type=int)
@pass_home
def checkin_remove(home: Home, checkin_id: int) -> None:
    """Take an answer out."""
    from wellbeing.cli.checkin import remove

    remove(home, checkin_id)


@checkin.command("on")
@pass_home
def checkin_on(home: Home) -> None:
    """Be asked once a day, from the hour on that the settings say."""
    from wellbeing.cli.checkin import switch

    switch(home, on=True)


@checkin.command("off")
@pass_home
def checkin_off(home: Home) -> None:
    """Be asked nothing any more."""
    from wellbeing.cli.checkin import switch

    switch(home, on=False)


@wellbeing.group(invoke_without_command=True)
@as_json
@click.pass_context
def contact(ctx: click.Context, as_json: bool) -> None:
    """A person you trust: who, whether they agreed, and what would be sent."""
    from wellbeing.cli.contact import show

    if ctx.invoked_subcommand is None:
        show(ctx.obj, as_json=as_json)


@contact.command("name")
@click.argument("who", metavar="NAME")
@click.option("--address", default="", help="Mail address; without one the text is only copied.")
@click.option("--owner", required=True, help="What they call you.")
@pass_home
def contact_name(home: Home, who: str, address: str, owner: str) -> None:
    """Name a person; nothing is ever sent before they agree."""
    from wellbeing.cli.contact import name

    name(home, who, address, owner)


@contact.command("agree")
@click.argument("code")
@pass_home
def contact_agree(home: Home, code: str) -> None:
    """Enter the code that came back: they agree."""
    from wellbeing import app
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    change(home, lambda store: contact.agree(store, code, app.clock().now()), _("Agreed."))


@contact.command("confirm")
@pass_home
def contact_confirm(home: Home) -> None:
    """You still want it."""
    from wellbeing import app
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    change(home, lambda store: contact.confirm(store, app.clock().now()), _("Kept."))


@contact.command("end")
@pass_home
def contact_end(home: Home) -> None:
    """End it at once; the log stays."""
    from wellbeing import app
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    change(home, lambda store: contact.end(store, app.clock().now()), _("Ended."))


@contact.command("by-itself")
@click.argument("switch", type=click.Choice(["on", "off"]))
@pass_home
def contact_by_itself(home: Home, switch: str) -> None:
    """Whether a message that you do not answer for 24 hours is sent; off unless you choose it."""
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    change(home, lambda store: contact.let_go_by_itself(store, on=switch == "on"), _("Kept."))


@contact.command("send")
@click.argument("message_id", metavar="ID", type=int)
@pass_home
def contact_send(home: Home, message_id: int) -> None:
    """Send an open message by your own mail account."""
    from wellbeing.cli.contact import send

    send(home, message_id)


@contact.command("copy")
@click.argument("message_id", metavar="ID", type=int)
@pass_home
def contact_copy(home: Home, message_id: int) -> None:
    """Print an open message, to send it yourself."""
    from wellbeing.cli.contact import copy

    copy(home, message_id)


@contact.command("decline")
@click.argument("message_id", metavar="ID", type=int)
@pass_home
def contact_decline(home: Home, message_id: int) -> None:
    """Do not send it."""
    from wellbeing import app
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    change(home, lambda store: contact.decline(store, message_id, app.clock().now()), _("Not sent."))


@contact.command("log")
@as_json
@pass_home
def contact_log(home: Home, as_json: bool) -> None:
    """Every message there was, word for word."""
    from wellbeing.cli.contact import log

    log(home, as_json=as_json)


@contact.command("account")
@click.argument("host")
@click.option("--sender", required=True, help="Your address.")
@click.option("--user", default="", help="Name to log in with; default: your address.")
@click.option("--port", type=int, default=0, help="Default: the usual one.")
@click.option(
    "--security", type=click.Choice(["tls", "starttls"]), default="tls", help="There is no way without."
)
@pass_home
def contact_account(home: Home, host: str, sender: str, user: str, port: int, security: str) -> None:
    """Your mail account; the password goes into the desktop's keyring."""
    from wellbeing.cli.contact import set_account

    set_account(home, host, sender, user, port, security)


@wellbeing.group(invoke_without_command=True)
@click.option("--day", type=Day(), default="today", help="Which day; default: today.")
@as_json
@click.pass_context
def family(ctx: click.Context, day: date | timedelta, as_json: bool) -> None:
    """Your family: who belongs to it, who sees what, what was agreed, and your own day on all devices.

    Nothing is told, and nothing touches the network, before you join one.
    """
    from wellbeing.cli.family import show

    if ctx.invoked_subcommand is None:
        show(ctx.obj, day, as_json=as_json)


attach(family)
family_commands.attach(family)


@wellbeing.command()
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


@wellbeing.command()
@pass_home
def backup(home: Home) -> None:
    """Write a backup now."""
    from wellbeing.cli.writes import backup

    backup(home)


@wellbeing.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_home
def restore(home: Home, file: Path) -> None:
    """Put a backup in the place of the record; the present one is set aside."""
    from wellbeing.cli.writes import restore

    restore(home, file)


@wellbeing.command()
@as_json
@pass_home
def verify(home: Home, as_json: bool) -> None:
    """Check the record: file, overlaps, totals, journal."""
    from wellbeing.cli.writes import verify

    verify(home, as_json=as_json)


@wellbeing.command()
@click.option("--days", type=click.IntRange(1, 3660), help="How many days; default: the 14 months of Mia.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), help="Another person for another number; default: Mia."
)
@pass_home
def demo(home: Home, days: int | None, seed: int | None) -> None:
    """Fill an EMPTY home with a synthetic person, marked as demo."""
    from wellbeing.cli.demo import fill

    fill(home, days, seed)


@wellbeing.command()
@click.argument("kind", type=click.Choice(["csv", "json"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@since
@until
@pass_home
def export(home: Home, kind: str, file: Path, since: datetime | None, until: datetime | None) -> None:
    """Write every activity of a stretch (default: all) to FILE; - is stdout."""
    from wellbeing.cli.writes import export

    export(home, kind, file, since, until)


@wellbeing.group()
def extension() -> None:
    """What GNOME and browsers need to tell what is in front; put there and taken away by one command."""


where = click.argument("where", type=click.Choice(["gnome", "browsers"]))


@extension.command("install")
@where
@pass_home
def extension_install(home: Home, where: str) -> None:
    """Install our extension of GNOME Shell, or let browsers start the companion."""
    from wellbeing.cli.extension import install

    install(home, where)


@extension.command("remove")
@where
@pass_home
def extension_remove(home: Home, where: str) -> None:
    """Take away what `install` put there."""
    from wellbeing.cli.extension import remove

    remove(home, where)


@wellbeing.command("import")
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


@wellbeing.group()
def hub() -> None:
    """The family hub: off until you set it up; devices bring sums of days, never activities."""


@hub.command("setup")
@click.option("--family", default="", help="Name of the family; default: that of the first parent.")
@click.option("--parent", default="", help="Name of the first parent; asked for by default.")
@click.option("--url", default="", help="How devices reach it: https://NAME:PORT; default: this machine.")
@click.option("--name", "names", multiple=True, help="Another name or address for the certificate.")
@click.option("--port", type=click.IntRange(1, 65535), help="Where it listens; default: 8443.")
@click.option("--behind-proxy", is_flag=True, help="Plain HTTP on this machine, for a proxy that speaks TLS.")
@click.option("--database", default="", help="postgresql://…; default: a file beside the settings.")
@pass_home
def hub_setup(home: Home, /, **words: Any) -> None:  # the options above
    """Make certificate, database and the first parent; the password is asked for."""
    from wellbeing.cli.hub import Wish, setup

    setup(home, Wish(**words))


@hub.command("serve")
@click.option("--address", help="Where to listen; default: as set up.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: as set up; 0 is any that is free.")
@pass_home
def hub_serve(home: Home, address: str | None, port: int | None) -> None:
    """Answer devices and phones until it is ended."""
    from wellbeing.cli.hub import serve

    serve(home, address, port)


@hub.command("invite")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["adult", "teen", "child"]), help="Of a new member; default: child."
)
@click.option(
    "--level",
    type=click.Choice(["nothing", "totals", "kinds", "apps"]),
    help="What parents see of a new child or teen; default: totals.",
)
@click.option("--sign-in", is_flag=True, help="A code to choose a password, instead of one for a device.")
@click.option("--acting", default="", metavar="PARENT", help="Which parent invites; default: the first.")
@pass_home
def hub_invite(
    home: Home, name: str, role: str | None, level: str | None, sign_in: bool, acting: str
) -> None:
    """A code that pairs a device of NAME; who is not there yet is added."""
    from wellbeing.cli.hub import invite

    invite(home, name, role, level, sign_in=sign_in, acting=acting)


@hub.command("members")
@as_json
@pass_home
def hub_members(home: Home, as_json: bool) -> None:
    """Who takes part, and with which devices."""
    from wellbeing.cli.hub import members

    members(home, as_json=as_json)


@hub.command("revoke")
@click.argument("device")
@pass_home
def hub_revoke(home: Home, device: str) -> None:
    """Remove a device, by its id as members lists it."""
    from wellbeing.cli.hub import revoke

    revoke(home, device)


@hub.command("recover")
@click.argument("name")
@pass_home
def hub_recover(home: Home, name: str) -> None:
    """Choose a new password with the recovery code of set-up."""
    from wellbeing.cli.hub import recover

    recover(home, name)


@hub.command("certificate")
@click.option("--name", "names", multiple=True, help="Another name or address for the certificate.")
@pass_home
def hub_certificate(home: Home, names: tuple[str, ...]) -> None:
    """Make a new certificate; every device has to be paired again."""
    from wellbeing.cli.hub import make_certificate

    make_certificate(home, names)


@hub.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@pass_home
def hub_backup(home: Home, file: Path | None) -> None:
    """Copy the hub's database, also while it is served."""
    from wellbeing.cli.hub import backup

    backup(home, file)


@wellbeing.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands and options."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise KnownError(Sentence("{shell} is not known.", shell=shell), Sentence("Use bash, zsh or fish."))
    click.echo(kind(wellbeing, {}, "wellbeing", "_WELLBEING_COMPLETE").source())
