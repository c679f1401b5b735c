"""What is forgotten is gone from the reports that were written, too."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.clocks import HandClock
from tests.engine.test_reporter import Desk
from tests.fakes import days
from tests.fakes.days import CHAT, NOW, TODAY
from tests.mailserver import USER, mail_server
from wellbeing.engine import forgetting
from wellbeing.engine.forgetting import Archive, pending, touched
from wellbeing.engine.reports import facts
from wellbeing.model import EntryKind, Prompt, Span
from wellbeing.ports import Batch, KnownError
from wellbeing.reports.edition import Edition, around
from wellbeing.timeline.day import Calendar
from wellbeing.timeline.redact import Privacy

MONDAY = date(2026, 11, 16)
WEEK = timedelta(weeks=1)
CALENDAR = Calendar([days.ZONE])


def written(folder: Path, weeks: int = 10) -> Archive:
    """An archive of so many weeks up to the last one, with copies."""
    kept = Archive(folder / "reports", folder / "copies")
    for back in range(weeks):
        name = f"week-{(MONDAY - back * WEEK).isoformat()}"
        for place in (kept.folder, folder / "copies"):
            place.mkdir(exist_ok=True)
            (place / f"{name}.html").write_text(name)
            (place / f"{name}.pdf").write_text(name)
        (kept.folder / f"{name}.letter").mkdir()
    return kept


def span_of(day: date) -> Span:
    return CALENDAR.span_of(day)


def test_a_day_takes_the_reports_that_tell_of_it_or_hold_something_beside_it(tmp_path: Path) -> None:
    kept, store, clock = written(tmp_path), days.record(days_before=90), HandClock(NOW)
    day = MONDAY - 3 * WEEK + timedelta(days=2)
    expected = [MONDAY - back * WEEK for back in (3, 2, 1, 0)]
    seen = forgetting.forget(store, clock, CALENDAR, kept, span=span_of(day), app=None, preview=True)
    assert seen[1] == 4
    assert len(kept.weeks) == 10
    assert pending(store) == []
    gone, count = forgetting.forget(store, clock, CALENDAR, kept, span=span_of(day), app=None)
    assert (gone.activities > 0, count) == (True, 4)
    assert kept.weeks == sorted(MONDAY - back * WEEK for back in range(4, 10))
    assert not list((tmp_path / "copies").glob(f"week-{MONDAY.isoformat()}*"))
    assert pending(store) == sorted(expected)
    told = [one.facts for one in store.entries(Span(NOW - WEEK, NOW + WEEK)) if one.kind is EntryKind.FORGET]
    assert {"reports": 4} in told
    source = days.source(store)
    assert facts(source, around(Edition.WEEK, TODAY, 0), 0).changes["forget"] == 1


def test_copies_that_somebody_changed_and_strange_files_stay(tmp_path: Path) -> None:
    kept, store = written(tmp_path, 1), days.record()
    (tmp_path / "copies" / f"week-{MONDAY.isoformat()}.html").write_text("with a note of mine")
    (kept.folder / "week-of-mine.txt").write_text("")
    forgetting.forget(store, HandClock(NOW), CALENDAR, kept, span=None, app=None)
    assert [one.name for one in (tmp_path / "copies").iterdir()] == [f"week-{MONDAY.isoformat()}.html"]
    assert [one.name for one in kept.folder.iterdir()] == ["week-of-mine.txt"]


def test_everything_takes_all_reports_and_none_is_written_anew(tmp_path: Path) -> None:
    kept, store = written(tmp_path), days.record()
    kept.looked_at.write_text("what was opened last")
    assert forgetting.forget(store, HandClock(NOW), CALENDAR, kept, span=None, app=None)[1] == 10
    assert list(kept.folder.iterdir()) == []
    assert (kept.weeks, pending(store)) == ([], [])


def test_an_app_takes_the_reports_of_weeks_in_which_it_was_used(tmp_path: Path) -> None:
    kept, store = written(tmp_path), days.record([], days_before=60, past=[])
    store.write(Batch(closed=days.activities(MONDAY, [days.Stay("10:00", 20, CHAT)])))
    assert touched(store, CALENDAR, kept, None, CHAT.app_id) == [MONDAY]
    assert touched(store, CALENDAR, kept, None, CHAT) == [MONDAY]
    assert touched(store, CALENDAR, kept, None, "absent") == []


def test_prompts_of_a_tool_count_as_its_use(tmp_path: Path) -> None:
    kept, store = written(tmp_path), days.record([], days_before=60, past=[])
    at = span_of(MONDAY - WEEK).start + timedelta(hours=6)
    store.ledger.add(prompts=[Prompt("codex", "key", at, "")])
    everything = Span(datetime(2026, 1, 1, tzinfo=at.tzinfo), NOW)
    assert touched(store, CALENDAR, kept, everything, "codex") == [MONDAY - WEEK, MONDAY]


def test_a_report_that_cannot_be_removed_is_said_before_anything_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, store = written(tmp_path), days.record()

    def refuse(_file: Path, **_ways: bool) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    before = store.count()
    with pytest.raises(KnownError, match="cannot be removed: Permission denied"):
        forgetting.forget(store, HandClock(NOW), CALENDAR, kept, span=None, app=None)
    assert store.count() == before


def test_keeping_no_sites_takes_reports_for_they_name_sites(tmp_path: Path) -> None:
    kept, store = written(tmp_path, 2), days.record()
    forgetting.lower(store, HandClock(NOW), kept, Privacy.APPS)
    assert (kept.weeks, len(pending(store))) == ([], 2)


def test_they_are_written_anew_one_a_look_without_being_told_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.reporter.look()
    kept = Archive(tmp_path / "reports")
    day = span_of(MONDAY)
    forgetting.forget(desk.store, desk.clock, CALENDAR, kept, span=day, app=None)
    assert (kept.weeks, pending(desk.store)) == ([], [MONDAY])
    desk.reporter.look()
    assert (kept.weeks, pending(desk.store)) == ([MONDAY], [])
    assert len(desk.told) == 1
    whole = Span(day.start, day.end + timedelta(days=6))
    forgetting.forget(desk.store, desk.clock, CALENDAR, kept, span=whole, app=None)
    desk.reporter.look()
    assert (kept.weeks, pending(desk.store)) == ([], [])


def test_a_letter_that_waits_is_sent_with_what_is_left(tmp_path: Path) -> None:
    with mail_server() as server:
        server.reply = "451 busy"
        desk = Desk(tmp_path, server, report_to=("ben@example.org",), mail_host="localhost", mail_sender=USER)
        desk.reporter.look()
        letter = tmp_path / "reports" / f"week-{MONDAY.isoformat()}.letter"
        assert letter.is_dir()
        forgetting.forget(
            desk.store, desk.clock, CALENDAR, Archive(tmp_path / "reports"), span=span_of(MONDAY), app=None
        )
        assert not letter.exists()
        desk.clock.advance(timedelta(hours=1).total_seconds())
        desk.text, server.reply = "what is left", "250 taken"
        desk.reporter.look()
    assert [one.get_content().strip() for one in server.mails] == ["what is left"]
    assert not letter.exists()
