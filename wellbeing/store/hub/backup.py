"""Copies of the hub's file while it is served; a server's database is copied by its own tools."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import StoreError
from wellbeing.store.copy import keep_on_disk, pour
from wellbeing.store.hub.source import HubSource
from wellbeing.store.trouble import known_errors

KEPT = 14
"""Copies that are kept; older ones go."""

FOLDER = "backups"
"""Beside the database."""

_NAME = "hub-%Y-%m-%dT%H%M%SZ.sqlite3"
_BEFORE = "before-migration-%Y-%m-%dT%H%M%SZ.sqlite3"


def before_migration(folder: Path, now: datetime) -> Path:
    """Where the database is kept before its tables change; never thinned out."""
    return folder / now.astimezone(UTC).strftime(_BEFORE)


def daily(source: HubSource, folder: Path, now: datetime) -> Path:
    """Write a copy into the folder, and thin older ones out.

    Raises:
        StoreError: it is a server's database, the disk is full, or the folder closed.
    """
    target = folder / now.astimezone(UTC).strftime(_NAME)
    write(source, target)
    for old in sorted(folder.glob("hub-*.sqlite3"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def of_today(source: HubSource, now: datetime) -> None:
    """Write the first copy of a day into the folder `backups` beside the file; a server's database is left to it.

    Raises:
        StoreError: the disk is full, or the folder closed.
    """
    if source.file is None:
        return
    folder = source.file.parent / FOLDER
    if not any(folder.glob(now.astimezone(UTC).strftime("hub-%Y-%m-%dT*.sqlite3"))):
        daily(source, folder, now)


def write(source: HubSource, target: Path) -> None:
    """Write a whole copy as one file (0600), while others read and write; nothing half-written is left.

    Raises:
        StoreError: it is a server's database, the disk is full, or the place closed.
    """
    if source.file is None:
        raise StoreError(
            Sentence("This hub keeps its database on a PostgreSQL server."),
            Sentence("Have the server make the copy: pg_dump --format=custom."),
        )
    part = target.with_name(target.name + ".part")
    with known_errors(target):
        try:
            with source.outside() as own:
                pour(own, part)
            keep_on_disk(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
