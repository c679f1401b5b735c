"""Writes dialogs, cards and notes to a folder as PNG, to be looked at.

python tests/ui/render_stop.py FOLDER
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import stops
from wellbeing.engine.labels import Labels
from wellbeing.engine.onscreen import Refused, Stop
from wellbeing.engine.permit import PinWrong
from wellbeing.model.sentence import Sentence
from wellbeing.nudges import rest as breaks
from wellbeing.nudges.rest import PAUSES, Rhythm, Stage
from wellbeing.ports import Button, Note
from wellbeing.ui import limit_words
from wellbeing.ui.group import of_limit
from wellbeing.ui.stop.asking import CheckInCard
from wellbeing.ui.stop.breaking import BreakCard
from wellbeing.ui.stop.card import LimitCard
from wellbeing.ui.stop.floating import Floating
from wellbeing.ui.stop.note import NoteCard
from wellbeing.ui.stop.over import WIDTH
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme, Wish


def save(theme: Theme, card: QWidget, width: int, file: Path) -> None:
    """A card in its window, at twice the size."""
    window = Floating(theme, card, "")
    window.setFixedWidth(width)
    window.fit()
    window.show()
    QApplication.processEvents()
    image = QImage(window.size() * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(theme.colors.ground)
    window.render(image, QPoint())
    image.save(str(file))
    window.hide()


def refuse(theme: Theme, stop: Stop, file: Path, labels: Labels) -> None:
    """The parent's part after a wrong PIN."""
    card = LimitCard(theme)
    limit = stop.standing.limit
    card.show_stop(stop, limit_words.name(limit, labels), of_limit(limit, labels))
    card.leave.open.click()
    wrong = PinWrong(Sentence("That is not the PIN."), timedelta(seconds=30))
    card.refuse(Refused(stop.nudge, wrong, wrong.wait))
    save(theme, card, WIDTH, file)


def main(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    labels = stops.labels(folder)
    states: dict[str, Stop] = {
        "reached": stops.REACHED,
        "extended": stops.EXTENDED,
        "prompts": stops.PROMPTS,
        "closed": stops.CLOSED,
        "agreed": stops.AGREED,
        "waits": stops.WAITS,
    }
    for wish in (Wish.LIGHT, Wish.DARK):
        theme = Theme(wish=wish)
        theme.apply(app)
        for name, stop in states.items():
            limit = stop.standing.limit
            card = LimitCard(theme)
            card.show_stop(stop, limit_words.name(limit, labels), of_limit(limit, labels))
            card.take_focus()
            save(theme, card, WIDTH, folder / f"dialog_{name}_{wish.value}.png")
            if name == "waits":
                refuse(theme, stop, folder / f"dialog_refused_{wish.value}.png", labels)
        buttons = (Button("not-now", _("Not now")), Button("why", _("Why?")), Button("limits", _("Limit…")))
        note = Note(
            "G", "10 min left: AI tools", "1 h 05 of 1 h 15 today. You set this limit yourself.", buttons
        )
        save(theme, NoteCard(theme, note), 424, folder / f"note_{wish.value}.png")
        report = Note(
            "report",
            _("Your week in a report"),
            _("It is there when you like to read it."),
            (Button("open-report", _("Open")), *buttons[:2]),
        )
        save(theme, NoteCard(theme, report), 424, folder / f"report_{wish.value}.png")
        asked = Note(
            "checkin",
            _("How are you?"),
            _("Mood and energy: two clicks. Every question can be skipped."),
            (
                Button("checkin", _("All questions")),
                Button("not-now", _("Not now")),
                Button("why", _("Why?")),
            ),
        )
        save(theme, CheckInCard(theme, asked), 424, folder / f"checkin_{wish.value}.png")
        asks = CheckInCard(theme, asked)
        asks.mood.buttons[5].click()
        asks.energy.buttons[3].click()
        save(theme, asks, 424, folder / f"checkin_answered_{wish.value}.png")
        for stage in (Stage.PRELUDE, Stage.BREAK):
            made = breaks.begin(PAUSES[Rhythm.EYES], timedelta(0))
            rest = BreakCard(theme, stage)
            rest.show_rest(replace(made, stage=stage, rested=timedelta(seconds=8)))
            save(theme, rest, 424, folder / f"break_{stage.value}_{wish.value}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
