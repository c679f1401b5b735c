"""What counts for a limit, how it stands, what is said, whether it was kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.catalogue.label import Label
from wellbeing.catalogue.why import Ground, Why
from wellbeing.limits import count, hours
from wellbeing.limits.kept import kept, tally
from wellbeing.limits.limit import (
    Aim,
    Extension,
    Grant,
    Hours,
    Limit,
    LimitVersion,
    Measure,
    Of,
    Target,
    in_force,
)
from wellbeing.limits.standing import Count, Standing, State, next_due, notice, standing
from wellbeing.model import NOTHING, AppIdentity, Offline, Pastime, Presence, Prompt, Span, Use, Zone
from wellbeing.timeline.day import Calendar

TUESDAY = date(2026, 5, 5)
NOON = datetime(2026, 5, 5, 10, tzinfo=UTC)
BERLIN = Calendar([Zone(datetime(2026, 1, 1, tzinfo=UTC), "Europe/Berlin", timedelta(hours=1))])
EDITOR, WRITER, FIREFOX = AppIdentity("code"), AppIdentity("libreoffice-writer"), AppIdentity("firefox")
CHAT = AppIdentity("firefox", site="chatgpt.com")
NEWS = AppIdentity("firefox", site="m.news.example")
AI = (Target(Of.AI),)
NIGHT = Hours(timedelta(hours=22, minutes=30), timedelta(hours=6))


def label(app: AppIdentity) -> Label:
    tools = {CHAT: "chatgpt"}
    category = {WRITER: "writing", EDITOR: "development", CHAT: "ai"}.get(app, "browsing")
    return Label(category, tools.get(app), None, sure=True, why=Why(Ground.SAID))


def use(app: AppIdentity, minutes: float, presence: Presence = Presence.ACTIVE) -> Use:
    return Use(app, presence, timedelta(minutes=minutes))


def stand(
    limit: Limit, used: float, *extensions: Extension, at: datetime = NOON, week: float = 0
) -> Standing:
    return standing(limit, TUESDAY, Count(used, max(week, used)), extensions, at, BERLIN)


def ai(amount: int = 60, **more: object) -> Limit:
    return Limit(AI, (amount,) * 7, id=1, **more)  # type: ignore[arg-type]  # named fields of a limit


def test_each_kind_of_target_counts_its_own() -> None:
    uses = [use(EDITOR, 1), use(WRITER, 2), use(FIREFOX, 4), use(CHAT, 8), use(NEWS, 16), use(NOTHING, 32)]
    expected = {
        Target(Of.APP, "Firefox"): 28,
        Target(Of.CATEGORY, "writing"): 2,
        Target(Of.TOOL, "chatgpt"): 8,
        Target(Of.TOOL, "claude"): 0,
        Target(Of.AI): 8,
        Target(Of.SITE, "news.example"): 16,
        Target(Of.SITE, "ews.example"): 0,
        Target(Of.TOTAL): 31,
    }
    for target, minutes in expected.items():
        assert count.used(Limit((target,)), uses, [], label) == minutes, target
    both = Limit((Target(Of.CATEGORY, "writing"), Target(Of.APP, "code"), Target(Of.APP, "code")))
    assert count.used(both, uses, [], label) == 3


def test_only_presence_at_the_screen_counts() -> None:
    uses = [
        use(EDITOR, 1),
        use(EDITOR, 2, Presence.PASSIVE),
        use(EDITOR, 4, Presence.IDLE),
        use(EDITOR, 8, Presence.LOCKED),
        use(Offline(Pastime.MEETING).identity("meetings"), 16),
    ]
    assert count.minutes(Limit((Target(Of.TOTAL),)), uses, label) == 3


def test_what_does_not_count_is_left_out() -> None:
    goal = Limit((Target(Of.TOTAL),), without=AI)
    assert count.minutes(goal, [use(WRITER, 5), use(CHAT, 9)], label) == 5
    assert count.concerns(goal, WRITER, label(WRITER))
    assert not count.concerns(goal, CHAT, label(CHAT))


def test_prompts_are_counted_by_tool() -> None:
    asked = [Prompt(tool, str(n), NOON, "s") for n, tool in enumerate(["chatgpt", "claude", "claude"])]
    in_prompts = Limit(AI, measure=Measure.PROMPTS)
    assert count.used(in_prompts, [], asked, label) == 3
    one = Limit((Target(Of.TOOL, "claude"),), measure=Measure.PROMPTS)
    assert count.used(one, [], asked, label) == 2
    assert count.used(Limit(AI, measure=Measure.PROMPTS, without=one.targets), [], asked, label) == 1
    assert not count.counts(in_prompts, CHAT, label(CHAT))
    assert count.concerns(in_prompts, CHAT, label(CHAT))


def test_what_was_used_before_the_limit_was_set_counts() -> None:
    now = stand(ai(60), 61)
    assert now.reached
    assert now.left == 0


def test_the_day_of_the_week_decides() -> None:
    limit = Limit(AI, (75, 75, 75, 75, 75, None, 45), id=1)
    assert stand(limit, 48).left == 27
    saturday = standing(limit, date(2026, 5, 9), Count(48, 48), (), NOON, BERLIN)
    assert (saturday.state, saturday.left) == (State.FREE, None)
    assert notice(saturday, set()) is None
    assert next_due(saturday, set()) is None


def test_a_weeks_budget_ends_a_day_early() -> None:
    limit = Limit(AI, (60,) * 7, week=100, id=1)
    assert stand(limit, 10, week=20).left == 50
    assert stand(limit, 10, week=90).left == 10
    assert stand(limit, 10, week=120).reached


def test_warnings_come_once_each_and_nearest_first() -> None:
    limit, said, heard = ai(30), set[str](), []
    for used in [5, 19, 20, 21, 25, 26, 29, 29.5, 30, 31]:
        told = notice(stand(limit, used), said)
        if told is not None:
            said.add(told.key)
            heard.append((used, told.what, told.warning))
    assert heard == [
        (20, "warning-10", True),
        (25, "warning-5", True),
        (29, "warning-1", True),
        (30, "reached-0", False),
    ]


def test_warnings_missed_while_away_are_not_made_up_for() -> None:
    told = notice(stand(ai(30), 29.5), set())
    assert told is not None
    assert told.what == "warning-1"
    assert notice(stand(ai(30), 26), {told.key}) is None


def test_a_limit_of_ten_minutes_does_not_warn_of_ten() -> None:
    assert notice(stand(ai(10), 0), set()) is None
    assert next_due(stand(ai(10), 0), set()) == 5
    assert notice(stand(ai(1), 0), set()) is None


@pytest.mark.parametrize(
    ("grant", "used", "told"),
    [
        (Grant.LITTLE, 30.0, None),
        (Grant.LITTLE, 30.5, None),
        (Grant.MORE, 33, None),
        (Grant.MORE, 35.5, "warning-10"),
    ],
)
def test_a_minute_that_was_just_given_is_not_warned_of(grant: Grant, used: float, told: str | None) -> None:
    given = stand(ai(30), 30).extended(grant)
    found = notice(stand(ai(30), used, given), set())
    assert (None if found is None else found.what) == told


def test_prompts_left_are_warned_of_as_well() -> None:
    limit = ai(20, measure=Measure.PROMPTS)
    assert notice(stand(limit, 12), set()) is None
    told = notice(stand(limit, 15), set())
    assert told is not None
    assert told.what == "warning-5"


def test_one_more_minute_is_given_once() -> None:
    limit = ai(60)
    now = stand(limit, 60)
    assert now.may(Grant.LITTLE)
    little = now.extended(Grant.LITTLE)
    later = stand(limit, 60, little)
    assert later.left == 1
    assert not later.may(Grant.LITTLE)
    assert later.may(Grant.MORE)


def test_fifteen_more_minutes_count_from_what_is_used() -> None:
    limit = ai(60)
    more = stand(limit, 100).extended(Grant.MORE, "deadline")
    assert more.reason == "deadline"
    assert stand(limit, 100, more).left == 15
    again = stand(limit, 115, more)
    assert again.reached
    told = notice(again, {"1:2026-05-05:reached-0"})
    assert told is not None
    assert told.what == "reached-1"
    assert stand(limit, 30).extended(Grant.MORE).upto == 75


def test_an_extension_belongs_to_its_limit_and_day() -> None:
    other = Extension(2, TUESDAY, Grant.MORE, 500)
    yesterday = Extension(1, TUESDAY - timedelta(days=1), Grant.MORE, 500)
    assert stand(ai(60), 60, other, yesterday).reached


def test_an_ignored_limit_says_nothing_for_the_day() -> None:
    limit = ai(60)
    ignored = stand(limit, 61).extended(Grant.IGNORE)
    now = stand(limit, 90, ignored)
    assert now.state is State.IGNORED
    assert notice(now, set()) is None
    assert not any(now.may(one) for one in Grant)


def test_a_goal_is_told_once_when_it_is_done() -> None:
    goal = Limit((Target(Of.CATEGORY, "writing"),), (20,) * 7, aim=Aim.AT_LEAST, without=AI, id=1)
    assert notice(stand(goal, 19), set()) is None
    assert next_due(stand(goal, 15), set()) == 5
    done = notice(stand(goal, 20), set())
    assert done is not None
    assert done.what == "done"
    assert notice(stand(goal, 25), {done.key}) is None
    assert not stand(goal, 25).reached
    assert not stand(goal, 25).may(Grant.MORE)
    assert stand(Limit(AI, aim=Aim.AT_LEAST), 3).state is State.FREE


def test_a_bedtime_is_warned_of_and_reached_by_the_clock() -> None:
    bedtime = Limit((Target(Of.TOTAL),), hours=(NIGHT,), id=1)
    early = stand(bedtime, 300, at=datetime(2026, 5, 5, 19, 30, tzinfo=UTC))
    assert early.left == 60
    assert next_due(early, set()) == 50
    near = notice(stand(bedtime, 300, at=datetime(2026, 5, 5, 20, 21, tzinfo=UTC)), set())
    assert near is not None
    assert near.what == "warning-10"
    late = stand(bedtime, 300, at=datetime(2026, 5, 5, 21, tzinfo=UTC))
    assert late.reached
    assert late.closed_until == datetime(2026, 5, 6, 4, tzinfo=UTC)
    more = late.extended(Grant.MORE)
    assert stand(bedtime, 310, more, at=datetime(2026, 5, 5, 21, 10, tzinfo=UTC)).left == 5


def test_hours_and_amounts_together_end_at_whichever_comes_first() -> None:
    limit = ai(60, hours=(NIGHT,))
    late = stand(limit, 20, at=datetime(2026, 5, 5, 21, tzinfo=UTC))
    assert late.reached
    assert late.extended(Grant.LITTLE).upto == 21
    assert stand(limit, 20).left == 40


@pytest.mark.parametrize(
    ("today", "grants", "expected"),
    [
        (60, (), True),
        (61, (), True),
        (61.5, (), False),
        (62, (Grant.LITTLE,), True),
        (75, (Grant.MORE,), False),
        (20, (Grant.IGNORE,), False),
    ],
)
def test_a_day_is_kept_or_not(today: float, grants: tuple[Grant, ...], expected: bool) -> None:
    extensions = [Extension(1, TUESDAY, one) for one in grants]
    assert kept(ai(60), TUESDAY, Count(today, today), extensions) is expected


def test_a_day_without_an_amount_is_neither_kept_nor_not() -> None:
    limit = Limit(AI, (None,) * 7, id=1)
    assert kept(limit, TUESDAY, Count(500), ()) is None
    assert tally([True, None, False, True]) == (2, 3)


def test_goals_weeks_and_hours_are_judged_too() -> None:
    goal = Limit(AI, (20,) * 7, aim=Aim.AT_LEAST, id=1)
    assert kept(goal, TUESDAY, Count(20), ()) is True
    assert kept(goal, TUESDAY, Count(19), ()) is False
    assert kept(Limit(AI, week=100, aim=Aim.AT_LEAST), TUESDAY, Count(0, 99), ()) is False
    assert kept(Limit(AI, week=100), TUESDAY, Count(10, 102), ()) is False
    assert kept(Limit(AI, week=100), TUESDAY, Count(0, 102), ()) is True
    night = Limit(AI, hours=(NIGHT,))
    assert kept(night, TUESDAY, Count(100, closed=0.5), ()) is True
    assert kept(night, TUESDAY, Count(100, closed=5), ()) is False


def test_hours_hold_their_clock_time_when_the_clocks_change() -> None:
    before = Span(datetime(2026, 3, 27, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC))
    nights = hours.within((NIGHT,), before, BERLIN)
    assert [(BERLIN.local(one.start).hour, BERLIN.local(one.end).hour) for one in nights] == [(22, 6)] * 3
    assert [one.length for one in nights][1] == timedelta(hours=6, minutes=30)


def test_hours_of_chosen_weekdays_only_run_on_those() -> None:
    friday = Hours(timedelta(hours=22), timedelta(hours=2), frozenset({4}))
    assert hours.running((friday,), datetime(2026, 5, 9, 23, tzinfo=UTC), BERLIN) is None
    saturday_one = datetime(2026, 5, 8, 23, tzinfo=UTC)
    assert hours.running((friday,), saturday_one, BERLIN) is not None
    assert hours.begins((friday,), saturday_one, BERLIN) == datetime(2026, 5, 15, 20, tzinfo=UTC)
    assert hours.begins((), NOON, BERLIN) is None


@given(
    st.integers(1, 300),
    st.lists(st.floats(0, 20), max_size=60),
    st.sets(st.sampled_from([1, 5, 10, 30, 60])),
)
def test_nothing_is_said_twice_nor_before_its_time(
    amount: int, steps: list[float], warnings: set[int]
) -> None:
    limit, said, used = ai(amount, warnings=tuple(warnings)), set[str](), 0.0
    for step in steps:
        used += step
        now = stand(limit, used)
        wait = next_due(now, said)
        told = notice(now, said)
        assert (wait == 0) == (told is not None)
        if told is None:
            assert wait is None or wait > 0
            continue
        assert told.key not in said
        said.add(told.key)
        if told.warning:
            assert now.left is not None
            assert now.left <= int(told.what.removeprefix("warning-"))
    assert len(said) <= len(warnings) + 1


def test_the_limits_of_a_moment_are_those_set_before_and_not_removed() -> None:
    first, second = ai(60), ai(30)
    history = [
        LimitVersion(1, NOON, first),
        LimitVersion(1, NOON + timedelta(hours=1), second),
        LimitVersion(1, NOON + timedelta(hours=2), None),
    ]
    assert [in_force(history, NOON + timedelta(hours=n)) for n in (-1, 0, 1, 2)] == [
        [],
        [first],
        [second],
        [],
    ]


def test_hours_are_listed_day_by_day() -> None:
    friday = Hours(timedelta(hours=20), timedelta(hours=21), frozenset({4}))
    week = Span(NOON, NOON + timedelta(days=7))
    (only,) = hours.within((friday,), week, BERLIN)
    assert only == Span(datetime(2026, 5, 8, 18, tzinfo=UTC), datetime(2026, 5, 8, 19, tzinfo=UTC))
