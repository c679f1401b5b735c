"""Older history: an official export is looked at first, then brought in, and can be taken back."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from wellbeing.engine import older
from wellbeing.engine.older import Brought, Found
from wellbeing.engine.source import Source
from wellbeing.engine.view.settings import Past, SettingsView
from wellbeing.interop.export.archive import Cancelled
from wellbeing.interop.export.history import Service
from wellbeing.ports import KnownError
from wellbeing.ui import text
from wellbeing.ui.text import _, ngettext, said
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings.part import Part

_NAMES = {Service.CHATGPT: "ChatGPT", Service.CLAUDE: "Claude", Service.GEMINI: "Gemini"}


class Older(Part):
    """One card: choose a file, see what it would bring, decide; below it the latest import."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk, past, parent)
        self._found: Found | None = None
        self._stop = threading.Event()
        self.said = label(self.theme, "body", "second", wrap=True)
        self.said.setText(
            _(
                "Official exports of ChatGPT, Claude or Gemini tell how often you wrote to them before this record "
                "began. Ask the service for your data, and choose the ZIP that it sends. Only times and counts are "
                "read, never what was written."
            )
        )
        self.choose, self.stop, self.undo = button(self.theme), button(self.theme), button(self.theme)
        self.choose.setText(_("Choose an export …"))
        self.stop.setText(_("Stop"))
        self.undo.setText(_("Take it back"))
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop.set)
        self.undo.clicked.connect(self._undo)
        self.question = Question(self.theme)
        self.question.accepted.connect(self._bring_in)
        self.question.refused.connect(lambda: self._tell(_("Nothing was changed.")))
        self.result = label(self.theme, "strong", wrap=True)
        self.result.setAccessibleName(_("Result"))
        self.latest = label(self.theme, "body", "second", wrap=True)
        buttons = QWidget()
        flow = Flow(buttons, gap=8, line_gap=8)
        for press in (self.choose, self.stop):
            flow.addWidget(press)
        card = self.card(_("Older history"))
        for widget in (self.said, buttons, self.question, self.result, self.latest):
            card.body.addWidget(widget)
        below = QWidget()
        Flow(below, gap=8, line_gap=8).addWidget(self.undo)
        card.body.addWidget(below)
        for hidden in (self.stop, self.result, self.latest, self.undo):
            hidden.hide()

    def show_view(self, view: SettingsView) -> None:  # noqa: ARG002 - what is shown lies in the record itself
        """The latest import, if there is one."""
        self.desk.ask(lambda source: older.latest(source.store), self._show_latest, self._fail)

    def look(self, file: Path) -> None:
        """Read an export and ask whether it should come in."""
        self._stop.clear()
        stopped = self._stop.is_set
        self.question.hide()
        self._tell(_("Reading {file} …").format(file=file.name))
        self.choose.setEnabled(False)
        self.stop.show()

        def work(source: Source) -> Found | None:
            try:
                return older.look(source.store, source.calendar, file, stopped)
            except Cancelled:
                return None

        self.desk.ask(work, self._show, self._fail)

    # ------------------------------------------------------------ inside

    def _choose(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self, _("Choose an export"), str(Path.home()), _("Exports (*.zip *.json *.html);;All (*)")
        )
        if file:
            self.look(Path(file))

    def _show(self, found: Found | None) -> None:
        self._ready()
        self._found = found
        if found is None:
            self._tell(_("Stopped. Nothing was changed."))
        elif not found.new:
            self._tell(nothing_new(found))
        else:
            self.result.hide()
            self.question.ask(would(found), _("Bring it in"), _("Leave it"), more(found))

    def _bring_in(self) -> None:
        found, at = self._found, self.desk.clock.now()
        if found is None:
            return
        self._tell(_("Bringing it in …"))
        self.choose.setEnabled(False)

        def done(one: Brought) -> None:
            self._found = None
            self._ready()
            self._tell(
                ngettext(
                    "{count} prompt came in. Trends and AI count it from now on.",
                    "{count} prompts came in. Trends and AI count them from now on.",
                    one.prompts,
                ).format(count=text.number(one.prompts))
            )
            self._show_latest(one)
            self.stale.emit()

        self.desk.change(lambda store: older.bring_in(store, found, at), done, self._fail)

    def _undo(self) -> None:
        def done(count: int) -> None:
            self._show_latest(None)
            self._tell(
                ngettext(
                    "{count} prompt was taken back; the record is as before.",
                    "{count} prompts were taken back; the record is as before.",
                    count,
                ).format(count=text.number(count))
            )
            self.stale.emit()

        self.desk.change(older.undo, done, self._fail)

    def _show_latest(self, one: Brought | None) -> None:
        self.latest.setVisible(one is not None)
        self.undo.setVisible(one is not None)
        if one is not None:
            self.latest.setText(
                ngettext(
                    "The latest import: {count} prompt from {file} ({service}), on {date}.",
                    "The latest import: {count} prompts from {file} ({service}), on {date}.",
                    one.prompts,
                ).format(
                    count=text.number(one.prompts),
                    file=one.name,
                    service=_NAMES[one.service],
                    date=text.long_date(one.at.astimezone().date()),
                )
            )

    def _tell(self, sentence: str) -> None:
        self.result.setText(sentence)
        self.result.show()

    def _fail(self, error: KnownError) -> None:
        self._ready()
        self._tell(said(error.whole))

    def _ready(self) -> None:
        self.choose.setEnabled(True)
        self.stop.hide()


def would(found: Found) -> str:
    """How much would come in, and from when."""
    sentence = ngettext(
        "{count} prompt to {service} would come in.", "{count} prompts to {service} would come in.", found.new
    )
    return sentence.format(count=text.number(found.new), service=_NAMES[found.service])


def more(found: Found) -> str:
    """What the file holds, year by year, and what of it does not come in."""
    told = found.told
    parts = []
    if told.first is not None and told.last is not None:
        first, last = told.first.astimezone().date(), told.last.astimezone().date()
        said_ = ngettext(
            "The file tells of {count} conversation, {dates}.",
            "The file tells of {count} conversations, {dates}.",
            told.conversations,
        )
        parts.append(
            said_.format(count=text.number(told.conversations), dates=text.dates(first, last, year=True))
        )
    if len(found.years) > 1:
        parts.append(" · ".join(f"{year}: {text.number(count)}" for year, count in found.years))
    rest = told.prompts - found.new
    if rest:
        said_ = ngettext(
            "{count} prompt is known already, or was forgotten by you, and stays as it is.",
            "{count} prompts are known already, or were forgotten by you, and stay as they are.",
            rest,
        )
        parts.append(said_.format(count=text.number(rest)))
    parts.append(_("It can be taken back until the next import."))
    return " ".join(parts)


def nothing_new(found: Found) -> str:
    """Why there is nothing to decide."""
    if not found.told.prompts:
        return _("No prompts of yours are in {file}.").format(file=found.name)
    return _("Everything in {file} is known already, or was forgotten by you. Nothing was changed.").format(
        file=found.name
    )
