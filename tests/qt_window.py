"""A window for tests with a title and a desktop file name.

Keeps up with titles that come on standard input; `full screen` and `ordinary` are no titles.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication(sys.argv[:1])
QGuiApplication.setDesktopFileName(sys.argv[2])
window = QLabel(sys.argv[1])
window.setWindowTitle(sys.argv[1])
window.resize(400, 300)
window.show()
while not window.windowHandle().isExposed():
    application.processEvents()
print("shown", flush=True)  # noqa: T201 - the test waits for it


def renamed() -> None:
    """Take the next title, or end with the input."""
    line = sys.stdin.readline()
    if not line:
        application.quit()
        return
    if line.strip() in ("full screen", "ordinary"):
        (window.showFullScreen if line.strip() == "full screen" else window.showNormal)()
        return
    window.setWindowTitle(line.strip())
    window.raise_()
    window.activateWindow()


heard = QSocketNotifier(0, QSocketNotifier.Type.Read)
heard.activated.connect(renamed)
sys.exit(application.exec())
