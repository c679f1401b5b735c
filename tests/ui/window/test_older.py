"""Older history in Settings: what an export would bring is said first, it comes in once, and can be taken back."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.interop.test_export import chat, packed
from tests.ui.window.conftest import Room
from tests.ui.window.test_settings import click, said
from wellbeing.engine import older
from wellbeing.model import Span
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError, StoreBusy
from wellbeing.store.opening import open_store
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.settings.older import Older
from wellbeing.ui.window.settings.page import SettingsPage
from wellbeing.ui.window.trends.page import TrendsPage

EVER = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


@pytest.fixture
def part(desk: Desk, qtbot: QtBot) -> Iterator[Older]:
    kept = [SettingsPage(desk)]
    page = kept[0]
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    page.open_part("older")
    page.shown()
    found = page.parts["older"]
    assert isinstance(found, Older)
    yield found
    kept.clear()


def export(folder: Path, *numbers: int) -> Path:
    return packed(folder, {"conversations.json": [chat(number) for number in numbers]})


def look(part: Older, file: Path, qtbot: QtBot) -> str:
    """What is said once the file is read."""
    part.look(file)
    qtbot.waitUntil(part.choose.isEnabled)
    return said(part)


def test_what_would_come_in_is_said_first_then_it_comes_in_and_can_be_taken_back(
    room: Room, part: Older, tmp_path: Path, qtbot: QtBot
) -> None:
    older.bring_in(room.store, _found(room, export(tmp_path, 1)), room.clock.now())
    before = room.store.ledger.prompts(EVER)
    assert len(before) == 2
    text = look(part, export(tmp_path, 1, 2, 3), qtbot)
    assert "4 prompts to ChatGPT would come in." in text
    assert "The file tells of 3 conversations" in text
    assert "2 prompts are known already" in text
    assert room.store.ledger.prompts(EVER) == before
    click(part, "Bring it in")
    qtbot.waitUntil(lambda: "4 prompts came in." in said(part))
    assert len(room.store.ledger.prompts(EVER)) == 6
    assert "The latest import: 4 prompts from export.zip (ChatGPT)" in said(part)
    click(part, "Take it back")
    qtbot.waitUntil(lambda: "4 prompts were taken back" in said(part))
    assert room.store.ledger.prompts(EVER) == before
    assert "The latest import" not in said(part)


def test_leaving_it_changes_nothing(room: Room, part: Older, tmp_path: Path, qtbot: QtBot) -> None:
    look(part, export(tmp_path, 1), qtbot)
    click(part, "Leave it")
    assert "Nothing was changed." in said(part)
    assert room.store.ledger.prompts(EVER) == []


def test_what_was_forgotten_does_not_come_back(room: Room, part: Older, tmp_path: Path, qtbot: QtBot) -> None:
    room.store.forget(span=Span(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)), app=None)
    assert "or was forgotten by you. Nothing was changed." in look(part, export(tmp_path, 1), qtbot)
    assert part.question.isHidden()


def test_other_files_are_refused_in_a_sentence(part: Older, tmp_path: Path, qtbot: QtBot) -> None:
    wrong = tmp_path / "holiday.zip"
    with zipfile.ZipFile(wrong, "w") as own:
        own.writestr("photo.jpg", "x")
    assert "The archive holds no conversations. Choose the file" in look(part, wrong, qtbot)
    (tmp_path / "text.json").write_text("[1, 2")
    assert "text.json" in look(part, tmp_path / "text.json", qtbot)
    assert "nothing.zip" in look(part, tmp_path / "nothing.zip", qtbot)
    assert "No prompts of yours are in empty.json." in look(part, _written(tmp_path, "[]"), qtbot)


def test_a_busy_record_is_said_and_nothing_is_lost(
    room: Room, part: Older, tmp_path: Path, qtbot: QtBot
) -> None:
    look(part, export(tmp_path, 1), qtbot)
    room.store.ledger.fails = StoreBusy(Sentence("Busy."), Sentence("Wait."))
    click(part, "Bring it in")
    qtbot.waitUntil(lambda: bool(part.result.text()) and "Bringing" not in part.result.text())
    assert room.store.ledger.prompts(EVER) == []
    room.store.ledger.fails = None
    assert "would come in" in look(part, export(tmp_path, 1), qtbot)


def test_a_long_reading_can_be_stopped(part: Older, tmp_path: Path, qtbot: QtBot) -> None:
    file = export(tmp_path, *range(800))
    part.look(file)
    assert part.stop.isVisibleTo(part)
    part.stop.click()
    qtbot.waitUntil(part.choose.isEnabled)
    assert "Stopped. Nothing was changed." in said(part)


def test_a_file_is_chosen_in_the_desktops_dialog(
    part: Older, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = export(tmp_path, 1)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    part.choose.click()
    qtbot.waitUntil(lambda: "2 prompts to ChatGPT would come in." in said(part))


def test_trends_lead_there_while_it_is_too_early(desk: Desk, qtbot: QtBot) -> None:
    page = TrendsPage(desk)
    qtbot.addWidget(page)
    page.show()
    went: list[Where] = []
    desk.went.connect(went.append)
    page.older.open.click()
    assert went == [Where("settings", part="older")]


def test_years_are_told_apart_and_an_import_is_remembered_by_the_record(room: Room, tmp_path: Path) -> None:
    store = open_store(tmp_path / "wellbeing.sqlite", clock=room.clock, backups=tmp_path / "backups").store
    try:
        found = _found(room, export(tmp_path, 1, 2))
        assert found.years == ((2026, 4),)
        brought = older.bring_in(store, found, room.clock.now())
        assert brought.prompts == 4
        assert older.latest(store) == brought
        assert "conversations" not in brought.names
        assert older.undo(store) == 4
        assert older.latest(store) is None
        with pytest.raises(KnownError, match="no import"):
            older.undo(store)
    finally:
        store.close()


def _found(room: Room, file: Path) -> older.Found:
    return older.look(room.store, room.source().calendar, file, lambda: False)


def _written(folder: Path, words: str) -> Path:
    file = folder / "empty.json"
    file.write_text(words)
    return file
