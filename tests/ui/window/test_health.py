"""The Health page: what works, what does not and why, and what one click can do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.days import record
from tests.ui.window.conftest import Room
from wellbeing.engine.changes import Change
from wellbeing.files.gnome_extension import UUID
from wellbeing.line.server import Server
from wellbeing.line.wire import Answer, Request
from wellbeing.ports import StoreDamaged, Verdict
from wellbeing.sensors.gnome_words import NO_EXTENSION
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.health import page as health
from wellbeing.ui.window.health.page import HealthPage

SENSORS = [
    {"fact": "window", "name": "sway", "ok": False, "reason": "No sway runs.", "remedy": ""},
    {"fact": "window", "name": "x11-window", "ok": True, "reason": "Openbox on X11.", "remedy": ""},
    {"fact": "idle", "name": "x11-idle", "ok": True, "reason": "Measured by the X server.", "remedy": ""},
    {"fact": "session", "name": "logind", "ok": False, "reason": "No bus.", "remedy": "Start dbus."},
]
STATUS: dict[str, Any] = {
    "pid": 1,
    "since": "2026-11-24T08:00:00+00:00",
    "paused_until": None,
    "sensors": SENSORS,
    "trouble": None,
}
Show = Callable[[Desk], HealthPage]


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    """Opens the page where there is no desktop, and waits for what it finds."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    kept: list[HealthPage] = []

    def show(desk: Desk) -> HealthPage:
        page = HealthPage(desk)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(900, 900)
        page.show()
        page.shown()
        qtbot.waitUntil(lambda: page._view is not None, timeout=10_000)
        return page

    yield show
    kept.clear()


@contextmanager
def tracker(room: Room, said: dict[str, Any]) -> Iterator[list[str]]:
    """Somebody on the line who says this of itself; what it was asked."""
    asked: list[str] = []

    def answer(request: Request) -> Answer:
        asked.append(request.do)
        return said if request.do == "status" else {"ok": True}

    server = Server(room.home.socket, answer)
    server.start()
    yield asked
    server.close()


def said(widget: QWidget) -> str:
    return "\n".join(
        one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()
    )


def click(widget: QWidget, words: str) -> None:
    next(
        one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(widget)
    ).click()


def test_without_a_tracker_it_says_so_and_can_start_one(
    desk: Desk, room: Room, shown: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(health, "launch", lambda _home, *words: started.extend(words))
    page = shown(desk)
    assert page.heading.accessibleName() == "Nothing is being recorded: the tracker does not run"
    assert "DISPLAY is not set" in said(page.desktop)
    click(page, "Start recording")
    assert started == ["run"]


def test_chosen_sensors_stand_first_and_rejected_ones_with_their_reason(
    desk: Desk, room: Room, shown: Show
) -> None:
    with tracker(room, STATUS):
        page = shown(desk)
    assert page.heading.accessibleName() == "Recording, but 1 thing does not work"
    assert "The tracker runs since Tue 24 Nov, 09:00." in said(page)
    text = said(page.desktop)
    assert "Openbox on X11. (x11-window)" in text
    assert "Not used: No sway runs. (sway)" in text
    assert "Start dbus." in text
    assert [line.ok for line in page.desktop.lines if line.name][:4] == [True, True, True, False]


def test_when_everything_works_it_says_that(desk: Desk, room: Room, shown: Show) -> None:
    with tracker(room, STATUS | {"sensors": SENSORS[:3]}):
        page = shown(desk)
    assert page.heading.accessibleName() == "Everything works on this desktop"


def test_a_pause_can_be_ended(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    paused = STATUS | {"sensors": SENSORS[:3], "paused_until": "2026-11-24T15:00:00+00:00"}
    with tracker(room, paused) as asked:
        page = shown(desk)
        assert page.heading.accessibleName() == "Everything works. Recording is paused until 16:00"
        click(page, "Go on now")
        qtbot.waitUntil(lambda: "resume" in asked)


def test_a_trouble_of_the_tracker_comes_first(desk: Desk, room: Room, shown: Show) -> None:
    with tracker(room, STATUS | {"trouble": "The disk is full. Make room."}):
        page = shown(desk)
    assert page.heading.accessibleName() == "Recording has a problem"
    assert "The disk is full. Make room." in said(page.heading)


def test_broken_rules_are_told_and_their_file_opens(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    page = shown(desk)
    room.home.rules_file.write_text("[[rule]]\n")
    page._view = None
    page.load()
    qtbot.waitUntil(lambda: page._view is not None)
    qtbot.waitUntil(lambda: "rules.toml, line 1" in said(page.files))
    click(page, "Open rules.toml")
    click(page, "Open the settings folder")
    assert opened == [str(room.home.rules_file), str(room.home.settings)]


def test_a_record_that_cannot_be_read_is_a_line_of_the_page(desk: Desk, room: Room, shown: Show) -> None:
    room.error = StoreDamaged("The record is damaged.", "Restore a backup.")
    page = shown(desk)
    assert "The record is damaged." in said(page.files)
    went: list[object] = []
    desk.went.connect(went.append)
    click(page, "See the backups")
    assert went


def test_a_missing_backup_is_made_with_one_click(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    click(page, "Back up now")
    qtbot.waitUntil(lambda: room.store.backups == ["backup-1"])


def test_a_young_record_says_that_nothing_is_missing(desk: Desk, room: Room, shown: Show) -> None:
    room.store = record((), days_before=0)
    assert "There is nothing to back up yet." in said(shown(desk).files)


def test_it_can_start_with_the_desktop_from_now_on(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    click(page, "Turn it on")
    qtbot.waitUntil(lambda: room.settings.autostart)
    qtbot.waitUntil(lambda: "Recording begins when you log in." in said(page.files))


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict(ok=True, activities=427, entries=0), "The record is whole: 427 activities."),
        (
            Verdict(ok=False, activities=1, entries=0, problems=("Two activities overlap.",)),
            "Two activities overlap.",
        ),
    ],
    ids=["whole", "broken"],
)
def test_the_record_is_checked_when_wished(
    desk: Desk,
    room: Room,
    shown: Show,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    verdict: Verdict,
    words: str,
) -> None:
    monkeypatch.setattr(room.store, "verify", lambda: verdict)
    page = shown(desk)
    click(page, "Check the record")
    qtbot.waitUntil(lambda: words in page.said.text())
    assert page.verify.isEnabled()


def test_a_check_that_fails_says_why(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    room.error = StoreDamaged("The record is damaged.", "")
    click(page, "Check the record")
    qtbot.waitUntil(lambda: page.said.text() == "The record is damaged.")


def test_what_nobody_can_see_is_said_plainly(
    desk: Desk, room: Room, shown: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(desk)
    text = said(page.limits)
    assert "Incognito windows of Chromium and Chrome" in text
    assert "Sites inside a browser" in text
    assert "Wayland" not in text


def test_on_wayland_it_says_what_that_hides(
    desk: Desk, room: Room, shown: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    with tracker(room, STATUS):
        assert "Windows of Wayland programs" in said(shown(desk).limits)


def test_browsers_are_connected_with_one_click_and_the_rest_is_told(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    page = shown(desk)
    assert "Browsers do not tell which site is in front." in said(page.desktop)
    click(page, "Connect browsers")
    qtbot.waitUntil(lambda: "No browser is known here." in page.done.text())
    (tmp_path / ".mozilla" / "firefox").mkdir(parents=True)
    click(page, "Connect browsers")
    qtbot.waitUntil(lambda: "about:debugging" in page.done.text())
    assert "chrome://extensions" not in page.done.text()
    (tmp_path / ".config/google-chrome").mkdir(parents=True)
    click(page, "Connect browsers")
    qtbot.waitUntil(
        lambda: "These browsers can start the companion now: Chrome, Firefox." in page.done.text()
    )
    assert str(room.home.data / "browser" / "chromium") in page.done.text()
    assert (tmp_path / ".mozilla/native-messaging-hosts").is_dir()
    qtbot.waitUntil(lambda: "No browser has been heard of" in said(page.desktop))


def test_the_extension_of_gnome_is_installed_with_one_click(
    desk: Desk, room: Room, shown: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("GSETTINGS_BACKEND", "memory")
    monkeypatch.setenv("XDG_DATA_DIRS", "/usr/local/share:/usr/share")
    missing = {
        "fact": "window",
        "name": "gnome-window",
        "ok": False,
        "reason": NO_EXTENSION,
        "remedy": "Install ours.",
    }
    with tracker(room, STATUS | {"sensors": [missing, *SENSORS[1:]]}):
        page = shown(desk)
        click(page, "Install the extension")
        qtbot.waitUntil(lambda: "Log out and in again" in page.done.text(), timeout=20_000)
    assert (tmp_path / "gnome-shell/extensions" / UUID / "metadata.json").exists()


def test_activity_alone_asks_nothing_anew(desk: Desk, room: Room, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    before = room.reads
    page.refresh(Change.ACTIVITY)
    page.refresh(Change.TROUBLE)
    qtbot.waitUntil(lambda: room.reads == before + 1)


def test_the_same_lines_are_left_alone(desk: Desk, shown: Show, qtbot: QtBot) -> None:
    page = shown(desk)
    before = page.files.findChildren(QPushButton)
    page._view = None
    page.load()
    qtbot.waitUntil(lambda: page._view is not None)
    assert page.files.findChildren(QPushButton) == before
