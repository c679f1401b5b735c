"""The report of the week, by itself: printed, kept, told and sent, once each; on the work thread.

due ─► printed by another process (so that nothing of charts is loaded here) ─► copied ─► noted ─► told
└─► post, until it is sent
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from wellbeing.engine.forgetting import pending, written
from wellbeing.engine.post import Post, State
from wellbeing.files.settings import Settings
from wellbeing.model import Span
from wellbeing.ports import Clock, Letter, Mailer, Store
from wellbeing.reports.due import due, may_be_due
from wellbeing.reports.edition import Edition, Stretch
from wellbeing.timeline.day import Calendar

log = logging.getLogger(__name__)

_MARK = "report"
"""First day of the week that was told last."""
_BACK = 8
"""Weeks back to which a report is caught up."""
_BROUGHT = "report-brought"
"""On which day (UTC) that was."""
_UNCOPIED = "report-copy"
_MOST = 8
"""Reports that wait for a folder; older ones are in the archive."""
PARTS = ("letter.html", "letter.txt", "days.png")
"""What a letter is made of, in the folder that the print was given; the first line of the text is its subject."""


@dataclass(frozen=True, slots=True)
class Uncopied:
    """A report that waits to be copied into the chosen folder."""

    week: date
    """Its first day."""
    why: str = ""
    """What the system said to the last try."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One report of the archive."""

    html: Path
    pdf: Path
    letter: Path
    """Folder of the letter's parts; there while it may have to be sent."""


class Reporter:
    """Looks whether a report is due, and does what the person chose.

    Args:
        store: the record, which remembers what was told and sent.
        clock: the time.
        settings: as they are now.
        archive: where reports are kept.
        week_begins: the weekday on which weeks begin, 0 for Monday.
        prints: writes the files of a report; may take seconds.
        tells: has it told that a report is there.
        mailer: sends by the account that the settings name.
        letter: reads the parts of a letter.
    """

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        settings: Callable[[], Settings],
        archive: Path,
        week_begins: Callable[[], int],
        prints: Callable[[Stretch, Printed], None],
        tells: Callable[[Stretch, Printed], None],
        mailer: Callable[[Settings], Mailer],
        letter: Callable[[str, tuple[str, ...], Path], Letter],
    ) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._archive, self._week_begins = archive, week_begins
        self._prints, self._tells, self._mailer, self._letter = prints, tells, mailer, letter

    def look(self) -> None:
        """Do what is due now.

        Raises:
            KnownError: a report could not be printed; the next look tries again.
        """
        settings = self._settings()
        if not settings.report_weekly or self._store.mark("demo") is not None:
            return
        stretch = self._due(settings)
        if stretch is not None:
            self._bring(stretch, settings)
        else:
            self._write_anew(settings)
        if settings.report_folder:
            self._copy(settings)
        if settings.report_to and settings.mail_host:
            self._send(settings)

    def _due(self, settings: Settings) -> Stretch | None:
        extent = self._store.extent()
        calendar = Calendar(self._store.zones() or [self._clock.zone()], settings.day_start)
        now = self._clock.now()
        today = calendar.day_of(now)
        first = calendar.day_of(extent.start) if extent is not None else None
        last = delivered(self._store)
        if not may_be_due(today, first, last):
            return None
        found = due(
            local=calendar.local(now),
            today=today,
            at=settings.report_hour,
            week_begins=self._week_begins(),
            recorded_from=first,
            delivered=last,
        )
        return self._latest(found, last, calendar) if found is not None else None

    def _latest(self, found: Stretch, last: date | None, calendar: Calendar) -> Stretch | None:
        """The latest week with a record that was not told yet: who was away reads of the week before that."""
        one = found
        for _week in range(_BACK):
            if last is not None and one.first <= last:
                return None
            if self._store.uses(_span(one, calendar)):
                return one
            one = one.before
        return None

    def _bring(self, stretch: Stretch, settings: Settings) -> None:
        printed = self._print(stretch, settings)
        self._store.mark(_MARK, stretch.first.isoformat())
        self._store.mark(_BROUGHT, self._clock.now().date().isoformat())
        self._tidy(stretch)
        log.info("the report of a week was written")
        self._tells(stretch, printed)

    def _write_anew(self, settings: Settings) -> None:
        """One report that went because of something that was forgotten, without telling or sending it again."""
        waiting = pending(self._store)
        if not waiting:
            return
        first = waiting[0]
        stretch = week(first)
        calendar = Calendar(self._store.zones() or [self._clock.zone()], settings.day_start)
        if self._store.uses(_span(stretch, calendar)):
            self._print(stretch, settings)
            self._tidy(week(delivered(self._store) or first))
        written(self._store, first)

    def _print(self, stretch: Stretch, settings: Settings) -> Printed:
        printed = printed_in(self._archive, stretch)
        self._archive.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prints(stretch, printed)
        if settings.report_folder:
            waiting = [one for one in uncopied(self._store) if one.week != stretch.first]
            _keep_uncopied(self._store, [*waiting, Uncopied(stretch.first)])
        return printed

    def _copy(self, settings: Settings) -> None:
        """What is still to be copied: a folder that is away, or full, keeps nothing else from happening."""
        known = uncopied(self._store)
        left = []
        for one in known:
            printed = printed_in(self._archive, week(one.week))
            if not printed.html.exists():
                continue  # it was forgotten
            try:
                _copy(printed, Path(settings.report_folder).expanduser())
            except OSError as error:
                left.append(Uncopied(one.week, error.strerror or type(error).__name__))
        if left != known:
            _keep_uncopied(self._store, left)

    def _send(self, settings: Settings) -> None:
        """The latest report, to each recipient as a letter of its own: one bad address harms no other."""
        last = delivered(self._store)
        if last is None:
            return
        stretch = week(last)
        folder = printed_in(self._archive, stretch).letter
        if not folder.is_dir():
            return
        post, now = Post(self._store), self._clock.now()
        done = True
        for address in settings.report_to:
            key = f"{stretch.key} {address}"
            known = post.one(key)
            if known is None or known.next is not None:
                known = post.send(
                    key,
                    lambda key=key, address=address: self._letter(key, (address,), folder),  # type: ignore[misc]  # defaults bind the loop's values
                    self._mailer(settings),
                    now,
                )
            done = done and known.state is State.SENT
        if done:
            # What is sent needs not lie here twice; one that was refused is kept for another try.
            shutil.rmtree(folder, ignore_errors=True)

    def _tidy(self, stretch: Stretch) -> None:
        """Letters of earlier weeks are not sent any more."""
        for one in self._archive.glob("week-*.letter"):
            if one != printed_in(self._archive, stretch).letter:
                shutil.rmtree(one, ignore_errors=True)


def printed_in(archive: Path, stretch: Stretch) -> Printed:
    """Where a report lies."""
    name = f"week-{stretch.first.isoformat()}"
    return Printed(archive / f"{name}.html", archive / f"{name}.pdf", archive / f"{name}.letter")


def delivered(store: Store) -> date | None:
    """First day of the week whose report came last; None before the first."""
    text = store.mark(_MARK)
    return date.fromisoformat(text) if text else None


def brought(store: Store) -> date | None:
    """The day (UTC) on which that report came; None before the first."""
    text = store.mark(_BROUGHT)
    return date.fromisoformat(text) if text else None


def uncopied(store: Store) -> list[Uncopied]:
    """Reports that wait for their folder, oldest first."""
    text = store.mark(_UNCOPIED)
    return msgspec.json.decode(text, type=list[Uncopied]) if text else []


def _keep_uncopied(store: Store, waiting: list[Uncopied]) -> None:
    store.mark(_UNCOPIED, msgspec.json.encode(waiting[-_MOST:]).decode())


def week(first: date) -> Stretch:
    """The week that begins on a day."""
    return Stretch(Edition.WEEK, first, first + timedelta(days=6))


def _span(stretch: Stretch, calendar: Calendar) -> Span:
    return Span(calendar.begin(stretch.first), calendar.begin(stretch.last + timedelta(days=1)))


def _copy(printed: Printed, folder: Path) -> None:
    """Whole files or none, readable as the folder's other files are."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in (printed.html, printed.pdf):
        part = folder / f".{one.name}.part"
        try:
            shutil.copyfile(one, part)
            part.replace(folder / one.name)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise
