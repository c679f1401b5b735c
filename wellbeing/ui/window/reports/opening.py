"""Opening a report in the program for it, also where that is a Snap, which reads no hidden folder."""

from __future__ import annotations

import mimetypes
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.files.applications import application_folders
from wellbeing.files.opener import Opener, default_opener, place_for, reads
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.label import label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk

_FOLDER = "Wellbeing"
"""Of copies, in the person's documents."""
_LIKE = {"shown": "report"}
"""What a copy is called where the name in the archive says nothing."""


@dataclass(frozen=True, slots=True)
class Found:
    """What opens a file, and from where."""

    file: Path
    """That can be opened: itself, or a copy that is there already."""
    by: Opener | None
    readable: bool
    copy: Path | None = None
    """Where a copy could be read; None where nowhere."""


class Opening(QWidget):
    """Opens files; asks before it puts a copy where a Snap can read it. Off the GUI thread where it takes time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreed = False
        """Whether copies were agreed to while this page lives."""
        self._asked: Found | None = None
        self.question = Question(desk.theme)
        self.question.accepted.connect(self._agree)
        self.trouble = label(desk.theme, "small", "second", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addWidget(self.trouble)

    def open(self, file: Path, copies: Path | None = None) -> None:
        """Open a file.

        Args:
            file: to be opened.
            copies: where the person has copies put; one that is the same is opened in its place.
        """
        self.question.hide()
        self.trouble.hide()
        self._desk.work(lambda: found(file, copies), self._open, self._fail)

    def _open(self, one: Found) -> None:
        if one.readable:
            show(one.file)
            return
        name = one.by.name if one.by else ""
        if one.copy is None:
            self._fail(
                KnownError(
                    Sentence("{program} is a Snap and may not read {file}.", program=name, file=one.file),
                    Sentence("Save the report in a folder of your own, and open it there."),
                )
            )
            return
        self._asked = one
        if self._agreed:
            self._agree()
            return
        self.question.ask(
            _("{program} is a Snap and may not read hidden folders such as the one of reports.").format(
                program=name
            ),
            _("Put a copy into {folder} and open it").format(folder=one.copy.parent),
            _("Leave it"),
            _("The copy stays there until you delete it; forgetting does not reach it."),
        )

    def _agree(self) -> None:
        one = self._asked
        if one is None or one.copy is None:
            return
        self._agreed, file, copy = True, one.file, one.copy

        def put() -> Path:
            try:
                copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
            except OSError as error:
                raise KnownError(
                    Sentence("{path} cannot be written: {why}.", path=copy, why=error.strerror),
                    Sentence("Save the report in a folder of your own, and open it there."),
                ) from error
            return copy

        self._desk.work(put, show, self._fail)

    def _fail(self, error: KnownError) -> None:
        self.trouble.setText(said(error.whole))
        self.trouble.show()


def show(file: Path) -> None:
    """Have the desktop open it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def found(file: Path, copies: Path | None = None) -> Found:
    """What opens a file, and whether it may read it; asks the desktop, off the GUI thread."""
    kind = mimetypes.guess_type(file.name)[0] or "text/html"
    home = Path.home().resolve()
    by = default_opener(kind, application_folders(os.environ, Path.home()))
    if reads(by, file.resolve(), home):
        return Found(file, by, readable=True)
    same = None if copies is None else copies / file.name
    if same is not None and reads(by, same.resolve(), home) and _alike(file, same):
        return Found(same, by, readable=True)
    place = place_for(by, [one.resolve() for one in _documents()], home)
    name = f"{_LIKE.get(file.stem, file.stem)}{file.suffix}"
    return Found(file, by, readable=False, copy=None if place is None else place / _FOLDER / name)


def _documents() -> list[Path]:
    where = QStandardPaths.StandardLocation
    asked = (where.DocumentsLocation, where.DownloadLocation, where.HomeLocation)
    return [Path(one) for each in asked if (one := QStandardPaths.writableLocation(each))]


def _alike(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False
