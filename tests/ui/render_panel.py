"""Writes every state of the panel, and the marks, to a folder as PNG, to be looked at.

python tests/ui/render_panel.py FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.ui.states import STATES
from wellbeing.files import words
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.tray.mark import DARK_INK, LIGHT_INK, State, pixmap
from wellbeing.ui.tray.panel import Panel
from wellbeing.ui.tray.view import PanelView

GERMAN = {
    "{hours} h {minutes}": "{hours} Std. {minutes}",
    "{minutes} min": "{minutes} Min.",
    "{amount} less": "{amount} weniger als sonst",
    "than your usual {weekday}": "als an Ihrem gewöhnlichen {weekday}",
    "Paused until {time}, by you": "Die Aufzeichnung ist bis {time} angehalten, durch Sie",
    "Pause": "Unterbrechen",
    "Resume": "Fortsetzen",
    "Open": "Öffnen",
    "Quit": "Beenden",
    "Demo data, not yours": "Vorführdaten, nicht Ihre",
}
HEBREW = {
    "{hours} h {minutes}": "{hours} ש׳ {minutes}",
    "{minutes} min": "{minutes} דק׳",
    "{amount} less": "{amount} פחות",
    "than your usual {weekday}": "מאשר ב{weekday} רגיל",
    "Pause": "השהיה",
    "Open": "פתיחה",
}


def translate(folder: Path, locale: str, words: dict[str, str]) -> None:
    """A catalogue of a few sentences, compiled where gettext looks."""
    catalogue = Catalog(locale=locale)
    for message, translation in words.items():
        catalogue.add(message, translation)
    target = folder / locale / "LC_MESSAGES" / "wellbeing.mo"
    target.parent.mkdir(parents=True)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    target.write_bytes(buffer.getvalue())


def picture(theme: Theme, view: PanelView | None, ratio: int, *, framed: bool = False) -> QImage:
    """The panel on the ground of its scheme, 12 px around."""
    panel = Panel(theme, framed=framed)
    if view is not None:
        panel.show_view(view)
    else:
        panel._admit_waiting()
    panel.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    panel.show()
    panel.fit()
    image = QImage(panel.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.colors.ground))
    panel.render(image, QPoint(), panel.rect())
    panel.deleteLater()
    return image


def marks() -> QImage:
    """Four states, two panels, five sizes, and 16, 22, 24 px enlarged."""
    image = QImage(1240, 1060, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for row, (ground, ink) in enumerate((("#F2F2F4", DARK_INK), ("#242428", LIGHT_INK))):
        painter.fillRect(QRect(0, row * 530, 1240, 530), QColor(ground))
        for column, state in enumerate(State):
            x, y = 20 + column * 305, row * 530 + 20
            for size in (16, 22, 24, 32, 44, 64):
                painter.drawPixmap(x, y, pixmap(state, size, ink))
                x += size + 12
            x, y = 20 + column * 305, row * 530 + 110
            for size, times, left, top in (
                (16, 8, 0, 0),
                (22, 6, 140, 0),
                (24, 6, 0, 150),
                (32, 4, 155, 150),
            ):
                big = pixmap(state, size, ink).scaled(
                    size * times, size * times, Qt.AspectRatioMode.KeepAspectRatio
                )
                painter.drawPixmap(x + left, y + top, big)
    painter.end()
    return image


def main(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme = Theme()
    theme.apply(app)
    marks().save(str(folder / "marks.png"))
    for wish in (Wish.LIGHT, Wish.DARK):
        theme.wish(wish)
        for ratio in (1, 2):
            for name, view in STATES.items():
                picture(theme, view, ratio).save(str(folder / f"{name}_{wish.value}_{ratio}x.png"))
        picture(theme, None, 2).save(str(folder / f"loading_{wish.value}_2x.png"))
        picture(theme, STATES["usual"], 2, framed=True).save(str(folder / f"framed_{wish.value}_2x.png"))
    theme.wish(Wish.LIGHT)
    with tempfile.TemporaryDirectory() as locales:
        translate(Path(locales), "de", GERMAN)
        translate(Path(locales), "he", HEBREW)
        setattr(words, "resource", lambda *_parts: Path(locales))  # noqa: B010 - the seam to other languages
        for locale in ("de", "he"):
            os.environ["LANGUAGE"] = os.environ["LC_ALL"] = f"{locale}"
            app.setLayoutDirection(QLocale(locale).textDirection())
            for name in ("usual", "paused", "demo_paused_trouble", "long_names"):
                picture(theme, STATES[name], 2).save(str(folder / f"{name}_{locale}_2x.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
