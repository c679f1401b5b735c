"""Health: what works on this desktop, what does not and why, and what can be done with one click."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.view.health import HealthView, read
from wellbeing.files import companion, gnome_extension
from wellbeing.files.companion import Installed
from wellbeing.ports import KnownError, Verdict
from wellbeing.ui import left_to_do
from wellbeing.ui.launch import launch
from wellbeing.ui.text import _, ngettext, said
from wellbeing.ui.theme import Theme
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.dot import Dot
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.health import words
from wellbeing.ui.window.health.words import Line, Remedy
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.pages import title


class HealthPage(Page):
    """Three cards; the last says what nobody can know."""

    key = "health"
    icon = "health"

    @staticmethod
    def title() -> str:
        """As in the navigation."""
        return title("health")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: HealthView | None = None
        self.heading.show_words("", self.title())
        self.desktop = Lines(self.theme, _("On this desktop"))
        self.files = Lines(self.theme, _("Record and files"))
        self.limits = Lines(self.theme, _("What cannot be seen here"))
        for card in (self.desktop, self.files, self.limits):
            card.acted.connect(self._act)
            self.body.addWidget(card)
        self.verify, self.folder = button(self.theme), button(self.theme)
        self.said = label(self.theme, "body", "second", wrap=True)
        self.done = label(self.theme, "small", wrap=True)
        self._build()
        self.body.addStretch(1)
        for card in (self.desktop, self.files, self.limits):
            card.hide()

    def load(self) -> None:
        """Ask the tracker, or the desktop itself."""
        self.desk.work(lambda: read(self.desk.sources, self.desk.home, os.environ), self._show, self.fail)

    def refresh(self, change: Change) -> None:
        """What is in front changes nothing here."""
        if change is not Change.ACTIVITY:
            self.load()

    # ------------------------------------------------------------ inside

    def _build(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons, gap=8, line_gap=8)
        flow.addWidget(self.verify)
        flow.addWidget(self.folder)
        self.verify.setText(_("Check the record"))
        self.folder.setText(_("Open the settings folder"))
        self.verify.clicked.connect(self._verify)
        self.folder.clicked.connect(lambda: _open(self.desk.home.settings))
        self.said.hide()
        self.done.hide()
        self.done.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.desktop.body.addWidget(self.done)
        self.files.body.addWidget(self.said)
        self.files.body.addWidget(buttons)

    def _show(self, view: HealthView) -> None:
        self._view = view
        self.notice.hide()
        self.heading.show_words(self.title(), words.heading(view), words.under(view))
        self.desktop.show_lines([words.tracker(view), *words.facts(view)])
        self.files.show_lines(words.files(view))
        self.limits.show_lines([Line(name, False, why) for name, why in map(words.blind, view.blind)])
        for card in (self.desktop, self.files, self.limits):
            card.show()

    def _act(self, remedy: Remedy) -> None:
        desk, home = self.desk, self.desk.home
        match remedy:
            case Remedy.START:
                # The line above changes by itself as soon as the tracker answers.
                launch(home, "run")
            case Remedy.RESUME:
                desk.tell("resume", lambda _said: self.load(), self.fail)
            case Remedy.AUTOSTART:
                desk.change_setting("autostart", True, lambda _now: self.load(), self.fail)
            case Remedy.BACK_UP:
                desk.change(lambda store: store.backup(), lambda _file: self.load(), self.fail)
            case Remedy.OPEN_RULES:
                _open(home.rules_file)
            case Remedy.OPEN_SETTINGS:
                _open(home.settings_file)
            case Remedy.BACKUPS:
                desk.go("settings")
            case Remedy.GNOME:
                desk.work(lambda: gnome_extension.install(os.environ), self._in_gnome, self._failed)
            case Remedy.BROWSERS:
                desk.work(self._connect, self._in_browsers, self._failed)

    def _connect(self) -> Installed:
        home = self.desk.home
        home.prepare()
        return companion.install(
            companion.Host(os.environ), home.data, str(home.chosen) if home.chosen else None
        )

    def _in_gnome(self, _done: None) -> None:
        self._tell(left_to_do.in_gnome())

    def _in_browsers(self, done: Installed) -> None:
        able, left, *steps = left_to_do.in_browsers(done)
        self._tell("\n".join([able, left, *(f"• {step}" for step in steps)]))

    def _failed(self, error: KnownError) -> None:
        self._tell(said(error.whole))

    def _tell(self, words: str) -> None:
        """Say what came of a click; it stays, with paths that can be copied, until another one."""
        self.done.setText(words)
        self.done.show()
        self.load()
        self.ensureWidgetVisible(self.done)

    def _verify(self) -> None:
        self.verify.setEnabled(False)
        self.said.setText(_("Reading the whole record …"))
        self.said.show()

        def show(verdict: Verdict) -> None:
            self.verify.setEnabled(True)
            self.said.setText(_verdict(verdict))

        def failed(error: KnownError) -> None:
            self.verify.setEnabled(True)
            self.said.setText(said(error.whole))

        self.desk.ask(lambda source: source.store.verify(), show, failed)


class Lines(Card):
    """Things that were looked at, one below the other: a mark, what it is, what was found."""

    acted = Signal(object)
    """A `Remedy` that was clicked."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, title, parent=parent)
        self._theme = theme
        self._shown: list[Line] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return tuple(self._shown)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these; the same ones stay as they are, and so does the focus."""
        wanted = list(lines)
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(wanted):
            if place and line.name:
                self._column.addWidget(rule())
            self._column.addWidget(self._line(line))

    def _line(self, line: Line) -> QWidget:
        result = QWidget()
        result.setAccessibleName(f"{line.name} {line.sentence} {line.remedy}".strip())
        grid = QGridLayout(result)
        grid.setContentsMargins(0, 7, 0, 7)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        name, found = label(self._theme, wrap=True), label(self._theme, "small", "second", wrap=True)
        name.setText(line.name)
        found.setText(line.sentence)
        if line.name:
            mark = Dot(self._theme)
            mark.show_state(hollow=not line.ok)
            grid.addWidget(mark, 0, 0)
            grid.addWidget(name, 0, 1)
        # A column without a widget gets no spacing: what has no mark of its own stands below the name all the same.
        grid.setColumnMinimumWidth(0, 9 if line.name else 9 + 12)
        grid.addWidget(found, 1, 1)
        if line.remedy:
            remedy = label(self._theme, "small", wrap=True)
            remedy.setText(line.remedy)
            grid.addWidget(remedy, 2, 1)
        if line.act is not None:
            self._add_button(grid, line.act)
        return result

    def _add_button(self, grid: QGridLayout, remedy: Remedy) -> None:
        one = button(self._theme)
        one.setText(words.act(remedy))
        one.clicked.connect(lambda: self.acted.emit(remedy))
        grid.addWidget(one, 0, 2, 3, 1, Qt.AlignmentFlag.AlignVCenter)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _verdict(verdict: Verdict) -> str:
    if not verdict.ok:
        return " ".join([*map(said, verdict.problems), _("A backup can be put in its place under Settings.")])
    return ngettext(
        "The record is whole: {count} activity.",
        "The record is whole: {count} activities.",
        verdict.activities,
    ).format(count=verdict.activities)
