"""What was chosen at the hub's set-up, in a file that only its owner reads: it may hold a database's password."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec

from wellbeing.files import toml
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError

PORT = 8443
PROXY_PORT = 8444


class HubSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the hub is served; unknown names and values out of range are refused when read."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https://[^\s]+[^/\s]$")] = "https://localhost:8443"
    """How devices and phones reach it; stands in every pairing code."""
    address: str = "0.0.0.0"  # noqa: S104 - a hub is there for other devices; behind a proxy it is 127.0.0.1
    """Where it listens."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = PORT
    behind_proxy: bool = False
    """Plain HTTP on this machine alone, for a reverse proxy that speaks TLS."""
    database: str = ""
    """`postgresql://…`; empty: a file beside this one."""


def folder(home: Home) -> Path:
    """Where all of the hub lies, apart from the person's own record."""
    return home.data / "hub"


def settings_file(home: Home) -> Path:
    """The file."""
    return folder(home) / "hub.toml"


def certificate_file(home: Home) -> Path:
    """The certificate (PEM)."""
    return folder(home) / "certificate.pem"


def key_file(home: Home) -> Path:
    """Its key (PEM, 0600)."""
    return folder(home) / "key.pem"


def backups(home: Home) -> Path:
    """Copies of the hub's database."""
    return folder(home) / "backups"  # as `store.hub.backup.FOLDER`


def database(home: Home, chosen: HubSettings) -> Path | str:
    """Where the database is: a file or an address."""
    return chosen.database or folder(home) / "hub.sqlite"


def exists(home: Home) -> bool:
    """Whether a hub was set up here."""
    return settings_file(home).exists()


def read(home: Home) -> HubSettings:
    """What was chosen.

    Raises:
        KnownError: nothing was set up here.
        SettingsError: unreadable, or not of that shape.
    """
    if not exists(home):
        raise KnownError(Sentence("There is no hub here yet."), Sentence("Set it up: wellbeing hub setup."))
    return toml.read(settings_file(home), HubSettings)


def write(home: Home, chosen: HubSettings) -> None:
    """Keep what was chosen, closed to others, whole or not at all.

    Raises:
        KnownError: it cannot be written.
    """
    values = msgspec.json.decode(msgspec.json.encode(chosen))
    lines = [f"{name} = {msgspec.json.encode(value).decode()}\n" for name, value in values.items()]
    keep(settings_file(home), "".join([_HEAD, *lines]).encode())


def keep(file: Path, content: bytes) -> None:
    """Write a file that only its owner reads (0600), whole or not at all.

    Raises:
        KnownError: it cannot be written.
    """
    part = file.with_name(file.name + ".part")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True) if file.parent.is_dir() else None
        raise KnownError(
            Sentence("{file} cannot be written ({why}).", file=file, why=error.strerror),
            Sentence("Make room or give yourself the right to it, or choose another home with --home."),
        ) from error


_HEAD = "# The hub of this family. Read at its next start. It may hold a password: keep it to yourself.\n"
