"""Dialogs and notes in windows of our own: one at a time, never in the way, gone when they are outdated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import stops
from wellbeing.engine.breaks import BreakShown
from wellbeing.engine.focus import Ask, Asked
from wellbeing.engine.onscreen import Refused, Shown, TakenAway
from wellbeing.engine.parents import Leave
from wellbeing.engine.permit import PinWrong
from wellbeing.limits.limit import Agreed, Grant, Of, Target
from wellbeing.model.sentence import Sentence
from wellbeing.nudges import rest as breaks
from wellbeing.nudges.focus import Summary
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import Response
from wellbeing.nudges.rest import PAUSES, Rest, Rhythm, Stage
from wellbeing.ports import Answered, Button, Note, Reaction
from wellbeing.ui import break_words, focus_words
from wellbeing.ui.stop.asking import CheckInCard
from wellbeing.ui.stop.card import LimitCard
from wellbeing.ui.stop.floating import Floating
from wellbeing.ui.stop.pause import PauseCard
from wellbeing.ui.stop.screen import Replies, StopScreen
from wellbeing.ui.theme import Theme

W = TypeVar("W", bound=QWidget)
_WISHES = ("heard", "answered", "extended", "opens", "rest", "paused", "asked", "allowed", "checked_in")


class Person:
    """Hears what the windows wish."""

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []

    def note(self, what: str) -> Callable[..., None]:
        return lambda *more: self.said.append((what, *more))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def screen(theme: Theme, person: Person, tmp_path: Path) -> Iterator[StopScreen]:
    replies = Replies(*(person.note(what) for what in _WISHES))
    labels = stops.labels(tmp_path)
    made = StopScreen(theme, lambda: labels, replies, {})
    yield made
    made.close()


def windows() -> list[Floating]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Floating) and one.isVisible()]


def button(words: str) -> QPushButton:
    (window,) = windows()
    return next(one for one in window.findChildren(QPushButton) if one.text() == words)


def words(kind: type[W]) -> list[W]:
    (window,) = windows()
    return window.findChildren(kind)


def test_a_dialog_says_what_is_used_and_offers_four_ways_without_taking_the_keyboard(
    screen: StopScreen,
) -> None:
    screen.take(Shown((stops.REACHED,)))
    (window,) = windows()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    card = window.findChild(LimitCard)
    assert card is not None
    assert card.accessibleName() == "AI tools: 1 h 15 used today"
    assert card.accessibleDescription() == "You asked to be told here. Your usual workday is 38 min."
    assert [one.text() for one in words(QPushButton) if one.isVisible()] == [
        "Done for today",
        "One more minute",
        "15 more minutes",
        "Ignore today",
        "Change this limit",
    ]


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("Done for today", [("answered", 12, Response.ACTED)]),
        ("One more minute", [("extended", 12, 3, Grant.LITTLE, "the train is late")]),
        ("15 more minutes", [("extended", 12, 3, Grant.MORE, "the train is late")]),
        ("Ignore today", [("extended", 12, 3, Grant.IGNORE, "the train is late")]),
        ("Change this limit", [("answered", 12, Response.ACTED), ("opens", "limits/3")]),
    ],
)
def test_each_way_on_is_told_and_the_dialog_is_gone_at_once(
    press: str, said: list[tuple[object, ...]], screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(Shown((stops.REACHED,)))
    words(QLineEdit)[0].setText("  the train   is late ")
    qtbot.mouseClick(button(press), Qt.MouseButton.LeftButton)
    assert (person.said, windows()) == (said, [])
    screen.take(Shown((stops.REACHED,)))
    assert windows() == []


def test_at_an_agreed_limit_one_asks_and_a_parent_allows_with_the_pin(
    screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(Shown((stops.AGREED,)))
    card = words(LimitCard)[0]
    assert card.accessibleDescription() == "Agreed with Mum. Your usual workday is 38 min."
    shown = [one.text() for one in words(QPushButton) if one.isVisible()]
    assert "Ask for time" in shown
    assert not {"15 more minutes", "Ignore today", "Change this limit"} & set(shown)
    card.leave.length.choose("60")
    card.leave.reason.setText("chess club")
    qtbot.mouseClick(button("Ask for time"), Qt.MouseButton.LeftButton)
    assert person.said == [("asked", 15, 3, 60, "chess club")]
    screen.take(Shown((stops.WAITS,)))
    assert "“chess club”" in card.leave.waits.text()
    assert not card.leave.pin.isVisible()
    qtbot.mouseClick(button("A parent is here"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(card.leave.pin, "4712")
    qtbot.keyClick(card.leave.pin, Qt.Key.Key_Return)
    assert person.said[1:] == [("allowed", 15, 3, Leave(30), "4712")]
    wrong = PinWrong(Sentence("That is not the PIN."), timedelta(milliseconds=60))
    screen.take(Refused(15, wrong, wrong.wait))
    assert card.leave.said.text().startswith("That is not the PIN.")
    assert not card.leave.pin.text()
    qtbot.keyClicks(card.leave.pin, "4711")
    qtbot.keyClick(card.leave.pin, Qt.Key.Key_Return)
    assert len(person.said) == 2
    qtbot.waitUntil(card.leave.allow.isEnabled)
    qtbot.mouseClick(card.leave.allow, Qt.MouseButton.LeftButton)
    assert person.said[2:] == [("allowed", 15, 3, Leave(30), "4711")]
    screen.take(Shown(()))
    assert windows() == []


def test_what_was_agreed_beforehand_needs_nobody(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    once = replace(stops.AGREED.standing.limit, agreed=Agreed("Mum", 1))
    screen.take(Shown((replace(stops.AGREED, standing=replace(stops.AGREED.standing, limit=once)),)))
    qtbot.mouseClick(button("15 more minutes"), Qt.MouseButton.LeftButton)
    assert person.said == [("extended", 15, 3, Grant.MORE, "")]


def test_escape_puts_the_dialog_away(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    screen.take(Shown((stops.REACHED,)))
    qtbot.keyClick(windows()[0], Qt.Key.Key_Escape)
    assert (person.said, windows()) == ([("answered", 12, Response.DISMISSED)], [])


def test_one_dialog_at_a_time_and_an_outdated_one_goes_by_itself(screen: StopScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.empty):
        screen.take(Shown((stops.REACHED, stops.PROMPTS)))
        assert [one.windowTitle() for one in windows()] == ["AI tools"]
        screen.take(Shown((stops.PROMPTS,)))
        assert [one.windowTitle() for one in windows()] == ["Chat"]
        assert {one.text() for one in words(QPushButton)} >= {"One more prompt", "5 more prompts"}
        screen.take(Shown(()))
    assert windows() == []


def test_one_more_minute_is_offered_once(screen: StopScreen) -> None:
    screen.take(Shown((stops.EXTENDED,)))
    assert not button("One more minute").isVisible()
    (card,) = words(LimitCard)
    assert card.accessibleDescription().endswith("Extended once today.")


def test_hours_say_until_when(screen: StopScreen) -> None:
    screen.take(Shown((stops.CLOSED,)))
    (card,) = words(LimitCard)
    assert "Not wanted until" in card.accessibleName()


def test_where_nothing_can_be_covered_one_is_asked_and_told_so(screen: StopScreen) -> None:
    screen.take(Shown((stops.COVERED,)))
    assert any(
        "cannot be covered" in one.text()
        for one in windows()[0].findChildren(type(words(LimitCard)[0]._hint))
    )


def test_on_a_cover_the_ways_on_open_after_the_wait(theme: Theme, qtbot: QtBot) -> None:
    card = LimitCard(theme, wait_ms=1, hint="Soon.")
    qtbot.addWidget(card)
    card.show_stop(stops.COVERED, "AI tools", "ai")
    more = next(one for one in card.findChildren(QPushButton) if one.text() == "15 more minutes")
    done = next(one for one in card.findChildren(QPushButton) if one.text() == "Done for today")
    assert (more.isEnabled(), done.isEnabled()) == (False, True)
    qtbot.waitUntil(more.isEnabled)


NOTE = Note(
    "limit-3",
    "10 min left: AI tools",
    "1 h 05 of 1 h 15 today.",
    (Button("not-now", "Not now"), Button("why", "Why?"), Button("limits", "Limit…")),
)


def test_a_note_is_replaced_answered_and_taken_away(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    screen.take(NOTE)
    screen.take(NOTE)
    assert [one.windowTitle() for one in windows()] == [NOTE.title]
    qtbot.mouseClick(button("Limit…"), Qt.MouseButton.LeftButton)
    assert person.said == [("heard", Reaction("limit-3", Answered.PRESSED, "limits"))]
    screen.take(NOTE)
    screen.take(TakenAway("limit-3"))
    assert windows() == []
    assert len(person.said) == 1


def test_a_stale_note_goes_by_itself(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    screen.take(Note("G", "Growing", "", (), lasts=timedelta(milliseconds=1)))
    qtbot.waitUntil(lambda: not windows())
    assert person.said == [("heard", Reaction("G", Answered.EXPIRED))]


def test_a_note_without_buttons_can_be_closed(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    screen.take(Note("why", "Why", "Because."))
    qtbot.mouseClick(button("Close"), Qt.MouseButton.LeftButton)
    assert person.said == [("heard", Reaction("why", Answered.DISMISSED))]


ASKED = Note(
    "checkin",
    "How are you?",
    "Mood and energy.",
    (Button("checkin", "More …"), Button("not-now", "Not now"), Button("why", "Why?")),
)


def card() -> CheckInCard:
    (window,) = windows()
    (found,) = window.findChildren(CheckInCard)
    return found


def test_the_question_of_the_day_is_two_clicks_and_keeps_itself(
    screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(ASKED)
    asked = card()
    asked._patience.setInterval(1)
    assert not asked.keep.isEnabled()
    qtbot.mouseClick(asked.mood.buttons[5], Qt.MouseButton.LeftButton)
    assert person.said == []
    qtbot.mouseClick(asked.energy.buttons[3], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not windows())
    assert person.said == [("checked_in", 5, 3, "")]


def test_a_note_is_waited_for_and_half_an_answer_is_one(
    screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(ASKED)
    asked = card()
    qtbot.mouseClick(asked.energy.buttons[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(asked.mood.buttons[6], Qt.MouseButton.LeftButton)
    assert asked._patience.isActive()
    qtbot.keyClicks(asked.note, "long day")
    assert not asked._patience.isActive()
    qtbot.mouseClick(asked.mood.buttons[6], Qt.MouseButton.LeftButton)  # taken back
    qtbot.keyClick(asked.note, Qt.Key.Key_Return)
    assert person.said == [("checked_in", None, 2, "long day")]
    assert windows() == []


@pytest.mark.parametrize(("words", "key"), [("Not now", "not-now"), ("Why?", "why"), ("More …", "checkin")])
def test_the_question_can_be_put_off_explained_and_answered_in_full(
    screen: StopScreen, person: Person, qtbot: QtBot, words: str, key: str
) -> None:
    screen.take(ASKED)
    qtbot.mouseClick(button(words), Qt.MouseButton.LeftButton)
    assert person.said == [("heard", Reaction("checkin", Answered.PRESSED, key))]
    assert windows() == []


def test_return_on_an_empty_card_keeps_nothing(screen: StopScreen, person: Person, qtbot: QtBot) -> None:
    screen.take(ASKED)
    qtbot.keyClick(card().note, Qt.Key.Key_Return)
    assert (person.said, len(windows())) == ([], 1)


def resting(stage: Stage) -> Rest:
    made = breaks.begin(PAUSES[Rhythm.EYES], timedelta(0))
    return replace(made, used=(timedelta(minutes=20),), stage=stage)


def test_a_break_is_announced_in_the_corner_and_can_be_put_off_once(
    screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(BreakShown(resting(Stage.PRELUDE)))
    (window,) = windows()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowTitle() == "20 seconds for your eyes"
    for press in ("A little later", "Begin now", "Not this time"):
        qtbot.mouseClick(button(press), Qt.MouseButton.LeftButton)
    assert [wish for _what, wish in person.said] == ["postpone", "start", "skip"]
    screen.take(BreakShown(replace(resting(Stage.PRELUDE), postponed=(0,))))
    assert not button("A little later").isVisible()


def test_a_break_can_be_left_at_any_time_and_goes_when_it_is_over(
    screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    screen.take(BreakShown(resting(Stage.PRELUDE)))
    screen.take(BreakShown(resting(Stage.BREAK)))
    assert [one.isVisible() for one in (button("Back to work"), button("Begin now"))] == [True, False]
    qtbot.keyClick(windows()[0], Qt.Key.Key_Escape)
    assert person.said == [("rest", "skip")]
    screen.take(BreakShown(None))
    assert windows() == []


def test_every_rhythm_has_its_words() -> None:
    for rhythm, pauses in breaks.PAUSES.items():
        assert break_words.rhythm(rhythm)
        for number in range(len(pauses)):
            rest = replace(breaks.begin(PAUSES[rhythm], timedelta(0)), due=number)
            assert break_words.note(rest).title
            assert break_words.hint(rest)


@pytest.mark.parametrize(
    ("kind", "intention", "title", "leave"),
    [
        (Kind.FRICTION, "", "A short pause before AI tools", "Leave it"),
        (Kind.FRICTION, "the letter", "You set out to: the letter", "Leave it"),
        (Kind.TRY_FIRST, "", "Five minutes of your own first?", "I try it first"),
    ],
)
def test_a_pause_has_its_way_out_first_and_going_on_waits(
    kind: Kind,
    intention: str,
    title: str,
    leave: str,
    screen: StopScreen,
    person: Person,
    qtbot: QtBot,
) -> None:
    screen.take(Asked(Ask(5, kind, Target(Of.AI), intention)))
    (card,) = words(PauseCard)
    assert card.accessibleName() == f"AI tools: {title}"
    assert not card.go_on.isEnabled()
    qtbot.mouseClick(button(leave), Qt.MouseButton.LeftButton)
    assert (person.said, windows()) == ([("paused", 5, False)], [])


def test_one_may_go_on_after_the_wait_and_an_outdated_pause_goes(
    theme: Theme, screen: StopScreen, person: Person, qtbot: QtBot
) -> None:
    ask = Ask(5, Kind.FRICTION, Target(Of.AI))
    card = PauseCard(theme, ask, "AI tools", wait_ms=1)
    qtbot.addWidget(card)
    qtbot.waitUntil(card.go_on.isEnabled)
    screen.take(Asked(ask))
    screen.take(Asked(ask))
    words(PauseCard)[0].went_on.emit()
    assert person.said == [("paused", 5, True)]
    screen.take(Asked(ask))
    screen.take(Asked(None))
    assert windows() == []


def test_a_session_is_summed_up_in_plain_words() -> None:
    minutes = timedelta(minutes=1)
    note = focus_words.note(Summary("the letter", 45 * minutes, 40 * minutes, 2 * minutes, 3))
    assert note.title == "Focus is over: 45 min"
    assert note.body.split("\n") == [
        "the letter",
        "40 min at the screen, 2 min of it with what distracts.",
        "A pause came 3 times.",
    ]
    assert "none of it" in focus_words.note(Summary("", minutes, minutes, timedelta(0), 0)).body
