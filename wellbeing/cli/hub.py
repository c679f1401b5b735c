"""The family hub on the command line: set up, serve, invite, look, revoke, back up."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wellbeing.cli import say
from wellbeing.engine.clock import SystemClock
from wellbeing.family.level import Level
from wellbeing.family.person import Person, Role
from wellbeing.files import hub as files
from wellbeing.files.hub import HubSettings
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui.text import _

if TYPE_CHECKING:
    from wellbeing.api.certificate import Files
    from wellbeing.api.hub import Asker, Hub

_NEEDED = ("starlette", "uvicorn", "httptools", "argon2", "cryptography", "jinja2")


def need_extra() -> None:
    """Let a program pass that was installed with what a hub needs.

    Raises:
        KnownError: it was not.
    """
    if not all(find_spec(name) for name in _NEEDED):
        raise KnownError(
            Sentence("The family hub is not installed with this program."),
            Sentence("Install it: pip install 'wellbeing[hub]'."),
        )


@contextmanager
def opened(home: Home) -> Iterator[Hub]:
    """The hub of this home.

    Raises:
        KnownError: there is none, or its database or certificate cannot be used.
    """
    need_extra()
    from wellbeing.api import certificate
    from wellbeing.api.hub import Hub
    from wellbeing.store.hub.opening import open_hub

    chosen, clock = files.read(home), SystemClock()
    print_ = None if chosen.behind_proxy else certificate.fingerprint(files.certificate_file(home))
    source = open_hub(files.database(home, chosen), now=clock.now(), backups=files.backups(home))
    try:
        yield Hub(source, clock, chosen.url, print_)
    finally:
        source.close()


# ---------------------------------------------------------------- set-up


@dataclass(frozen=True, slots=True)
class Wish:
    """What set-up is asked for, as its options say."""

    family: str
    parent: str
    url: str
    names: tuple[str, ...]
    port: int | None
    behind_proxy: bool
    database: str


def setup(home: Home, wish: Wish) -> None:
    """Make database, certificate and the first parent; where that fails it can be tried again."""
    need_extra()
    from wellbeing.api import certificate, pairing
    from wellbeing.api.hub import Hub
    from wellbeing.store.hub.opening import open_hub

    if files.exists(home):
        raise KnownError(
            Sentence("This hub is set up already."), Sentence("Invite others with: wellbeing hub invite.")
        )
    chosen = _chosen(wish)
    parent = wish.parent or str(click.prompt(_("Name of the first parent"), err=True))
    password = _new_password(parent)
    home.prepare()
    clock = SystemClock()
    place, kept = files.database(home, chosen), files.backups(home)
    source = open_hub(place, now=clock.now(), backups=kept, create=True)
    try:
        shown = None
        if not chosen.behind_proxy:
            names = [_host(chosen.url), *wish.names, *_own_names()]
            shown = certificate.make(_tls(home), names, clock.now())
        made = Hub(source, clock, chosen.url, shown)
        files.write(home, chosen)
        _first, recovery = pairing.set_up(made, wish.family or parent, parent, password)
    except BaseException:
        files.settings_file(home).unlink(missing_ok=True)
        raise
    finally:
        source.close()
    click.echo(_("The hub is set up. It is off until you start it: wellbeing hub serve"))
    click.echo(_("Address: {url}").format(url=chosen.url))
    if shown is not None:
        _tell_fingerprint(shown)
    _tell_recovery(recovery)
    click.echo(_("Then invite members and devices: wellbeing hub invite NAME"))


def _chosen(wish: Wish) -> HubSettings:
    """The settings that follow from the options.

    Raises:
        KnownError: the address is none that a hub can have.
    """
    from wellbeing.family.code import SECRET_BYTES, code

    if wish.behind_proxy and not wish.url:
        raise KnownError(
            Sentence("Behind a proxy, the hub has to know how it is reached."),
            Sentence("Add its address: --url https://family.example.org"),
        )
    if wish.database and not wish.database.startswith(("postgresql://", "postgresql+psycopg://")):
        raise KnownError(
            Sentence("This is no address of a PostgreSQL database."),
            Sentence("Such an address looks like postgresql://name@host/database."),
        )
    port = wish.port or (files.PROXY_PORT if wish.behind_proxy else files.PORT)
    url = (wish.url or default_url(port)).rstrip("/")
    code(url, bytes(SECRET_BYTES))  # refuses what no pairing code could say
    return HubSettings(
        url=url,
        address="127.0.0.1" if wish.behind_proxy else "0.0.0.0",  # noqa: S104 - for other devices
        port=port,
        behind_proxy=wish.behind_proxy,
        database=wish.database,
    )


def make_certificate(home: Home, names: tuple[str, ...]) -> None:
    """A new certificate; devices have to be paired again."""
    need_extra()
    from wellbeing.api import certificate

    chosen = files.read(home)
    _tell_fingerprint(
        certificate.make(_tls(home), [_host(chosen.url), *names, *_own_names()], SystemClock().now())
    )


def _tls(home: Home) -> Files:
    from wellbeing.api.certificate import Files

    return Files(files.certificate_file(home), files.key_file(home))


def _tell_fingerprint(shown: bytes) -> None:
    from wellbeing.api import certificate

    click.echo(_("Fingerprint of its certificate (SHA-256):"))
    click.echo(f"  {certificate.shown(shown)}")


def _tell_recovery(code: str) -> None:
    click.echo(_("Recovery code, shown this once; write it down:"))
    click.echo(f"  {code}")


def _new_password(name: str) -> str:
    """Typed twice; the first line of stdin where no terminal is. Asked again on a terminal while it is too weak.

    Raises:
        KnownError: too weak, and nobody is there to be asked again.
    """
    from wellbeing.api import secret

    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
        secret.check_new(password, name)
        return password
    while True:
        password = str(click.prompt(_("Password"), hide_input=True, confirmation_prompt=True, err=True))
        try:
            secret.check_new(password, name)
        except KnownError as error:
            say.known_error(error)
        else:
            return password


def default_url(port: int) -> str:
    """How this machine is most probably reached at home."""
    return f"https://{socket.gethostname().lower() or 'localhost'}" + ("" if port == 443 else f":{port}")


# ---------------------------------------------------------------- serving


def serve(home: Home, address: str | None, port: int | None) -> None:
    """Answer until it is ended."""
    need_extra()
    from wellbeing.api import serve

    chosen = files.read(home)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    tls = None if chosen.behind_proxy else _tls(home)
    if chosen.behind_proxy and address not in (None, "127.0.0.1"):
        raise KnownError(
            Sentence("Behind a proxy the hub listens on this machine alone."),
            Sentence("Leave --address away: the proxy reaches it at 127.0.0.1."),
        )
    where = "127.0.0.1" if chosen.behind_proxy else address or chosen.address
    place = serve.Place(where, chosen.port if port is None else port, tls)

    def ready(listens: int) -> None:
        click.echo(
            _("The hub answers at {url} (port {port}). Ctrl+C ends it.").format(url=chosen.url, port=listens)
        )
        sys.stdout.flush()

    with opened(home) as hub:
        serve.serve(hub, place, ready)
    click.echo(_("The hub has ended."))


# ---------------------------------------------------------------- members and devices


def invite(home: Home, name: str, role: str | None, level: str | None, *, sign_in: bool, acting: str) -> None:
    """A pairing code for a device of a member, who is added where there is none of that name."""
    from wellbeing.api import pairing

    def work(hub: Hub, asker: Asker) -> None:
        member = _named(hub, asker, name) or pairing.add_member(
            hub, asker, name, Role(role or "child"), None if level == "nothing" else Level(level or "totals")
        )
        if sign_in:
            invitation = pairing.sign_in_code(hub, asker, member.id)
            click.echo(
                _("With this code {name} chooses a password at {url}/join:").format(
                    name=member.name, url=hub.url
                )
            )
        else:
            invitation = pairing.device_code(hub, asker, member.id)
            click.echo(_("Type or paste this code on the device of {name}:").format(name=member.name))
        click.echo(f"\n    {invitation.text}\n")
        click.echo(
            _("It can be used once, until {time}.").format(
                time=f"{invitation.until.astimezone():%Y-%m-%d %H:%M}"
            )
        )

    _acting(home, acting, work)


def members(home: Home, *, as_json: bool) -> None:
    """Who takes part, with which devices, and who sees whom."""
    from wellbeing.store.hub import devices, people

    with opened(home) as hub, hub.reading() as connection:
        [(number, family), *_others] = people.families(connection)
        accounts = people.members(connection, number)
        kept = devices.of_family(connection, number)
        seen = people.relations(connection, number)
    names: dict[str, str] = {one.person.id: one.person.name for one in accounts}
    if as_json:
        rows = [
            {
                "id": one.person.id,
                "name": one.person.name,
                "role": one.person.role.value,
                "signs_in": one.password is not None,
                "devices": [
                    {"id": each.id, "name": each.name, "revoked": each.revoked is not None,
                     "seen": None if each.seen is None else say.iso(each.seen)}
                    for each in kept if each.person == one.person.id
                ],
                "seen_by": {names[each.viewer]: each.level.value for each in seen if each.subject == one.person.id},
            }
            for one in accounts
        ]  # fmt: skip
        say.json_value({"family": family, "members": rows})
        return
    click.echo(family)
    click.echo(say.table([(one.person.name, _role(one.person.role)) for one in accounts]))
    if kept:
        click.echo()
        click.echo(
            say.table([(one.id, names[one.person], one.name, _seen(one.seen, one.revoked)) for one in kept])
        )


def revoke(home: Home, device: str) -> None:
    """Let a device bring nothing any more."""
    from wellbeing.api.refused import Refused
    from wellbeing.api.routes import revoke

    try:
        _acting(home, "", lambda hub, asker: revoke(hub, asker, device))
    except Refused as error:
        raise KnownError(
            Sentence("There is no device {device} that could be removed.", device=device),
            Sentence("See which there are: wellbeing hub members"),
        ) from error
    click.echo(_("Removed; what it brought before stays."))


def recover(home: Home, name: str) -> None:
    """Choose a new password with the recovery code."""
    from wellbeing.api import account

    with opened(home) as hub:
        code = str(click.prompt(_("Recovery code"), err=True)) if sys.stdin.isatty() else sys.stdin.readline()
        fresh = account.recover(hub, name, code, _new_password(name))
    click.echo(_("The new password counts from now on."))
    _tell_recovery(fresh)


def backup(home: Home, target: Path | None) -> None:
    """Copy the hub's database while it is served."""
    from wellbeing.store.hub import backup

    with opened(home) as hub:
        if target is None:
            target = backup.daily(hub.source, files.backups(home), hub.now())
        else:
            backup.write(hub.source, target)
    click.echo(_("The copy is in {file}.").format(file=target))


def _acting(home: Home, name: str, work: Callable[[Hub, Asker], None]) -> None:
    from wellbeing.api import pairing
    from wellbeing.store.hub import people

    with opened(home) as hub:
        with hub.reading() as connection:
            [(number, _family), *_others] = people.families(connection)
            asker = pairing.owner(connection, number, name)
        work(hub, asker)


def _named(hub: Hub, asker: Asker, name: str) -> Person | None:
    from wellbeing.store.hub import people

    with hub.reading() as connection:
        found = people.by_login(connection, name)
    return found.person if found is not None and found.family == asker.family else None


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or "localhost"


def _own_names() -> list[str]:
    """Other names of this machine, so that the certificate fits them, too."""
    name = socket.gethostname().lower()
    found = [name, f"{name}.local", "localhost", "127.0.0.1", "::1"]
    with suppress(OSError):
        found += sorted({str(row[4][0]).partition("%")[0] for row in socket.getaddrinfo(name, None)})
    return [one for one in found if one]


def _role(role: Role) -> str:
    return {Role.ADULT: _("adult"), Role.TEEN: _("teen"), Role.CHILD: _("child")}[role]


def _seen(seen: datetime | None, revoked: datetime | None) -> str:
    if revoked is not None:
        return _("removed")
    return _("nothing yet") if seen is None else f"{seen.astimezone():%Y-%m-%d %H:%M}"
