"""Writes the window in its states to a folder as PNG, to be looked at: light, dark, twice the size, narrow.

python tests/ui/window/render_window.py HOME FOLDER [PAGE...]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from wellbeing import app
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.source import Sources
from wellbeing.files.paths import Home, home
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.window.desk import Desk, Where
from wellbeing.ui.window.listener import Listener
from wellbeing.ui.window.window import Window

_SIZES = {"wide": (1120, 900), "narrow": (640, 1500)}


def wait(milliseconds: int) -> None:
    """Let Qt work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def picture(window: QWidget, ratio: float) -> QImage:
    """The window's pixels."""
    image = QImage(window.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    window.render(image, QPoint())
    return image


def built(where: Home, theme: Theme) -> Window:
    """A window on the record of a home."""
    clock = app.clock()
    sources = Sources(
        lambda chosen: app.open_record(where, chosen, clock, readonly=True),
        where.record,
        Ruling(where, app.applications()),
        clock,
        lambda: None,
    )
    return Window(Desk(theme, Bridge(), sources, where, clock), Listener(where.socket))


def main(record: Path, folder: Path, pages: list[str]) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    timer = QElapsedTimer()
    for wish in (Wish.LIGHT, Wish.DARK):
        theme = Theme(wish=wish)
        theme.apply(application)
        for name, size in _SIZES.items():
            timer.start()
            window = built(home(str(record)), theme)
            window.resize(*size)
            for page in pages:
                window.open(Where(page))
                wait(900)
                picture(window, 2).save(str(folder / f"{page}_{wish.value}_{name}.png"))
            window.desk.bridge.close()
            window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ["today"])
