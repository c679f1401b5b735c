"""The Reports page: a preview that is told as well, the archive, saving, and the next delivery."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Room
from wellbeing.engine.post import Sending, State
from wellbeing.files.settings import change_setting
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.reports.page import ReportsPage

Show = Callable[[], ReportsPage]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Iterator[Show]:
    """Opens the page and waits for its report."""
    kept: list[ReportsPage] = []

    def show() -> ReportsPage:
        page = ReportsPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(1000, 900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page._view is not None, timeout=20_000)
        return page

    yield show
    kept.clear()


def written(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 1000


def said(page: ReportsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def click(page: QWidget, words: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == words).click()


def test_it_shows_the_last_week_and_tells_it_to_who_cannot_see_it(shown: Show) -> None:
    page = shown()
    assert page.heading.accessibleName() == "Week of 16–22 Nov 2026"
    assert not page.preview.paper.image.isNull()
    assert page.preview.paper.accessibleName() == "An ordinary week at the screen"
    assert "15 h 45 of active time" in page.preview.paper.accessibleDescription()
    assert page.preview.paper.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert "The next one comes on Monday 30 November at 09:00" in said(page)
    assert "None yet" in said(page)


def test_the_picture_is_kept_in_the_pixels_of_the_screen(shown: Show) -> None:
    paper = shown().preview.paper
    for width in (500, 300):
        paper.resize(width, paper.heightForWidth(width))
        seen = paper.grab()
        assert paper.image.width() == round(width * paper.devicePixelRatioF())
        assert not seen.isNull()
        assert paper.heightForWidth(width) > width


def test_another_edition_is_a_key_away(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    page.choice.chosen.emit("month")
    qtbot.waitUntil(lambda: page.heading.accessibleName() == "October 2026", timeout=20_000)


def test_older_reports_and_the_running_one_are_a_step_away(shown: Show, qtbot: QtBot) -> None:
    page = shown()
    assert page.steps.back.isHidden()
    for step, name in (
        (-1, "Week of 9–15 Nov 2026"),
        (1, "Week of 16–22 Nov 2026"),
        (1, "Week of 23–29 Nov 2026"),
    ):
        page.steps.stepped.emit(step)
        qtbot.waitUntil(lambda name=name: page.heading.accessibleName() == name, timeout=20_000)  # type: ignore[misc]
    assert not page.steps.later.isEnabled()
    assert not page.steps.back.isHidden()
    page.steps.stepped.emit(0)
    qtbot.waitUntil(page.steps.back.isHidden, timeout=20_000)
    assert page.heading.accessibleName() == "Week of 16–22 Nov 2026"


def test_it_is_saved_in_every_kind_and_says_where_it_cannot(
    shown: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown()
    for kind, start in (("html", b"<!doctype"), ("pdf", b"%PDF"), ("png", b"\x89PNG")):
        file = tmp_path / f"r.{kind}"
        page.save(file, kind)
        qtbot.waitUntil(partial(written, file), timeout=20_000)
        assert file.read_bytes().startswith(start)
    page.save(tmp_path / "none" / "r.html", "html")
    qtbot.waitUntil(page.notice.isVisible)
    assert "Choose another place" in page.notice.accessibleName()


@pytest.fixture
def snap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person whose browser is a Snap, as on Ubuntu; their home, in which the reports do not lie openly."""
    own = tmp_path / "mia"
    entries = own / ".local/share/applications"
    for folder in (entries, own / "bin", own / "Documents"):
        folder.mkdir(parents=True)
    (entries / "firefox_firefox.desktop").write_text(
        "[Desktop Entry]\nName=Firefox\nExec=/snap/bin/firefox %u\n"
    )
    asked = own / "bin/xdg-mime"
    asked.write_text("#!/bin/sh\necho firefox_firefox.desktop\n")
    asked.chmod(0o755)
    monkeypatch.setenv("HOME", str(own))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{own / 'bin'}:{os.environ['PATH']}")
    return own


def test_a_browser_that_is_a_snap_is_given_a_copy_once_the_person_agrees(
    shown: Show, room: Room, snap: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    room.home.reports.mkdir()
    (room.home.reports / "week-2026-11-16.html").write_text("x")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = shown()
    click(page, "Week of 16–22 Nov 2026")
    qtbot.waitUntil(page.opening.question.isVisible)
    assert "Firefox is a Snap and may not read hidden folders" in page.opening.question.accessibleName()
    assert "forgetting does not reach it" in page.opening.question.accessibleName()
    click(page.opening, "Leave it")
    assert opened == []
    assert list((snap / "Documents").iterdir()) == []
    click(page, "Week of 16–22 Nov 2026")
    qtbot.waitUntil(page.opening.question.isVisible)
    copy = snap / "Documents/Wellbeing/week-2026-11-16.html"
    click(page.opening, f"Put a copy into {copy.parent} and open it")
    qtbot.waitUntil(lambda: opened == [str(copy)])
    assert copy.read_text() == "x"
    click(page, "Open in the browser")
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[1] == str(copy.with_name("report.html"))
    assert Path(opened[1]).read_text().startswith("<!doctype html>")


def test_a_copy_that_the_person_has_put_somewhere_is_opened_in_its_place(
    shown: Show, room: Room, snap: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    room.home.reports.mkdir()
    for folder in (room.home.reports, snap / "Documents"):
        (folder / "week-2026-11-16.html").write_text("x")
    change_setting(room.home.settings_file, "report_folder", str(snap / "Documents"))
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = shown()
    click(page, "Week of 16–22 Nov 2026")
    qtbot.waitUntil(lambda: opened == [str(snap / "Documents/week-2026-11-16.html")])


def test_the_archive_opens_what_came(
    shown: Show, room: Room, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    room.home.reports.mkdir()
    file = room.home.reports / "week-2026-11-16.html"
    file.write_text("x")
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = shown()
    click(page, "Week of 16–22 Nov 2026")
    click(page, "Open in the browser")
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened == [str(file), str(room.home.reports / "shown.html")]
    assert Path(opened[1]).read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SENT, "The last one was sent to ben@example.org."),
        (State.REFUSED, "It was not sent to ben@example.org: It refuses. See."),
        (State.WAITING, "It waits to be sent to ben@example.org: It refuses."),
        (State.UNCLEAR, "It may not have reached ben@example.org; it is not sent twice."),
    ],
)
def test_what_became_of_letters_is_told(shown: Show, room: Room, state: State, words: str) -> None:
    one = Sending("week 2026-11-16 ben@example.org", state, NOW, NOW, 1, "It refuses.", "See.")
    room.store.mark("post", msgspec.json.encode([one]).decode())
    assert words in said(shown())


def test_a_switch_ends_it(shown: Show, qtbot: QtBot, room: Room) -> None:
    page = shown()
    page.rows[0].choose(value=False)
    qtbot.waitUntil(lambda: not room.settings.report_weekly)
    page.load()
    qtbot.waitUntil(lambda: "No report comes by itself." in said(page), timeout=20_000)
