"""Several devices become one day, and no minute counts twice."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.digests import MONDAY, MORNING, digest, digests, in_hours, use
from wellbeing.family.digest import Digest
from wellbeing.family.figures import App, Chain, Figures, Journal, Kept, Mood, Tool, contradiction
from wellbeing.family.level import Level
from wellbeing.family.line import Between, Line, latest, lines, rewound
from wellbeing.family.minutes import minutes, numbers
from wellbeing.model import Span

DAY = timedelta(days=1)


def only(*some: Digest) -> Line:
    (found,) = lines(some)
    return found


@settings(max_examples=25)
@given(digests())
def test_the_day_of_one_device_is_its_persons_day(one: Digest) -> None:
    found = only(replace(one, minutes=None))
    for field in Figures.__struct_fields__:
        if field not in ("apps", "tools", "categories", "ai_kinds"):
            assert getattr(found, field) == getattr(one, field), field
    assert found.active == Between(low_s=one.active_s, high_s=one.active_s)
    assert [part.device for part in found.devices] == [one.device]
    assert {app.name: app.active_s for app in found.apps} == {
        a.name: a.active_s for a in one.apps if a.active_s
    }
    assert found.categories == {key: amount for key, amount in one.categories.items() if amount}


@settings(max_examples=25)
@given(st.lists(digests(), min_size=1, max_size=4, unique_by=lambda one: (one.device, one.revision)))
def test_whatever_is_put_together_is_a_day_again(some: list[Digest]) -> None:
    found = only(*some)
    assert not contradiction(found)
    parts = latest(some)
    amounts = [one.active_s for one in parts]
    told = [one for one in parts if one.minutes is None]
    if len(told) == len(parts):
        assert max(amounts) <= found.active_s <= found.active.high_s <= sum(amounts)
    assert found.active.low_s == found.active_s <= sum(amounts)
    assert found.ai.attended_s <= found.attended.high_s
    assert found == only(*reversed(some))


def test_of_one_device_the_latest_look_counts() -> None:
    early, late = (
        digest(hours=in_hours(h9=amount), revision=number) for number, amount in enumerate((600, 900), 1)
    )
    assert only(late, early).active_s == 900


def test_minutes_on_two_devices_at_once_count_once() -> None:
    desk = digest("desk", hours=in_hours(h4=3600, h5=3600), told=use((0, 120)))
    lap = digest("lap", hours=in_hours(h5=3600, h6=1800), told=use((60, 150)))
    found = only(desk, lap)
    assert found.active_s == 9000
    assert (found.hours[4], found.hours[5], found.hours[6]) == (3600, 3600, 1800)
    assert found.active == Between(low_s=9000, high_s=9000)


def test_turning_from_one_device_to_the_other_within_minutes_loses_nothing() -> None:
    editor, player = (App(name="Editor", active_s=1800),), (App(name="Player", active_s=1800),)
    desk = digest("desk", hours=in_hours(h4=1800), told=use((0, 60)), apps=editor)
    lap = digest("lap", hours=in_hours(h4=1800), told=use((0, 60)), apps=player)
    assert only(desk, lap).active_s == 3600


def test_a_copy_of_a_record_adds_nothing() -> None:
    editor = (App(name="Editor", active_s=1800),)
    desk = digest("desk", hours=in_hours(h4=1800), told=use((0, 60)), apps=editor)
    lap = digest("lap", hours=in_hours(h4=1800), told=use((0, 60)), apps=editor)
    found = only(desk, lap)
    assert (found.active_s, found.apps) == (1800, editor)
    pared = [replace(one, apps=(), level=Level.TOTALS) for one in (desk, lap)]
    assert only(*pared).active_s == 1800


def test_what_was_used_at_once_is_taken_off_the_apps_of_one_device_too() -> None:
    desk = digest(
        "desk",
        hours=in_hours(h4=3600),
        told=use((0, 60)),
        apps=(App(name="Editor", active_s=3600),),
        categories={"writing": 3600},
    )
    lap = digest(
        "lap",
        hours=in_hours(h4=1800, h5=1800),
        told=use((30, 90)),
        apps=(App(name="Player", active_s=3600),),
        categories={"video": 3600},
    )
    found = only(lap, desk)
    assert found.active_s == 5400
    assert {app.name: app.active_s for app in found.apps} == {"Editor": 3600, "Player": 1800}
    assert found.categories == {"video": 1800, "writing": 3600}


def test_ai_tools_used_beside_another_device_are_as_long_as_ai_itself() -> None:
    desk = digest(
        "desk",
        hours=in_hours(h4=3600, h5=3600),
        ai=in_hours(h5=3600),
        told=use((0, 120), ai=((60, 120),)),
        categories={"ai": 3600, "writing": 3600},
    )
    lap = digest("lap", hours=in_hours(h5=3600, h6=3600), told=use((60, 180)), categories={"games": 7200})
    for one, other in ((desk, lap), (digest("a", hours=in_hours(h4=60), told=use((0, 1))), desk)):
        found = only(one, other)
        assert found.categories["ai"] == found.ai.attended_s == 3600
        assert sum(found.categories.values()) <= found.active_s
    assert only(desk, lap).active_s == 3 * 3600


def test_ai_on_two_devices_counts_once_and_never_beyond_use() -> None:
    desk = digest(
        "desk",
        hours=in_hours(h4=3600),
        ai=in_hours(h4=1800),
        prompts=3,
        told=use((0, 60), ai=((0, 30),)),
        ai_kinds={"chat": 1800},
        tools=(Tool(id="chatgpt", attended_s=1800, unattended_s=60, prompts=3),),
    )
    lap = digest(
        "lap",
        hours=in_hours(h4=1800),
        ai=in_hours(h4=1800),
        prompts=4,
        unattended_s=300,
        told=use((15, 45), ai=((15, 45),)),
        ai_kinds={"chat": 1800},
        tools=(Tool(id="chatgpt", attended_s=1800, unattended_s=90, prompts=4),),
    )
    found = only(desk, lap)
    assert found.active_s == 3600
    assert found.ai.attended_s == 2700
    assert found.ai_kinds == {"chat": 2700}
    assert found.ai.prompts == 7
    assert found.tools == (Tool(id="chatgpt", attended_s=2700, unattended_s=90, prompts=7),)
    assert found.unattended == Between(low_s=300, high_s=300)
    assert found.longest_free_s == 15 * 60


def test_without_minutes_only_bounds_are_known_and_said() -> None:
    desk = digest("desk", hours=in_hours(h9=3000, h10=600))
    lap = digest("lap", hours=in_hours(h9=1200, h11=900), told=use((300, 400)))
    found = only(desk, lap)
    assert found.active_s == 3000 + 600 + 900
    assert found.active == Between(low_s=4500, high_s=3600 + 600 + 900)
    assert found.longest_free_s is None
    assert found.breaks is None


def test_clocks_of_two_zones_have_no_common_hours() -> None:
    desk = digest("desk", hours=in_hours(h9=3000))
    away = digest("lap", hours=in_hours(h3=3000), zone="America/New_York")
    assert only(desk, away).active == Between(low_s=3000, high_s=6000)


def test_minutes_of_two_zones_are_put_together_by_the_world_clock() -> None:
    told = use((0, 60))
    desk = digest("desk", hours=in_hours(h4=3600), told=told)
    away = digest("lap", hours=in_hours(h22=3600), told=told, zone="America/New_York")
    assert only(desk, away).active_s == 3600


def test_a_minute_that_two_zones_call_another_day_counts_once() -> None:
    told = use((0, 60))
    desk = digest("desk", hours=in_hours(h4=3600), told=told)
    away = digest("lap", MONDAY - DAY, hours=in_hours(h22=3600), told=told, zone="America/New_York")
    sunday, monday = lines([desk, away])
    assert (sunday.active_s, monday.active_s) == (3600, 0)


def test_a_zone_that_is_unknown_here_takes_nothing_from_the_sum() -> None:
    desk = digest("desk", hours=in_hours(h4=3600), told=use((0, 60)), zone="Mars/Olympus")
    lap = digest("lap", hours=in_hours(h4=1800), told=use((30, 60)), zone="Mars/Olympus")
    assert only(desk, lap).active_s == 3600
    assert only(replace(desk, zone=""), replace(lap, zone="")).active_s == 3600


def test_breaks_are_those_of_the_person() -> None:
    desk = digest("desk", hours=in_hours(h4=3600), told=use((0, 20), (40, 60), (90, 110)), breaks=2)
    lap = digest("lap", hours=in_hours(h4=1200), told=use((20, 40)), breaks=0)
    assert only(desk, lap).breaks == 1


def test_a_device_that_was_not_used_takes_nothing_from_what_is_known() -> None:
    desk = digest("desk", hours=in_hours(h4=3600), breaks=2)
    assert only(desk, digest("lap")).breaks == 2
    assert only(digest("desk"), digest("lap")).active_s == 0


def test_an_agreed_limit_is_kept_when_it_was_kept_on_each_device() -> None:
    def limit(number: str, *, kept: bool, agreed: bool) -> Kept:
        return Kept(id=number, name="", shown=Level.APPS, kept=kept, agreed=agreed)

    desk = digest("desk", limits=(limit("a", kept=True, agreed=True), limit("1", kept=True, agreed=False)))
    lap = digest("lap", limits=(limit("a", kept=False, agreed=True), limit("1", kept=False, agreed=False)))
    for found in (only(desk, lap), only(lap, desk)):
        assert [one.kept for one in found.limits if one.agreed] == [False]
        assert sorted(one.kept for one in found.limits if not one.agreed) == [False, True]


def test_what_happened_to_the_records_is_told_of_all_devices() -> None:
    some = [
        digest(name, journal=Journal(pauses=1, paused_s=80_000, jumps=number))
        for number, name in enumerate("ab")
    ]
    assert only(*some).journal == Journal(pauses=2, paused_s=90_000, jumps=1)
    assert [one.device for one in only(*some).devices] == ["a", "b"]


def test_a_journal_that_became_shorter_shows() -> None:
    def day(number: int, entries: int) -> Digest:
        return digest("desk", MONDAY + number * DAY, chain=Chain(entries=entries, head="ab" * 32))

    days = lines([day(0, 5), day(1, 9), day(2, 3), day(3, 4), digest("lap", MONDAY)])
    assert rewound(days) == [(MONDAY + 2 * DAY, "desk")]


def test_the_level_of_all_is_the_lowest() -> None:
    assert only(digest("desk"), digest("lap", level=Level.TOTALS)).level is Level.TOTALS


def test_moods_are_told_in_order_or_not_at_all() -> None:
    late, early = (
        Mood(at=MORNING + hours, form="daily", values=(4,), score=None) for hours in (DAY / 2, DAY / 4)
    )
    assert only(digest("desk", moods=(late,)), digest("lap", moods=(early,))).moods == (early, late)
    assert only(digest("desk", moods=(late,)), digest("lap")).moods == (late,)
    assert only(digest("desk"), digest("lap")).moods is None


@given(st.lists(st.tuples(st.integers(-100, 4000), st.integers(0, 300)), max_size=5))
def test_minutes_are_those_in_which_anything_was_used(stretches: list[tuple[int, int]]) -> None:
    spans = [
        Span(
            MORNING + timedelta(seconds=60 * start + 30),
            MORNING + timedelta(seconds=60 * (start + length) + 30),
        )
        for start, length in stretches
    ]
    told = minutes(MORNING + timedelta(seconds=20), spans, [])
    first = int(MORNING.timestamp()) // 60
    wanted = {
        first + minute
        for start, length in stretches
        if length
        for minute in range(max(start, 0), min(start + length + 1, 2880))
    }
    assert numbers(told, told.active) == wanted
    assert told.begin == MORNING
    assert not numbers(told, told.ai)


def test_a_mask_that_is_none_tells_of_no_minute() -> None:
    assert numbers(use(), "A") == frozenset()
