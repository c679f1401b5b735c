"""Putting a backup in the place of the record, whether or not a tracker keeps it, and undoing nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from wellbeing.files.lock import HomeLock
from wellbeing.files.paths import Home
from wellbeing.line import client
from wellbeing.ports import Clock
from wellbeing.store import backup
from wellbeing.store.restore import restore


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that can be put in the place of the record."""

    file: Path
    at: datetime
    """Aware, UTC: the moment of the record that it holds."""
    size: int
    """Bytes."""


def backups(home: Home) -> tuple[Kept, ...]:
    """Every backup of a home, newest first."""
    found: list[Kept] = []
    for moment, file in backup.dated(home.backups):
        try:
            found.append(Kept(file, moment.astimezone(UTC), file.stat().st_size))
        except OSError:
            continue  # thinned out just now
    return tuple(found)


def restored(home: Home, file: Path, clock: Clock, close: Callable[[], None]) -> Path | None:
    """Put a backup in place; a running tracker gives the record away meanwhile, and goes on with it after.

    Takes about 15 ms for each MB.

    Args:
        home: whose record it is.
        file: the backup, checked whole before anything is changed.
        clock: tells the present.
        close: gives back whatever this process has open of the record.

    Returns:
        Where the former record is kept; None where there was none.

    Raises:
        StoreError: the file is no sound backup, or the record is in use; nothing was changed.
        AlreadyRunning: a tracker is just starting or ending.
    """
    home.prepare()
    close()
    if client.ask(home.socket, "let-go") is not None:
        try:
            return restore(home.record, file, clock=clock, backups=home.backups)
        finally:
            client.ask(home.socket, "take-up")
    lock = HomeLock(home.lock)
    lock.take()
    try:
        return restore(home.record, file, clock=clock, backups=home.backups)
    finally:
        lock.release()
