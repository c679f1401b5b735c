"""Our icon, panel and notes in Plasma's own shell: drawn, clicked with a mouse, answered, and held.

It takes 230 packages and 620 MB, so only with `--soak`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

from tests import plasma, rig, wayland
from tests.e2e.program import Program as Tracked
from tests.e2e.program import quiet
from tests.notify.conftest import Heard, Make, heard, make, note
from tests.plasma import RIGHT, Plasma, settled
from tests.ui.desktop import Program, tray_program
from tests.ui.notifier_host import Items
from wellbeing.engine import doctor
from wellbeing.ports import Answered, Reaction

__all__ = ["heard", "make"]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.soak,
    pytest.mark.skipif(bool(plasma.NEEDS), reason=f"not installed: {plasma.NEEDS}"),
]
PANEL = 756
"""Where Plasma's panel begins, in pixels from the top of a screen of 1280 x 800."""
TRAY = QRect(1000, PANEL + 4, 76, 36)
"""Where icons are added to its tray."""
ABOVE = QRect(0, 0, 1280, PANEL)


@pytest.fixture(scope="module")
def desktop() -> Iterator[Plasma]:
    """One for all tests."""
    with plasma.plasma() as result:
        yield result


@pytest.fixture
def tray(desktop: Plasma) -> Iterator[tuple[Program, QPoint]]:
    """The tray program, and the middle of its icon."""
    desktop.move(300, 200)  # icons under a mouse are drawn otherwise
    before = settled(desktop)
    address = desktop.desktop.environ["DBUS_SESSION_BUS_ADDRESS"]
    with contextlib.closing(Items(address)) as items, tray_program(desktop.desktop.environ) as program:
        rig.until(items.registered, "the icon in the tray")
        rig.until(lambda: not changed(before, desktop.picture(), TRAY).isEmpty(), "the icon to be drawn")
        place = changed(before, settled(desktop), TRAY)
        yield program, place.center()
    rig.until(lambda: changed(before, desktop.picture(), TRAY).isEmpty(), "the icon to go")


def changed(before: QImage, after: QImage, part: QRect) -> QRect:
    """The smallest rectangle within a part of the screen that holds every difference; empty where there is none."""
    differ = pixels(before, part) != pixels(after, part)
    if not differ.any():
        return QRect()
    (columns,), (rows,) = differ.any(axis=0).nonzero(), differ.any(axis=1).nonzero()
    first, last = QPoint(int(columns[0]), int(rows[0])), QPoint(int(columns[-1]), int(rows[-1]))
    return QRect(part.topLeft() + first, part.topLeft() + last)


def pixels(image: QImage, part: QRect) -> NDArray[np.uint32]:
    """A part of the screen as numbers, row by row."""
    cut = image.copy(part).convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(bytes(cut.constBits()), np.uint32).reshape(cut.height(), -1)


def test_the_icon_is_drawn_and_clicks_open_and_close_our_panel_as_it_should_look(
    desktop: Plasma, tray: tuple[Program, QPoint], tmp_path: Path
) -> None:
    program, icon = tray
    assert doctor.desk(desktop.desktop.environ)[0].ok
    before = desktop.picture("plasma_icon")
    desktop.click(icon.x(), icon.y())
    program.until(lambda seen: seen["panel"] and seen["active"], "the panel")
    file = tmp_path / "panel.png"

    def drawn() -> bool:
        now = settled(desktop)
        program.tell(f"grab {file}")
        program.hear("grabbed")
        wanted = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
        shown = now.copy(changed(before, now, ABOVE)).convertToFormat(QImage.Format.Format_RGB32)
        inside = wanted.rect().adjusted(16, 16, -16, -16)  # its corners are round
        return shown.size() == wanted.size() and shown.copy(inside) == wanted.copy(inside)

    for state in ("usual", "paused"):  # which differ in height
        program.tell(state)
        try:
            rig.until(drawn, f"the panel as it should look, {state}", 20.0)
        finally:
            desktop.picture(f"plasma_panel_{state}")
    desktop.click(icon.x(), icon.y())
    program.until(lambda seen: not seen["panel"], "the panel to go")


def test_a_right_click_opens_the_menu_and_an_entry_acts(
    desktop: Plasma, tray: tuple[Program, QPoint]
) -> None:
    program, icon = tray
    before = settled(desktop)
    desktop.click(icon.x(), icon.y(), RIGHT)
    rig.until(lambda: not changed(before, desktop.picture(), ABOVE).isEmpty(), "the menu")
    menu = changed(before, settled(desktop), ABOVE)
    desktop.picture("plasma_menu")
    desktop.click(menu.center().x(), menu.bottom() - 42)
    program.hear("open")
    rig.until(lambda: changed(before, desktop.picture(), ABOVE).isEmpty(), "the menu to go")


def noted(desktop: Plasma, before: QImage) -> tuple[list[QRect], QRect, QRect]:
    """The buttons of a note, its cross and its place on the screen, once it has faded in and come to rest."""
    last: tuple[list[QRect], QRect] = ([], QRect())

    def rests() -> tuple[list[QRect], QRect, QRect] | None:
        nonlocal last
        now = desktop.picture()
        place = changed(before, now, ABOVE)
        # The cross alone goes on changing: round it the time runs out.
        earlier, last = last, (buttons(now, place), place)
        cross = red(now, place)
        return (last[0], cross, place) if last == earlier and last[0] and not cross.isEmpty() else None

    found = rig.until(rests, "the note")
    assert found is not None
    return found


def test_a_note_is_shown_a_button_comes_back_and_so_do_a_click_and_the_cross(
    desktop: Plasma, make: Make, heard: Heard
) -> None:
    desktop.move(300, 200)
    notifier = make(desktop.desktop.environ)
    assert notifier.probe().reason.startswith("Plasma 5.")
    before = settled(desktop)
    # Plasma refuses a note that is like one which it was given within the last second.
    notifier.show(note(title="Ten minutes left"))
    (_later, why, _limit), _cross, _place = noted(desktop, before)
    desktop.picture("plasma_note")
    desktop.click(why.center().x(), why.center().y())
    assert heard.wait() == [Reaction("limit", Answered.PRESSED, "why")]
    rig.until(lambda: changed(before, desktop.picture(), ABOVE).isEmpty(), "the note to go")
    notifier.show(note(title="Five minutes left"))
    _buttons, cross, place = noted(desktop, before)
    desktop.click(place.left() + 60, cross.center().y() + 26)
    assert heard.wait(2)[1:] == [Reaction("limit", Answered.CLICKED)]
    rig.until(lambda: changed(before, desktop.picture(), ABOVE).isEmpty(), "the note to go")
    notifier.show(note(title="One minute left"))
    _buttons, cross, _place = noted(desktop, before)
    desktop.click(cross.center().x(), cross.center().y())
    assert heard.wait(3)[2:] == [Reaction("limit", Answered.DISMISSED)]


def buttons(picture: QImage, part: QRect) -> list[QRect]:
    """The three buttons of a note, lighter than what they stand on; empty where there are none."""
    for y in range(part.bottom(), part.top(), -1):
        light = [picture.pixelColor(x, y).lightness() > 248 for x in range(part.left(), part.right() + 1)]
        edges = [part.left() + at for at in range(1, len(light)) if light[at] != light[at - 1]]
        pairs = zip(edges[::2], edges[1::2], strict=False)
        found = [QRect(QPoint(begin, y - 12), QPoint(end, y)) for begin, end in pairs if end - begin > 20]
        if len(found) == 3:
            return found
    return []


def red(picture: QImage, part: QRect) -> QRect:
    """The cross of a note: the only thing in red."""
    found = QRect()
    for y in range(part.top(), part.bottom() + 1):
        for x in range(part.left(), part.right() + 1):
            color = picture.pixelColor(x, y)
            if color.red() > 200 and color.green() < 100:
                found = found.united(QRect(x, y, 1, 1))
    return found


def test_do_not_disturb_holds_a_nudge_until_it_ends(desktop: Plasma, tmp_path: Path) -> None:
    environ = desktop.desktop.environ
    session = {"DBUS_SESSION_BUS_ADDRESS": environ["DBUS_SESSION_BUS_ADDRESS"]}
    program = Tracked(tmp_path / "wellbeing", quiet(environ, tmp_path) | session)
    assert program.run("demo", "--days", "3", "--seed", "1").code == 0
    with wayland.windows(desktop.desktop, "one"), program.tracker() as tracker:
        tracker.sees("window")
        tracker.sees("quiet")
        number = desktop.inhibit()
        assert program.run("limits", "set", "--total", "--hours", "00:00-24:00").code == 0
        (held,) = told(program, "held")
        assert held["checks"][-1]["figure"] == "do-not-disturb"
        assert not told(program, "delivered", at_once=True)
        desktop.allow(number)
        delivered = str(told(program, "delivered")[0]["id"])
        # Plasma shows it, and tells when its time is over.
        rig.until(lambda: program.json("nudges", "why", delivered)["response"] == "expired", "the note's end")
        assert tracker.end() == 0


def told(program: Tracked, verdict: str, *, at_once: bool = False) -> list[dict[str, Any]]:
    """The decisions of this kind, once there are any, or those that there are (JSON values)."""

    def found() -> list[dict[str, Any]]:
        return [one for one in program.json("nudges")["nudges"] if one["verdict"] == verdict]

    return found() if at_once else rig.until(found, f"a nudge that is {verdict}")
