"""The note that a report is there: by the same manners as every other, once, and not lost to a holiday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.engine.test_nudger import EDITOR, Life
from wellbeing.engine.report_note import ABOUT, OPEN, ReportNote
from wellbeing.model import Activity, Presence, Span
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.manners import Manners
from wellbeing.nudges.nudge import Gate, Hold, Record, Response, Verdict
from wellbeing.ports import Answered, Batch, KnownError, Note, Reaction

MONDAY = date(2026, 4, 27)
"""T0 is Tuesday 5 May: the report of the week before is there."""
WEEK = timedelta(weeks=1)


class Reading(Life):
    """A person at a desk whose report of the week has come."""

    def __init__(self, folder: Path, *, days: int = 60) -> None:
        super().__init__()
        began = self.clock.now() - timedelta(days=days)
        past = Activity(Span(began, began + timedelta(hours=1)), EDITOR, None, Presence.ACTIVE)
        self.store.write(Batch(closed=[past]))
        self.archive = folder
        self.ready = ReportNote(self.store, self.clock, folder, lambda: self.nudger.present)
        self.nudger._found = self.ready.wishes
        self.come(MONDAY)

    def come(self, first: date) -> None:
        """A report is printed."""
        (self.archive / f"week-{first.isoformat()}.html").write_text("")
        self.store.mark("report", first.isoformat())
        self.store.mark("report-brought", self.clock.now().date().isoformat())
        self.ready.begin_anew()
        self.nudger.limits_changed()

    def reports(self) -> list[Record]:
        return [one for one in self.records() if one.decision.wish.kind is Kind.WEEK]

    def verdicts(self) -> list[Verdict]:
        return [one.decision.verdict for one in self.reports()]

    def tomorrow(self) -> None:
        self.clock.advance(timedelta(days=1).total_seconds())


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Reading]:
    one = Reading(tmp_path)
    yield one
    one.senses.close()
    one.idle.close()
    one.selector.close()


def test_it_is_said_once_whatever_is_restarted_and_uses_no_budget(life: Reading) -> None:
    life.live(5)
    (told,) = life.reports()
    assert (told.decision.verdict, told.decision.wish.about) == (Verdict.DELIVERED, ABOUT)
    for _day in range(5):
        life.tomorrow()
        life.ready.begin_anew()
        life.nudger.limits_changed()
        life.live(5)
    assert life.verdicts() == [Verdict.DELIVERED]
    later = life.store.nudges.since(life.clock.now() - WEEK)
    assert all(one.decision.budget[0] == 0 for one in later)
    life.clock.advance(timedelta(days=2).total_seconds())
    life.come(MONDAY + WEEK)
    life.live(5)
    assert life.verdicts() == [Verdict.DELIVERED] * 2


def test_quiet_hours_put_it_off(life: Reading) -> None:
    life.chosen = Manners(quiet_from=timedelta(hours=9), quiet_to=timedelta(hours=11))
    life.live(5)
    assert [one.decision.why for one in life.reports()] == [Gate.NO_QUIET_HOURS]
    life.clock.advance(timedelta(hours=2).total_seconds())
    life.nudger.limits_changed()
    life.live(5)
    assert life.verdicts() == [Verdict.REFUSED, Verdict.DELIVERED]


def test_a_call_holds_it_and_a_long_one_puts_it_off_to_the_next_day(life: Reading) -> None:
    life.go(type(EDITOR)("zoom"))
    life.live(60)
    assert life.verdicts() == [Verdict.HELD, Verdict.DROPPED]
    assert Hold.CALL_IN_FRONT in str(life.reports()[0].decision.checks[-1].figure)
    life.tomorrow()
    life.go(EDITOR)
    life.live(5)
    assert life.verdicts()[-1] is Verdict.DELIVERED


def test_nobody_there_uses_up_no_time_and_it_waits_for_who_comes_back(life: Reading) -> None:
    life.go(EDITOR, Presence.IDLE)
    life.live(120)
    assert life.reports() == []
    life.go(EDITOR)
    life.live(5)
    assert life.verdicts() == [Verdict.DELIVERED]


def test_after_two_weeks_away_an_old_report_is_told_no_more(life: Reading) -> None:
    life.clock.advance((2 * WEEK).total_seconds())
    life.live(5)
    assert life.reports() == []


def test_in_the_first_fourteen_days_it_lies_in_the_archive_alone(tmp_path: Path) -> None:
    life = Reading(tmp_path, days=9)
    life.live(5)
    assert [one.decision.why for one in life.reports()] == [Gate.ENOUGH_DAYS]
    assert life.shown() == []
    life.senses.close()
    life.idle.close()
    life.selector.close()


def test_a_report_that_was_forgotten_is_not_told(life: Reading) -> None:
    next(life.archive.iterdir()).unlink()
    life.ready.begin_anew()
    life.live(5)
    assert life.reports() == []


def test_a_click_anywhere_on_it_opens_the_report(life: Reading) -> None:
    life.live(5)
    (told,) = life.reports()
    life.nudger.react(Reaction(Kind.WEEK.value, Answered.CLICKED))
    assert life.acted == [(ABOUT, OPEN)]
    file = life.ready.file(told)
    assert file == life.archive / f"week-{MONDAY.isoformat()}.html"
    assert told.decision.at > datetime(2026, 5, 5, tzinfo=UTC)


def test_where_no_server_shows_it_our_own_small_window_does_and_its_button_opens_the_report(
    life: Reading,
) -> None:
    life.screen.attach(life.told.append)
    life.live(5)
    (told,) = life.reports()
    trouble = KnownError("No server.", "Start one.")
    life.nudger.react(Reaction(Kind.WEEK.value, Answered.FAILED, trouble=trouble))
    (note,) = (one for one in life.told if isinstance(one, Note))
    assert note.slot == Kind.WEEK.value
    life.nudger.react(Reaction(note.slot, Answered.PRESSED, OPEN))
    assert life.acted == [(ABOUT, OPEN)]
    (told,) = life.reports()
    assert told.response is Response.ACTED
    assert life.verdicts() == [Verdict.DELIVERED], "it is not told again"
