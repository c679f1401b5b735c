"""Reports: one to look at and to give away, those that came, and when the next one comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view.week import first_weekday
from wellbeing.files.paths import Home
from wellbeing.model.sentence import Sentence
from wellbeing.ports import KnownError
from wellbeing.reports.edition import Edition, around
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.widgets.steps import Steps
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.pages import title
from wellbeing.ui.window.reports import words
from wellbeing.ui.window.reports.copies import Copies
from wellbeing.ui.window.reports.mail import MailCard
from wellbeing.ui.window.reports.opening import Opening
from wellbeing.ui.window.reports.paper import Preview
from wellbeing.ui.window.reports.words import Shown
from wellbeing.ui.window.settings.row import SettingRow
from wellbeing.ui.window.settings.words import CLOCKS, clock, on_off

_FINE, _FINEST = 1.5, 2.0
"""Pixels of the preview for each px, by those of the screen; it is shown at two thirds, so that it is sharp."""
_KEPT = 12
"""Reports of the archive that are listed; the folder has all."""


class ReportsPage(Page):
    """A preview; beside it, what to do with it, the archive, and the delivery."""

    key = "reports"
    icon = "reports"

    @staticmethod
    def title() -> str:
        """As in the navigation."""
        return title("reports")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: Shown | None = None
        self.edition = Edition.WEEK
        self.day: date | None = None
        """Any day of the report; None for the last that is over."""
        self.heading.show_words("", self.title())
        self.choice = Segment(self.theme, words.editions(), _("Which report"))
        self.choice.chosen.connect(self._choose)
        self.heading.add(self.choice)
        self.steps = Steps(self.theme, _("Earlier"), _("Later"), _("Now"))
        self.steps.stepped.connect(self._step)
        self.steps.take_keys(self)
        self.heading.add(self.steps)
        self.preview = Preview(self.theme)
        side = QWidget()
        column = Card(self.theme, _("This report"))
        self.saving = self._saving()
        column.body.addWidget(self.saving)
        self.opening = Opening(self.desk)
        column.body.addWidget(self.opening)
        self.archive = Card(self.theme, _("Reports that came"))
        self._list = QWidget()
        self.archive.body.addWidget(self._list)
        self.delivery = Card(self.theme, _("Every week"))
        self.next = label(self.theme, "small", "second", wrap=True)
        self.delivery.body.addWidget(self.next)
        self.rows = self._rows()
        for row in self.rows:
            self.delivery.body.addWidget(rule())
            self.delivery.body.addWidget(row)
        self.delivery.body.addWidget(rule())
        self.copies = Copies(self.desk)
        self.delivery.body.addWidget(self.copies)
        self.mail = MailCard(self.desk)
        self.mail.saved.connect(self.load)
        self._stack(side, column, self.archive, self.delivery, self.mail)
        self.pair(self.preview, side, (3, 2))
        self.body.addStretch(1)

    def load(self) -> None:
        """Read and draw off the GUI thread."""
        edition, day, home, dark = self.edition, self.day, self.desk.home, self.theme.dark
        ratio = min(_FINEST, _FINE * self.devicePixelRatioF())
        self.ask(lambda source: read(source, edition, day, home, dark=dark, ratio=ratio), self._show)

    def waiting(self) -> None:
        """The first drawing takes a second or two."""
        if self._view is None:
            self.heading.show_words("", self.title(), _("Drawing the report …"))

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - as every page
        """The report around a day."""
        self.day = day

    def refresh(self, change: Change) -> None:
        """What is in front now changes no report of the past."""
        if change is not Change.ACTIVITY:
            self.load()

    # ------------------------------------------------------------ inside

    def _stack(self, side: QWidget, *cards: QWidget) -> None:
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.tokens.size["card_gap"])
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)

    def _saving(self) -> QWidget:
        result = QWidget()
        flow = Flow(result, gap=8, line_gap=8)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Open in the browser"), self._open),
            (_("Save as HTML"), lambda: self._save("html")),
            (_("Save as PDF"), lambda: self._save("pdf")),
            (_("Save as picture"), lambda: self._save("png")),
        )
        for said, act in acts:
            one = button(self.theme)
            one.setText(said)
            one.clicked.connect(act)
            flow.addWidget(one)
        return result

    def _rows(self) -> tuple[SettingRow, ...]:
        return (
            SettingRow(
                self.desk,
                "report_weekly",
                _("A report of each week"),
                _("On the first morning of the next one, kept on this computer."),
                (False, True),
                on_off,
            ),
            SettingRow(
                self.desk,
                "report_at",
                _("It comes at"),
                _("Or when the computer is next in use."),
                CLOCKS,
                clock,
            ),
            SettingRow(
                self.desk,
                "report_checkins",
                _("It tells how you felt"),
                _("Means of mood and energy, to everybody who gets it; never notes or other answers."),
                (False, True),
                on_off,
            ),
        )

    def _choose(self, key: str) -> None:
        self.edition, self.day = Edition(key), None
        self.load()

    def _step(self, step: int) -> None:
        if self._view is not None:
            stretch = self._view.stretch
            day = timedelta(days=1)
            self.day = {-1: stretch.first - day, 0: None, 1: stretch.last + day}[step]
            self.load()

    def _show(self, shown: Shown) -> None:
        self._view = shown
        stretch, since = shown.stretch, shown.since
        self.steps.show_ends(
            earlier=since is not None and since < stretch.first, later=stretch.last < shown.today
        )
        # Where the page begins, the last report that is over, a later one is there as well: the one that runs.
        self.steps.back.setVisible(self.day is not None)
        self.heading.show_words(self.title(), shown.over, words.when(shown))
        self.preview.show_picture(shown.picture, shown.headline, shown.lead)
        self.next.setText(words.delivery(shown))
        self.copies.show_settings(shown.settings)
        self.mail.show_settings(shown.settings)
        for row in self.rows:
            row.show_settings(shown.settings)
        self._show_archive(shown)

    def _show_archive(self, shown: Shown) -> None:
        fresh = QWidget()
        flow = Flow(fresh, gap=8, line_gap=8)
        for file in shown.archive[:_KEPT]:
            one = button(self.theme)
            one.setText(words.archived(file))
            one.clicked.connect(lambda _on=False, file=file: self._show_file(file))
            flow.addWidget(one)
        if not shown.archive:
            none = label(self.theme, "small", "second", wrap=True)
            none.setText(_("None yet: the first one comes when a week with a record is over."))
            flow.addWidget(none)
        self.archive.body.replaceWidget(self._list, fresh)
        fresh.show()
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh

    def _open(self) -> None:
        if self._view is None:
            return
        from wellbeing.engine.forgetting import Archive

        # Beside the archive and nowhere else: forgetting takes it, too.
        file, html = Archive(self.desk.home.reports).looked_at, self._view.html

        def write(_source: Source) -> None:
            try:
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                file.write_text(html, "utf-8")
            except OSError as error:
                raise _unwritten(file, error) from error

        self.ask(write, lambda _done: self._show_file(file), slot="open")

    def _show_file(self, file: Path) -> None:
        chosen = None if self._view is None else self._view.settings.report_folder
        self.opening.open(file, Path(chosen).expanduser() if chosen else None)

    def _save(self, kind: str) -> None:
        """Ask where to; returns at once with the dialog open."""
        dialog = QFileDialog(self, _("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"report.{kind}")
        dialog.fileSelected.connect(lambda file: self.save(Path(file), kind))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, file: Path, kind: str) -> None:
        """Write the report that is shown; what goes wrong is said above the page."""
        edition, day = self.edition, self.day

        def write(source: Source) -> None:
            from wellbeing.ui.report.press import Press, paper_of, written

            _report, page = written(source, edition, _day(source, edition, day))
            press = Press.shipped()
            made = {
                "html": lambda: press.html(page).encode(),
                "pdf": lambda: press.pdf(page, paper_of(text.territory())),
                "png": lambda: press.png(page),
            }[kind]()
            try:
                file.write_bytes(made)
            except OSError as error:
                raise _unwritten(file, error) from error

        self.ask(write, lambda _done: None, slot="save")


def _unwritten(file: Path, error: OSError) -> KnownError:
    return KnownError(
        Sentence("{path} cannot be written: {why}.", path=file, why=error.strerror),
        Sentence("Choose another place for it."),
    )


def read(
    source: Source, edition: Edition, day: date | None, home: Home, *, dark: bool, ratio: float
) -> Shown:
    """What the page shows; draws the picture, and loads all that it takes, so not on the GUI thread."""
    from wellbeing.engine.post import Post
    from wellbeing.engine.reporter import uncopied
    from wellbeing.ui.report.press import Press, written

    press = Press.shipped()
    report, page = written(source, edition, _day(source, edition, day))
    extent = source.store.extent()
    begins = first_weekday(source.settings, text.first_weekday())
    return Shown(
        over=page.over,
        headline=page.headline,
        lead=page.lead,
        picture=press.png(page, dark=dark, ratio=ratio),
        html=press.html(page),
        archive=words.archive(home.reports),
        settings=source.settings,
        week_begins=around(Edition.WEEK, source.today, begins).last + timedelta(days=1),
        sendings=words.of_latest(Post(source.store).sendings()),
        stretch=report.stretch,
        since=None if extent is None else source.calendar.day_of(extent.start),
        today=source.today,
        uncopied=tuple(uncopied(source.store)),
    )


def _day(source: Source, edition: Edition, day: date | None) -> date:
    """Any day of the stretch that is meant; without one the last that is over."""
    if day is not None:
        return day
    begins = first_weekday(source.settings, text.first_weekday())
    return around(edition, source.today, begins).before.last
