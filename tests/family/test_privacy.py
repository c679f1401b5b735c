"""Nobody is shown more than was agreed, and paring twice is paring once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.digests import digest, digests, in_hours, use
from wellbeing.family.digest import Digest, decoded, encoded
from wellbeing.family.figures import App, Kept, above
from wellbeing.family.line import Line, lines
from wellbeing.family.person import Device, DeviceId, Person, PersonId, Relation, Role, may_set
from wellbeing.family.privacy import Level, Need, need, seen, sent

LEVELS = st.sampled_from(list(Level))
MOODS = st.booleans()
ANNA, BEN, CARA = (PersonId(one) for one in ("anna", "ben", "cara"))


def test_levels_are_ordered_by_what_they_show() -> None:
    assert Level.TOTALS < Level.KINDS < Level.APPS
    assert max(Level.TOTALS, Level.APPS) is Level.APPS
    assert [Level(word) for word in ("totals", "kinds", "apps")] == list(Level)


@settings(max_examples=25)
@given(digests(), LEVELS, MOODS)
def test_nothing_above_the_level_is_seen(one: Digest, level: Level, moods: bool) -> None:
    pared = seen(one, level, moods=moods)
    assert pared.level == min(one.level, level)
    assert not above(pared, level)
    assert pared.moods == (one.moods if moods else None)
    assert pared.minutes is None
    assert decoded(encoded(pared)) == pared


@settings(max_examples=25)
@given(digests(), LEVELS, MOODS)
def test_paring_twice_is_paring_once(one: Digest, level: Level, moods: bool) -> None:
    pared = seen(one, level, moods=moods)
    assert seen(pared, level, moods=moods) == pared


@settings(max_examples=25)
@given(digests(), LEVELS, LEVELS, MOODS, MOODS)
def test_a_higher_level_shows_all_that_a_lower_one_does(
    one: Digest, level: Level, other: Level, moods: bool, too: bool
) -> None:
    through = seen(seen(one, level, moods=moods), other, moods=too)
    assert through == seen(one, min(level, other), moods=moods and too)


@settings(max_examples=25)
@given(digests(), LEVELS, MOODS)
def test_a_persons_day_is_pared_as_a_devices_is(one: Digest, level: Level, moods: bool) -> None:
    pared: Line = seen(lines([one])[0], level, moods=moods)
    assert not above(pared, level)
    assert pared.active_s == one.active_s
    assert pared.moods == (one.moods if moods else None)


def test_a_limit_that_names_an_app_is_told_without_its_name_below_that_level() -> None:
    limit = Kept(id="3", name="TikTok", shown=Level.APPS, kept=False, agreed=True)
    one = digest(limits=(limit,))
    assert seen(one, Level.APPS, moods=False).limits[0].name == "TikTok"
    below = seen(one, Level.KINDS, moods=False).limits[0]
    assert (below.name, below.kept, below.id) == ("", False, "3")


def test_only_what_the_sharpest_viewer_may_see_leaves_the_device() -> None:
    relations = [
        Relation(ANNA, BEN, Level.TOTALS),
        Relation(CARA, BEN, Level.KINDS, moods=True),
        Relation(BEN, ANNA, Level.APPS),
    ]
    assert need(BEN, relations, []) == Need(Level.KINDS, moods=True)
    assert need(ANNA, relations, []) == Need(Level.APPS)
    assert need(CARA, relations, []) is None


def test_minutes_leave_only_where_there_are_devices_to_put_together() -> None:
    two = [Device(DeviceId(name), name, BEN) for name in ("desk", "lap")]
    assert need(BEN, [], two[:1]) is None
    assert need(BEN, [], two) == Need(Level.TOTALS, minutes=True)
    one = digest(hours=in_hours(h4=600), told=use((0, 10)), apps=(App(name="A", active_s=9),))
    alone, beside = (sent(one, Need(Level.TOTALS, minutes=told)) for told in (False, True))
    assert alone.minutes is None
    assert beside.minutes == one.minutes
    assert not alone.apps + beside.apps


@pytest.mark.parametrize(
    ("actor", "subject", "viewer", "moods", "may"),
    [
        (Role.CHILD, "self", Role.ADULT, False, True),
        (Role.ADULT, Role.CHILD, Role.ADULT, False, True),
        (Role.ADULT, Role.TEEN, Role.ADULT, False, True),
        (Role.ADULT, Role.CHILD, Role.ADULT, True, False),
        (Role.ADULT, Role.ADULT, Role.ADULT, False, False),
        (Role.TEEN, Role.CHILD, Role.ADULT, False, False),
        (Role.CHILD, "self", Role.ADULT, True, True),
    ],
)
def test_everybody_decides_for_themselves_and_adults_for_minors_except_on_moods(
    actor: Role, subject: Role | str, viewer: Role, moods: bool, may: bool
) -> None:
    one = Person(ANNA, "Anna", actor)
    other = one if subject == "self" else Person(BEN, "Ben", Role(subject))
    assert may_set(one, other, Person(CARA, "Cara", viewer), moods=moods) is may
    assert not may_set(one, one, one, moods=moods)
