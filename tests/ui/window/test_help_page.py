"""The page Help: by country, dated, without a network."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Room
from wellbeing.files.ideas import numbers
from wellbeing.files.settings import change_setting
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.help_page import HelpPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> HelpPage:
    result = HelpPage(desk)
    qtbot.addWidget(result)
    result.show()
    result.shown()
    qtbot.waitUntil(lambda: result.view is not None)
    return result


def words(page: HelpPage) -> str:
    return "\n".join(one.text().replace("\N{NO-BREAK SPACE}", " ") for one in page.findChildren(QLabel))


def test_it_begins_with_the_country_of_the_region(page: HelpPage) -> None:
    assert page.view == "GB"
    assert "Call 999 now." in words(page)
    assert "116 123" in words(page)
    assert "findahelpline.com" in words(page)
    assert "Numbers as of" in words(page)


def test_the_settings_name_another_country(page: HelpPage, room: Room, qtbot: QtBot) -> None:
    change_setting(room.home.settings_file, "country", "DE")
    page.load()
    qtbot.waitUntil(lambda: page.view == "DE")
    assert "0800 111 0 111" in words(page)


def test_every_country_can_be_chosen_and_has_a_name(page: HelpPage) -> None:
    for one in numbers().country:
        page.country.chosen.emit(one.code)
        assert page.view == one.code
        assert one.lines[0].number in words(page)
        assert len(page.country.currentText()) > 3
    page.country.chosen.emit("")
    assert "112 in the European Union" in words(page)
