"""Taking a backup back, the present record kept aside."""

from __future__ import annotations

from pathlib import Path

from wellbeing.model import Entry, EntryKind
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Clock, StoreDamaged, StoreError
from wellbeing.store import copy, examine, mend, migrate
from wellbeing.store.opening import open_store
from wellbeing.store.source import sqlite_source
from wellbeing.store.trouble import known_errors


def restore(place: Path | str, file: Path, *, clock: Clock, backups: Path) -> Path | None:
    """Put a backup in the place of the record, which no one may have open.

    Args:
        place: the record, as for `open_store`.
        file: the backup; checked whole before anything is changed.
        clock: tells the present.
        backups: folder for backups; on PostgreSQL the present record goes there.

    Returns:
        Where the former record lies now; None where there was none.

    Raises:
        StoreDamaged, StoreNewer, StoreError: the backup is not good; nothing was changed.
        StoreBusy: the tracker runs.
    """
    server = str(place).startswith("postgresql")
    beside = backups / "restore" if server else Path(place)
    part = mend.part_of(beside)
    try:
        with known_errors(beside):
            part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _checked_copy(file, part)
        former = _into_server(str(place), part, clock, backups) if server else _into_file(beside, part, clock)
    finally:
        part.unlink(missing_ok=True)
    store = open_store(place, clock=clock, backups=backups).store
    store.add_entries([Entry(clock.now(), EntryKind.RESTORE, {"backup": file.name})])
    store.close()
    return former


def _checked_copy(file: Path, part: Path) -> None:
    if not file.is_file():
        raise StoreError(
            Sentence("There is no file {file}.", file=file), Sentence("Choose a backup that exists.")
        )
    try:
        copy.file_copy(file, part)
        if examine.look(part, file).revision is None:
            raise StoreError(Sentence("{file} is empty.", file=file), Sentence("Choose another backup."))
        copy.check(part, file)
    except StoreDamaged as error:
        raise StoreDamaged(error.sentence, Sentence("Choose another backup; nothing was changed.")) from error


def _into_file(record: Path, part: Path, clock: Clock) -> Path | None:
    with known_errors(record):
        if record.exists():
            return mend.replace(record, part, "replaced", clock.now())
        part.replace(record)
        return None


def _into_server(address: str, part: Path, clock: Clock, backups: Path) -> Path | None:
    older = sqlite_source(part, wal=False)
    target = open_store(address, clock=clock, backups=backups).store
    try:
        former = Path(target.backup()) if target.extent() is not None else None
        with older.writing(links=False) as connection:
            migrate.upgrade(connection)
        with older.reading() as reader:
            target.take(reader)
        return former
    finally:
        older.close()
        target.close()
