"""Joining a family: by the code of a hub, or through a shared folder."""

from __future__ import annotations

import socket

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellbeing.engine.belonging import Joining
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.family.field import beside, field, press

_CODE, _NAME = 600, 60
_HUB, _FOLDER = "hub", "folder"


class JoinPart(QWidget):
    """A code is asked for, never a password."""

    wished = Signal(object)
    """A `Joining`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = Segment(
            theme, [(_HUB, _("A hub at home")), (_FOLDER, _("A shared folder"))], _("How days are exchanged")
        )
        self.hint, self.place = (
            label(theme, "small", "third", wrap=True),
            label(theme, "body", "second", wrap=True),
        )
        self.folder = ""
        self.choose = press(theme, _("Choose the folder"), self._choose)
        self.code, self.person = (
            field(theme, _("Code from the family"), _CODE),
            field(theme, _("Your name"), _NAME),
        )
        self.device = field(theme, _("What this device is called"), _NAME)
        self.device.setText(socket.gethostname())
        self.join = press(theme, _("Join"), self._wish, primary=True)
        for line in (self.code, self.person, self.device):
            line.returnPressed.connect(self._wish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.hint)
        self._where = beside(self.choose)
        for part in (self._where, self.place, self.code, self.person, self.device):
            column.addWidget(part)
        column.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeading)
        self.way.chosen.connect(lambda _key: self._show())
        self.code.textChanged.connect(lambda _text: self._show())
        self._show()

    def choose_folder(self, folder: str) -> None:
        """The shared folder is this one."""
        self.folder = folder
        self._show()

    def _show(self) -> None:
        shared = self.way.key == _FOLDER
        begins = shared and not self.code.text().strip()
        self._where.setVisible(shared)
        self.place.setVisible(shared and bool(self.folder))
        self.place.setText(self.folder)
        self.person.setVisible(begins)
        self.join.setText(_("Begin a family here") if begins else _("Join"))
        self.hint.setText(
            _(
                "A folder that Syncthing, Dropbox or a USB stick carries. What lies in it is sealed for each member. "
                "Without a code a new family begins."
            )
            if shared
            else _("A parent makes the code on the hub's page, or there with: wellbeing hub invite NAME")
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Shared folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.choose_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wish(self) -> None:
        code, shared = self.code.text().strip(), self.way.key == _FOLDER
        ready = bool(self.folder and (code or self.person.text().strip())) if shared else bool(code)
        if ready and self.join.isEnabled():
            self.join.setEnabled(False)
            folder = self.folder if shared else ""
            self.wished.emit(Joining(code, self.device.text(), folder, self.person.text()))
