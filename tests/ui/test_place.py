"""The panel stands beside the icon, whole on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize

from wellbeing.ui.tray.place import GAP, beside

SCREEN = QRect(0, 0, 1920, 1080)
PANEL = QSize(360, 320)


@pytest.mark.parametrize(
    "anchor",
    [
        pytest.param(QRect(1800, 1050, 22, 22), id="bottom right"),
        pytest.param(QRect(10, 1050, 22, 22), id="bottom left"),
        pytest.param(QRect(1800, 4, 22, 22), id="top right"),
        pytest.param(QRect(900, 4, 22, 22), id="top middle"),
        pytest.param(QRect(4, 700, 22, 22), id="left"),
        pytest.param(QRect(1894, 300, 22, 22), id="right"),
        pytest.param(QRect(1919, 1079, 1, 1), id="the very corner"),
    ],
)
def test_in_any_corner_it_is_whole_and_does_not_cover_the_icon(anchor: QRect) -> None:
    room = SCREEN.adjusted(30, 30, -30, -30)
    panel = QRect(beside(anchor, PANEL, room), PANEL)
    assert room.adjusted(GAP, GAP, -GAP, -GAP).contains(panel)
    assert not panel.intersects(anchor)


def test_a_second_screen_to_the_left_has_negative_places() -> None:
    screen = QRect(-1280, 0, 1280, 800)
    panel = QRect(beside(QRect(-60, 780, 16, 16), PANEL, screen.adjusted(0, 0, 0, -24)), PANEL)
    assert screen.contains(panel)


def test_on_a_screen_smaller_than_the_panel_its_start_is_seen() -> None:
    tiny = QRect(0, 0, 320, 240)
    assert beside(QRect(300, 220, 16, 16), PANEL, tiny).toTuple() == (GAP, GAP)
