"""Reading what AI tools log, into the record or beside it."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wellbeing.app.basis import clock, settings_or_defaults
from wellbeing.app.record import writing
from wellbeing.engine import crash
from wellbeing.engine.logs import LogReader
from wellbeing.files.paths import Home
from wellbeing.interop.formats import formats
from wellbeing.lean import pages
from wellbeing.line import client
from wellbeing.model import PIECE
from wellbeing.ports import KnownError, Ledger, Store
from wellbeing.store.copy import file_copy
from wellbeing.store.opening import open_store

log = logging.getLogger(__name__)


def log_reader(store: Store, logs: Path) -> LogReader:
    """Reads the logs of AI tools into a record that is open for writing.

    Args:
        store: where to.
        logs: folder for reports of errors of ours.
    """

    def failed(error: BaseException) -> None:
        crash.report(error, logs, clock().now())

    # A copy: reading os.environ decodes each value anew.
    return LogReader(formats(), store.ledger, clock(), Path.home(), dict(os.environ), failed)


def read_on(reader: LogReader, *, asked: bool) -> None:
    """Read logs, and return what a first reading of months took."""
    if reader.read(asked=asked) >= PIECE:
        pages.give_back()


def read_logs(home: Home) -> bool:
    """Bring the ledger up to this moment: the tracker does it, or where none runs this process.

    Returns:
        Whether it could be done; the record may be one that this process cannot write.
    """
    if not settings_or_defaults(home).read_ai_logs:
        return True
    try:
        told = client.ask(home.socket, "read-logs")
        if told is None:
            home.prepare()
            with writing(home) as store:
                if store.mark("demo") is None:
                    log_reader(store, home.logs).read()
        elif not told.get("done", True):
            log.warning("Logs of AI tools are still being read; ask again in a moment.")
    except KnownError as error:
        log.warning("%s", error.sentence)
        return False
    return True


@contextmanager
def logs_apart(home: Home) -> Iterator[Ledger]:
    """What logs of AI tools tell, read into a copy of the record that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wellbeing-") as folder:
        place = Path(folder)
        with suppress(OSError, KnownError):
            file_copy(home.record, place / "record.sqlite")
        opened = open_store(place / "record.sqlite", clock=clock(), backups=place / "backups")
        try:
            log_reader(opened.store, place).read()
            yield opened.store.ledger
        finally:
            opened.store.close()
