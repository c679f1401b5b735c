"""The list of a day adds up, and a person can read it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from tests.timeline.test_edit import BROWSER, EDITOR, SECOND, act, days, span
from wellbeing.model import Activity, AppIdentity, Presence
from wellbeing.timeline.stretch import NEAR, stretches

CHAT = AppIdentity("chat")


@given(day=days())
def test_every_activity_is_told_once_and_the_amounts_add_up(day: list[Activity]) -> None:
    told = stretches(day)
    assert [part for one in told for part in one.parts] == day
    used = sum((one.span.length for one in day if one.presence.counts), timedelta(0))
    assert sum((one.amount for one in told), timedelta(0)) == used
    for one in told:
        assert one.own
        assert {(each.start, each.end) for each in one.own} <= {(p.span.start, p.span.end) for p in one.parts}


def test_short_looks_elsewhere_belong_to_the_stretch() -> None:
    day = [act(0, 100), act(100, 110, BROWSER), act(110, 115, CHAT), act(115, 300)]
    (one,) = stretches(day)
    assert (one.app, one.others, one.amount) == (EDITOR, (BROWSER, CHAT), 300 * SECOND)
    assert one.span == span(0, 300)
    assert one.own == [span(0, 100), span(115, 300)]


def test_a_longer_look_elsewhere_is_a_stretch_of_its_own() -> None:
    day = [act(0, 100), act(100, 110, CHAT), act(110, 150, BROWSER), act(150, 300)]
    assert [one.app for one in stretches(day)] == [EDITOR, CHAT, BROWSER, EDITOR]


def test_a_hole_of_up_to_half_a_minute_does_not_part_a_stretch() -> None:
    seconds = NEAR // SECOND
    assert len(stretches([act(0, 10), act(10 + seconds, 60)])) == 1
    assert len(stretches([act(0, 10), act(11 + seconds, 60)])) == 2


def test_absence_is_a_stretch_without_use() -> None:
    day = [act(0, 60), act(60, 200, presence=Presence.IDLE), act(200, 900, CHAT, presence=Presence.LOCKED)]
    used, away = stretches(day)
    assert (used.away, used.amount) == (False, 60 * SECOND)
    assert (away.away, away.amount, away.own) == (True, timedelta(0), [span(60, 200), span(200, 900)])


def test_the_app_that_was_used_most_names_the_stretch() -> None:
    day = [
        act(at, at + length, app) for at, length, app in ((0, 2, EDITOR), (2, 20, BROWSER), (22, 2, EDITOR))
    ]
    (one,) = stretches(day)
    assert (one.app, one.others) == (BROWSER, (EDITOR,))


def test_sites_and_corrected_categories_are_different_things() -> None:
    site = AppIdentity("firefox", site="example.net")
    assert [one.app for one in stretches([act(0, 60, BROWSER), act(60, 120, site)])] == [BROWSER, site]
