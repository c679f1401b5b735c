"""Commands of a trusted contact."""

from __future__ import annotations

import click

from wellbeing.cli.command.option import as_json, pass_home
from wellbeing.files.paths import Home


def attach(program: click.Group) -> None:
    """Add them to `wellbeing`."""
    program.add_command(contact)


@click.group(invoke_without_command=True)
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
    from wellbeing import app
    from wellbeing.cli.contact import change
    from wellbeing.engine import contact
    from wellbeing.ui.text import _

    at = app.clock().now()
    change(home, lambda store: contact.let_go_by_itself(store, at, on=switch == "on"), _("Kept."))


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
