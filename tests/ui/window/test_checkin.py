"""The check-in page: one click each, everything skippable, nothing asked twice, numbers at once when it is hard."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW
from tests.ui.window.conftest import Room
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.form import Form
from wellbeing.engine import manners
from wellbeing.nudges.kind import Kind
from wellbeing.ports import StoreError
from wellbeing.ui.window.checkin.page import CheckInPage
from wellbeing.ui.window.desk import Desk, Where

EVER = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CheckInPage:
    result = CheckInPage(desk)
    qtbot.addWidget(result)
    result.resize(1000, 900)
    result.show()
    result.shown()
    qtbot.waitUntil(lambda: result.view is not None)
    return result


def words(page: CheckInPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_two_clicks_and_keep_are_an_answer(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    card = page.asks[Form.DAILY]
    assert not card.save.isEnabled()
    card.scales[0].buttons[5].click()
    card.scales[1].buttons[3].click()
    assert card.activities is not None
    card.activities.press("people")
    card.activities.own.setText("fed the cat")
    card.note.setText(" calm ")
    card.save.click()
    qtbot.waitUntil(lambda: Form.DAILY not in page.asks)
    [kept] = room.store.checkins.since(EVER)
    assert (kept.values, kept.activities, kept.note) == ((5, 3), ("people", "fed the cat"), "calm")
    qtbot.waitUntil(lambda: "mood 5 · energy 3 · Met someone · fed the cat · calm" in words(page))


def test_keys_alone_answer(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    scale = page.asks[Form.DAILY].scales[0]
    scale.buttons[1].setFocus()
    for one in (1, 2, 3):
        qtbot.keyClick(scale.buttons[one], Qt.Key.Key_Right)
    qtbot.keyClick(scale.buttons[4], Qt.Key.Key_Left)
    qtbot.keyClick(scale.buttons[3], Qt.Key.Key_Space)
    assert scale.value == 3
    qtbot.keyClick(page.asks[Form.DAILY].note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(room.store.checkins.since(EVER)) == 1)


def test_a_second_click_takes_an_answer_back(page: CheckInPage) -> None:
    card = page.asks[Form.DAILY]
    card.scales[0].buttons[5].click()
    card.scales[0].buttons[5].click()
    assert card.scales[0].value is None
    assert not card.save.isEnabled()
    card.keep()
    assert page.asks[Form.DAILY] is card


def test_what_is_skipped_is_gone_until_its_time(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    for form in (Form.DAILY, Form.WHO5):
        page.asks[form].skip.click()
        qtbot.waitUntil(lambda form=form: form not in page.asks)
    qtbot.waitUntil(lambda: "Nothing more is asked today." in words(page))
    assert all(one.skipped for one in room.store.checkins.since(EVER))


def test_a_questionnaire_shows_its_words_and_its_owner(page: CheckInPage) -> None:
    assert "I woke up feeling fresh and rested" in words(page)
    assert "World Health Organization" in words(page)
    assert page.asks[Form.WHO5].scales[0].buttons[5].accessibleName().endswith("All of the time")


@pytest.mark.parametrize(("answer", "leads"), [(1, True), (4, False)])
def test_a_hard_time_leads_to_the_help_page(
    page: CheckInPage, qtbot: QtBot, answer: int, leads: bool
) -> None:
    gone: list[Where] = []
    page.desk.went.connect(gone.append)
    for scale in page.asks[Form.WHO5].scales:
        scale.buttons[answer].click()
    page.asks[Form.WHO5].save.click()
    qtbot.waitUntil(lambda: Form.WHO5 not in page.asks)
    assert [one.page for one in gone] == (["help"] if leads else [])


def test_what_is_being_filled_in_stays_while_the_record_changes(page: CheckInPage, qtbot: QtBot) -> None:
    page.asks[Form.DAILY].scales[0].buttons[6].click()
    page.view = None
    page.load()
    qtbot.waitUntil(lambda: page.view is not None)
    assert page.asks[Form.DAILY].scales[0].value == 6


def test_one_switch_asks_once_a_day_or_never(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    page.switch._buttons["on"].click()
    qtbot.waitUntil(lambda: manners.kinds(room.store)[Kind.CHECK_IN])
    page.switch._buttons["off"].click()
    qtbot.waitUntil(lambda: not manners.kinds(room.store)[Kind.CHECK_IN])


def test_an_answer_that_cannot_be_kept_is_said_and_not_lost(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    page.asks[Form.DAILY].scales[0].buttons[6].click()
    room.error = StoreError("The disk is full.", "Make room.")
    page.asks[Form.DAILY].save.click()
    qtbot.waitUntil(page.notice.isVisible)
    assert "Make room." in words(page)
    assert page.asks[Form.DAILY].scales[0].value == 6


def test_the_past_is_a_line_and_numbers_without_a_verdict(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    for back in range(1, 30):
        room.store.checkins.add(CheckIn(NOW - timedelta(days=back), Form.DAILY, (1 + back % 7, None)))
    room.store.checkins.add(CheckIn(NOW - timedelta(days=3), Form.WHO5, (1,) * 5))
    room.store.checkins.add(CheckIn(NOW - timedelta(days=3), Form.AI, (4, None)))
    room.store.checkins.add(CheckIn(NOW - timedelta(days=3), Form.PHQ4, (1, None, 2, 3)))
    page.view = None
    page.load()
    qtbot.waitUntil(lambda: page.history.chart.chart is not None)
    assert page.history.chart.chart is not None
    assert "mood" in page.history.chart.chart.sentence
    qtbot.waitUntil(lambda: "WHO-5 Well-Being Index: 20" in words(page))
    assert "You and AI: very often, –" in words(page)
    assert "PHQ-4: not all answered" in words(page)
