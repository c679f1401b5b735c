"""The record of a home: opened to be read or changed, and put back from a backup."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from wellbeing.app.basis import clock, settings_or_defaults
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.writing import writing as hold_and_write
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.ports import Store
from wellbeing.store.opening import Opened, open_store, read_store

log = logging.getLogger(__name__)


def open_record(home: Home, chosen: Settings, clock: SystemClock, *, readonly: bool) -> Store:
    """The record of a home; for readers an empty one where nothing is recorded yet.

    Raises:
        StoreError: it cannot be opened, with the remedy.
    """
    if not readonly:
        return opened(home, chosen, clock).store
    if (kept := read_store(home.record, clock=clock, day_start=chosen.day_start)) is not None:
        return kept
    # Loaded only here: a tracker always has a record.
    from wellbeing.store.nothing import NoRecord

    return NoRecord()


def opened(home: Home, chosen: Settings, clock: SystemClock) -> Opened:
    """The record of a home, ready to be written; what had to be done for that is said.

    Raises:
        StoreError: it cannot be opened, with the remedy.
    """
    ready = open_store(home.record, clock=clock, day_start=chosen.day_start, backups=home.backups)
    for sentence in ready.said:
        log.warning("%s", sentence)
    return ready


def writing(home: Home) -> AbstractContextManager[Store]:
    """The record for a change from another process than the tracker's, which holds still meanwhile."""
    return hold_and_write(
        home.socket, lambda: open_record(home, settings_or_defaults(home), clock(), readonly=False)
    )


@contextmanager
def beside(home: Home) -> Iterator[Store]:
    """The record for notes, beside a tracker that goes on: for what asks others and may take seconds."""
    store = open_record(home, settings_or_defaults(home), clock(), readonly=False)
    try:
        yield store
    finally:
        store.close()


def restore_record(home: Home, file: Path) -> Path | None:
    """Put a backup in the place of the record; where the present one went, or None where there was none.

    A running tracker gives the record away meanwhile, and goes on after.

    Raises:
        StoreError: the file is no sound backup; nothing was touched.
        AlreadyRunning: a tracker is just starting or ending.
    """
    from wellbeing.engine.restoring import restored

    return restored(home, file, clock(), lambda: None)
