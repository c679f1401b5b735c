"""Putting one file in the place of another, the former kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, StoreBusy
from wellbeing.store import backup, copy, examine
from wellbeing.store.source import suspicion
from wellbeing.store.trouble import known_errors

log = logging.getLogger(__name__)


def part_of(record: Path) -> Path:
    """Where a copy is prepared, on the same disk as the record."""
    return record.with_name(record.name + ".part")


def newest_good(backups: Path, part: Path) -> Path | None:
    """The newest backup that passes its check, copied to `part`; None where there is none."""
    for file in backup.found(backups):
        try:
            copy.file_copy(file, part)
            if examine.look(part, file).revision is not None:
                copy.check(part, file)
                return file
        except KnownError as error:
            log.info("a backup is passed over: %s", type(error).__name__)
        part.unlink(missing_ok=True)
    return None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done about a damaged record."""

    said: tuple[str, ...]
    """Sentences for the person."""
    entries: tuple[Entry, ...]
    """For the journal of the record that took its place."""


def repair(record: Path, backups: Path, now: datetime) -> Repair:
    """Set a damaged record aside and put the newest good backup in its place, or nothing where there is none.

    Raises:
        StoreBusy: another program has it open; nothing was changed.
    """
    part = part_of(record)
    try:
        good = newest_good(backups, part)
        aside = replace(record, part if good else None, "damaged", now)
    finally:
        part.unlink(missing_ok=True)
    said = [Sentence("The record was damaged and is kept aside as {aside}.", aside=aside)]
    entries = [Entry(now, EntryKind.SET_ASIDE, {"reason": "damaged"})]
    if good is None:
        said.append(Sentence("There is no good backup, so a new record begins."))
    else:
        said.append(
            Sentence(
                "The backup {backup} was restored; what was recorded after it is missing.", backup=good.name
            )
        )
        entries.append(Entry(now, EntryKind.RESTORE, {"backup": good.name}))
    return Repair(tuple(said), tuple(entries))


def replace(record: Path, part: Path | None, why: str, now: datetime) -> Path:
    """Set a record aside and put `part` in its place; None: nothing.

    Returns:
        Where the former record lies now, with what SQLite kept beside it.

    Raises:
        StoreBusy: another program has it open; nothing was changed.
    """
    with known_errors(record):
        if examine.in_use(record):
            raise StoreBusy(
                Sentence("Another program has the record {record} open.", record=record),
                Sentence("Close the window and quit the tracker, then try again."),
            )
        if part is not None:
            copy.keep_on_disk(part)
        aside = backup.aside_for(record, why, now)
        for suffix in backup.COMPANIONS:
            beside = record.with_name(record.name + suffix)
            if beside.exists():
                beside.replace(aside.with_name(aside.name + suffix))
        record.replace(aside)
        suspicion(record).unlink(missing_ok=True)
        if part is not None:
            part.replace(record)
        return aside
