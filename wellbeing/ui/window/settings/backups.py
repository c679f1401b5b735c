"""Backups, and going back to one of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.restoring import restored
from wellbeing.engine.view.settings import BackupRow, Past, SettingsView
from wellbeing.ports import KnownError
from wellbeing.ui import text
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.part import Part
from wellbeing.ui.window.settings.row import Row


class Backups(Part):
    """The list with what can be done, and where it all lies."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk, past, parent)
        self._rows: tuple[BackupRow, ...] = ()
        self._view: SettingsView | None = None
        self._chosen: Path | None = None
        self.said = label(self.theme, "body", "second", wrap=True)
        self.result = label(self.theme, "strong", wrap=True)
        self.result.hide()
        self.now, self.file = button(self.theme), button(self.theme)
        self.now.setText(_("Back up now"))
        self.file.setText(_("Restore from a file …"))
        self.now.clicked.connect(self._back_up)
        self.file.clicked.connect(self._choose_file)
        self.question = Question(self.theme)
        self.question.accepted.connect(self._restore)
        self.list = QGridLayout()
        self.list.setHorizontalSpacing(16)
        self.list.setVerticalSpacing(4)
        self.list.setColumnStretch(1, 1)
        self._build()

    def show_view(self, view: SettingsView) -> None:
        """The backups that are there."""
        self._view = view
        self.said.setText(_said(view))
        if view.backups != self._rows or self.list.count() == 0:
            self._rows = view.backups
            self._fill()

    # ------------------------------------------------------------ inside

    def _build(self) -> None:
        card = self.card(_("Backups"))
        buttons = QWidget()
        flow = Flow(buttons, gap=8, line_gap=8)
        flow.addWidget(self.now)
        flow.addWidget(self.file)
        for widget in (self.said, buttons, self.result, self.question):
            card.body.addWidget(widget)
        card.body.addLayout(self.list)
        folder = button(self.theme)
        folder.setText(_("Open the folder"))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.home.data))))
        place = self.card("")
        place.body.addWidget(
            Row(self.theme, _("Where everything lies"), _breakable(self.desk.home.data), folder)
        )

    def _fill(self) -> None:
        while (item := self.list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, row in enumerate(self._rows):
            when, size = label(self.theme), label(self.theme, "body", "third")
            when.setText(words.moment(row.at))
            size.setText(words.size(row.size))
            self.list.addWidget(when, place, 0)
            self.list.addWidget(size, place, 1)
            self.list.addWidget(self._button(row), place, 2)

    def _button(self, row: BackupRow) -> QPushButton:
        result = button(self.theme)
        result.setText(_("Restore …"))
        result.setAccessibleName(_("Restore the backup of {moment}").format(moment=words.moment(row.at)))
        result.clicked.connect(lambda: self._ask(row))
        return result

    def _back_up(self) -> None:
        self._busy(_("Backing up …"))

        def done(file: str) -> None:
            self._done(_("Kept as {file}.").format(file=Path(file).name))

        self.desk.change(lambda store: store.backup(), done, self._fail)

    def _choose_file(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self,
            _("Restore from a file"),
            str(self.desk.home.backups),
            _("Backups (*.sqlite3 *.sqlite);;All (*)"),
        )
        if file:
            self._chosen = Path(file)
            self._question(_("The record goes back to what {file} holds.").format(file=Path(file).name))

    def _ask(self, row: BackupRow) -> None:
        self._chosen = row.file
        sentence = _("The record goes back to how it was on {moment}.").format(moment=words.moment(row.at))
        self._question(sentence)

    def _question(self, sentence: str) -> None:
        self.result.hide()
        self.question.ask(
            sentence,
            _("Restore it"),
            _("Leave it"),
            _("What is recorded now is kept aside as a file. Recording goes on by itself."),
        )

    def _restore(self) -> None:
        file, desk = self._chosen, self.desk
        if file is None:
            return
        self._busy(_("Restoring …"))

        def done(aside: Path | None) -> None:
            desk.changed.emit(Change.RECORD)
            kept = _("What was there before is kept as {file}.").format(file=aside.name) if aside else ""
            self._done(f"{_('Restored.')} {kept}".strip())

        desk.work_guarded(
            "restore", lambda: restored(desk.home, file, desk.clock, desk.let_go), done, self._fail
        )

    def _busy(self, sentence: str) -> None:
        self.result.setText(sentence)
        self.result.show()
        self._enable(False)

    def _done(self, sentence: str) -> None:
        self.result.setText(sentence)
        self._enable(True)
        self.stale.emit()

    def _fail(self, error: KnownError) -> None:
        self._done(said(error.whole))

    def _enable(self, on: bool) -> None:
        for one in self.findChildren(QPushButton):
            if one.parent() is not self.question:
                one.setEnabled(on)


def _breakable(path: Path) -> str:
    """A path that may go on in the next line after each of its parts."""
    return str(path).replace("/", "/\u200b")


def _said(view: SettingsView) -> str:
    """When the newest was made, and which are kept."""
    kept = _("One is made each day; the last seven days and four weeks are kept.")
    if not view.backups:
        return f"{_('There is no backup yet.')} {kept}"
    newest = view.backups[0].at
    ago = view.now - newest
    if ago < timedelta(hours=1):
        said = _("The newest backup is less than an hour old.")
    elif newest.date() == view.now.date():
        said = _("The newest backup is from today, {time}.").format(time=text.clock(newest))
    else:
        said = _("The newest backup is from {moment}.").format(moment=words.moment(newest))
    return f"{said} {kept}"
