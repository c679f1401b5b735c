"""What would undo an agreed limit asks for the PIN, in the window and in the tray; everything else does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.days import NOW
from tests.ui.window.conftest import Room
from wellbeing.catalogue import Rule
from wellbeing.engine import household, permit
from wellbeing.limits.limit import Agreed, Limit, Of, Target
from wellbeing.model import EntryKind, Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, StoreError
from wellbeing.ui.application import _Permit
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.pin import PinDialog
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.limits.page import LimitsPage

AI = Limit((Target(Of.AI),), (60,) * 7, agreed=Agreed("Mum"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash quickly: the cost itself is tested in the engine."""
    import argon2

    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: cheap)


@pytest.fixture
def guarded(room: Room) -> Room:
    permit.set_pin(room.store, "4711", room.clock)
    room.store.limits.set(AI, NOW)
    return room


def dialogs() -> list[PinDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, PinDialog) and one.isVisible()]


def enter(qtbot: QtBot, pin: str) -> None:
    qtbot.waitUntil(lambda: bool(dialogs()))
    (asked,) = dialogs()
    qtbot.keyClicks(asked.pin, pin)
    qtbot.mouseClick(asked.go_on, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not asked.isVisible())


def leave(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(dialogs()))
    dialogs()[0].cancel.click()


Work = Callable[[Desk, list[object], list[KnownError]], None]


def setting(desk: Desk, done: list[object], failed: list[KnownError]) -> None:
    desk.change_setting("excluded", ("chat",), done.append, failed.append)


def rule(desk: Desk, done: list[object], failed: list[KnownError]) -> None:
    desk.add_rule(Rule("writing", app="chat"), done.append, failed.append)


def edit(desk: Desk, done: list[object], failed: list[KnownError]) -> None:
    desk.change_guarded("edit", lambda store: store.count(), done.append, failed.append)


def restore(desk: Desk, done: list[object], failed: list[KnownError]) -> None:
    desk.work_guarded("restore", lambda: True, done.append, failed.append)


@pytest.mark.parametrize("work", [setting, rule, edit, restore])
def test_with_an_agreed_limit_the_pin_is_asked_for(
    work: Work, desk: Desk, guarded: Room, qtbot: QtBot
) -> None:
    done: list[object] = []
    failed: list[KnownError] = []
    work(desk, done, failed)
    leave(qtbot)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].sentence == "Nothing was changed, since it was agreed upon."
    assert done == []
    work(desk, done, failed)
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: len(done) == 1)
    told = [one.facts for one in guarded.store.entries(EVER) if one.kind is EntryKind.HOUSEHOLD]
    assert told[-1]["what"] == "pin-right"


EVER = Span(NOW.replace(year=2000), NOW.replace(year=2100))


@pytest.mark.parametrize("work", [setting, rule, edit, restore])
def test_without_one_nothing_is_asked(work: Work, desk: Desk, room: Room, qtbot: QtBot) -> None:
    permit.set_pin(room.store, "4711", room.clock)
    done: list[object] = []
    failed: list[KnownError] = []
    work(desk, done, failed)
    qtbot.waitUntil(lambda: len(done) == 1)
    assert (failed, dialogs()) == ([], [])


def test_settings_that_undo_nothing_stay_free(desk: Desk, guarded: Room, qtbot: QtBot) -> None:
    done: list[object] = []
    desk.change_setting("appearance", "dark", done.append)
    qtbot.waitUntil(lambda: len(done) == 1)
    assert guarded.settings.appearance == "dark"
    assert dialogs() == []


def test_a_record_that_cannot_be_read_keeps_nobody_from_restoring(
    desk: Desk, guarded: Room, qtbot: QtBot
) -> None:
    guarded.error = StoreError(Sentence("The record is damaged."), Sentence("Restore it."))
    done: list[object] = []
    desk.work_guarded("restore", lambda: True, done.append, lambda _error: None)
    qtbot.waitUntil(lambda: done == [True])


def test_in_the_limits_editor_tightening_is_free_and_loosening_asks(
    desk: Desk, guarded: Room, qtbot: QtBot
) -> None:
    page = LimitsPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    page.show()
    page.shown()
    qtbot.waitUntil(lambda: page.view is not None and bool(page.view.rows))

    def save(amount: str) -> None:
        page.edit(guarded.store.limits.limits()[0])
        assert page.editor.agreed.text() == "Mum"
        page.editor.amounts.every.setText(amount)
        page.editor.save.click()

    def amount() -> int | None:
        return guarded.store.limits.limits()[0].days[0]

    save("50")
    qtbot.waitUntil(lambda: amount() == 50 and not page.editor.isVisible())
    save("90")
    leave(qtbot)
    qtbot.waitUntil(lambda: "since it was agreed upon" in page.editor.error.text())
    page.editor.save.click()
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: amount() == 90)
    qtbot.waitUntil(lambda: not page.editor.isVisible())
    save("80")
    qtbot.waitUntil(lambda: amount() == 80)
    limit = guarded.store.limits.limits()[0]
    page.edit(limit)
    page.editor.more.show_value(2, "twice")
    page.editor.save.click()
    enter(qtbot, "4711")
    qtbot.waitUntil(lambda: guarded.store.limits.limits()[0] == replace(limit, agreed=Agreed("Mum", 2)))


def test_pausing_and_ending_from_the_tray_ask_as_well(theme: Theme, guarded: Room, qtbot: QtBot) -> None:
    asks, done = _Permit(theme, guarded.store, guarded.clock), []
    asks("pause", lambda: done.append("pause"))
    enter(qtbot, "4712")
    qtbot.waitUntil(lambda: bool(dialogs()) and dialogs()[0].wrong.isVisible())
    leave(qtbot)
    assert done == []
    guarded.clock.advance(2)
    asks("stop", lambda: done.append("stop"))
    enter(qtbot, "4711")
    assert done == ["stop"]
    household.remove_limit(guarded.store, 1, guarded.clock, "4711")
    asks("pause", lambda: done.append("pause"))
    assert done == ["stop", "pause"]
