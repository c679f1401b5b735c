"""The Timeline page in its states, and what a person can correct there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, QModelIndex, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.fakes.days import CHAT, CODE, MAIL, TODAY, Stay, activities, local, paused, record
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.model import PRIVATE, Activity, Entry, EntryKind, Presence, Span
from wellbeing.ports import Batch, StoreBusy
from wellbeing.ui.widgets.strip import Piece
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.timeline.model import Column, RowModel
from wellbeing.ui.window.timeline.offline import OfflineDialog
from wellbeing.ui.window.timeline.page import TimelinePage
from wellbeing.ui.window.timeline.strip import thinned

Show = Callable[[Desk], TimelinePage]
DAY = Span(local(TODAY, "04:00"), local(TODAY + timedelta(days=1), "04:00"))


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Opens the page and waits for its first figures; it is kept until nothing reads for it any more."""
    pages: list[TimelinePage] = []

    def show(desk: Desk) -> TimelinePage:
        page = TimelinePage(desk)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(940, 900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page.line is not None)
        return page

    yield show
    for page in pages:
        page.desk.bridge.close()


def title(page: TimelinePage) -> str:
    return page.heading.accessibleName()


def said(page: TimelinePage) -> str:
    """Everything a person can read there, but the list."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page) and one.text())


def listed(page: TimelinePage) -> list[str]:
    """The names of the stretches."""
    model = page.list.rows.rows
    return [str(model.index(place, Column.WHAT).data()) for place in range(model.rowCount())]


def category(page: TimelinePage, place: int) -> str:
    return str(page.list.rows.rows.index(place, Column.CATEGORY).data())


def changed(page: TimelinePage, qtbot: QtBot, words: str) -> None:
    """Wait until a change was made and is said."""
    qtbot.waitUntil(lambda: words in page.list.done.text())
    qtbot.waitUntil(lambda: not page._waiting)


def test_the_day_is_a_sentence_a_line_and_a_list(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert title(page) == "2 h 15 in use, from 09:00 to 15:30"
    assert "Tuesday 24 November" in said(page)
    assert listed(page) == [
        "LibreOffice Writer",
        "Away",
        "chatgpt.com",
        "Visual Studio Code",
        "Thunderbird",
        "bbc.co.uk",
        "LibreOffice Writer",
    ]
    assert category(page, 2) == "AI tools"
    assert category(page, 1) == ""
    assert page.strip.strip.accessibleDescription().startswith("2 h 15 in use")


def test_each_line_is_spoken_whole(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    spoken = page.list.rows.rows.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "10:20 – 10:55, Visual Studio Code, Development, 35 minutes"


def test_searching_narrows_the_list_and_says_what_was_found(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    page.list.begin_search()
    qtbot.keyClicks(page.list.words, "writer")
    assert listed(page) == ["LibreOffice Writer"] * 2
    assert "2 stretches, 1 h 00" in said(page)
    page.list.words.setText("no such thing")
    assert listed(page) == []
    assert "Nothing on this day fits." in said(page)
    page.list.words.clear()
    page.list.category.setCurrentIndex(page.list.category.findData("ai"))
    assert listed(page) == ["chatgpt.com"]


def test_another_page_can_ask_for_an_app(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    page.open_at(TODAY - timedelta(days=1), "site:chatgpt.com")
    page.load()
    qtbot.waitUntil(lambda: page.line is not None and page.line.day == TODAY - timedelta(days=1))
    assert listed(page) == ["chatgpt.com"]


def test_a_category_is_corrected_and_taken_back(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    before = room.store.activities(DAY)
    page.list.rows.choose(3)
    page.correct("learning")
    changed(page, qtbot, "35 min moved to Learning & reference.")
    assert category(page, 3) == "Learning & reference"
    assert page.list.undo.isVisibleTo(page)
    qtbot.mouseClick(page.list.undo, Qt.MouseButton.LeftButton)
    changed(page, qtbot, "Taken back.")
    assert room.store.activities(DAY) == before
    assert category(page, 3) == "Development"
    assert not page.list.undo.isVisibleTo(page)


def test_the_rules_decide_again_when_a_correction_is_given_up(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    page.list.rows.choose(3)
    page.correct("learning")
    changed(page, qtbot, "moved to")
    page.list.rows.choose(3)
    page.correct(None)
    changed(page, qtbot, "35 min sorted by the rules again.")
    assert category(page, 3) == "Development"


def test_a_correction_of_a_stretch_leaves_the_short_looks_in_it(
    desk_in: Callable[[Room], Desk], room: Room, shown: Show, qtbot: QtBot
) -> None:
    room.store = record((Stay("09:00", 10, CODE), Stay("09:10", 0.25, MAIL), Stay("09:10:20", 9, CODE)))
    page = shown(desk_in(room))
    page.list.rows.choose(0)
    page.correct("games")
    changed(page, qtbot, "19 min moved to Games.")
    kept = [one.app for one in room.store.activities(DAY) if one.app.hint is None]
    assert kept == [MAIL]


def test_what_is_private_keeps_only_its_time(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    page.list.rows.choose(2)
    qtbot.mouseClick(page.list.private, Qt.MouseButton.LeftButton)
    changed(page, qtbot, "20 min are private now")
    assert listed(page)[2] == "Private"
    assert [one.app for one in room.store.activities(DAY)].count(PRIVATE) == 1
    page.list.rows.choose(2)
    assert not page.list.sort.isEnabled()
    assert page.list.delete.isEnabled()


def test_a_stretch_is_deleted_by_a_key_and_comes_back(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    before = room.store.activities(DAY)
    page.list.rows.choose(5)
    page.list.rows.setFocus()
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Delete)
    changed(page, qtbot, "15 min deleted")
    assert "bbc.co.uk" not in listed(page)
    assert title(page).startswith("2 h 00 in use")
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    changed(page, qtbot, "Taken back.")
    assert room.store.activities(DAY) == before


def test_several_stretches_are_changed_together_and_changes_are_taken_back_one_by_one(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    before = room.store.activities(DAY)
    page.list.rows.setFocus()
    page.list.rows.choose(0)
    for _ in range(3):
        qtbot.keyClick(page.list.rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.list.chosen) == 4
    page.correct("writing")
    changed(page, qtbot, "1 h 35 moved to")
    page.list.choose_none()
    page.list.rows.choose(6)
    page.delete_chosen()
    changed(page, qtbot, "30 min deleted")
    page.take_back()
    changed(page, qtbot, "Taken back.")
    page.list.show_done("", undo=True)
    page.take_back()
    changed(page, qtbot, "Taken back.")
    assert room.store.activities(DAY) == before


def test_nothing_can_be_done_without_a_choice_or_with_a_hole(
    desk_in: Callable[[Room], Desk], room: Room, shown: Show
) -> None:
    room.store = record(entries=paused("12:00", "13:00"))
    page = shown(desk_in(room))
    buttons = (page.list.sort, page.list.private, page.list.delete)
    assert not any(one.isEnabled() for one in buttons)
    page.list.rows.choose(listed(page).index("Paused"))
    assert not any(one.isEnabled() for one in buttons)
    page.list.rows.choose(0)
    assert all(one.isEnabled() for one in buttons)


def test_the_menu_of_categories_has_every_category_and_the_rules(
    desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    page.list.rows.choose(0)
    page.list.rows.setFocus()
    qtbot.keyClick(page.list.rows, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[0] == "AI tools"
    assert "Private" not in names
    assert names[-1] == "As the rules say"
    menu.actions()[1].trigger()
    menu.close()
    changed(page, qtbot, "30 min moved to Development.")


def test_offline_time_fills_the_hole_that_is_proposed(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    qtbot.mouseClick(page.list.add, Qt.MouseButton.LeftButton)
    form = page.findChild(OfflineDialog)
    assert form is not None
    assert (form.begin.time(), form.end.time()) == (QTime(11, 45), QTime(15, 0))
    assert "Adds 3 h 15." in form.said.text()
    form.begin.setTime(QTime(10, 55))
    form.end.setTime(QTime(12, 30))
    assert "Adds 1 h 15; the rest is in use already" in form.said.text()
    form.name.setText("Stand-up")
    assert form.category.currentText() == "Meetings & calls"
    qtbot.mouseClick(form.add, Qt.MouseButton.LeftButton)
    changed(page, qtbot, "1 h 15 of offline time added.")
    assert listed(page)[5:8] == ["Stand-up", "bbc.co.uk", "Stand-up"]
    assert category(page, 5) == "Meetings & calls"


def test_offline_time_cannot_end_before_it_begins_nor_lie_in_the_future(
    desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    page.ask_offline()
    form = page.findChild(OfflineDialog)
    assert form is not None
    form.begin.setTime(QTime(13, 0))
    form.end.setTime(QTime(12, 0))
    assert (form.said.text(), form.add.isEnabled()) == ("It ends before it begins.", False)
    form.begin.setTime(QTime(20, 0))
    form.end.setTime(QTime(21, 0))
    assert "lies in the future" in form.said.text()
    assert not form.add.isEnabled()
    form.begin.setTime(QTime(9, 0))
    form.end.setTime(QTime(9, 30))
    assert not form.add.isEnabled()
    form.reject()


def test_a_chosen_absence_is_what_the_form_proposes(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    page.list.rows.choose(1)
    page.ask_offline()
    form = page.findChild(OfflineDialog)
    assert form is not None
    assert (form.begin.time(), form.end.time()) == (QTime(9, 30), QTime(9, 40))
    form.reject()


def test_a_stretch_opens_into_its_parts(
    desk_in: Callable[[Room], Desk], room: Room, shown: Show, qtbot: QtBot
) -> None:
    room.store = record((Stay("09:00", 10, CODE), Stay("09:10", 0.25, MAIL), Stay("09:10:20", 9, CODE)))
    page = shown(desk_in(room))
    rows = page.list.rows
    rows.choose(0)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    above = rows.rows.index(0, 0)
    assert rows.isExpanded(above)
    parts = [str(rows.rows.index(place, Column.WHAT, above).data()) for place in range(3)]
    assert parts == ["Visual Studio Code", "Thunderbird", "Visual Studio Code"]
    assert str(rows.rows.index(1, Column.WHEN, above).data()) == "09:10:00"
    assert str(rows.rows.index(1, Column.LENGTH, above).data()) == "15 s"
    box = rows.visualRect(above)
    qtbot.mouseMove(rows.viewport(), QPoint(box.left() + 12, box.center().y()))
    qtbot.mouseClick(
        rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 12, box.center().y())
    )
    assert not rows.isExpanded(above)


def test_holes_are_explained_in_plain_words(desk_in: Callable[[Room], Desk], room: Room, shown: Show) -> None:
    room.store = record(
        entries=[
            *paused("12:00", "12:30", "12:20"),
            Entry(local(TODAY, "13:00"), EntryKind.SUSPEND, {"missed_s": 1200.0}),
            Entry(local(TODAY, "13:30"), EntryKind.GAP, {"missed_s": 60.0}),
            Entry(local(TODAY, "14:00"), EntryKind.CRASH, {"until": local(TODAY, "13:50").isoformat()}),
            Entry(local(TODAY, "14:10"), EntryKind.CLOCK, {"jump_s": -90.0}),
            Entry(local(TODAY, "14:20"), EntryKind.SENSOR, {"ok": False}),
            Entry(local(TODAY, "14:40"), EntryKind.SENSOR, {"ok": True}),
        ]
    )
    page = shown(desk_in(room))
    holes = [name for name in listed(page) if name in _HOLES]
    assert holes == list(_HOLES)
    spoken = [
        str(page.list.rows.rows.index(listed(page).index(name), 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for name in _HOLES
    ]
    for line, (name, reason) in zip(spoken, _HOLES.items(), strict=True):
        assert name in line
        assert reason in line


_HOLES = {
    "Paused": "You paused recording.",
    "Asleep": "The computer slept.",
    "Gap": "the computer was very busy or stood still",
    "Ended unexpectedly": "up to ten seconds before it are lost",
    "Clock set back by 2 min": "No time is counted twice",
    "Not seen": "A sensor failed",
}


def test_the_day_grows_without_losing_choice_or_place(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    page.list.rows.choose(2)
    begin = local(TODAY, "15:40")
    for minutes in (1, 2):
        open_ = Activity(Span(begin, begin + timedelta(minutes=minutes)), CODE, None, Presence.ACTIVE)
        room.store.write(Batch(open=open_))
        page.refresh(Change.ACTIVITY)
        qtbot.waitUntil(lambda: not page._waiting)
    assert listed(page)[-1] == "Visual Studio Code"
    assert [row.app for row in page.list.chosen] == [CHAT]


def test_the_model_keeps_to_qts_rules_while_rows_come_and_go(qtbot: QtBot, desk: Desk, shown: Show) -> None:
    page = shown(desk)
    model = RowModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = list(page.list.rows.rows.rows)
    grown = replace(rows[-1], end=rows[-1].end + timedelta(minutes=1), parts=(rows[0], rows[1]))
    more = replace(grown, parts=(rows[0], rows[1], rows[2]))
    for shown_rows in (rows, rows[:-1], [*rows[:-1], grown], [*rows[:-1], more], rows[2:5], [], rows):
        model.show_rows(shown_rows)
        assert list(model.rows) == shown_rows
        assert model.rowCount() == len(shown_rows)
    assert model.row(QModelIndex()) is None


def test_the_line_is_looked_at_more_closely_and_back(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    strip = page.strip.strip
    whole = strip.shown
    assert whole is not None
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Plus)
    closer = strip.shown
    assert closer is not None
    assert closer[1] - closer[0] == (whole[1] - whole[0]) / 2
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.shown is not None
    assert strip.shown[0] > closer[0]
    for _ in range(20):
        qtbot.keyClick(strip, Qt.Key.Key_Plus)
    assert strip.shown[1] - strip.shown[0] == timedelta(minutes=10)
    qtbot.keyClick(strip, Qt.Key.Key_0)
    assert strip.shown == whole
    place = QPointF(strip.width() / 2, 30)
    turn = QWheelEvent(
        place, strip.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(strip, turn)
    assert not strip.whole
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert strip.whole
    qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert strip.shown[1] - strip.shown[0] == timedelta(hours=1)


def test_a_click_on_the_line_chooses_the_stretch(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    strip = page.strip.strip
    x = round(strip._x(local(TODAY, "10:30")))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert [row.app for row in page.list.chosen] == [CODE]


def test_a_day_before_is_shown_and_can_be_changed(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    yesterday = TODAY - timedelta(days=1)
    qtbot.waitUntil(lambda: page.line is not None and page.line.day == yesterday)
    assert title(page) == "2 h 15 in use, from 09:00 to 15:30"
    page.list.rows.choose(0)
    page.delete_chosen()
    changed(page, qtbot, "30 min deleted")
    assert title(page) == "1 h 45 in use, from 10:00 to 15:30"


def test_nothing_recorded_yet_says_what_will_come(
    desk_in: Callable[[Room], Desk], room: Room, shown: Show
) -> None:
    room.store = record((), days_before=0)
    page = shown(desk_in(room))
    assert title(page) == "Nothing recorded yet"
    assert "appear here by themselves" in said(page)
    assert "No stretches to show." in said(page)
    assert page.list.add.isVisibleTo(page)
    assert not page.strip.isVisibleTo(page)


def test_an_old_day_says_that_only_totals_are_kept(room: Room, desk: Desk, shown: Show, qtbot: QtBot) -> None:
    room.store.retain(local(TODAY - timedelta(days=10), "12:00"))
    page = shown(desk)
    page.show_day(TODAY - timedelta(days=20))
    qtbot.waitUntil(lambda: title(page) == "Only totals are kept of this day")
    assert not page.list.isVisibleTo(page)


def test_an_error_is_said_and_the_last_figures_stay(
    room: Room, desk: Desk, shown: Show, qtbot: QtBot
) -> None:
    page = shown(desk)
    room.error = StoreBusy("Another program holds the record.", "Try again in a moment.")
    page.list.rows.choose(0)
    page.delete_chosen()
    changed(page, qtbot, "Another program holds the record. Try again in a moment.")
    page.load()
    qtbot.waitUntil(lambda: page.notice.isVisibleTo(page))
    assert len(listed(page)) == 7
    room.error = None
    page.again()
    qtbot.waitUntil(lambda: not page.notice.isVisibleTo(page))


def test_a_day_of_three_thousand_activities_is_listed(
    desk_in: Callable[[Room], Desk], room: Room, shown: Show
) -> None:
    apps = [CODE, MAIL, CHAT]
    stays = [
        Stay(f"{5 + place // 360:02d}:{place // 6 % 60:02d}:{place % 6 * 10:02d}", 10 / 60, apps[place % 3])
        for place in range(3000)
    ]
    room.store = record(stays, days_before=0)
    page = shown(desk_in(room))
    model = page.list.rows.rows
    assert sum(len(row.parts) or 1 for row in model.rows) == len(activities(TODAY, stays))
    page.list.rows.scrollToBottom()
    page.grab()


def test_the_calendar_ends_today(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    assert page.line is not None
    assert QDate(page.line.today.year, page.line.today.month, page.line.today.day) == QDate(2026, 11, 24)


def test_what_is_too_short_to_be_seen_gives_way_to_what_fills_the_pixel() -> None:
    begin, pixel = local(TODAY, "09:00"), timedelta(minutes=1)

    def piece(start: float, end: float, kind: str) -> Piece:
        return Piece(begin + start * pixel, begin + end * pixel, kind)

    pieces = [piece(0, 5, "hole"), piece(0, 0.2, "ai"), piece(0.2, 0.9, "writing"), piece(1, 3, "people")]
    assert thinned(pieces, pixel) == [piece(0, 5, "hole"), piece(0, 0.9, "writing"), piece(1, 3, "people")]
    assert thinned([], pixel) == []


def test_the_line_says_what_is_under_the_pointer(desk: Desk, shown: Show) -> None:
    page = shown(desk)
    strip = page.strip.strip
    assert strip.words_at(local(TODAY, "10:30")) == "10:20 to 10:55: Visual Studio Code"
    assert strip.words_at(local(TODAY, "09:35")) == "09:30 to 09:40: Away"
    assert strip.words_at(local(TODAY, "13:00")) == ""
