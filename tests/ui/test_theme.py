"""The look comes from one file, and follows the desktop."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wellbeing.files.resources import resource
from wellbeing.ui.theme import GROUPS, Theme, Wish, tokens


def _luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tone_of_text_can_be_read_on_every_ground(scheme: str) -> None:
    colors = getattr(tokens().color, scheme)
    grounds = (colors.card, colors.ground, colors.nav, colors.sunken)
    assert min(_contrast(ink, on) for ink in (colors.ink, colors.ink2, colors.ink3) for on in grounds) >= 4.5
    assert min(_contrast(colors.edge, on) for on in grounds) >= 3
    assert _contrast(colors.button, colors.button_text) >= 4.5


def test_a_misspelt_token_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "tokens.toml"
    wrong.write_text(resource("style", "tokens.toml").read_text().replace("sunken", "sunk"))
    with pytest.raises(msgspec.ValidationError, match="sunk"):
        tokens(wrong)


def test_fonts_have_the_size_weight_and_figures_of_their_role(theme: Theme) -> None:
    hero, small = theme.font("hero"), theme.font("small")
    assert (hero.pixelSize(), hero.weight(), hero.letterSpacing()) == (38, 600, -1.0)
    assert (small.pixelSize(), small.weight()) == (12, 400)
    tabular = QFont.Tag("tnum")
    assert small.featureValue(tabular) == 1
    assert not hero.isFeatureSet(tabular)


def test_a_choice_of_dark_dresses_the_program_at_once(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#F5F5F7")
    with qtbot.waitSignal(theme.changed):
        theme.wish(Wish.DARK)
    assert theme.dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#18181C")
    assert theme.colors.card in qapp.styleSheet()
    assert set(theme.groups) == set(GROUPS)
