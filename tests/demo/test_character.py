"""Who the synthetic people are."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest

from wellbeing.demo.app import AI_ROLES, APPS, Role, Trade
from wellbeing.demo.character import FAR, HOMES, Place, mia, person

MINUTE = timedelta(minutes=1)
PEOPLE = [person(seed) for seed in range(150)]


def test_equal_seeds_give_equal_people_and_others_differ() -> None:
    assert person(3) == person(3)
    assert len({(who.ai, who.screen, who.rises) for who in PEOPLE}) == len(PEOPLE)


def test_everybody_has_15_to_40_apps_with_people_work_breaks_and_ai_among_them() -> None:
    for who in [*PEOPLE, mia()]:
        assert 15 <= len(who.apps) <= 40
        assert {Role.WORK, Role.LEARN, Role.PEOPLE, Role.CALL, Role.BREAK, Role.WATCH, Role.CHAT} <= {
            app.role for app in who.apps
        }


def test_only_developers_have_agents_in_the_terminal() -> None:
    for who in PEOPLE:
        agents = any(app.role is Role.AGENT for app in who.apps)
        assert agents == (who.trade is Trade.DEVELOPER)


def test_habits_lie_where_research_puts_them() -> None:
    assert median(who.ai.workday / MINUTE for who in PEOPLE) == pytest.approx(45, abs=8)
    assert median(who.screen.workday / MINUTE for who in PEOPLE) == pytest.approx(400, abs=20)
    assert median(who.screen.weekend / MINUTE for who in PEOPLE) == pytest.approx(190, abs=10)
    assert median(who.rises / MINUTE for who in PEOPLE) == pytest.approx(540, abs=12)
    assert all(0.35 <= who.ai.log_sd <= 0.85 and 0.18 <= who.screen.log_sd <= 0.38 for who in PEOPLE)
    assert {who.mood_link for who in PEOPLE} == {0.0, -0.3}


def test_mia_has_a_companion_and_lives_in_berlin() -> None:
    assert mia() == mia()
    assert mia().home.zone == "Europe/Berlin"
    assert [app.role for app in mia().apps].count(Role.COMPANION) == 1


def test_every_ai_app_names_its_tool_and_no_other_does() -> None:
    for app in APPS:
        assert (app.tool is not None) == (app.role in AI_ROLES)


def test_no_two_apps_are_the_same_subject_and_none_has_a_hint() -> None:
    assert len({app.identity for app in APPS}) == len(APPS)
    assert all(app.identity.hint is None for app in APPS)


@pytest.mark.parametrize("place", [*HOMES, *FAR], ids=lambda place: place.zone)
def test_every_place_is_a_real_zone_with_its_winter_offset(place: Place) -> None:
    assert datetime(2024, 1, 15, tzinfo=ZoneInfo(place.zone)).utcoffset() == place.winter
