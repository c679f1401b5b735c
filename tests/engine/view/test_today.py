"""A day as the Today page reads it: sums, hours, things, and the usual beside them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.fakes.days import CHAT, MORNING, NOW, TODAY, ZONE, Stay, activities, paused, record, source
from tests.fakes.store import FakeStore
from wellbeing.analysis.usual import TooEarly, Usual
from wellbeing.catalogue.label import Rule
from wellbeing.engine.view.day import DayView, Narrow
from wellbeing.engine.view.thing import Thing, thing
from wellbeing.engine.view.today import DayReader
from wellbeing.files import rules
from wellbeing.model import Activity, AppIdentity, Hint, Presence, Span
from wellbeing.ports import Batch

MINUTE = timedelta(minutes=1)
WRITER = Thing("app", "libreoffice-writer")


def read(store: FakeStore, day: date = TODAY, narrow: Narrow | None = None) -> DayView:
    return DayReader().read(source(store), day, narrow)


def hour(view: DayView, clock: int) -> int:
    return next(index for index, one in enumerate(view.hours) if one.start.hour == clock)


def test_a_day_adds_up() -> None:
    view = read(record())
    assert view.total == 135 * MINUTE
    assert view.ai == 20 * MINUTE
    assert view.idle == 10 * MINUTE
    assert sum((amount for _, amount in view.groups), timedelta(0)) == view.total
    assert sum((one.used for one in view.hours), timedelta(0)) == view.total
    assert sum((row.amount for row in view.rows), timedelta(0)) == view.total


def test_ai_stands_first_in_every_stack() -> None:
    view = read(record())
    ten = view.hours[hour(view, 10)]
    assert [group for group, _ in ten.parts] == ["ai", "making", "people"]


def test_a_day_has_the_hours_of_the_clock_from_its_start() -> None:
    view = read(record())
    assert len(view.hours) == 24
    assert view.hours[0].start.hour == 4
    assert view.hours[-1].start.hour == 3


def test_a_day_on_which_the_clock_skips_an_hour_has_23() -> None:
    view = DayReader().read(source(record(days_before=0, stays=[])), date(2026, 3, 28))
    assert len(view.hours) == 23


def test_the_usual_speaks_of_the_same_time_of_day() -> None:
    view = read(record())
    assert isinstance(view.usual, Usual)
    assert view.usual.by_now == 126 * MINUTE, "of the 30 minutes from 15:00 on, 42 of 60 have passed"
    assert view.usual.total == view.total
    assert view.usual_ai == 20 * MINUTE
    assert view.hours[hour(view, 9)].usual == 30 * MINUTE


def test_the_usual_of_ai_counts_days_without_any() -> None:
    days = [
        one
        for back in range(60, 0, -1)
        for one in activities(
            TODAY - timedelta(days=back), [s for s in MORNING if back % 14 == 0 or s.app != CHAT]
        )
    ]
    store = FakeStore(zone=ZONE)
    store.write(Batch(closed=[*days, *activities(TODAY, MORNING)], zones=[ZONE]))
    assert read(store).usual_ai == 10 * MINUTE


def test_too_early_says_from_when_on() -> None:
    view = read(record(days_before=9))
    assert isinstance(view.usual, TooEarly)
    assert view.usual.days == 9
    assert view.usual_ai is None
    assert all(one.usual is None for one in view.hours)


def test_a_site_is_a_thing_of_its_own() -> None:
    view = read(record())
    assert [row.thing.key for row in view.rows[:3]] == [
        "app:libreoffice-writer",
        "app:code",
        "site:chatgpt.com",
    ]
    assert Thing.of_key("site:chatgpt.com") == thing(CHAT)


def test_a_pause_is_seen_in_its_hour_and_on_the_strip() -> None:
    view = read(record(entries=paused("13:10", "14:00", "13:40")))
    assert view.hours[hour(view, 13)].paused == 30 * MINUTE
    assert [block.kind for block in view.blocks].count("paused") == 1


def test_a_running_pause_ends_now() -> None:
    view = read(record(entries=paused("15:35", "18:00")))
    assert view.hours[hour(view, 15)].paused == 7 * MINUTE


def test_blocks_are_in_order_and_join_what_is_alike() -> None:
    view = read(record([Stay("09:00", 10), Stay("09:10", 5), Stay("09:15", 5, CHAT)]))
    assert [(block.kind, block.end - block.start) for block in view.blocks] == [
        ("writing", 15 * MINUTE),
        ("ai", 5 * MINUTE),
    ]


def test_narrowed_to_an_hour_it_speaks_of_that_hour_only() -> None:
    whole = read(record())
    view = read(record(), narrow=Narrow(hour=hour(whole, 10)))
    assert view.total == 60 * MINUTE
    assert view.usual_ai is None
    assert view.idle == whole.idle
    assert {row.thing.id for row in view.rows} == {"chatgpt.com", "code", "thunderbird"}
    assert sum((one.used for one in view.hours), timedelta(0)) == whole.total


def test_narrowed_to_an_app_it_speaks_of_that_app_only() -> None:
    view = read(record(), narrow=Narrow(WRITER))
    assert view.total == 60 * MINUTE
    assert sum((one.used for one in view.hours), timedelta(0)) == view.total
    assert isinstance(view.usual, Usual)
    assert view.usual.total == 60 * MINUTE
    assert view.usual_ai is None
    assert {block.kind for block in view.blocks} == {"writing"}
    assert len(view.rows) > 1, "the others stay, to change to them"


def test_what_a_thing_is_comes_with_its_rule() -> None:
    view = read(record(), narrow=Narrow(Thing("site", "chatgpt.com")))
    assert view.what is not None
    assert view.what.category == "ai"
    assert "chatgpt.com" in str(view.what.why)
    assert "private" not in dict(view.what.choices)


def test_an_own_rule_repairs_the_past(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    rules.add_rule(file, Rule("communication", site="chatgpt.com"), rules.shipped())
    view = DayReader().read(source(record(), own_rules=file), TODAY - timedelta(days=1))
    assert view.ai == timedelta(0)
    assert dict(view.groups)["people"] >= 20 * MINUTE


def test_what_a_title_decided_is_said_to_stay() -> None:
    app = AppIdentity("firefox", "firefox", None, (), Hint("learning", None, "title = 'x'"))
    view = read(record([Stay("09:00", 10, app)]), narrow=Narrow(Thing("app", "firefox")))
    assert view.what is not None
    assert view.what.kept
    assert view.what.browser


def test_a_day_without_a_record_is_empty() -> None:
    view = read(record(days_before=0, stays=[]))
    assert (view.total, view.recorded, view.longest, view.first) == (timedelta(0), None, None, None)


def test_a_day_of_which_only_totals_are_kept_has_hours_but_no_strip() -> None:
    store = record()
    store.retain(NOW - timedelta(days=5))
    view = read(store, TODAY - timedelta(days=10))
    assert view.total > timedelta(0)
    assert (view.blocks, view.switches, view.longest) == ((), None, None)


def test_habits_are_medians_of_the_same_weekdays_by_the_same_time() -> None:
    habits = DayReader().habits(source(record()), TODAY)
    assert habits.longest == 60 * MINUTE
    assert habits.switches == 5
    assert habits.first == timedelta(hours=5)
    assert habits.idle == 10 * MINUTE


def test_two_days_are_no_habit() -> None:
    habits = DayReader().habits(source(record(days_before=15)), TODAY)
    assert habits.longest is None


def test_the_past_is_read_anew_when_it_changed() -> None:
    store, reader = record(), DayReader()
    before = reader.read(source(store), TODAY)
    store.forget(span=None, app="firefox")
    assert reader.read(source(store), TODAY).usual == before.usual
    reader.begin_anew()
    after = reader.read(source(store), TODAY)
    assert isinstance(before.usual, Usual)
    assert isinstance(after.usual, Usual)
    assert after.usual.by_now < before.usual.by_now


def test_nothing_in_front_is_time_but_no_thing() -> None:
    begin = NOW - timedelta(minutes=20)
    store = record(days_before=0, stays=[])
    store.write(Batch(closed=[Activity(Span(begin, NOW), AppIdentity(""), None, Presence.ACTIVE)]))
    view = read(store)
    assert view.total == 20 * MINUTE
    assert view.rows == ()
