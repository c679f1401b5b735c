"""The guide in a window of its own: the chapters that come with the program, with their pictures, without a network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImageReader, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from wellbeing.files.resources import resource
from wellbeing.ui.text import _
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.label import button

INDEX = "guide.md"
_WIDTH, _HEIGHT = 760, 820
_MARGIN, _LINE = 20, 125
"""px around the text, and the height of a line in per cent."""
_SIDE = 60
"""px beside a picture."""


class Guide(QDialog):
    """One chapter at a time; links lead on, and addresses elsewhere open in the browser.

    Args:
        theme: fonts.
        folder: the chapters; those of the program by default.
    """

    def __init__(self, theme: Theme, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Guide"))
        self.resize(_WIDTH, _HEIGHT)
        self._folder = folder or resource("help")
        self._been: list[str] = []
        self.chapter = ""
        """The file that is shown."""
        self.text = QTextBrowser()
        self.text.setFont(theme.font("body"))
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(_("Guide"))
        self.text.anchorClicked.connect(self._follow)
        self.back, self.contents = button(theme), button(theme)
        self.back.setText(_("Back"))
        self.contents.setText(_("All chapters"))
        self.back.clicked.connect(self._return)
        self.contents.clicked.connect(lambda: self.open_chapter(INDEX))
        line = QHBoxLayout()
        for one in (self.back, self.contents):
            line.addWidget(one)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(line)
        column.addWidget(self.text, 1)
        self.text.setFocus()

    def open_chapter(self, name: str, heading: str = "") -> None:
        """Show a chapter from its beginning, or from a heading of it; one that does not exist is not shown."""
        file = self._folder / name
        if file.parent != self._folder or not file.is_file():
            return
        if self.chapter and self.chapter != name:
            self._been.append(self.chapter)
        self._read(name)
        if heading:
            self._go_to(heading)

    # ------------------------------------------------------------ inside

    def _read(self, name: str) -> None:
        self.chapter = name
        words = (self._folder / name).read_text("utf-8")
        document = self.text.document()
        document.setBaseUrl(QUrl.fromLocalFile(f"{self._folder}/"))
        document.setMarkdown(words, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        document.setDocumentMargin(_MARGIN)
        self._space()
        self._fit_pictures()
        self.back.setEnabled(bool(self._been))
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)

    def _space(self) -> None:
        """Air between lines, paragraphs and headings, as on the pages."""
        block = self.text.document().begin()
        while block.isValid():
            shape = block.blockFormat()
            shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            level, listed = shape.headingLevel(), block.textList() is not None
            shape.setTopMargin((24.0 if level > 1 else 0.0) if level else 2.0 if listed else 6.0)
            shape.setBottomMargin(8.0 if level else 2.0 if listed else 6.0)
            cursor = QTextCursor(block)
            cursor.setBlockFormat(shape)
            block = block.next()

    def _fit_pictures(self) -> None:
        """No wider than the window."""
        block = self.text.document().begin()
        while block.isValid():
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                shape = fragment.charFormat()
                if shape.isImageFormat():
                    image = shape.toImageFormat()
                    whole = QImageReader(str(self._folder / image.name())).size().width()
                    image.setWidth(min(whole, self.text.viewport().width() - _SIDE))
                    cursor = self.text.textCursor()
                    cursor.setPosition(fragment.position())
                    cursor.setPosition(fragment.position() + fragment.length(), cursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(image)
                    break
                place += 1
            block = block.next()

    def _go_to(self, heading: str) -> None:
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and _anchor(block.text()) == heading:
                cursor = self.text.textCursor()
                cursor.setPosition(block.position())
                self.text.setTextCursor(cursor)
                self.text.ensureCursorVisible()
                return
            block = block.next()

    def _return(self) -> None:
        if self._been:
            self._read(self._been.pop())

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(url)
            return
        name = url.fileName() or self.chapter
        self.open_chapter(name, url.fragment())


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")
