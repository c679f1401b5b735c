"""The mark says its state by shape, and is crisp."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from wellbeing.ui.tray.mark import DARK_INK, LIGHT_INK, SIZES, State, icon, pixmap

PANEL_SIZES = (16, 22, 24, 32, 64)


def _alpha(image: QImage) -> list[list[int]]:
    return [[image.pixelColor(x, y).alpha() for x in range(image.width())] for y in range(image.height())]


def _drawn(state: State, size: int) -> list[list[int]]:
    return _alpha(pixmap(state, size, DARK_INK).toImage())


@pytest.mark.parametrize("size", PANEL_SIZES)
def test_no_two_states_look_alike_without_colour(qapp: QApplication, size: int) -> None:
    for one, other in combinations(State, 2):
        rows = zip(_drawn(one, size), _drawn(other, size), strict=True)
        differing = sum(abs(a - b) > 128 for left, right in rows for a, b in zip(left, right, strict=True))
        assert differing / size**2 > 0.04, (one, other)


@pytest.mark.parametrize("size", PANEL_SIZES)
def test_upright_strokes_and_bars_stand_on_whole_pixels(qapp: QApplication, size: int) -> None:
    middle = _drawn(State.PAUSED, size)[size // 2]
    assert all(alpha < 32 or alpha > 224 for alpha in middle)  # the ring is a curve even there
    hand = _drawn(State.USUAL, size)[size // 2 - max(1, size // 16)]
    for inner in (row[size // 4 : size - size // 4] for row in (middle, hand)):
        assert set(inner) == {0, 255}  # bars and hand: nothing grey at all
        assert inner == inner[::-1]


@pytest.mark.parametrize("size", PANEL_SIZES)
def test_gaps_and_the_edge_of_the_ring_are_sharp(qapp: QApplication, size: int) -> None:
    rows = _drawn(State.NOTHING, size)
    assert set(rows[size // 2]) == {0}
    rows = _drawn(State.PAUSED, size)
    top = next(row for row in rows if any(row))
    assert max(top) > 224, "the ring's outermost row is ink, not half of it"


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("size", [16, 22, 24, 32])
def test_every_panel_gets_a_drawing_of_its_own_not_a_scaled_one(
    qapp: QApplication, size: int, ratio: int
) -> None:
    got = icon(State.USUAL, dark_panel=True).pixmap(QSize(size, size), ratio).toImage()
    got.setDevicePixelRatio(1)
    assert size * ratio in SIZES
    assert _alpha(got) == _alpha(pixmap(State.USUAL, size * ratio, LIGHT_INK).toImage())


def test_the_lower_left_corner_is_empty_where_the_ground_is_looked_at(qapp: QApplication) -> None:
    for size in SIZES:
        for state in State:
            assert _drawn(state, size)[size - 1][0] == 0
