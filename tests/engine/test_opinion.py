"""A second opinion: after a long stretch with a companion, from a fixed list, once a week, ended by one switch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.catalogue.label import Label
from wellbeing.catalogue.tool import Kind as ToolKind
from wellbeing.catalogue.why import Ground, Why
from wellbeing.engine.opinion import SecondOpinionRule
from wellbeing.engine.situation import Situation
from wellbeing.files.ideas import opinions
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity
from wellbeing.nudges import moment
from wellbeing.nudges.kind import RULES, Kind
from wellbeing.nudges.nudge import Decision, Record, Verdict, Wish

APP = AppIdentity("firefox", "firefox", "companion.example")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def spent(
    rule: SecondOpinionRule,
    minutes: int,
    kind: ToolKind | None = ToolKind.COMPANION,
    start: datetime = NOON,
    present: bool = True,
) -> list[Wish]:
    """Looked at each minute; what it wishes at the end."""
    label = Label("ai", "tool" if kind else None, kind, True, Why(Ground.APPS))
    wishes: list[Wish] = []
    for minute in range(minutes + 1):
        at = start + minute * MINUTE
        wishes = rule(Situation(at, at, APP, label, moment.Doing(APP, start, present=present)))
    return wishes


def rule(which: str = "companions") -> SecondOpinionRule:
    settings = Settings(second_opinion="chats" if which == "chats" else "companions")
    return SecondOpinionRule(lambda: settings)


def test_forty_five_minutes_with_a_companion_are_long() -> None:
    assert spent(rule(), 44) == []
    [wish] = spent(rule(), 45)
    assert (wish.kind, dict(wish.figures), dict(wish.thresholds)) == (
        Kind.SECOND_OPINION,
        {"stretch": 45, "night": False},
        {"stretch": 45},
    )


def test_at_night_twenty_are() -> None:
    night = NOON.replace(hour=23)
    assert spent(rule(), 19, start=night) == []
    assert len(spent(rule(), 20, start=night)) == 1


def test_only_what_lies_in_the_night_counts_for_the_shorter_stretch() -> None:
    evening = NOON.replace(hour=22, minute=30)
    assert spent(rule(), 44, start=evening) == [], "fourteen minutes of it at night"
    late = NOON.replace(hour=22, minute=40)
    assert spent(rule(), 39, start=late) == []
    [wish] = spent(rule(), 40, start=late)
    assert dict(wish.figures) == {"stretch": 20, "night": True}


def test_the_night_begins_when_the_person_says_to_the_minute() -> None:
    chosen = Settings(night_from="23:10", night_to="05:00")
    one = SecondOpinionRule(lambda: chosen)
    start = NOON.replace(hour=23)
    assert spent(one, 29, start=start) == []
    assert len(spent(SecondOpinionRule(lambda: chosen), 30, start=start)) == 1
    never = Settings(night_from="23:00", night_to="23:00")
    assert spent(SecondOpinionRule(lambda: never), 44, start=start) == []


def test_who_just_turned_to_something_else_may_be_told_and_nobody_later() -> None:
    one = rule()
    spent(one, 50)
    label = Label("office", None, None, sure=True, why=Why(Ground.APPS))

    def look(seconds: int, *, present: bool = True) -> list[Wish]:
        at = NOON + 50 * MINUTE + timedelta(seconds=seconds)
        assert one.minds(label) is (seconds <= 31)
        return one(Situation(at, at, APP, label, moment.Doing(APP, at, present=present)))

    assert look(5, present=False) == []
    assert [wish.kind for wish in look(10)] == [Kind.SECOND_OPINION]
    assert len(look(30)) == 1
    assert look(31) == []
    assert look(40) == []


@pytest.mark.parametrize(
    ("which", "kind", "said"),
    [
        ("companions", ToolKind.CHAT_ASSISTANT, False),
        ("chats", ToolKind.CHAT_ASSISTANT, True),
        ("chats", ToolKind.COMPANION, True),
        ("chats", ToolKind.CODING_AGENT_CLI, False),
        ("chats", None, False),
    ],
)
def test_it_is_about_companions_and_chats_only_if_wanted(
    which: str, kind: ToolKind | None, said: bool
) -> None:
    assert bool(spent(rule(which), 60, kind)) is said


def test_a_look_elsewhere_goes_on_a_real_break_begins_anew() -> None:
    one = rule()
    spent(one, 40)
    assert spent(one, 3, None, NOON + 41 * MINUTE) == []
    assert len(spent(one, 8, ToolKind.COMPANION, NOON + 45 * MINUTE)) == 1
    other = rule()
    spent(other, 40)
    spent(other, 10, None, NOON + 41 * MINUTE)
    assert spent(other, 20, ToolKind.COMPANION, NOON + 52 * MINUTE) == []


def test_nobody_there_is_no_stretch() -> None:
    assert spent(rule(), 90, present=False) == []


def test_it_comes_once_a_week_at_most_and_asks_for_a_good_moment() -> None:
    found = RULES[Kind.SECOND_OPINION]
    assert (found.on, found.any_cool_down, found.waits) == (True, timedelta(days=7), True)


def test_each_time_another_text_of_the_list_is_shown() -> None:
    from wellbeing.engine.labels import Labels
    from wellbeing.ui import nudge_words

    made = Decision(NOON, NOON.date(), Wish(Kind.SECOND_OPINION, "s", "s"), 1, Verdict.DELIVERED, (), (0, 2))
    labels: Labels = None  # type: ignore[assignment]  # of no limit: nothing is labelled
    notes = [nudge_words.note(Record(made, id=number), None, labels) for number in range(len(opinions()))]
    assert {one.title for one in notes} == {one.words.title for one in opinions()}
    assert [one.key for one in notes[0].buttons] == ["helpful", "not-now", "why"]
