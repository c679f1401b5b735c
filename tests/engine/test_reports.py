"""The report reads the record as every other view does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes import days
from tests.fakes.days import MORNING, TODAY, Stay
from wellbeing.analysis import usage
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine.days import DayReader
from wellbeing.engine.reports import report
from wellbeing.files.settings import Settings
from wellbeing.limits.limit import Agreed, Extension, Grant, Limit, Of, Target
from wellbeing.model import Entry, EntryKind, Per, Prompt
from wellbeing.reports.edition import Edition
from wellbeing.reports.report import Feeling, Feelings, Lack
from wellbeing.ui.report.press import Press, written

WEEK_BEFORE = TODAY - timedelta(days=7)


@pytest.mark.parametrize("edition", list(Edition))
def test_totals_are_those_of_usage(edition: Edition) -> None:
    source = days.source(days.record(days_before=70))
    found = report(source, edition, TODAY, 0)
    uses = source.store.uses(source.days(found.stretch.first, found.stretch.last), frozenset({Per.DAY}))
    assert found.total == usage.used(uses)
    ai = (one for one in uses if source.labels.label(one.app).tool is not None)
    assert found.ai.attended == usage.used(ai)
    assert found.partial


def test_a_whole_week_beside_the_week_before_and_the_usual() -> None:
    found = report(days.source(days.record(days_before=70)), Edition.WEEK, WEEK_BEFORE, 0)
    assert found.stretch.first == date(2026, 11, 16)
    assert found.total == 7 * timedelta(minutes=135)
    assert found.beside is not None
    assert found.beside.days == 7
    assert found.beside.change == timedelta(0)
    assert found.usual is not None
    assert found.usual.active == found.total
    assert found.ai.attended == 7 * timedelta(minutes=20)
    assert found.ai.first is not None
    assert found.ai.first.middle == timedelta(hours=6)  # 10:00, the day begins at 04:00
    assert found.breaks is not None
    assert found.breaks.count == 21
    assert [one.name for one in found.things[:2]] == ["LibreOffice Writer", "Visual Studio Code"]
    assert found.unmeasured[0].lack is Lack.PROMPTS
    assert not found.early


def test_the_running_week_is_compared_up_to_the_same_time() -> None:
    found = report(days.source(days.record()), Edition.WEEK, TODAY, 6)
    assert found.partial
    assert found.beside is not None
    assert found.beside.days == 3
    assert found.beside.change == timedelta(0)


def test_the_first_week_has_nothing_beside_it() -> None:
    found = report(days.source(days.record(days_before=2)), Edition.WEEK, TODAY, 0)
    assert (found.beside, found.usual) == (None, None)
    assert {Lack.RUNNING, Lack.COMPARED, Lack.USUAL} <= {one.lack for one in found.unmeasured}
    nothing = report(days.source(days.record((), days_before=0)), Edition.WEEK, TODAY, 0)
    assert (nothing.total, nothing.recorded) == (timedelta(0), 0)


def test_limits_prompts_and_the_journal_are_read() -> None:
    store = days.record(days_before=30, entries=[*days.paused("12:00", "13:00", "12:30")])
    noon = days.local(WEEK_BEFORE, "12:00")
    store.limits.set(Limit((Target(Of.AI),), days=(15,) * 7), days.local(TODAY - timedelta(days=20), "12:00"))
    store.ledger.add(prompts=[Prompt("chatgpt", "1", noon, "s"), Prompt("chatgpt", "2", noon, "s")])
    found = report(days.source(store), Edition.WEEK, WEEK_BEFORE, 0)
    assert [(one.kept, one.asked) for one in found.limits] == [(0, 7)]
    assert found.ai.prompts == 2
    running = report(days.source(store), Edition.WEEK, TODAY, 0)
    assert running.limits[0].days == (False, None, None, None, None, None, None)
    assert (running.journal.pauses, running.journal.paused) == (1, timedelta(minutes=30))


def test_night_belongs_to_the_day_before() -> None:
    late = (*MORNING, Stay("23:30", 20))
    found = report(days.source(days.record(past=late)), Edition.WEEK, WEEK_BEFORE, 0)
    assert (found.late.amount, found.late.nights) == (timedelta(minutes=140), 7)


def test_changed_limits_are_counted() -> None:
    entry = Entry(days.local(TODAY, "09:00"), EntryKind.LIMIT, {"limit": 1})
    found = report(days.source(days.record(entries=[entry])), Edition.WEEK, TODAY, 0)
    assert found.journal.limits == 1


def test_the_year_tells_first_use_breaks_and_limits_from_kept_days_and_from_activities_alike() -> None:
    store = days.record(days_before=60)
    store.limits.set(Limit((Target(Of.AI),), days=(15,) * 7), days.local(TODAY - timedelta(days=20), "12:00"))
    source = days.source(store)
    fresh = report(source, Edition.YEAR, TODAY, 0)
    assert (fresh.ai.first, fresh.breaks) != (None, None)
    assert [(one.kept, one.asked) for one in fresh.limits] == [(0, 20)]
    assert Lack.RHYTHM not in {one.lack for one in fresh.unmeasured}
    store.tally()
    while DayReader().keep(source, 100):
        pass
    assert report(source, Edition.YEAR, TODAY, 0) == fresh


def test_check_ins_are_told_only_if_their_owner_shares_them() -> None:
    store = days.record(days_before=30)
    for place, values in enumerate(((6, 3), (4, None), (5, 2), (7, 4))):
        day = WEEK_BEFORE + timedelta(days=place)
        store.checkins.add(CheckIn(days.local(day, "18:00"), Form.DAILY, values, note="mine alone"))
    store.checkins.add(CheckIn(days.local(WEEK_BEFORE, "18:30"), Form.DAILY, (2, 1)))
    source = days.source(store)
    assert report(source, Edition.WEEK, WEEK_BEFORE, 0).feelings is None
    shared = replace(source, settings=Settings(report_checkins=True))
    found = report(shared, Edition.WEEK, WEEK_BEFORE, 0).feelings
    assert found is not None
    assert found.mood == Feeling(4.5, 4, None), "the last one of a day counts"
    assert found.energy is not None
    assert (round(found.energy.mean, 2), found.energy.days) == (2.33, 3)
    _value, page = written(shared, Edition.WEEK, WEEK_BEFORE)
    told = Press.shipped().html(page)
    assert "4.5 of 7" in told
    assert "mine alone" not in told
    assert "which their owner shares" in told
    before = report(shared, Edition.WEEK, TODAY, 0).feelings
    assert before == Feelings(None, None), "too few to hide one evening among"


def test_what_happened_to_what_was_agreed_stands_in_the_report() -> None:
    at = days.local(WEEK_BEFORE, "12:00")
    whats = ("pin-changed", "asked", "pin-tried", "pin-tried", "pin-tried", "pin-right")
    entries = [Entry(at, EntryKind.HOUSEHOLD, {"what": what}) for what in whats]
    entries.append(Entry(at, EntryKind.SETTING, {"fields": "privacy"}))
    store = days.record(days_before=30, entries=entries)
    agreed = Limit((Target(Of.AI),), (15,) * 7, agreed=Agreed("Mum"))
    limit = store.limits.set(agreed, days.local(TODAY - timedelta(days=20), "12:00"))
    store.limits.extend(Extension(1, WEEK_BEFORE, Grant.GIVEN, 30.0, "", 15.0), at)
    store.limits.extend(Extension(1, WEEK_BEFORE, Grant.GIVEN, 15.0, "", -15.0), at)
    store.limits.extend(Extension(1, WEEK_BEFORE, Grant.IGNORE), at)
    store.limits.set(replace(limit, agreed=None), at)
    journal = report(days.source(store), Edition.WEEK, WEEK_BEFORE, 0).journal
    assert (journal.agreed, journal.given, journal.asked) == (2, 1, 1)
    assert (journal.pins, journal.new_pins, journal.settings) == (2, 1, 1)
    assert not journal.broken
