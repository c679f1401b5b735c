"""The folder that gets a copy of each report."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.window.desk import Desk


class Copies(QWidget):
    """Names the folder, and lets another one be chosen, or none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._folder = desk, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        self.said = label(desk.theme, "body", wrap=True)
        self.failed = label(desk.theme, "strong", wrap=True)
        self.failed.hide()
        line = QWidget()
        flow = Flow(line, gap=8, line_gap=8)
        self.choose, self.none = button(desk.theme), button(desk.theme)
        self.choose.setText(_("Choose a folder …"))
        self.none.setText(_("No copies"))
        self.choose.clicked.connect(self._ask)
        self.none.clicked.connect(lambda: self.bring(""))
        for one in (self.choose, self.none):
            flow.addWidget(one)
        for widget in (self.said, line, self.failed):
            column.addWidget(widget)
        self.show_settings(Settings())

    def show_settings(self, settings: Settings) -> None:
        """What is in force."""
        self._folder = settings.report_folder
        folder = _("A copy of each goes to {folder}.").format(folder=self._folder)
        self.said.setText(folder if self._folder else _("No folder gets a copy."))
        self.none.setVisible(bool(self._folder))

    def bring(self, folder: str) -> None:
        """Bring a folder into force; empty for none."""

        def done(settings: Settings) -> None:
            self.failed.hide()
            self.show_settings(settings)

        self._desk.change_setting("report_folder", folder, done, self._fail)

    def _ask(self) -> None:
        """Ask where to; returns at once with the dialog open."""
        dialog = QFileDialog(self, _("A folder for copies of reports"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.bring)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fail(self, error: KnownError) -> None:
        self.failed.setText(said(error.whole))
        self.failed.show()
