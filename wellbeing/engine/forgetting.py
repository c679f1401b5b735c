"""Forgetting reaches the reports that were written: they go at once, and are written anew from what is left.

forgotten day      │
weeks   ──│──────│─┼────│──────│──────│──────│──────│──
└ told of it         …  └ held beside it: four weeks are what is usual
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity, Entry, EntryKind, Per, Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Batch, Clock, Forgotten, KnownError, Lowered, Store
from wellbeing.timeline.day import Calendar
from wellbeing.timeline.redact import Privacy

_MARK = "report-anew"
"""First days of the weeks whose reports are to be written anew."""
_DAY = timedelta(days=1)
_WEEK, _BESIDE = timedelta(days=7), timedelta(weeks=4)
REPORTS = "reports"
"""In the journal: how many reports went."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Where reports lie, and where their copies were put."""

    folder: Path
    copies: Path | None = None

    @property
    def weeks(self) -> list[date]:
        """First days of the weeks of which anything is kept, in order."""
        if not self.folder.is_dir():
            return []
        found = {_first(one) for one in self.folder.iterdir()}
        return sorted(one for one in found if one is not None)

    @property
    def looked_at(self) -> Path:
        """What was opened in the browser last; it may be of any day."""
        return self.folder / "shown.html"

    def remove(self, week: date) -> None:
        """Take away a report, its letter, and copies that nobody changed.

        Raises:
            KnownError: a file cannot be removed.
        """
        for one in sorted(self.folder.glob(f"week-{week.isoformat()}.*")):
            try:
                if one.is_dir():
                    shutil.rmtree(one)
                    continue
                copy = self.copies / one.name if self.copies else None
                if copy is not None and copy.is_file() and copy.read_bytes() == one.read_bytes():
                    copy.unlink()
                one.unlink()
            except OSError as error:
                raise KnownError(
                    Sentence("The report {path} cannot be removed: {why}.", path=one, why=error.strerror),
                    Sentence("Remove it by hand, and try again."),
                ) from error


def archive(home: Home, chosen: Settings) -> Archive:
    """The archive of a home, and where the person has copies put."""
    return Archive(home.reports, Path(chosen.report_folder).expanduser() if chosen.report_folder else None)


def forget(
    store: Store,
    clock: Clock,
    calendar: Calendar,
    kept: Archive,
    *,
    span: Span | None,
    app: AppIdentity | str | None,
    preview: bool = False,
) -> tuple[Forgotten, int]:
    """Forget as `ports.Store.forget` does, and every report that tells of it; how many reports.

    Args:
        store: open for writing.
        clock: the time.
        calendar: the person's days.
        kept: the reports.
        span: None for always.
        app: None for every app.
        preview: only say what would go.

    Raises:
        KnownError: a report cannot be removed; then nothing is forgotten.
        StoreError: as the store says.
    """
    weeks = touched(store, calendar, kept, span, app)
    if not preview:
        _remove(store, clock, kept, weeks)
    gone = store.forget(span=span, app=app, preview=preview)
    if not preview and not (span is None and app is None):
        _note(store, weeks)
    return gone, len(weeks)


def touched(
    store: Store, calendar: Calendar, kept: Archive, span: Span | None, app: AppIdentity | str | None
) -> list[date]:
    """First days of the weeks whose reports tell of it, or hold something beside it; all weeks for everything."""
    weeks = kept.weeks
    if not weeks or (span is None and app is None):
        return weeks
    days = _days(store, calendar, span, app)
    return [one for one in weeks if any(one - _BESIDE <= day < one + _WEEK for day in days)]


def lower(store: Store, clock: Clock, kept: Archive, privacy: Privacy) -> Lowered:
    """Keep less as `ports.Store.lower` does, in reports too: they name sites.

    Raises:
        KnownError, StoreError: as `forget`.
    """
    weeks = kept.weeks if store.lower(privacy, preview=True).sites else []
    _remove(store, clock, kept, weeks)
    gone = store.lower(privacy)
    _note(store, weeks)
    return gone


def pending(store: Store) -> list[date]:
    """First days of the weeks whose reports are to be written anew, in order."""
    text = store.mark(_MARK)
    return msgspec.json.decode(text, type=list[date]) if text else []


def written(store: Store, week: date) -> None:
    """The report of a week was written anew."""
    _keep(store, [one for one in pending(store) if one != week])


def _remove(store: Store, clock: Clock, kept: Archive, weeks: Iterable[date]) -> None:
    count = 0
    for week in weeks:
        kept.remove(week)
        count += 1
    with suppress(OSError):
        kept.looked_at.unlink()
    if count:
        store.write(Batch(entries=[Entry(clock.now(), EntryKind.FORGET, {REPORTS: count})]))


def _note(store: Store, weeks: Iterable[date]) -> None:
    if noted := sorted({*pending(store), *weeks}):
        _keep(store, noted)


def _keep(store: Store, weeks: list[date]) -> None:
    store.mark(_MARK, msgspec.json.encode(weeks).decode())


def _days(store: Store, calendar: Calendar, span: Span | None, app: AppIdentity | str | None) -> set[date]:
    """The local days on which any of it is recorded."""
    where = span or store.extent()
    if where is None:
        return set()

    def meant(one: AppIdentity) -> bool:
        return app is None or app in (one, one.app_id)

    tool = app.app_id if isinstance(app, AppIdentity) else app
    uses = store.uses(where, frozenset({Per.DAY}))
    found = {use.day for use in uses if use.day is not None and meant(use.app)}
    found |= {calendar.day_of(one.at) for one in store.ledger.prompts(where) if tool in (None, one.tool)}
    for work in store.ledger.works(where):
        if tool in (None, work.tool):
            first, last = calendar.day_of(work.span.start), calendar.day_of(work.span.end)
            found |= {first + place * _DAY for place in range((last - first).days + 1)}
    return found


def _first(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.stem.removeprefix("week-"))
    except ValueError:
        return None
