"""The check-in page: one click each, everything skippable, nothing asked twice, numbers at once when it is hard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW, TODAY
from tests.ui.window.conftest import Room
from wellbeing.analysis.mood import Lag, Pattern, Says
from wellbeing.checkins.checkin import CheckIn
from wellbeing.checkins.contact import Message, State
from wellbeing.checkins.form import Form
from wellbeing.engine import manners
from wellbeing.engine.account import keep
from wellbeing.engine.contact import agree, contact, look, name
from wellbeing.engine.trying import begin, trials
from wellbeing.files.ideas import techniques
from wellbeing.mail.account import Account
from wellbeing.nudges.kind import Kind
from wellbeing.ports import StoreError
from wellbeing.ui import contact_words
from wellbeing.ui.window.checkin.page import CheckInPage
from wellbeing.ui.window.checkin.words import pattern
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


def test_an_hour_at_which_nobody_can_ask_is_said_beside_the_switch(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    def turned(on: bool, at: str) -> str:
        manners.switch(room.store, Kind.CHECK_IN, on=on)
        room.home.settings_file.write_text(f'checkin_at = "{at}"\n', encoding="utf-8")
        page.view = None
        page.load()
        qtbot.waitUntil(lambda: page.view is not None)
        return page.asking.error

    assert turned(on=True, at="18:00") == ""
    assert "quiet hours" in turned(on=True, at="21:00")
    assert turned(on=False, at="21:00") == ""


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
        qtbot.waitUntil(partial(lambda one: one not in page.asks, form))
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


# ------------------------------------------------------------ beside use, ideas, a person one trusts


def again(page: CheckInPage, qtbot: QtBot) -> None:
    page.view = page.feeling = None
    page.load()
    qtbot.waitUntil(lambda: page.view is not None and page.feeling is not None)


def test_below_sixty_days_nothing_is_compared(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    room.store.checkins.add(CheckIn(NOW - timedelta(days=1), Form.DAILY, (5, 5)))
    again(page, qtbot)
    assert page.patterns.lines[0].text() == "AI time: compared from 60 days with an answer on; so far 1 day."


def test_an_idea_says_what_for_and_how_to_stop_and_can_be_refused(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.idea.isVisible)
    first = page.idea.key
    assert techniques()[first].words.stop in words(page)
    assert techniques()[first].source in words(page)
    page.idea.no.click()
    qtbot.waitUntil(lambda: page.idea.key != first)


def test_an_own_experiment_runs_four_weeks_and_can_be_ended(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.idea.isVisible)
    key = page.idea.key
    page.idea.begin.click()
    qtbot.waitUntil(page.idea.end.isVisible)
    assert "Week 1 of 4: as usual." in words(page)
    room.clock.advance(8 * 86400)
    again(page, qtbot)
    assert "Week 2 of 4: with it." in words(page)
    assert [one.technique for one in trials(room.store)] == [key]
    page.idea.end.click()
    qtbot.waitUntil(lambda: not page.idea.end.isVisible())
    assert trials(room.store)[0].ended is not None


def test_the_result_of_an_experiment_has_a_range(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    begin(room.store, "walk", TODAY - timedelta(days=30))
    for day in range(28):
        at = NOW - timedelta(days=30 - day)
        room.store.checkins.add(CheckIn(at, Form.DAILY, (3 + 2 * (day // 7 % 2) + day % 7 % 2, None)))
    again(page, qtbot)
    assert "Your last experiment, Walk ten minutes" in words(page)
    assert "+2.00 (plausible range" in words(page)


def test_a_person_is_named_agrees_and_is_offered_a_word(page: CheckInPage, room: Room, qtbot: QtBot) -> None:
    card = page.contact
    card.who.setText("Ana")
    card.owner.setText("Mia")
    card.name.click()
    qtbot.waitUntil(card.agree.isVisible)
    named = contact(room.store)
    assert named is not None
    assert named.code in card.message.toPlainText()
    card.code.setText("WRONG")
    card.agree.click()
    qtbot.waitUntil(page.notice.isVisible)
    card.code.setText(named.code)
    card.agree.click()
    qtbot.waitUntil(lambda: "Ana agreed. Nothing is open." in words(page))
    assert "“Mia asked me to tell you when two check-ins were low. A call might be welcome.”" in words(page)
    room.store.checkins.add(CheckIn(NOW - timedelta(days=14), Form.WHO5, (1,) * 5))
    page.keep(CheckIn(NOW, Form.WHO5, (1,) * 5))
    qtbot.waitUntil(card.copy.isVisible)
    assert card.message.toPlainText().startswith("Mia asked me to tell you")
    assert not card.send.isVisible(), "there is no address"
    card.no.click()
    qtbot.waitUntil(lambda: "Last message: not sent." in words(page))
    card.end.click()
    qtbot.waitUntil(card.name.isVisible)


def test_a_message_to_send_is_sent_in_the_words_that_were_seen(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    named = name(room.store, "Ana", "ana@example.org", "Mia", NOW - timedelta(days=100))
    agree(room.store, named.code, NOW - timedelta(days=99))
    for back in (14, 0):
        room.store.checkins.add(CheckIn(NOW - timedelta(days=back), Form.WHO5, (1,) * 5))
    look(room.store, contact_words.message, NOW)
    again(page, qtbot)
    assert page.contact.still.isVisible()
    assert page.contact.set_up.isVisible(), "there is no mail account yet"
    went: list[Where] = []
    page.desk.went.connect(went.append)
    page.contact.set_up.click()
    assert went == [Where("reports")]
    page.contact.message.setPlainText("Please call me. Mia")
    page.contact.send.click()
    qtbot.waitUntil(lambda: "It is on its way" in words(page))
    assert room.store.checkins.messages()[0].text == "Please call me. Mia"


def test_with_a_mail_account_the_owner_chooses_when_it_goes_and_sees_every_message_there_was(
    page: CheckInPage, room: Room, qtbot: QtBot
) -> None:
    keep(room.store, Account("mail.example.org", "mia@example.org"))
    named = name(room.store, "Ana", "ana@example.org", "Mia", NOW - timedelta(days=60))
    agree(room.store, named.code, NOW - timedelta(days=60))
    for days, state in ((40, State.DECLINED), (20, State.SENT)):
        at = NOW - timedelta(days=days)
        room.store.checkins.keep_message(
            Message(at, "Ana", "ana@example.org", f"Word {days}.", state, decided=at)
        )
    again(page, qtbot)
    card = page.contact
    assert card.by_itself.isVisible()
    assert not card.set_up.isVisible()
    assert not card.log.isVisible()
    card.log_button.click()
    assert [line.partition(", to ")[2] for line in card.log.text().splitlines()] == [
        "Ana, sent: “Word 20.”",
        "Ana, not sent: “Word 40.”",
    ]
    card.by_itself.chosen.emit("on")
    qtbot.waitUntil(lambda: (one := contact(room.store)) is not None and one.by_itself)
    qtbot.waitUntil(lambda: card.by_itself.key == "on")
    card.by_itself.chosen.emit("off")
    qtbot.waitUntil(lambda: (one := contact(room.store)) is not None and not one.by_itself)


def test_what_may_be_said_of_a_pattern_names_no_cause() -> None:
    found = Pattern(Says.PATTERN, 120, -0.31, Lag.SAME, 0.01, (-0.5, -0.05))
    said = pattern("ai", found)
    assert said == (
        "On days with more AI time your mood was a little lower (120 days, rank correlation −0.31, "
        "plausible range about −0.50 to −0.05)."
    )
    for lag in Lag:
        for rho in (-0.6, 0.6, -0.2, 0.2):
            for series in ("ai", "screen"):
                told = pattern(series, replace(found, lag=lag, rho=rho))
                assert not {"because", "causes", "makes"} & set(told.split())
    assert (
        pattern("screen", replace(found, says=Says.NOTHING_CLEAR))
        == "Screen time: no clear pattern (120 days)."
    )
    assert pattern("ai", replace(found, says=Says.TOO_EARLY)) == "AI time: too early to say (120 days)."
