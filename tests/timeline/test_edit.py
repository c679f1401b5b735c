"""Correcting by hand: nothing overlaps, no time is invented, what was not meant stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import (
    NOTHING,
    PRIVATE,
    Activity,
    AppIdentity,
    Hint,
    Offline,
    Pastime,
    Presence,
    Span,
    offline,
)
from wellbeing.timeline import edit

T = datetime(2026, 5, 4, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)
EDITOR, BROWSER = AppIdentity("code"), AppIdentity("firefox", site="example.org")
MEETING = Offline(Pastime.MEETING, "Stand-up").identity("meetings")


def span(start: int, end: int) -> Span:
    """From and until so many seconds after T."""
    return Span(T + start * SECOND, T + end * SECOND)


def act(
    start: int,
    end: int,
    app: AppIdentity = EDITOR,
    title: str | None = None,
    presence: Presence = Presence.ACTIVE,
) -> Activity:
    return Activity(span(start, end), app, title, presence)


apps = st.sampled_from([EDITOR, BROWSER, replace(BROWSER, site=None), PRIVATE, NOTHING, MEETING])


@st.composite
def days(draw: st.DrawFn) -> list[Activity]:
    """Activities in order, not overlapping, on whole seconds."""
    at, found = 0, []
    for _ in range(draw(st.integers(0, 8))):
        at += draw(st.sampled_from([0, 0, 3, 40]))
        end = at + draw(st.integers(1, 60))
        title, presence = draw(st.sampled_from([None, "one"])), draw(st.sampled_from(Presence))
        found.append(act(at, end, draw(apps), title, presence))
        at = end
    return found


spans = st.tuples(st.integers(-20, 400), st.integers(0, 200)).map(lambda two: span(two[0], two[0] + two[1]))
some = st.lists(spans, max_size=4)


def seconds(activities: Sequence[Activity]) -> dict[datetime, Activity]:
    """What is told of each second."""
    told: dict[datetime, Activity] = {}
    for one in activities:
        for at in range((one.span.end - one.span.start) // SECOND):
            moment = one.span.start + at * SECOND
            assert moment not in told, "activities overlap"
            told[moment] = replace(one, span=span(0, 1))
    return told


def sound(activities: Sequence[Activity]) -> bool:
    return all(not one.span.empty for one in activities) and all(
        before.span.end <= after.span.start for before, after in pairwise(activities)
    )


@given(day=days(), where=some)
def test_a_correction_changes_only_the_category_and_only_there(
    day: list[Activity], where: list[Span]
) -> None:
    after = edit.correct(day, where, "writing")
    was, now = seconds(day), seconds(after)
    assert sound(after)
    assert was.keys() == now.keys()
    for moment, one in was.items():
        meant = any(moment in each for each in where) and one.app not in (PRIVATE, NOTHING)
        hint = Hint("writing", None, "you") if meant else one.app.hint
        assert now[moment] == replace(one, app=replace(one.app, hint=hint))
    assert edit.lost(day, after) == []


@given(day=days(), where=some)
def test_what_is_hidden_keeps_its_time_and_nothing_else(day: list[Activity], where: list[Span]) -> None:
    after = edit.hide(day, where)
    was, now = seconds(day), seconds(after)
    assert sound(after)
    assert was.keys() == now.keys()
    for moment, one in was.items():
        meant = any(moment in each for each in where)
        assert now[moment] == (Activity(one.span, PRIVATE, None, one.presence) if meant else one)


@given(day=days(), where=some)
def test_what_is_removed_is_gone_and_the_rest_stays(day: list[Activity], where: list[Span]) -> None:
    after = edit.remove(day, where)
    was, now = seconds(day), seconds(after)
    assert sound(after)
    assert now == {moment: one for moment, one in was.items() if not any(moment in each for each in where)}


@given(day=days(), where=spans)
def test_offline_time_fills_only_time_without_use(day: list[Activity], where: Span) -> None:
    after = edit.add(day, where, MEETING)
    was, now = seconds(day), seconds(after)
    assert sound(after)
    assert was.keys() <= now.keys()
    added = {moment for moment, one in now.items() if was.get(moment) != one}
    for moment in added:
        assert moment in where
        assert moment not in was or not was[moment].presence.counts
        assert now[moment] == replace(act(0, 1, MEETING))
    used = edit.merged(one.span for one in day if one.presence.counts)
    holes = [hole for hole in edit.without(where, used) if hole.length >= edit.LEAST]
    assert len(added) <= sum(hole.length // SECOND for hole in holes)
    assert all(now[hole.start].app == MEETING for hole in holes)


@given(day=days(), where=some)
def test_what_was_told_and_is_told_no_more_is_lost(day: list[Activity], where: list[Span]) -> None:
    after = edit.hide(edit.remove(day, where[:1]), where[1:])
    gone, was = edit.lost(day, after), seconds(day)
    for moment, one in was.items():
        meant = any(moment in each for each in where) and one.app not in (PRIVATE, NOTHING)
        if meant:
            assert any(moment in each for each in gone)
        elif one.app not in (PRIVATE, NOTHING):
            assert not any(moment in each for each in gone)


def test_a_stretch_is_cut_where_the_correction_ends() -> None:
    corrected = replace(EDITOR, hint=Hint("writing", None, "you"))
    after = edit.correct([act(0, 30, title="t")], [span(10, 20)], "writing")
    assert after == [act(0, 10, title="t"), act(10, 20, corrected, "t"), act(20, 30, title="t")]


def test_a_correction_can_be_given_up() -> None:
    day = [act(0, 10), act(10, 20, MEETING), act(20, 30, BROWSER)]
    corrected = edit.correct(day, [span(0, 30)], "writing")
    assert edit.correct(corrected, [span(0, 30)], None) == [
        act(0, 10),
        act(10, 20, replace(MEETING, hint=Hint("writing", None, "you"))),
        act(20, 30, BROWSER),
    ]
    ruled = replace(EDITOR, hint=Hint("writing", None, "title = 'x'"))
    assert edit.correct([act(0, 10, ruled)], [span(0, 10)], None) == [act(0, 10, ruled)]


def test_a_correction_keeps_the_tool_that_a_title_told_of() -> None:
    chat = replace(BROWSER, hint=Hint("games", "chatgpt", "title = 'x'; ChatGPT"))
    (once,) = edit.correct([act(0, 10, chat)], [span(0, 10)], "writing")
    assert once.app.hint == Hint("writing", "chatgpt", "you; title = 'x'; ChatGPT")
    (twice,) = edit.correct([once], [span(0, 10)], "learning")
    assert twice.app.hint == Hint("learning", "chatgpt", "you; title = 'x'; ChatGPT")
    (again,) = edit.correct([twice], [span(0, 10)], None)
    assert again.app.hint == Hint(None, "chatgpt", "title = 'x'; ChatGPT")


def test_equal_neighbours_become_one() -> None:
    assert edit.hide([act(0, 10), act(10, 20, BROWSER), act(25, 30)], [span(0, 40)]) == [
        act(0, 20, PRIVATE),
        act(25, 30, PRIVATE),
    ]


def test_being_away_gives_way_to_offline_time_but_a_short_hole_does_not() -> None:
    day = [act(0, 20), act(20, 100, presence=Presence.IDLE), act(105, 120, BROWSER)]
    assert edit.add(day, span(10, 100), MEETING) == [
        act(0, 20),
        act(20, 100, MEETING),
        act(105, 120, BROWSER),
    ]
    assert edit.add(day, span(100, 105), MEETING) == day


def test_offline_time_is_told_from_apps() -> None:
    assert offline(MEETING) == Offline(Pastime.MEETING, "Stand-up")
    assert offline(Offline(Pastime.READING).identity("news")) == Offline(Pastime.READING)
    assert offline(EDITOR) is None
    assert offline(AppIdentity("offline:juggling:in the park")) == Offline(Pastime.OTHER, "in the park")


def test_a_name_is_kept_short_and_printable() -> None:
    named = Offline(Pastime.OTHER, "  a\n\tb: c\x00 " + "x" * 200).identity("other")
    assert named.app_id.startswith("offline:other:a b: c xxx")
    assert len(named.app_id) == len("offline:other:") + 80
    assert offline(named) == Offline(Pastime.OTHER, named.app_id.removeprefix("offline:other:"))
