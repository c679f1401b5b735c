"""Values in; words, names for screen readers, and wishes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.states import EMPTY, NO_AI, STATES, USUAL
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.tray import sentence
from wellbeing.ui.tray.mark import State
from wellbeing.ui.tray.panel import PATIENCE_MS, Panel
from wellbeing.ui.tray.part import Total
from wellbeing.ui.tray.popover import Popover
from wellbeing.ui.tray.strip import HourStrip
from wellbeing.ui.tray.view import AppUse, PanelView, PauseFor
from wellbeing.ui.widgets.label import ElidedLabel


def _show(qtbot: QtBot, theme: Theme, view: PanelView, *, framed: bool = False) -> Panel:
    panel = Panel(theme, framed=framed)
    qtbot.addWidget(panel)
    panel.show_view(view)
    panel.show()
    panel.fit()
    return panel


def _words(panel: QWidget) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def _button(panel: QWidget, name: str) -> QPushButton:
    [found] = [
        one
        for one in panel.findChildren(QPushButton)
        if one.isVisible() and one.text().strip("\u2009") == name
    ]
    return found


def _image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.parametrize(
    ("state", "first", "second"),
    [
        ("usual", "35 min less", "than your usual Tuesday"),
        ("above", "52 min more", "than your usual Tuesday"),
        ("just_as_much", "Just as much", "as on your usual Tuesday"),
        ("too_early", "Too early to compare", "your usual from Fri 18 Dec"),
        ("first_day", "First day", "recording since 15:30"),
        ("nothing", "Nothing recorded yet", "the first minutes appear soon"),
    ],
)
def test_the_total_stands_beside_the_usual_or_the_reason_why_not(
    qtbot: QtBot, theme: Theme, state: str, first: str, second: str
) -> None:
    words = _words(_show(qtbot, theme, STATES[state]))
    assert "Tuesday, 15:42" in words
    assert first in words
    assert second in words


def test_the_day_is_read_in_one_sentence(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    [total] = panel.findChildren(Total)
    assert total.accessibleName() == "4 hours and 12 minutes today. 35 min less than your usual Tuesday."
    [strip] = panel.findChildren(HourStrip)
    assert strip.accessibleName() == "Today by hour"
    assert "10–11: 59 min, usually 50 min" in strip.accessibleDescription()
    assert "22–23: 9 min" not in strip.accessibleDescription().replace("usually 9 min", "")


def test_the_three_most_used_apps_are_listed_with_their_time(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    names = [label.text() for label in panel.findChildren(ElidedLabel) if label.isVisible()]
    assert names == ["LibreOffice Writer", "Visual Studio Code", "Thunderbird"]
    assert {"1 h 07", "1 h 03", "22 min"} <= set(_words(panel))
    assert "Files" not in names


def test_a_long_name_ends_in_an_ellipsis_and_is_told_whole(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, STATES["long_names"])
    QApplication.processEvents()
    [first, *_others] = [label for label in panel.findChildren(ElidedLabel) if label.isVisible()]
    _image(first)
    assert first.toolTip() == STATES["long_names"].top[0].name
    assert first.accessibleName().startswith(
        "GNU Image Manipulation Program with all of its plug-ins: 11 h 40"
    )
    assert panel.width() == 360


def test_a_name_that_looks_like_markup_is_shown_as_written(qtbot: QtBot, theme: Theme) -> None:
    view = replace(USUAL, top=(AppUse("<img src=x>&amp;", None, "other", timedelta(minutes=5)),))
    panel = _show(qtbot, theme, view)
    [name] = [label for label in panel.findChildren(ElidedLabel) if label.isVisible()]
    assert name.textFormat() is Qt.TextFormat.PlainText
    assert name.text() == "<img src=x>&amp;"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("paused", "Paused until 16:00, by you"),
        ("paused_until_tomorrow", "Paused until Wednesday, 04:00, by you"),
    ],
)
def test_a_pause_says_until_when_and_offers_to_resume(
    qtbot: QtBot, theme: Theme, state: str, said: str
) -> None:
    panel = _show(qtbot, theme, STATES[state])
    assert said in _words(panel)
    with qtbot.waitSignal(panel.resume):
        QTest.mouseClick(_button(panel, "Resume"), Qt.MouseButton.LeftButton)


def test_a_missing_sensor_says_why_and_what_to_do_and_promises_no_minutes(qtbot: QtBot, theme: Theme) -> None:
    words = _words(_show(qtbot, theme, STATES["sensor_missing"]))
    assert "The window in front cannot be seen: GNOME on Wayland hides it." in words
    assert "Install the extension “Window in front”, then log in again." in words
    assert "the first minutes appear soon" not in words


def test_demo_figures_are_marked_wherever_they_show(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, STATES["demo"])
    assert "Demo data, not yours" in _words(panel)
    assert "Demo data, not yours" in panel.accessibleDescription()
    assert "Demo data, not yours" not in _words(_show(qtbot, theme, USUAL))


def test_a_wait_is_mentioned_only_when_it_is_felt(qtbot: QtBot, theme: Theme) -> None:
    panel = Panel(theme)
    qtbot.addWidget(panel)
    panel.show()
    assert "Reading today" not in _words(panel)
    qtbot.waitUntil(lambda: "Reading today" in _words(panel), timeout=PATIENCE_MS * 10)
    panel.show_view(USUAL)
    assert "Reading today" not in _words(panel)


def test_every_length_of_a_pause_can_be_chosen_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    menu = _button(panel, "Pause").menu()
    assert [action.text() for action in menu.actions()] == ["15 minutes", "1 hour", "Until tomorrow"]
    for steps, wish in enumerate(PauseFor, start=1):
        menu.popup(QPoint(0, 0))
        for _step in range(steps):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        with qtbot.waitSignal(panel.pause) as caught:
            QTest.keyClick(menu, Qt.Key.Key_Return)
        assert caught.args == [wish]


def test_tab_goes_through_strip_pause_and_open_and_return_opens(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.setFocus()
    stops: list[str] = []
    for _stop in range(3):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused.accessibleName() or getattr(focused, "text", str)())
    assert stops == ["Today by hour", "Pause", "Open"]
    with qtbot.waitSignal(panel.open_window):
        QTest.keyClick(_button(panel, "Open"), Qt.Key.Key_Space)


def test_the_focus_is_seen_on_the_strip(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.setFocus()
    [strip] = panel.findChildren(HourStrip)
    before = _image(strip)
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert _image(strip) != before


@pytest.mark.parametrize("framed", [False, True])
def test_escape_closes(qtbot: QtBot, theme: Theme, framed: bool) -> None:
    popover = Popover(theme, QIcon(), framed=framed)
    qtbot.addWidget(popover)
    popover.show_view(USUAL)
    popover.show()
    with qtbot.waitSignal(popover.hidden):
        QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_only_the_ordinary_window_offers_to_quit(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL, framed=True)
    with qtbot.waitSignal(panel.quit):
        QTest.mouseClick(_button(panel, "Quit"), Qt.MouseButton.LeftButton)
    with pytest.raises(ValueError, match="unpack"):
        _button(_show(qtbot, theme, USUAL), "Quit")


@pytest.mark.parametrize("state", STATES)
def test_no_state_cuts_a_text(qtbot: QtBot, theme: Theme, state: str) -> None:
    panel = _show(qtbot, theme, STATES[state])
    QApplication.processEvents()
    for label in panel.findChildren(QLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()


def test_light_and_dark_change_while_it_is_open(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, USUAL)
    before = _image(panel).pixelColor(180, 8)
    theme.wish(Wish.DARK)
    assert before.lightness() > 240
    assert _image(panel).pixelColor(180, 8).lightness() < 60


def test_a_night_is_shown_when_it_was_used(qtbot: QtBot, theme: Theme) -> None:
    late = replace(USUAL, hours=(*EMPTY[:23], USUAL.hours[6]))
    panel = _show(qtbot, theme, late)
    [strip] = panel.findChildren(HourStrip)
    assert strip.accessibleDescription() == "03–04: 59 min, usually 50 min, 13 min of it with AI tools"


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("usual", State.USUAL),
        ("above", State.ABOVE),
        ("paused", State.PAUSED),
        ("nothing", State.NOTHING),
        ("sensor_missing", State.NOTHING),
        ("first_day", State.USUAL),
    ],
)
def test_the_mark_follows_the_view(state: str, mark: State) -> None:
    assert sentence.state(STATES[state]) is mark


def test_the_tooltip_holds_total_and_top_three(theme: Theme) -> None:
    assert sentence.tooltip(USUAL).splitlines() == [
        "Wellbeing: 4 h 12 today",
        "48 min with AI tools",
        "LibreOffice Writer: 1 h 07",
        "Visual Studio Code: 1 h 03",
        "Thunderbird: 22 min",
    ]
    assert sentence.state(None) is State.NOTHING


def test_the_part_with_ai_tools_stands_below_the_total(qtbot: QtBot, theme: Theme) -> None:
    words = _words(_show(qtbot, theme, USUAL))
    assert words[words.index("48 min with AI tools") :][:3] == [
        "48 min with AI tools",
        "19%",
        "usual by now 31 min, 24 prompts, 44 min by agents without you",
    ]


def test_a_day_without_ai_has_no_row_for_it(qtbot: QtBot, theme: Theme) -> None:
    words = _words(_show(qtbot, theme, NO_AI))
    assert not any("AI tools" in one for one in words)
    assert sentence.ai(NO_AI) == ("", "")


def test_agents_alone_are_told_too(qtbot: QtBot, theme: Theme) -> None:
    view = replace(NO_AI, unattended=timedelta(minutes=44))
    words = _words(_show(qtbot, theme, view))
    assert "0 min with AI tools" in words
    assert "44 min by agents without you" in words


def test_the_tooltip_and_the_hours_tell_of_ai() -> None:
    assert "48 min with AI tools" in sentence.tooltip(USUAL).splitlines()
    assert sentence.hour(USUAL, 5) == "09–10: 48 min, usually 45 min, 13 min of it with AI tools"


def test_ai_stands_on_the_base_line_of_the_strip(qtbot: QtBot, theme: Theme) -> None:
    strip = HourStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(320, 58)
    strip.show_view(USUAL)
    image = _image(strip)
    accent = QColor(theme.colors.accent).rgb()
    slot = 320 / 18
    column = [image.pixel(round(3.5 * slot), y) for y in range(image.height())]
    low = max(y for y, pixel in enumerate(column) if pixel == accent)
    assert 39 <= low <= 42, "AI begins on the base line"
    assert accent not in column[:20], "the rest is stacked above it"


def test_limits_say_what_is_left_and_of_how_much(qtbot: QtBot, theme: Theme) -> None:
    panel = _show(qtbot, theme, STATES["limits"])
    words = _words(panel)
    assert words[words.index("AI tools") :][:3] == ["AI tools", "27 min left", "of 1 h 15"]
    assert "35 min left" in words
    assert "reached" in words
    assert "More" not in words
    assert "Next break in 9 min" in words
    panel.show_view(USUAL)
    assert "27 min left" not in _words(panel)


def test_a_break_that_is_due_comes_soon_and_a_pause_counts_none() -> None:
    assert sentence.next_break(replace(USUAL, next_break=timedelta(0))) == "Break soon"
    assert sentence.next_break(USUAL) == ""
