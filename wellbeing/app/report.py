"""The report of the week: written by another process, kept, mailed and opened."""

from __future__ import annotations

import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from wellbeing.app.post import mailer
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.reporter import PARTS, Printed, Reporter
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, Letter, Picture, Store
from wellbeing.reports.edition import Stretch

_PRINT_S = 120
"""A report takes two seconds; on a machine that swaps, more."""


def reporter(
    home: Home, ruled: Ruling, store: Store, time_of_day: SystemClock, tells: Callable[[], None]
) -> Reporter:
    """What brings the report of the week."""

    def week_begins() -> int:
        from wellbeing.ui import text

        return first_weekday(ruled.settings, text.first_weekday())

    def letter(key: str, to: tuple[str, ...], folder: Path) -> Letter:
        page, plain, picture = (folder / name for name in PARTS)
        subject, _, told = plain.read_text("utf-8").partition("\n")
        pictures = (Picture("days", picture.read_bytes()),) if picture.exists() else ()
        return Letter(key, to, subject, told.lstrip("\n"), page.read_text("utf-8"), pictures)

    return Reporter(
        store=store,
        clock=time_of_day,
        settings=lambda: ruled.settings,
        archive=home.reports,
        week_begins=week_begins,
        prints=lambda stretch, printed: print_report(home, stretch, printed),
        tells=lambda _stretch, _printed: tells(),
        mailer=lambda chosen: mailer(chosen, time_of_day),
        letter=letter,
    )


def print_report(home: Home, stretch: Stretch, printed: Printed) -> None:
    """Write the files of a report by another process, which takes its memory with it.

    Raises:
        KnownError: it could not be done.
    """
    chosen = ("--home", str(home.chosen)) if home.chosen else ()
    files = ("--html", str(printed.html), "--pdf", str(printed.pdf), "--letter", str(printed.letter))
    day = stretch.first.isoformat()
    command = [sys.executable, "-m", "wellbeing", *chosen, "report", stretch.edition.value, day, *files]
    done = subprocess.run(  # noqa: S603 - this program
        command, capture_output=True, check=False, timeout=_PRINT_S, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise KnownError(
            Sentence("The report of the week could not be written."),
            Sentence("Try: wellbeing report week"),
        )


def open_report(file: Path | None, opens: Callable[[str], bool]) -> None:
    """Show it in the browser, or the window's page where that cannot be; on a thread, since browsers may take long."""

    def show() -> None:
        if file is None or not file.exists() or not webbrowser.open(file.as_uri()):
            opens("reports")

    threading.Thread(target=show, name="report", daemon=True).start()
