"""The record: `ports.Store` over SQLite or PostgreSQL."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from wellbeing.model import Activity, AppIdentity, DayUse, Entry, EntryKind, Per, Span, Use, Zone
from wellbeing.model.journal import crash
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Batch, Clock, Forgotten, Lowered, StoreDamaged, StoreError, StoreNewer, Verdict
from wellbeing.store import (
    activity,
    backup,
    copy,
    daily,
    examine,
    family,
    forget,
    gone,
    journal,
    lower,
    migrate,
    note,
    rewrite,
    total,
    use,
    verify,
)
from wellbeing.store.checkin import SqlCheckIns
from wellbeing.store.day import SqlDays
from wellbeing.store.family import SqlFamily
from wellbeing.store.forget import Choice, Removed
from wellbeing.store.household import SqlHousehold
from wellbeing.store.ledger import SqlLedger
from wellbeing.store.limit import SqlLimits
from wellbeing.store.moment import from_ms, span_from, to_ms
from wellbeing.store.name import Names, changed
from wellbeing.store.nudge import SqlNudges
from wellbeing.store.source import BUSY_S, Source, sqlite_source, suspect
from wellbeing.store.tables import zone
from wellbeing.store.trouble import known_errors
from wellbeing.timeline.day import DAY_START, Calendar
from wellbeing.timeline.redact import Privacy

log = logging.getLogger(__name__)

_DAY_START = "day-start"
_DAYS_AT_ONCE = 31
"""Days summed or dropped in one transaction, so that the beat's write gets in between."""

_PATIENCE_MS = 5000
"""How long rewriting the file waits for others; it is rare, and the beat's writes are put off meanwhile."""


class SqlStore:
    """Keeps the record in a database; see `ports.Store` for what each method promises.

    Made by `opening.open_store` and `opening.read_store`.

    Args:
        source: the database, at the present revision.
        clock: tells which days are over, and the zone until one is noted.
        day_start: when a local day begins, after midnight.
        backups: their folder; None where none are made (a reader).
    """

    def __init__(
        self, source: Source, *, clock: Clock, day_start: timedelta = DAY_START, backups: Path | None = None
    ) -> None:
        self._source = source
        self._clock = clock
        self._day_start = day_start
        self._backups = backups
        self._names = Names()
        self._calendar: tuple[tuple[Zone, ...], Calendar] | None = None
        self.ledger = SqlLedger(source)
        """See `ports.Ledger` and `ports.LogBook`."""
        self.limits = SqlLimits(source)
        """See `ports.LimitBook`."""
        self.nudges = SqlNudges(source)
        """See `ports.NudgeLog`."""
        self.checkins = SqlCheckIns(source)
        """See `ports.CheckInLog`."""
        self.family = SqlFamily(source)
        """See `ports.FamilyBook`."""
        self.household = SqlHousehold(source)
        """See `ports.HouseholdBook`."""
        self.days = SqlDays(source)
        """See `ports.DayBook`."""

    def settle(self) -> None:
        """After opening for writing: drop totals of days that began at another hour."""
        begins = str(self._day_start // timedelta(seconds=1))
        with self._source.reading() as connection:
            if note.read(connection, _DAY_START) == begins:
                return
        with self._writing() as connection:
            total.settle(connection, self._days(connection), total.EVER)
            note.put(connection, _DAY_START, begins)

    # ------------------------------------------------------------ writing

    def write(self, batch: Batch) -> None:
        """See `ports.Store`; ValueError where the batch overlaps itself or the record: our bug."""
        with self._writing() as connection:
            if batch.cut is not None:
                at = to_ms(batch.cut)
                activity.cut(connection, at)
                total.drop(connection, at)
            if batch.closed:
                written = activity.add(connection, self._names, batch.closed)
                if written is not None:
                    total.drop(connection, *written)
            activity.stand(connection, self._names, batch.open)
            if batch.zones:
                self._note_zones(connection, batch.zones)
            journal.add(connection, batch.entries)

    def recover(self, begins: datetime | None = None) -> Activity | None:
        """See `ports.Store`."""
        with self._writing() as connection:
            closed = activity.close_open(connection)
            began = journal.unstopped(connection)
            if begins is not None and (closed or began is not None):
                until = from_ms(max(began or 0, (activity.extent(connection) or (0, 0))[1]))
                journal.add(connection, [crash(begins, until)])
            if closed is None:
                return None
            total.drop(connection, *closed)
            return activity.between(connection, self._names, *closed)[0]

    def mark(self, name: str, value: str | None = None) -> str | None:
        """See `ports.Store`."""
        if value is not None:
            with self._writing() as connection:
                note.put(connection, note.MARK + name, value)
            return value
        with self._source.reading() as connection:
            return note.read(connection, note.MARK + name)

    # ------------------------------------------------------------ reading

    def activities(self, span: Span) -> list[Activity]:
        """See `ports.Store`."""
        with self._source.reading() as connection:
            return activity.between(connection, self._names, to_ms(span.start), to_ms(span.end))

    def uses(self, span: Span, per: frozenset[Per] = frozenset()) -> list[Use]:
        """See `ports.Store`. In time that retention has cleared, an hour counts where it begins."""
        with self._source.reading() as connection:
            calendar = self._days(connection)
            return use.uses(connection, calendar, self._names, to_ms(span.start), to_ms(span.end), per)

    def daily(self, span: Span, kind: Callable[[AppIdentity], str]) -> list[DayUse]:
        """See `ports.Store`."""
        with self._source.reading() as connection:
            calendar = self._days(connection)
            return daily.daily(connection, calendar, self._names, to_ms(span.start), to_ms(span.end), kind)

    def entries(self, span: Span) -> list[Entry]:
        """See `ports.Store`."""
        with self._source.reading() as connection:
            return journal.between(connection, to_ms(span.start), to_ms(span.end))

    def zones(self) -> list[Zone]:
        """See `ports.Store`."""
        with self._source.reading() as connection:
            return _zones(connection)

    def extent(self) -> Span | None:
        """See `ports.Store`; where retention has cleared the first days, from the first one's beginning."""
        with self._source.reading() as connection:
            bounds = [bound for bound in (activity.extent(connection), total.extent(connection)) if bound]
            return (
                span_from(min(low for low, _ in bounds), max(high for _, high in bounds)) if bounds else None
            )

    def taken(self, moment: datetime) -> Span | None:
        """See `ports.Store`."""
        with self._source.reading() as connection:
            found = activity.taken(connection, to_ms(moment))
            return None if found is None else span_from(*found)

    def count(self) -> int:
        """See `ports.Store`; reads every leaf of the table, 30 ms for ten years."""
        with self._source.reading() as connection:
            return activity.count(connection)

    def verify(self) -> Verdict:
        """See `ports.Store`."""
        try:
            with self._source.reading() as connection:
                return verify.verdict(connection, self._days(connection))
        except StoreDamaged as error:
            return Verdict(ok=False, activities=0, entries=0, problems=(error.sentence,))

    def journal_problems(self) -> list[str]:
        """See `ports.Store`; some 10 ms a thousand entries."""
        with self._source.reading() as connection:
            _count, found = journal.problems(connection)
            return [*found, *family.problems(connection)]

    # ------------------------------------------------------------ upkeep

    def tally(self) -> int:
        """See `ports.Store`; a day takes a few milliseconds."""
        summed, more = 0, True
        while more:
            with self._writing() as connection:
                days = total.tally(connection, self._days(connection), self._over(connection), _DAYS_AT_ONCE)
            summed += days
            more = days == _DAYS_AT_ONCE
        return summed

    def retain(self, since: datetime) -> int:
        """See `ports.Store`; whole finished local days only."""
        self.tally()
        dropped, more = 0, True
        while more:
            with self._writing(links=False) as connection:
                calendar = self._days(connection)
                day = calendar.day_of(min(since, from_ms(self._over(connection))))
                went, more = total.retain(connection, calendar, to_ms(calendar.begin(day)), _DAYS_AT_ONCE)
                dropped += went
                if not more:
                    forget.prune(connection)
        with self._writing() as connection:
            gone.retain(connection, to_ms(since), -total.EVER)
        if dropped:
            self.checkpoint()
        return dropped

    def forget(self, *, span: Span | None, app: AppIdentity | str | None, preview: bool = False) -> Forgotten:
        """See `ports.Store`. Journals the fact that something was forgotten, never what.

        Raises:
            StoreError: all was forgotten but what lies in a file that cannot be read; it is named.
        """
        ends = (-total.EVER, total.EVER) if span is None else (to_ms(span.start), to_ms(span.end))
        choice = Choice(*ends, app)
        with self._writing(links=False) as connection:
            with connection.begin_nested() as trial:
                removed = forget.remove(connection, self._days(connection), choice, self._now_ms())
                if preview:
                    trial.rollback()
            if not preview:
                note.put(connection, forget.SCRUB, "due")
                journal.add(connection, [self._forgot(removed)])
        rewritten, unread = self._forget_in_files([choice], preview=preview)
        if not preview:
            self.tally()
            self._scrub()
        if unread and not preview:
            raise _left(unread)
        return Forgotten(removed.activities, removed.amount, removed.titles, rewritten, removed.turns)

    def lower(self, privacy: Privacy, *, preview: bool = False) -> Lowered:
        """See `ports.Store`. Journals how much was dropped, never what.

        Raises:
            StoreError: all was dropped but what lies in a file that cannot be read; it is named.
        """
        if preview:
            with self._source.reading() as connection:
                return Lowered(*lower.held(connection, privacy), 0)
        with self._writing(links=False) as connection:
            titles, sites = lower.lower(connection, self._names, privacy)
            if titles or sites:
                note.put(connection, forget.SCRUB, "due")
                facts = {"titles": titles, "sites": sites}
                journal.add(connection, [Entry(self._clock.now(), EntryKind.FORGET, facts)])

        def less(connection: Connection) -> bool:
            return lower.lower(connection, Names(), privacy) != (0, 0)

        rewritten, unread = self._change_files(less)
        if titles or sites:
            self._scrub()
        if unread:
            raise _left(unread)
        return Lowered(titles, sites, rewritten)

    def rewrite(self, span: Span, activities: Sequence[Activity]) -> None:
        """See `ports.Store`."""
        with self._writing(links=False) as connection:
            count, _gone = rewrite.rewrite(connection, self._names, span, activities)
            facts = {"activities": count, "by": len(activities)}
            journal.add(connection, [Entry(self._clock.now(), EntryKind.EDIT, facts)])

    def checkpoint(self) -> None:
        """See `ports.Store`; also finishes what a forget or a rewrite left to do in files."""
        with self._source.reading() as connection:
            due, owed = note.read(connection, forget.SCRUB), rewrite.owed(connection)
        if owed:
            self._pay(owed)
        if due:
            self._scrub()
        if self._source.file is None:
            return
        with self._source.outside() as own:
            own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def backup(self) -> str:
        """See `ports.Store`; on PostgreSQL the same content as a SQLite file, which `restore` takes back.

        Raises:
            StoreDamaged: the record does not pass its check; earlier backups are left alone.
        """
        if self._backups is None:
            raise StoreError(
                Sentence("This record was opened for reading."),
                Sentence("Ask the tracker to make the backup."),
            )
        target = backup.file_for(self._backups, self._clock.now())
        part = target.with_suffix(".part")
        try:
            with known_errors(target):
                self._copy_to(part)
                copy.check(part, self._source.place)
                copy.keep_on_disk(part)
                part.replace(target)
                backup.thin(self._backups)
        finally:
            part.unlink(missing_ok=True)
        self.note_good()
        return str(target)

    def check(self) -> None:
        """Read the whole file, as opening does for a small one; for the keeper, after a crash and daily.

        Raises:
            StoreDamaged: the next start sets the file aside and restores a backup.
        """
        if self._source.file is None:
            return
        try:
            copy.check(self._source.file)
        except StoreDamaged:
            suspect(self._source.file)
            raise
        self.note_good()

    def note_good(self) -> None:
        """Note that the whole file was found good just now."""
        with self._writing() as connection:
            note.put(connection, examine.CHECKED, str(to_ms(self._clock.now())))

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """Journal something, the open activity left as it stands."""
        with self._writing() as connection:
            journal.add(connection, entries)

    def take(self, reader: Connection) -> None:
        """Replace all content by that of another record at the same revision."""
        with self._writing() as connection:
            copy.carry(reader, connection)
            changed(connection)

    def begin_days(self, day_start: timedelta) -> None:
        """See `ports.Store`."""
        if day_start != self._day_start:
            self._day_start, self._calendar = day_start, None
            self.settle()

    def let_go(self) -> None:
        """See `ports.Store`."""
        self._source.let_go()

    def take_up(self) -> None:
        """See `ports.Store`."""
        self._source.take_up()
        self._names, self._calendar = Names(), None
        self.settle()

    def close(self) -> None:
        """See `ports.Store`."""
        self._source.close()

    # ------------------------------------------------------------ inside

    @contextmanager
    def _writing(self, *, links: bool = True) -> Iterator[Connection]:
        try:
            with self._source.writing(links=links) as connection:
                self._names.begin(connection)
                yield connection
        except BaseException:
            self._names.lose()
            raise

    def _now_ms(self) -> int:
        return to_ms(self._clock.now())

    def _days(self, connection: Connection) -> Calendar:
        noted = tuple(_zones(connection)) or (self._clock.zone(),)
        if self._calendar is None or self._calendar[0] != noted:
            self._calendar = (noted, Calendar(noted, self._day_start))
        return self._calendar[1]

    def _note_zones(self, connection: Connection, zones: Sequence[Zone]) -> None:
        rows = {to_ms(one.since): (one.name, one.offset // timedelta(seconds=1)) for one in zones}
        connection.execute(delete(zone).where(zone.c.since_ms.in_(rows)))
        connection.execute(
            insert(zone),
            [{"since_ms": since, "name": name, "offset_s": offset} for since, (name, offset) in rows.items()],
        )
        total.settle(connection, self._days(connection), min(rows))

    def _over(self, connection: Connection) -> int:
        """Until when (ms) nothing more is expected: now, or where the open activity began."""
        row = activity.open_row(connection)
        now = to_ms(self._clock.now())
        return now if row is None else min(now, row.start_ms)

    def _forgot(self, removed: Removed) -> Entry:
        facts = {"activities": removed.activities, "seconds": round(removed.amount.total_seconds())}
        return Entry(self._clock.now(), EntryKind.FORGET, facts)

    def _copy_to(self, part: Path) -> None:
        if self._source.file is None:
            with self._source.reading() as connection:
                copy.to_file(connection, part)
        else:
            with self._source.outside() as own:
                copy.pour(own, part)

    def _pay(self, owed: Sequence[Choice]) -> None:
        """Have backups lose what the record does not tell any more."""
        _, unread = self._forget_in_files(owed, preview=False)
        if unread:
            log.warning("%d backups cannot be read, so they keep what was deleted by hand", len(unread))
        with self._writing() as connection:
            rewrite.settle(connection, owed)

    def _forget_in_files(self, choices: Sequence[Choice], *, preview: bool) -> tuple[int, list[str]]:
        """The same in every backup and every file set aside: how many held any of it, which cannot be read."""

        def without(connection: Connection) -> bool:
            calendar = self._days(connection)
            removed = [forget.remove(connection, calendar, choice, self._now_ms()) for choice in choices]
            return any(one.anything for one in removed)

        everything = any(choice.everything for choice in choices)
        return self._change_files(without, preview=preview, drop_aside=everything)

    def _change_files(
        self, change: Callable[[Connection], bool], *, preview: bool = False, drop_aside: bool = False
    ) -> tuple[int, list[str]]:
        """Change every backup and every file set aside: how many were different after, which cannot be read.

        Args:
            change: inside a write; whether anything is different.
            preview: leave the files as they are.
            drop_aside: delete what was set aside.
        """
        aside = backup.set_aside(self._source.file) if self._source.file is not None else []
        kept = backup.found(self._backups) if self._backups is not None else []
        held, unread = 0, []
        for file in [*kept, *aside]:
            if drop_aside and file in aside:
                held += 1
                if not preview:
                    backup.remove(file)
                continue
            try:
                held += self._change_file(file, change, preview=preview)
            except (StoreDamaged, StoreNewer):
                unread.append(str(file))
        return held, unread

    def _change_file(self, file: Path, change: Callable[[Connection], bool], *, preview: bool) -> bool:
        part = file.with_name(file.name + ".part")
        try:
            copy.file_copy(file, part)
            examine.look(part, file)
            source = sqlite_source(part, wal=False)
            try:
                with source.writing(links=False) as connection:
                    migrate.upgrade(connection)
                    held = change(connection)
                source.command("VACUUM")
            finally:
                source.close()
            if held and not preview:
                with known_errors(file):
                    copy.keep_on_disk(part)
                    backup.remove(file)
                    part.replace(file)
            return held
        finally:
            part.unlink(missing_ok=True)

    def _scrub(self) -> None:
        """Rewrite the file, so that nothing of what was forgotten remains in its free parts."""
        if self._source.file is None:
            self._source.command("VACUUM FULL")
        elif not self._rewrite():
            return
        with self._writing() as connection:
            note.drop(connection, forget.SCRUB)

    def _rewrite(self) -> bool:
        """Whether it could be done now; someone who reads an earlier moment of the record prevents it."""
        with self._source.outside() as own:
            own.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            try:
                own.execute("VACUUM")
                busy = own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                own.execute(f"PRAGMA busy_timeout = {round(BUSY_S * 1000)}")
        if busy:
            log.info("the forgotten is removed from the file once no one reads it any more")
        return not busy


def _left(unread: Sequence[str]) -> StoreError:
    return StoreError(
        Sentence(
            "All was forgotten but what lies in {names}, which cannot be read.", names=", ".join(unread)
        ),
        Sentence("Delete these files yourself."),
    )


def _zones(connection: Connection) -> list[Zone]:
    rows = connection.execute(select(zone).order_by(zone.c.since_ms))
    return [Zone(from_ms(row.since_ms), row.name, timedelta(seconds=row.offset_s)) for row in rows]
