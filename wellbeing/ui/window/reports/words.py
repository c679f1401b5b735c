"""The words of the Reports page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from wellbeing.engine.post import Sending, State
from wellbeing.files.settings import Settings
from wellbeing.reports.edition import Edition, Stretch
from wellbeing.ui import text
from wellbeing.ui.text import _, said

if TYPE_CHECKING:
    from wellbeing.engine.reporter import Uncopied


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows, as it was read."""

    over: str
    headline: str
    lead: str
    picture: bytes
    """PNG."""
    html: str
    archive: tuple[Path, ...]
    """HTML files, the latest first."""
    settings: Settings
    week_begins: date
    """First day of the next week."""
    sendings: tuple[Sending, ...]
    """Of the latest report."""
    stretch: Stretch
    """The days of the report."""
    since: date | None
    """First day of the record; None without one."""
    today: date
    uncopied: tuple[Uncopied, ...] = ()
    """Reports that wait for their folder."""


def editions() -> list[tuple[str, str]]:
    """What can be looked at."""
    return [
        (Edition.WEEK.value, _("Week")),
        (Edition.MONTH.value, _("Month")),
        (Edition.YEAR.value, _("Year")),
    ]


def when(shown: Shown) -> str:
    """When the next one comes."""
    settings = shown.settings
    if not settings.report_weekly:
        return _("No report comes by itself.")
    hour = text.clock(datetime.combine(shown.week_begins, datetime.min.time()) + settings.report_hour)
    return _("The next one comes on {day} at {time}, or when you are back.").format(
        day=text.long_date(shown.week_begins), time=hour
    )


def delivery(shown: Shown) -> str:
    """When the next one comes, and what became of the last one's letters and copies."""
    waits = [copy(one) for one in shown.uncopied if one.why]
    return " ".join([when(shown), *waits, *map(sent, shown.sendings)])


def copy(one: Uncopied) -> str:
    """That a report waits for its folder."""
    said_why = _("The copy of the report of {day} waits for its folder: {why}. It is tried again by itself.")
    return said_why.format(day=text.long_date(one.week), why=one.why)


def sent(one: Sending) -> str:
    """What became of a letter."""
    address = one.key.rpartition(" ")[2]
    match one.state:
        case State.SENT:
            return _("The last one was sent to {address}.").format(address=address)
        case State.REFUSED:
            why = f"{said_again(one.why)} {said_again(one.remedy)}"
            return _("It was not sent to {address}: {why}").format(address=address, why=why)
        case State.UNCLEAR | State.SENDING:
            return _("It may not have reached {address}; it is not sent twice.").format(address=address)
        case State.WAITING:
            return _("It waits to be sent to {address}: {why}").format(
                address=address, why=said_again(one.why)
            )


def said_again(words: str) -> str:
    """A sentence that was kept as text: as it stands."""
    return said(words)


def archived(file: Path) -> str:
    """A report of the archive, by its file."""
    try:
        first = date.fromisoformat(file.stem.removeprefix("week-"))
    except ValueError:
        return file.stem
    days = text.dates(first, first + timedelta(days=6), year=True)
    return _("Week of {days}").format(days=days)


def archive(folder: Path) -> tuple[Path, ...]:
    """Reports that are kept, the latest first."""
    return tuple(sorted(folder.glob("week-*.html"), reverse=True)) if folder.is_dir() else ()


def of_latest(sendings: Sequence[Sending]) -> tuple[Sending, ...]:
    """Letters of the latest report that was sent or tried."""
    weeks = [one for one in sendings if one.key.startswith("week ")]
    if not weeks:
        return ()
    latest = max(one.key.split(" ")[1] for one in weeks)
    return tuple(one for one in weeks if one.key.split(" ")[1] == latest)
