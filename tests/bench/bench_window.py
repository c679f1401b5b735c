"""How long the window takes to be painted and to change the page, and what it holds, on a home with long history.

python tests/bench/bench_window.py HOME     (fill it before: wellbeing --home HOME demo --days 3650)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[2])]


def main(root: str, begun_s: float) -> None:
    """Open, change pages, print. `begun_s` is the monotonic clock when this process was started."""
    import psutil

    from wellbeing import app, lean  # the order of the program: the record before Qt
    from wellbeing.engine.ruling import Ruling
    from wellbeing.engine.source import Sources
    from wellbeing.files.paths import home
    from wellbeing.lean import pages
    from wellbeing.line import client

    where, clock = home(root), app.clock()
    sources = Sources(
        lambda chosen: app.open_record(where, chosen, clock, readonly=True),
        where.record,
        Ruling(where, app.applications()),
        clock,
        lambda: client.ask(where.socket, "flush"),
    )
    lean.load_qt("PySide6.QtCore")
    from PySide6.QtWidgets import QApplication

    from wellbeing.ui.bridge import Bridge
    from wellbeing.ui.theme import Theme
    from wellbeing.ui.window.desk import Desk, Where
    from wellbeing.ui.window.listener import Listener
    from wellbeing.ui.window.pages import KEYS
    from wellbeing.ui.window.today.page import TodayPage
    from wellbeing.ui.window.window import Window

    pages.keep_no_large()
    application, theme = QApplication([]), Theme()
    theme.apply(application)
    desk = Desk(theme, Bridge(), sources, where, clock)
    window = Window(desk, Listener(where.socket))
    window.open(Where("today"))

    def until(what: Callable[[], bool]) -> None:
        while not what():
            application.processEvents()
            time.sleep(0.0005)

    today = window.page
    if not isinstance(today, TodayPage):
        raise TypeError("the window opened elsewhere")
    until(lambda: today.view is not None and not window.visibleRegion().isEmpty())
    application.processEvents()
    taken = f"{time.monotonic() - begun_s:.2f} s, of which {time.process_time():.2f} s CPU"
    print(f"sentence and lists painted: {taken} (budget 1.5)")
    until(lambda: today.hours.chart._figure._image is not None)
    print(f"figure painted: {time.monotonic() - begun_s:.2f} s")
    until(lambda: today._habits is not None)
    for round_ in ("first", "again"):
        for key in KEYS[1:] + KEYS[:1]:
            begun, at_work = time.perf_counter(), time.thread_time()
            window.go(Where(key))
            shown, blocked = time.perf_counter(), time.thread_time() - at_work
            page = window.page
            until(lambda page=page: page is not None and not page._waiting)  # type: ignore[misc]  # bound now
            ready = time.perf_counter()
            print(
                f"page {key}, {round_}: {(shown - begun) * 1e3:.0f} ms blocked ({blocked * 1e3:.0f} ms CPU), "
                f"{(ready - begun) * 1e3:.0f} ms until its figures (budget 100), "
                f"{psutil.Process().memory_full_info().pss / 1e6:.0f} MB",
                flush=True,
            )
    print(f"memory: {psutil.Process().memory_full_info().pss / 1e6:.0f} MB PSS (matplotlib alone some 60)")
    pages.give_back()
    print(f"memory, given back: {psutil.Process().memory_full_info().pss / 1e6:.0f} MB PSS (budget 150)")
    desk.bridge.close()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        main(sys.argv[1], float(sys.argv[2]))
    else:
        command = [sys.executable, __file__, sys.argv[1], str(time.monotonic())]
        sys.exit(subprocess.run(command, check=False).returncode)
