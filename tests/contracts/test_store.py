"""What every record promises: the real ones and the fake."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clocks import HandClock
from tests.contracts.conftest import Fresh
from wellbeing.model import (
    PRIVATE,
    Activity,
    AppIdentity,
    DayUse,
    Entry,
    EntryKind,
    Hint,
    Per,
    Presence,
    Span,
    Use,
    Zone,
)
from wellbeing.model.journal import crash
from wellbeing.ports import Batch, Store, StoreError

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVER = Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
EDITOR = AppIdentity("code", "code", None, ("git", "pytest"), Hint("development", "copilot", "title rule 3"))
BROWSER = AppIdentity("firefox", "firefox-esr", "example.org")
OTHER_SITE = replace(BROWSER, site="example.net")


def act(
    start: float,
    minutes: float,
    app: AppIdentity = EDITOR,
    title: str | None = None,
    presence: Presence = Presence.ACTIVE,
) -> Activity:
    """From `start` minutes after T, so many minutes long."""
    begin = T + start * MINUTE
    return Activity(Span(begin, begin + minutes * MINUTE), app, title, presence)


def amounts(uses: list[Use]) -> dict[tuple[object, ...], timedelta]:
    found: dict[tuple[object, ...], timedelta] = {
        (use.app, use.presence, use.day, use.hour, use.title): use.amount for use in uses
    }
    assert len(found) == len(uses), "each sum comes once"
    return found


def by_app(store: Store, span: Span = EVER) -> dict[str, timedelta]:
    found: dict[str, timedelta] = defaultdict(timedelta)
    for use in store.uses(span):
        found[use.app.app_id] += use.amount
    return dict(found)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(T + timedelta(days=3))


@pytest.fixture
def store(fresh: Fresh, clock: HandClock) -> Store:
    return fresh(clock)


def test_an_empty_record_says_nothing(store: Store) -> None:
    assert store.activities(EVER) == []
    assert store.uses(EVER) == []
    assert store.entries(EVER) == []
    assert store.zones() == []
    assert store.extent() is None
    assert store.taken(T) is None
    assert store.count() == 0
    assert store.tally() == 0
    assert store.recover() is None
    assert store.verify().ok
    assert store.mark("demo") is None


def test_what_is_written_is_read_back_whole(store: Store) -> None:
    closed = [
        act(0, 1, title="Ünïcode \u202ertl"),
        act(1, 2, BROWSER, presence=Presence.PASSIVE),
        act(5, 1, PRIVATE, presence=Presence.LOCKED),
    ]
    running = act(6, 3, BROWSER, "a title")
    store.write(Batch(closed=closed, open=running))
    assert store.activities(EVER) == [*closed, running]
    assert store.count() == 3
    assert store.extent() == Span(T, T + 9 * MINUTE)


def test_times_are_kept_to_the_millisecond_rounded_down(store: Store) -> None:
    fine = timedelta(microseconds=1)
    span = Span(T + 1499 * fine, T + timedelta(seconds=1) + 999 * fine)
    gone = Span(T + timedelta(seconds=2), T + timedelta(seconds=2) + 999 * fine)
    store.write(Batch(closed=[Activity(one, EDITOR, None, Presence.ACTIVE) for one in (span, gone)]))
    kept = Span(T + timedelta(milliseconds=1), T + timedelta(seconds=1))
    assert [one.span for one in store.activities(EVER)] == [kept]


def test_activities_are_clipped_to_the_span(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(10, 10, BROWSER)], open=act(20, 10)))
    span = Span(T + 5 * MINUTE, T + 25 * MINUTE)
    assert store.activities(span) == [act(5, 5), act(10, 10, BROWSER), act(20, 5)]
    assert by_app(store, span) == {"code": 10 * MINUTE, "firefox": 10 * MINUTE}
    assert store.activities(Span(T + 30 * MINUTE, T + 31 * MINUTE)) == []
    inside = T + 5 * MINUTE
    assert store.activities(Span(inside, inside)) == []
    assert store.uses(Span(inside, inside)) == []


def test_the_open_activity_counts_and_is_replaced(store: Store) -> None:
    store.write(Batch(open=act(0, 1)))
    store.write(Batch(open=act(0, 2)))
    assert by_app(store) == {"code": 2 * MINUTE}
    store.write(Batch(closed=[act(0, 3)]))
    assert store.activities(EVER) == [act(0, 3)]
    assert store.recover() is None


def test_a_tracker_that_did_not_stop_is_journaled_with_what_it_left(store: Store) -> None:
    def crashes() -> list[Entry]:
        return [entry for entry in store.entries(EVER) if entry.kind is EntryKind.CRASH]

    assert store.recover(T) is None
    assert crashes() == []
    store.write(Batch(entries=[Entry(T, EntryKind.START)]))
    assert store.recover() is None
    assert crashes() == []
    assert store.recover(T + MINUTE) is None
    assert crashes() == [crash(T + MINUTE, T)]
    store.write(Batch(open=act(1, 2), entries=[Entry(T + MINUTE, EntryKind.START)]))
    assert store.recover(T + 9 * MINUTE) == act(1, 2)
    assert crashes()[1:] == [crash(T + 9 * MINUTE, T + 3 * MINUTE)]
    store.write(Batch(entries=[Entry(T + 10 * MINUTE, EntryKind.STOP), Entry(T, EntryKind.SENSOR)]))
    assert store.recover(T + 11 * MINUTE) is None
    assert len(crashes()) == 2
    assert store.verify().ok


def test_after_a_crash_the_open_activity_becomes_an_ordinary_one(store: Store) -> None:
    store.write(Batch(closed=[act(0, 1)], open=act(1, 2, title="open")))
    assert store.recover() == act(1, 2, title="open")
    assert store.recover() is None
    assert store.activities(EVER) == [act(0, 1), act(1, 2, title="open")]
    assert store.count() == 2


def test_a_cut_withdraws_what_came_after(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(10, 10, BROWSER), act(20, 1)], open=act(21, 1)))
    idle = act(15, 10, presence=Presence.IDLE)
    store.write(Batch(cut=T + 15 * MINUTE, closed=[idle]))
    assert store.activities(EVER) == [act(0, 10), act(10, 5, BROWSER), idle]
    store.write(Batch(cut=T))
    assert store.activities(EVER) == []


def test_a_cut_into_a_tallied_day_corrects_its_totals(store: Store) -> None:
    store.write(Batch(closed=[act(0, 60), act(60, 60, BROWSER)]))
    assert store.tally() == 1
    store.write(Batch(cut=T + 90 * MINUTE))
    assert by_app(store) == {"code": 60 * MINUTE, "firefox": 30 * MINUTE}
    assert store.tally() == 1
    assert by_app(store) == {"code": 60 * MINUTE, "firefox": 30 * MINUTE}


def test_a_batch_that_overlaps_is_refused_whole(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10)], open=act(10, 1)))
    for closed in ([act(9, 2)], [act(20, 5), act(24, 5)], [act(30, 1), act(20, 1)], [act(-5, 30)]):
        with pytest.raises(ValueError, match="overlap"):
            store.write(Batch(closed=closed, entries=[Entry(T, EntryKind.START)]))
    assert store.activities(EVER) == [act(0, 10), act(10, 1)]
    assert store.entries(EVER) == []


def test_uses_are_kept_apart_by_what_is_asked(store: Store) -> None:
    store.write(Batch(closed=[act(0, 90, title="a"), act(90, 30, title="b")]))
    store.write(Batch(closed=[act(24 * 60, 10, BROWSER, presence=Presence.IDLE)]))
    day = date(2026, 5, 4)
    on, off = Presence.ACTIVE, Presence.IDLE
    for _ in range(2):
        assert amounts(store.uses(EVER)) == {
            (EDITOR, on, None, None, None): 120 * MINUTE,
            (BROWSER, off, None, None, None): 10 * MINUTE,
        }
        assert amounts(store.uses(EVER, frozenset({Per.DAY}))) == {
            (EDITOR, on, day, None, None): 120 * MINUTE,
            (BROWSER, off, day + timedelta(days=1), None, None): 10 * MINUTE,
        }
        assert amounts(store.uses(EVER, frozenset({Per.HOUR}))) == {
            (EDITOR, on, None, 10, None): 60 * MINUTE,
            (EDITOR, on, None, 11, None): 60 * MINUTE,
            (BROWSER, off, None, 10, None): 10 * MINUTE,
        }
        assert amounts(store.uses(EVER, frozenset({Per.TITLE, Per.DAY}))) == {
            (EDITOR, on, day, None, "a"): 90 * MINUTE,
            (EDITOR, on, day, None, "b"): 30 * MINUTE,
            (BROWSER, off, day + timedelta(days=1), None, None): 10 * MINUTE,
        }
        store.tally()


def test_days_are_summed_by_the_kind_that_an_app_is_of(store: Store) -> None:
    store.write(Batch(closed=[act(0, 90), act(90, 30, BROWSER), act(120, 5, presence=Presence.IDLE)]))
    store.write(Batch(closed=[act(24 * 60, 10, OTHER_SITE)], open=act(25 * 60, 20, OTHER_SITE)))
    day, next_day = date(2026, 5, 4), date(2026, 5, 5)
    for _ in range(2):
        assert store.daily(EVER, lambda app: app.app_id) == [
            DayUse(day, "code", Presence.ACTIVE, 90 * MINUTE),
            DayUse(day, "code", Presence.IDLE, 5 * MINUTE),
            DayUse(day, "firefox", Presence.ACTIVE, 30 * MINUTE),
            DayUse(next_day, "firefox", Presence.ACTIVE, 30 * MINUTE),
        ]
        assert store.daily(Span(T + 30 * MINUTE, T + 100 * MINUTE), lambda _: "all") == [
            DayUse(day, "all", Presence.ACTIVE, 70 * MINUTE)
        ]
        assert store.daily(Span(T, T), lambda _: "all") == []
        store.tally()


def test_only_finished_days_are_tallied(store: Store, clock: HandClock) -> None:
    clock.set((T - clock.now()).total_seconds() + 3600)
    store.write(Batch(closed=[act(-24 * 60, 10), act(0, 10)]))
    assert store.tally() == 1
    assert store.tally() == 0
    clock.set(86_400)
    assert store.tally() == 1


def test_writing_into_a_tallied_day_counts(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10)]))
    store.tally()
    store.write(Batch(closed=[act(20, 10)]))
    assert by_app(store) == {"code": 20 * MINUTE}
    assert store.verify().ok


def test_a_zone_noted_later_moves_the_days(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10)]))
    store.tally()
    store.write(Batch(zones=[Zone(T, "Asia/Tokyo", timedelta(hours=9))]))
    assert {use.hour for use in store.uses(EVER, frozenset({Per.HOUR}))} == {17}
    store.tally()
    assert {use.hour for use in store.uses(EVER, frozenset({Per.HOUR}))} == {17}
    assert store.zones() == [Zone(T, "Asia/Tokyo", timedelta(hours=9))]


def test_a_zone_noted_twice_for_one_moment_is_the_last_one(store: Store) -> None:
    late, early = Zone(T + MINUTE, "", timedelta(hours=-3)), Zone(T, "Europe/Berlin", timedelta(hours=2))
    store.write(Batch(zones=[late]))
    store.write(Batch(zones=[early, replace(late, name="America/New_York")]))
    assert store.zones() == [early, replace(late, name="America/New_York")]


def test_the_journal_keeps_facts_in_order(store: Store) -> None:
    entries = [
        Entry(T + MINUTE, EntryKind.PAUSE, {"minutes": 15, "by": "tray", "planned": True, "left": None}),
        Entry(T, EntryKind.CLOCK, {"seconds": -60.5}),
    ]
    store.write(Batch(entries=entries))
    store.write(Batch(entries=[Entry(T + 2 * MINUTE, EntryKind.RESUME)]))
    assert store.entries(EVER) == [*entries, Entry(T + 2 * MINUTE, EntryKind.RESUME, {})]
    assert store.entries(Span(T, T + MINUTE)) == [entries[1]]
    assert store.verify().entries == 3


def test_the_place_that_is_taken_after_a_moment(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(20, 10)], open=act(40, 10)))
    first, second = Span(T, T + 10 * MINUTE), Span(T + 20 * MINUTE, T + 30 * MINUTE)
    assert store.taken(T - MINUTE) == first
    assert store.taken(T + 5 * MINUTE) == first
    assert store.taken(T + 10 * MINUTE) == second
    assert store.taken(T + 30 * MINUTE) is None


def test_a_mark_stays(store: Store) -> None:
    assert store.mark("demo", "seed 1") == "seed 1"
    store.mark("demo", "seed 2")
    assert store.mark("demo") == "seed 2"
    assert store.mark("other") is None


def test_retention_drops_activities_and_keeps_their_totals(store: Store) -> None:
    night = act(24 * 60 - 7 * 60, 6 * 60)
    store.write(
        Batch(closed=[act(0, 10, title="old"), night, act(24 * 60, 10, BROWSER)], open=act(48 * 60, 1))
    )
    before = store.uses(EVER, frozenset({Per.DAY, Per.HOUR}))
    assert store.retain(T + timedelta(days=1)) == 1
    assert amounts(store.uses(EVER, frozenset({Per.DAY, Per.HOUR}))) == amounts(before)
    assert store.count() == 2
    assert store.activities(EVER)[0].span.start == datetime(2026, 5, 5, 2, tzinfo=UTC)
    assert store.retain(T + timedelta(days=1)) == 0
    assert store.verify().ok


def test_a_preview_forgets_nothing(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10, title="a"), act(10, 5, BROWSER, "b")], open=act(20, 1)))
    seen = store.forget(span=None, app=None, preview=True)
    assert (seen.activities, seen.amount, seen.titles) == (3, 16 * MINUTE, 2)
    assert store.activities(EVER) == [act(0, 10, title="a"), act(10, 5, BROWSER, "b"), act(20, 1)]
    assert store.entries(EVER) == []


def test_forgetting_a_span_cuts_what_reaches_out(store: Store) -> None:
    store.write(Batch(closed=[act(0, 30, title="long"), act(30, 10, BROWSER, "gone")]))
    store.tally()
    gone = store.forget(span=Span(T + 10 * MINUTE, T + 20 * MINUTE), app=None)
    assert (gone.activities, gone.amount, gone.titles) == (1, 10 * MINUTE, 0)
    gone = store.forget(span=Span(T + 25 * MINUTE, T + 45 * MINUTE), app=None)
    assert (gone.activities, gone.amount, gone.titles) == (2, 15 * MINUTE, 1)
    assert store.activities(EVER) == [act(0, 10, title="long"), act(20, 5, title="long")]
    assert by_app(store) == {"code": 15 * MINUTE}
    assert [entry.kind for entry in store.entries(EVER)] == [EntryKind.FORGET] * 2
    assert store.verify().ok


def test_forgetting_an_app_takes_all_its_sites_or_one(store: Store) -> None:
    store.write(Batch(closed=[act(0, 1, BROWSER), act(1, 1, OTHER_SITE), act(2, 1)], open=act(3, 1, BROWSER)))
    assert store.forget(span=None, app=OTHER_SITE).activities == 1
    assert store.forget(span=Span(T, T + MINUTE), app="firefox").activities == 1
    assert by_app(store) == {"firefox": MINUTE, "code": MINUTE}
    assert store.forget(span=None, app="firefox").activities == 1
    assert by_app(store) == {"code": MINUTE}
    assert store.recover() is None
    assert store.forget(span=None, app="firefox").activities == 0


def test_forgetting_everything_leaves_the_journal_and_the_present_zone(store: Store) -> None:
    zones = [Zone(T, "Europe/Berlin", timedelta(hours=2)), Zone(T + MINUTE, "Asia/Tokyo", timedelta(hours=9))]
    store.write(Batch(closed=[act(0, 10, title="a")], zones=zones, entries=[Entry(T, EntryKind.START)]))
    store.mark("demo", "yes")
    store.retain(T + timedelta(days=2))
    assert store.forget(span=None, app=None).amount == 10 * MINUTE
    assert store.uses(EVER) == []
    assert store.extent() is None
    assert store.zones() == zones[1:]
    assert store.mark("demo") is None
    assert [entry.kind for entry in store.entries(EVER)] == [EntryKind.START, EntryKind.FORGET]
    assert store.verify().ok


def test_forgetting_reaches_totals_whose_activities_are_gone(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(10, 10, BROWSER), act(24 * 60, 10)]))
    store.retain(T + timedelta(days=2))
    assert store.count() == 0
    assert store.forget(span=None, app="firefox").amount == 10 * MINUTE
    assert by_app(store) == {"code": 20 * MINUTE}
    day = Span(datetime(2026, 5, 4, 2, tzinfo=UTC), datetime(2026, 5, 5, 2, tzinfo=UTC))
    store.forget(span=day, app=None)
    assert by_app(store) == {"code": 10 * MINUTE}
    assert store.verify().ok


def test_a_forgotten_app_may_come_back(store: Store) -> None:
    store.write(Batch(closed=[act(0, 1, title="x"), act(1, 1, BROWSER)]))
    store.forget(span=None, app="code")
    store.write(Batch(closed=[act(10, 1, title="x")]))
    assert store.activities(EVER) == [act(1, 1, BROWSER), act(10, 1, title="x")]
    assert store.verify().ok


def test_upkeep_may_be_asked_for_at_any_time(store: Store) -> None:
    store.write(Batch(closed=[act(0, 1)]))
    store.checkpoint()
    assert store.backup()
    store.checkpoint()
    assert by_app(store) == {"code": MINUTE}


def test_a_rewrite_replaces_a_span_and_cuts_what_reaches_out(store: Store) -> None:
    store.write(Batch(closed=[act(0, 30, title="long"), act(30, 10, BROWSER), act(50, 5)]))
    new = [act(10, 10, OTHER_SITE), act(25, 5, PRIVATE)]
    store.rewrite(Span(T + 10 * MINUTE, T + 35 * MINUTE), new)
    assert store.activities(EVER) == [act(0, 10, title="long"), *new, act(35, 5, BROWSER), act(50, 5)]
    assert store.count() == 5
    assert store.verify().ok


def test_a_rewrite_is_journaled_without_content(store: Store, clock: HandClock) -> None:
    store.write(Batch(closed=[act(0, 30, title="secret"), act(30, 10, BROWSER)]))
    store.rewrite(Span(T, T + 40 * MINUTE), [act(0, 40, PRIVATE)])
    assert [(one.kind, dict(one.facts)) for one in store.entries(EVER)] == [
        (EntryKind.EDIT, {"activities": 2, "by": 1})
    ]
    assert store.entries(EVER)[0].at == clock.now()


def test_a_rewrite_of_a_tallied_day_corrects_its_totals(store: Store) -> None:
    store.write(Batch(closed=[act(0, 60), act(60, 60, BROWSER), act(24 * 60, 10)]))
    assert store.tally() == 2
    for _ in range(2):
        store.rewrite(Span(T, T + 60 * MINUTE), [act(0, 30, OTHER_SITE)])
        assert by_app(store) == {"firefox": 90 * MINUTE, "code": 10 * MINUTE}
        assert store.verify().ok
        assert store.tally() == 1
        assert by_app(store) == {"firefox": 90 * MINUTE, "code": 10 * MINUTE}


def test_a_rewrite_undone_leaves_the_record_as_it_was(store: Store) -> None:
    before = [act(0, 30, title="long"), act(30, 10, BROWSER, "short")]
    store.write(Batch(closed=before))
    where = Span(T, T + 40 * MINUTE)
    store.rewrite(where, [])
    assert store.activities(EVER) == []
    store.checkpoint()
    store.rewrite(where, before)
    assert store.activities(EVER) == before
    assert store.verify().ok


def test_a_rewrite_cuts_the_open_activity(store: Store) -> None:
    store.write(Batch(open=act(0, 30)))
    store.rewrite(Span(T + 10 * MINUTE, T + 20 * MINUTE), [act(12, 3, BROWSER)])
    assert store.activities(EVER) == [act(0, 10), act(12, 3, BROWSER), act(20, 10)]
    store.rewrite(Span(T + 25 * MINUTE, T + 30 * MINUTE), [])
    assert store.activities(EVER) == [act(0, 10), act(12, 3, BROWSER), act(20, 5)]
    assert store.recover() is None


def test_a_rewrite_that_overlaps_or_reaches_out_is_refused_whole(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(10, 10, BROWSER)]))
    where = Span(T, T + 10 * MINUTE)
    for wrong in ([act(5, 6)], [act(-1, 3)], [act(0, 5), act(4, 2)], [act(5, 1), act(0, 1)]):
        with pytest.raises(ValueError, match="overlap"):
            store.rewrite(where, wrong)
    assert store.activities(EVER) == [act(0, 10), act(10, 10, BROWSER)]
    assert store.entries(EVER) == []


def test_days_of_which_only_totals_are_left_cannot_be_rewritten(store: Store) -> None:
    store.write(Batch(closed=[act(0, 10), act(24 * 60, 10)]))
    store.retain(T + timedelta(days=1))
    with pytest.raises(StoreError, match="totals"):
        store.rewrite(Span(T, T + 10 * MINUTE), [])
    store.rewrite(Span(T + timedelta(days=1), T + timedelta(days=1, minutes=5)), [])
    assert by_app(store) == {"code": 15 * MINUTE}
