"""The trusted contact on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from wellbeing import app
from wellbeing.checkins.contact import Message
from wellbeing.cli import say
from wellbeing.cli.reader import reading
from wellbeing.engine import account, contact
from wellbeing.files.paths import Home
from wellbeing.mail import keychain
from wellbeing.mail.account import Account, Security
from wellbeing.ports import Store
from wellbeing.ui import contact_words as words
from wellbeing.ui.text import _


def show(home: Home, *, as_json: bool) -> None:
    """Who is named, whether they agreed, and what is open."""
    with app.writing(home) as store:
        known = contact.contact(store)
        offered = contact.look(store, words.message, app.clock().now())
    if as_json:
        who = None if known is None else {"name": known.name, "agreed": known.agreed is not None}
        say.json_value({"contact": who, "open": None if offered is None else _row(offered)})
        return
    if known is None:
        click.echo(_("Nobody is named. Name somebody with: wellbeing contact name"))
        return
    click.echo(_("{name}, agreed").format(name=known.name) if known.agreed else _waits(known.name))
    if known.due_reminder(app.clock().now()):
        click.echo(_("Is this still what you want? wellbeing contact confirm, or: wellbeing contact end"))
    if offered is not None:
        click.echo(_("I can send this to {name}:").format(name=known.name))
        click.echo(f"  {offered.text}")
        click.echo(_("wellbeing contact send {id}, copy {id} or decline {id}").format(id=offered.id))


def name(home: Home, who: str, address: str, owner: str) -> None:
    """Name a person; what they have to read is shown, to be handed over."""
    with app.writing(home) as store:
        known = contact.name(store, who, address, owner, app.clock().now())
    click.echo(_("Give this to {name}; the code comes back from them:").format(name=known.name) + "\n")
    click.echo(words.invitation(known))


def change(home: Home, work: Callable[[Store], object], said: str) -> None:
    """Do one thing, and say that it is done."""
    with app.writing(home) as store:
        work(store)
    click.echo(said)


def send(home: Home, message_id: int) -> None:
    """Send an open message now."""
    now = app.clock().now()
    with app.writing(home) as store:
        contact.send(store, message_id, now)
        mailer = account.mailer(store, app.clock(), app.account(app.settings_or_defaults(home)))
        done = contact.deliver(store, mailer, words.subject(), now)
    for one in done:
        click.echo(f"{words.state(one.state)} {one.trouble}".strip())


def copy(home: Home, message_id: int) -> None:
    """Print the text alone, to be sent in another way."""
    with app.writing(home) as store:
        one = contact.copy(store, message_id, app.clock().now())
    click.echo(one.text)


def log(home: Home, *, as_json: bool) -> None:
    """Every message there was, word for word."""
    with reading(home) as reader:
        found = reader.store.checkins.messages()
        if as_json:
            say.json_value({"messages": [_row(one) for one in found]})
            return
        rows = [
            (
                str(one.id),
                f"{reader.calendar.local(one.at):%Y-%m-%d %H:%M}",
                one.to,
                words.state(one.state),
                one.text,
            )
            for one in found
        ]
    click.echo(say.table(rows) if rows else _("No message was ever offered."))


def set_account(home: Home, host: str, sender: str, user: str, port: int, security: str) -> None:
    """Set the mail account; the password goes into the desktop's keyring."""
    one = Account(host, sender, user, port, Security(security))
    secret = click.prompt(_("Password of {user}").format(user=one.login), hide_input=True)
    keychain.keep_password(one, secret)
    with app.writing(home) as store:
        account.keep(store, one)
    click.echo(_("Kept; the password is in the desktop's keyring."))


def _waits(who: str) -> str:
    return _("{name}, not yet agreed: enter the code with: wellbeing contact agree CODE").format(name=who)


def _row(one: Message) -> dict[str, Any]:  # Any: JSON
    return {
        "id": one.id,
        "at": say.iso(one.at),
        "to": one.to,
        "text": one.text,
        "state": one.state,
        "decided": None if one.decided is None else say.iso(one.decided),
        "trouble": one.trouble,
    }
