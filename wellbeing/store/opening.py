"""Opening a record: created, checked, brought up to date, or restored where it is damaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from wellbeing.model.sentence import Sentence
from wellbeing.ports import Clock, StoreDamaged, StoreError
from wellbeing.store import backup, copy, examine, mend, migrate
from wellbeing.store.moment import to_ms
from wellbeing.store.record import SqlStore
from wellbeing.store.source import Source, make_room, postgresql_source, sqlite_source, suspicion
from wellbeing.store.tables import HEAD
from wellbeing.store.trouble import known_errors
from wellbeing.timeline.day import DAY_START

_QUICK = 16 * 1024 * 1024
"""Bytes up to which a start checks the whole file itself (0.1 s); a larger one is checked beside the work."""

_CHECK_EVERY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Opened:
    """A record ready to be written."""

    store: SqlStore
    said: tuple[str, ...] = ()
    """Sentences for the person: what was wrong and what was done; mostly empty."""
    check_due: bool = False
    """The file is large and its check is due: call `store.check()` beside the work."""


def open_store(place: Path | str, *, clock: Clock, day_start: timedelta = DAY_START, backups: Path) -> Opened:
    """Open a record for writing, creating it where there is none.

    Args:
        place: a file, or `postgresql://…`.
        clock: tells the present, and the zone until one is noted.
        day_start: when a local day begins, after midnight.
        backups: folder for backups; created when needed.

    Raises:
        StoreNewer: a newer program wrote it; nothing was touched.
        StoreBusy, StoreFull, StoreError: it cannot be opened now, with the remedy.
    """
    if _is_server(place):
        return Opened(_settled(postgresql_source(str(place)), clock, day_start, backups))
    file = Path(place)
    with known_errors(file):
        make_room(file)
        sound = _sound(file, clock, backups)
    store = _settled(sqlite_source(file), clock, day_start, backups)
    if sound.checked:
        store.note_good()
        suspicion(file).unlink(missing_ok=True)
    if sound.repair is not None:
        store.add_entries(sound.repair.entries)
    return Opened(store, sound.repair.said if sound.repair else (), sound.check_due)


def read_store(place: Path | str, *, clock: Clock, day_start: timedelta = DAY_START) -> SqlStore | None:
    """Open a record for reading only, beside a tracker that writes; None: nothing is recorded yet.

    Raises:
        StoreNewer, StoreDamaged, StoreError: it cannot be read, with the remedy.
    """
    if _is_server(place):
        source = postgresql_source(str(place))
    else:
        file = Path(place)
        with known_errors(file):
            if not file.exists() or (file.stat().st_size == 0 and not examine.unclean(file)):
                return None
        source = sqlite_source(file, readonly=True)
    try:
        with source.reading() as connection:
            revision, empty = migrate.found(connection), migrate.empty(connection)
        if empty:
            source.close()
            return None
        _require_present(revision, source)
    except BaseException:
        source.close()
        raise
    return SqlStore(source, clock=clock, day_start=day_start)


def _is_server(place: Path | str) -> bool:
    return str(place).startswith("postgresql")


def _settled(source: Source, clock: Clock, day_start: timedelta, backups: Path) -> SqlStore:
    store = SqlStore(source, clock=clock, day_start=day_start, backups=backups)
    try:
        _lay_out(source, clock, backups)
        store.settle()
    except BaseException:
        store.close()
        raise
    return store


@dataclass(frozen=True, slots=True)
class _Sound:
    """A file that can be used."""

    checked: bool
    """All of it was read."""
    check_due: bool = False
    repair: mend.Repair | None = None


def _sound(file: Path, clock: Clock, backups: Path) -> _Sound:
    """Check the file as far as there is time; a damaged one is replaced."""
    suspected = suspicion(file).exists()
    crashed = examine.unclean(file)
    try:
        found = examine.look(file)
        if found.revision is None:
            return _Sound(checked=True)
        age = to_ms(clock.now()) - (found.checked_ms or 0)
        due = suspected or crashed or not 0 <= age < _CHECK_EVERY_MS
        now = suspected or file.stat().st_size <= _QUICK
        if due and now:
            copy.check(file)
        return _Sound(checked=due and now, check_due=due and not now)
    except StoreDamaged:
        repair = mend.repair(file, backups, clock.now())
        make_room(file)
        return _Sound(checked=True, repair=repair)


def _lay_out(source: Source, clock: Clock, backups: Path) -> None:
    """Create the tables of an empty database, bring those of an older one up to date."""
    with source.reading() as connection:
        revision, empty = migrate.found(connection), migrate.empty(connection)
    if revision == HEAD:
        return
    if empty:
        with source.writing() as connection:
            if migrate.empty(connection):
                migrate.create(connection)
        return
    if revision is None or revision > HEAD:
        _require_present(revision, source)
    _keep_before_migration(source, clock, backups)
    with source.writing(links=False) as connection:
        migrate.upgrade(connection)


def _keep_before_migration(source: Source, clock: Clock, backups: Path) -> None:
    """A server's tables change in one transaction; only a file is copied before."""
    if source.file is not None:
        target = backup.file_before_migration(backups, clock.now())
        with known_errors(target), source.outside() as own:
            copy.pour(own, target)
            copy.keep_on_disk(target)


def _require_present(revision: str | None, source: Source) -> None:
    if revision is None:
        raise StoreError(
            Sentence("{place} is no record of this program.", place=source.place),
            Sentence("Move it away, or choose another home."),
        )
    examine.refuse_newer(revision, source.place)
    if revision < HEAD:
        raise StoreError(
            Sentence(
                "The record {place} was written by an earlier version of this program.", place=source.place
            ),
            Sentence("Start the tracker once: it brings the record up to date."),
        )
