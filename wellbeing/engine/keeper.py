"""Upkeep in the background: totals, retention, backups, checkpoints; one job at a time on one thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from wellbeing.ports import Clock, KnownError, Store

log = logging.getLogger(__name__)

CHECKPOINT_EVERY = timedelta(minutes=15)
TALLY_EVERY = timedelta(hours=1)
BACKUP_EVERY = timedelta(hours=24)
LOGS_EVERY = timedelta(seconds=60)
"""How fresh the ledger is by itself; who wants to know now asks."""
REPORT_EVERY = timedelta(minutes=5)
"""How late a report may come; letters that wait are tried no more often."""
SOON = timedelta(seconds=20)
"""First upkeep after the start, when the desktop has settled."""


class Keeper:
    """Runs what keeps the record sound and quick.

    Args:
        keep_for: how long single activities are kept; None keeps them for ever. Asked before each run.
        failed: told of an error of ours, on the work thread.
        day_start: when a local day begins, after midnight; None where that never changes. Asked before each run.
        check: reads the whole file once, where opening left that to be done beside the work; None where it did not.
        read_logs: reads on what AI tools log, and is told whether somebody asked for it; None where nothing is read.
        break_off: ends what `read_logs` and `look_back` are at, soon, because the program ends; None where they
            never take long.
        look_back: looks at finished days once their totals are made; asked every hour.
        give_back: returns memory, when the start is over and after the upkeep that takes most of it; None where
            nothing is returned.
        report: brings the report of the week where it is due; None where none is wanted.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        keep_for: Callable[[], timedelta | None],
        failed: Callable[[BaseException], None],
        day_start: Callable[[], timedelta] | None = None,
        check: Callable[[], object] | None = None,
        read_logs: Callable[[bool], object] | None = None,
        break_off: Callable[[], object] | None = None,
        *,
        give_back: Callable[[], object] | None = None,
        look_back: Callable[[], object] | None = None,
        report: Callable[[], object] | None = None,
    ) -> None:
        self._give_back = give_back
        self._look_back = look_back
        self._break_off = break_off
        self._report = report
        self._check = check
        self._read_logs = read_logs
        self._day_start = day_start
        self._store = store
        self._clock = clock
        self._keep_for = keep_for
        self._failed = failed
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self, soon: timedelta = SOON) -> None:
        """Begin upkeep, the first one `soon`."""
        now = self._clock.now()
        self._every(CHECKPOINT_EVERY, now + CHECKPOINT_EVERY, self._store.checkpoint)
        self._every(TALLY_EVERY, now + soon, self.tidy)
        self._every(TALLY_EVERY, now + soon * 2, self._close_round)
        if self._look_back is not None:
            self._every(TALLY_EVERY, now + soon * 1.5, self._look_back)
        if self._check is not None:
            self._scheduler.add_job(self._minded(self._check), DateTrigger(now + soon * 3, "UTC"))
        if self._give_back is not None:
            # Once all threads have begun, and once more after the first reading of logs.
            for when in (soon / 20, soon / 2):
                self._scheduler.add_job(self._minded(self._give_back), DateTrigger(now + when, "UTC"))
        if self._read_logs is not None:
            self._every(LOGS_EVERY, now + soon / 4, partial(self._read_logs, False))
        if self._report is not None:
            self._every(REPORT_EVERY, now + soon * 6, self._report)
        self._scheduler.start()

    def read_logs(self, patience_s: float) -> bool:
        """Read logs now, on the work thread; whether that was done in time. Safe on any thread."""
        if self._read_logs is None or not self._scheduler.running:
            return True
        done = threading.Event()
        work = self._minded(partial(self._read_logs, True))

        def job() -> None:
            work()
            done.set()

        self._scheduler.add_job(job, DateTrigger(timezone="UTC"))
        return done.wait(patience_s)

    def hurry(self) -> None:
        """Tidy now, beside the work. Safe on any thread."""
        if self._scheduler.running:
            self._scheduler.add_job(self._minded(self.tidy), DateTrigger(timezone="UTC"))

    def stop(self) -> None:
        """End upkeep after the running job."""
        if self._break_off is not None:
            self._break_off()
        if self._scheduler.running:
            # A job that is just being handed out must not find its list gone (APScheduler 3.11 raises): begin no
            # other, and wait for the list.
            self._scheduler.pause()
            self._scheduler.get_jobs()
            self._scheduler.shutdown(wait=True)

    def tidy(self) -> None:
        """Sum finished days, and drop single activities older than the person keeps them."""
        if self._day_start is not None:
            self._store.begin_days(self._day_start())
        self._store.tally()
        keep_for = self._keep_for()
        if keep_for is not None:
            gone = self._store.retain(self._clock.now() - keep_for)
            if gone:
                log.info("%d activities passed their retention; their totals stay", gone)

    def back_up(self) -> None:
        """A backup once a day; the machine may sleep through any hour, so the last one's age decides."""
        noted = self._store.mark("backup")
        now = self._clock.now()
        if noted and timedelta(0) <= now - datetime.fromisoformat(noted) < BACKUP_EVERY:
            return
        self._store.backup()
        self._store.mark("backup", now.isoformat())

    def _close_round(self) -> None:
        try:
            self.back_up()
        finally:
            if self._give_back is not None:
                self._give_back()

    def _every(self, interval: timedelta, first: datetime, work: Callable[[], object]) -> None:
        job = self._minded(work)
        trigger = IntervalTrigger(seconds=round(interval.total_seconds()), timezone="UTC")
        self._scheduler.add_job(job, trigger, next_run_time=first)

    def _minded(self, work: Callable[[], object]) -> Callable[[], None]:
        """The work, with what goes wrong said where a person or we can see it."""

        def job() -> None:
            try:
                work()
            except KnownError as error:
                log.warning("upkeep must wait: %s", type(error).__name__)
            except Exception as error:
                log.exception("upkeep failed")
                self._failed(error)

        return job
