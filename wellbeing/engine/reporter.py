"""The report of the week, by itself: printed, kept, told and sent, once each; on the work thread.

due ─► printed by another process (so that nothing of charts is loaded here) ─► copied ─► noted ─► told
└─► post, until it is sent
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from wellbeing.engine.post import Post
from wellbeing.files.settings import Settings
from wellbeing.model.sentence import Sentence
from wellbeing.ports import Clock, KnownError, Letter, Mailer, Store
from wellbeing.reports.due import due, may_be_due
from wellbeing.reports.edition import Edition, Stretch
from wellbeing.timeline.day import Calendar

log = logging.getLogger(__name__)

_MARK = "report"
"""First day of the week that was told last."""
PARTS = ("letter.html", "letter.txt", "days.png")
"""What a letter is made of, in the folder that the print was given; the first line of the text is its subject."""


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
        tells: shows the person that it is there.
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
            KnownError: a report could not be printed or kept; the next look tries again.
        """
        settings = self._settings()
        if not settings.report_weekly or self._store.mark("demo") is not None:
            return
        stretch = self._due(settings)
        if stretch is not None:
            self._bring(stretch, settings)
        if settings.report_to and settings.mail_host:
            self._send(settings)

    def _due(self, settings: Settings) -> Stretch | None:
        extent = self._store.extent()
        calendar = Calendar(self._store.zones() or [self._clock.zone()], settings.day_start)
        now = self._clock.now()
        today = calendar.day_of(now)
        first = calendar.day_of(extent.start) if extent is not None else None
        delivered = self.delivered
        if not may_be_due(today, first, delivered):
            return None
        return due(
            local=calendar.local(now),
            today=today,
            at=settings.report_hour,
            week_begins=self._week_begins(),
            recorded_from=first,
            delivered=delivered,
        )

    @property
    def delivered(self) -> date | None:
        """First day of the week that was told last; None before the first."""
        text = self._store.mark(_MARK)
        return date.fromisoformat(text) if text else None

    def _bring(self, stretch: Stretch, settings: Settings) -> None:
        printed = printed_in(self._archive, stretch)
        self._archive.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._prints(stretch, printed)
        if settings.report_folder:
            _copy(printed, Path(settings.report_folder).expanduser())
        self._store.mark(_MARK, stretch.first.isoformat())
        log.info("the report of a week was written")
        self._tells(stretch, printed)

    def _send(self, settings: Settings) -> None:
        """The latest report, to each recipient as a letter of its own: one bad address harms no other."""
        delivered = self.delivered
        if delivered is None:
            return
        stretch = Stretch(Edition.WEEK, delivered, delivered + timedelta(days=6))
        folder = printed_in(self._archive, stretch).letter
        if not folder.is_dir():
            return
        post, now = Post(self._store), self._clock.now()
        for address in settings.report_to:
            key = f"{stretch.key} {address}"
            known = post.one(key)
            if known is None or known.next is not None:
                post.send(
                    key,
                    lambda key=key, address=address: self._letter(key, (address,), folder),  # type: ignore[misc]  # defaults bind the loop's values
                    self._mailer(settings),
                    now,
                )


def printed_in(archive: Path, stretch: Stretch) -> Printed:
    """Where a report lies."""
    name = f"week-{stretch.first.isoformat()}"
    return Printed(archive / f"{name}.html", archive / f"{name}.pdf", archive / f"{name}.letter")


def _copy(printed: Printed, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in (printed.html, printed.pdf):
            shutil.copyfile(one, folder / one.name)
    except OSError as error:
        raise KnownError(
            Sentence("The report cannot be copied to {folder}: {why}.", folder=folder, why=error.strerror),
            Sentence("Choose another folder in the settings."),
        ) from error
