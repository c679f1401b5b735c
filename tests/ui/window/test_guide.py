"""The guide in the window: chapters with their pictures, links that lead on, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from wellbeing.files.resources import resource
from wellbeing.ui.theme import Theme
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.guide import INDEX, Guide
from wellbeing.ui.window.help_page import HelpPage

Open = Callable[[str], Guide]


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Open:
    """Opens the guide at a chapter."""

    def open_(chapter: str) -> Guide:
        guide = Guide(theme)
        qtbot.addWidget(guide)
        guide.show()
        guide.open_chapter(chapter)
        return guide

    return open_


@pytest.mark.parametrize("chapter", sorted(one.name for one in resource("help").glob("*.md")))
def test_a_chapter_is_shown_with_its_pictures_inside_of_the_window(opened: Open, chapter: str) -> None:
    guide = opened(chapter)
    words = guide.text.document().toPlainText()
    assert len(words) > 300
    assert "](" not in words
    # Tables of commands may be wider; what somebody begins with is not.
    assert guide.text.horizontalScrollBar().maximum() == 0 or not chapter.startswith("for-")


def test_links_lead_on_and_back_leads_back(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = opened(INDEX)
    assert not guide.back.isEnabled()
    guide.text.anchorClicked.emit(QUrl("for-limits.md"))
    assert guide.chapter == "for-limits.md"
    guide.text.anchorClicked.emit(QUrl("guide.md#your-usual"))
    assert guide.text.textCursor().block().text() == "Your usual"
    guide.back.click()
    assert guide.chapter == "for-limits.md"
    guide.contents.click()
    assert guide.chapter == INDEX
    elsewhere: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: elsewhere.append(url.toString()))
    guide.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert elsewhere == ["https://example.org/"]


@pytest.mark.parametrize("name", ["none.md", "../../README.md", str(Path("/etc/hostname"))])
def test_what_is_no_chapter_is_not_shown(opened: Open, name: str) -> None:
    guide = opened(INDEX)
    guide.open_chapter(name)
    assert guide.chapter == INDEX


def test_the_page_of_help_opens_it_by_what_somebody_wants(qtbot: QtBot, desk: Desk) -> None:
    page = HelpPage(desk)
    qtbot.addWidget(page)
    page.show()
    next(one for one in page.findChildren(QPushButton) if one.text() == "For families").click()
    (guide,) = page.findChildren(Guide)
    assert guide.chapter == "for-families.md"
    guide.close()
