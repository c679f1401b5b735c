"""The Notes page: the list, the grounds of each note, the answer, switches, and putting off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW, TODAY
from tests.ui.window.conftest import Room
from wellbeing.engine import manners
from wellbeing.limits.limit import Limit, Of, Target
from wellbeing.nudges.kind import Kind
from wellbeing.nudges.nudge import (
    Breakpoint,
    Check,
    Decision,
    Figures,
    Gate,
    Moment,
    Response,
    Verdict,
    Wish,
)
from wellbeing.ports import StoreBusy
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.nudges import words
from wellbeing.ui.window.nudges.page import NudgesPage

MINUTE = timedelta(minutes=1)
REACHED = Decision(
    NOW - 20 * MINUTE,
    TODAY,
    Wish(
        Kind.LIMIT,
        "1",
        "1:reached-0",
        {"limit": 1, "what": "reached-0", "used": 75.0, "left": 0.0, "measure": "minutes", "level": "dialog"},
        {"used": 75.0, "left": 0},
    ),
    1,
    Verdict.DELIVERED,
    (Check(Gate.SWITCHED_ON, True), Check(Gate.NO_QUIET_HOURS, True, "15:22", "21:00-08:00")),
    (0, 2),
    Moment(NOW - 20 * MINUTE, Breakpoint.RETURN, 4 * MINUTE),
)
GROWTH = replace(
    REACHED,
    at=NOW - timedelta(days=2),
    day=TODAY - timedelta(days=2),
    wish=Wish(Kind.GROWTH, "ai", "ai-1", {"rise": 21}),
    verdict=Verdict.REFUSED,
    checks=(Check(Gate.BUDGET, False, 2, 2),),
    moment=None,
)
TRY = replace(
    REACHED,
    wish=Wish(Kind.TRY_FIRST, "chat", "t-1"),
    verdict=Verdict.WITHHELD,
    checks=(Check(Gate.DRAW, False, 0.9, 0.8),),
    draw=0.9,
    chance=0.8,
)
Show = Callable[..., NudgesPage]


@pytest.fixture
def shown(desk: Desk, room: Room, qtbot: QtBot) -> Show:
    kept: list[NudgesPage] = []

    def show(*decisions: Decision, at: str | None = None) -> NudgesPage:
        room.store.limits.set(Limit((Target(Of.AI),), (75,) * 7), NOW - timedelta(days=9))
        room.store.nudges.add(decisions)
        page = NudgesPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 900)
        page.open_at(None, at)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.view is not None and not page._waiting)
        return page

    return show


def said(page: NudgesPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def press(page: NudgesPage, text: str, qtbot: QtBot) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(page)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_nothing_said_is_said_calmly(shown: Show) -> None:
    page = shown()
    assert page.heading.accessibleName() == "Nothing was said today"
    assert "will stand here with its reasons" in said(page)


def test_the_list_tells_what_was_said_and_why_not(shown: Show, qtbot: QtBot) -> None:
    page = shown(GROWTH, TRY, REACHED)
    assert page.heading.accessibleName() == "One note was shown today"
    qtbot.waitUntil(lambda: "Own limit: AI tools" in said(page))
    assert "not shown: the day's budget was used" in said(page)
    assert "left out by chance, to learn" in said(page)


def test_the_grounds_of_a_note_and_the_way_back(shown: Show, qtbot: QtBot) -> None:
    page = shown(REACHED)
    line = next(one for one in page.findChildren(QPushButton) if "Own limit" in one.accessibleName())
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.heading.accessibleName() == "Why you got this note")
    qtbot.waitUntil(lambda: "back from 4 min away" in said(page))
    told = said(page)
    for words_ in ("1 h 15", "against 1 h 15", "Outside of quiet hours", "back from 4 min away", "against 2"):
        assert words_ in told
    assert "You set this limit; you may change it." in told
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.isVisible)


def test_the_grounds_show_how_it_was_added_up_with_words_and_table(shown: Show, qtbot: QtBot) -> None:
    figures: Figures = {
        "series": "ai",
        "noticed": "2026-11-22",
        "path": "0.0 1.5 3.1",
        "before": "0.2 0.0",
        "sum": 3.1,
    }
    grown = replace(REACHED, wish=Wish(Kind.GROWTH, "ai", "g", figures, {"sum": 3.0}))
    page = shown(grown, REACHED, at="1")
    qtbot.waitUntil(lambda: page.figure.chart is not None)
    chart = page.figure.chart
    assert chart is not None
    assert chart.sentence == "From 20 November on the sum rose to 3.1 on 22 November; the limit is 3.0."
    assert chart.table.rows[-1] == ("2026-11-22", "3.1")
    assert "Usual days pull the sum to zero" in said(page)
    assert "0.0 1.5 3.1" not in said(page)
    page.look_at(2)
    qtbot.waitUntil(lambda: "1 h 15 of 1 h 15" in (page.figure.chart.sentence if page.figure.chart else ""))
    page.look_at(0)
    qtbot.waitUntil(lambda: not page.sum.isVisible())


def test_each_answer_is_kept_and_never_ends_the_kind(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown(TRY, at="1")
    qtbot.waitUntil(lambda: "shown below 0.8" in said(page))
    manners.switch(room.store, Kind.TRY_FIRST, on=True)
    press(page, "Helpful", qtbot)
    qtbot.waitUntil(lambda: "What you did: helpful" in said(page))
    press(page, "Never this kind", qtbot)
    qtbot.waitUntil(lambda: not manners.kinds(room.store)[Kind.TRY_FIRST])
    record = room.store.nudges.one(1)
    assert record is not None
    assert record.response is Response.NEVER


def test_an_own_limit_cannot_be_ended_here(shown: Show) -> None:
    page = shown(REACHED, at="1")
    assert not page.answer.buttons[Response.NEVER].isVisible()


def test_a_kind_is_switched_off_and_on(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown()
    assert manners.kinds(room.store)[Kind.GROWTH]
    page.kinds.switched.emit(Kind.GROWTH, False)
    qtbot.waitUntil(lambda: not manners.kinds(room.store)[Kind.GROWTH])
    qtbot.waitUntil(lambda: not page._waiting and page.kinds.switches[Kind.GROWTH].key == "off")
    assert Kind.LIMIT not in page.kinds.switches


@pytest.mark.parametrize(
    ("days", "title"), [(0, "No notes until 16:42"), (1, "No notes until"), (7, "No notes")]
)
def test_notes_are_put_off_and_come_again(
    days: int, title: str, shown: Show, room: Room, qtbot: QtBot
) -> None:
    page = shown()
    page.put_off(days)
    qtbot.waitUntil(lambda: page.heading.accessibleName().startswith(title))
    page.put_off(None)
    qtbot.waitUntil(lambda: page.heading.accessibleName() == "Nothing was said today")
    assert not room.store.mark("snoozed")


def test_a_note_that_is_gone_leads_to_the_list(shown: Show) -> None:
    page = shown(at="99")
    assert page.list.isVisible()


def test_a_record_that_cannot_be_changed_is_said(shown: Show, room: Room, qtbot: QtBot) -> None:
    page = shown(REACHED, at="1")
    room.error = StoreBusy("The record is busy.", "Try again.")
    press(page, "Helpful", qtbot)
    qtbot.waitUntil(page.notice.isVisible)
    assert "The record is busy." in said(page)
    room.error = None


def test_everything_has_words() -> None:
    for kind in Kind:
        assert words.cannot_know(kind)
    for gate in Gate:
        assert words.reason(gate)
