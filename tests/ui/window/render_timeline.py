"""Writes the Timeline page in its states to a folder as PNG, to be looked at.

python tests/ui/window/render_timeline.py FOLDER
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LANG", "en_GB.UTF-8")
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.clocks import HandClock
from tests.fakes.days import (
    CHAT,
    CODE,
    MAIL,
    MORNING,
    NEWS,
    NOW,
    TODAY,
    WRITER,
    Stay,
    local,
    paused,
    record,
    source,
)
from tests.fakes.store import FakeStore
from wellbeing.files.paths import home
from wellbeing.model import Entry, EntryKind, Presence
from wellbeing.ui.bridge import Bridge
from wellbeing.ui.theme import Theme, Wish
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.timeline.offline import OfflineDialog
from wellbeing.ui.window.timeline.page import TimelinePage

_STAYS = (
    Stay("07:21", 6, NEWS),
    Stay("08:02", 12, MAIL),
    Stay("08:14", 0.3, CHAT),
    Stay("08:14:20", 9, MAIL),
    Stay("08:40", 48, WRITER),
    Stay("09:28", 14, WRITER, Presence.IDLE),
    Stay("09:42", 17, CHAT),
    Stay("09:59", 0.2, MAIL),
    Stay("10:00", 37, CODE),
    Stay("10:37", 0.25, MAIL),
    Stay("10:37:20", 0.2, CHAT),
    Stay("10:37:35", 31, CODE),
    Stay("11:09", 10, NEWS),
    Stay("13:31", 26, MAIL, Presence.PASSIVE),
    Stay("14:00", 25, CODE),
    Stay("15:00", 41, WRITER),
)
_ENTRIES = [
    Entry(local(TODAY - timedelta(days=1), "22:10"), EntryKind.STOP),
    Entry(local(TODAY, "07:20"), EntryKind.START),
    *paused("11:30", "12:15", "12:15"),
    Entry(local(TODAY, "13:25"), EntryKind.SUSPEND, {"missed_s": 4200.0}),
    Entry(local(TODAY, "14:45"), EntryKind.CRASH, {"until": local(TODAY, "14:26").isoformat()}),
    Entry(local(TODAY, "15:20"), EntryKind.CLOCK, {"jump_s": -90.0}),
]
State = tuple[Callable[[], FakeStore], Callable[[TimelinePage], object]]


def _chosen(page: TimelinePage) -> None:
    page.list.rows.setExpanded(page.list.rows.rows.index(7, 0), True)
    page.list.rows.choose(7)
    page.list.rows.setFocus()
    page.list.show_done("35 min moved to Learning & reference.", undo=True)


def _zoomed(page: TimelinePage) -> None:
    page.strip.strip.zoom(6, local(TODAY, "10:00"))
    page.strip.strip.setFocus()


def _old(page: TimelinePage) -> None:
    page.show_day(TODAY - timedelta(days=30))
    wait(200)


def _cleared() -> FakeStore:
    store = record()
    store.retain(local(TODAY - timedelta(days=10), "12:00"))
    return store


def _full() -> FakeStore:
    return record(_STAYS, entries=_ENTRIES, days_before=3)


STATES: dict[str, State] = {
    "day": (_full, lambda _page: None),
    "chosen": (_full, _chosen),
    "zoomed": (_full, _zoomed),
    "search": (_full, lambda page: page.list.seek("code")),
    "nothing_found": (_full, lambda page: page.list.seek("penguin")),
    "offline": (_full, lambda page: page.ask_offline()),
    "nothing_yet": (lambda: record((), days_before=0), lambda _page: None),
    "only_totals": (_cleared, _old),
    "plain": (lambda: record(MORNING, days_before=2), lambda _page: None),
}


def wait(milliseconds: int) -> None:
    """Let Qt work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def picture(widget: QWidget, ratio: float) -> QImage:
    """A widget's pixels."""
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    widget.render(image, QPoint())
    return image


def main(folder: Path) -> None:
    """Write all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    with tempfile.TemporaryDirectory() as place:
        where = home(place)
        for wish in (Wish.LIGHT, Wish.DARK):
            theme = Theme(wish=wish)
            theme.apply(app)
            for name, (made, act) in STATES.items():
                store, bridge = made(), Bridge()

                @contextmanager
                def writing(store: FakeStore = store):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a scratch context
                    yield store

                desk = Desk(theme, bridge, partial(source, store), where, HandClock(NOW), writing)
                for size, (width, height), mirrored in (
                    ("wide", (924, 820), False),
                    ("narrow", (560, 900), False),
                    ("rtl", (924, 820), True),
                ):
                    if size != "wide" and name not in ("day", "chosen"):
                        continue
                    side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
                    app.setLayoutDirection(side)
                    page = TimelinePage(desk)
                    page.resize(width, height)
                    page.show()
                    page.shown()
                    wait(150)
                    act(page)
                    wait(100)
                    form = page.findChild(OfflineDialog)
                    picture(form or page, 2).save(str(folder / f"{name}_{wish.value}_{size}.png"))
                    page.close()
                bridge.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
