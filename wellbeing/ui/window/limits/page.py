"""The Limits page: what is left today, each limit with its days, and how the program may speak of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.labels import Labels
from wellbeing.engine.source import Source
from wellbeing.engine.view import limits as views
from wellbeing.engine.view.limits import LimitsView
from wellbeing.files.settings import Settings
from wellbeing.limits import typed
from wellbeing.limits.limit import Level, Limit, Of, Target
from wellbeing.ui import limit_words, text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.table import NumberTable
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.limits import words
from wellbeing.ui.window.limits.card import LimitCard
from wellbeing.ui.window.limits.editor import SUGGESTED, LimitEditor
from wellbeing.ui.window.limits.focus import Before, FocusCard
from wellbeing.ui.window.limits.side import Manners, Month, Told
from wellbeing.ui.window.page import Page

_Reading = tuple[LimitsView, Labels, Settings]
_TABLE_HEIGHT = 220
_EVERYTHING = (8 * 60,) * 5 + (4 * 60,) * 2
"""Minutes of all screen time that a new limit begins with: workdays, then the weekend."""


class LimitsPage(Page):
    """Cards are kept between readings, so that nothing moves while one edits."""

    key = "limits"
    icon = "limits"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: LimitsView | None = None
        self._labels: Labels | None = None
        self._cards: list[LimitCard] = []
        self._edited = 0
        self._wanted = ""
        """What the editor is to open with once everything is read: a number, or what the limit is on."""
        self.new = button(self.theme, primary=True)
        self.new.setText(_("New limit"))
        self.new.clicked.connect(lambda: self.edit(SUGGESTED))
        self.heading.add(self.new)
        self._editor: LimitEditor | None = None
        self.first = _First(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(self.body.spacing())
        self.table = NumberTable(self.theme, _("Limits today"))
        self.table.setFixedHeight(_TABLE_HEIGHT)
        self.table.hide()
        self.manners, self.month, self.told = Manners(desk), Month(self.theme), Told(self.theme)
        self.told.why.connect(lambda number: self.desk.go("nudges", app=str(number)))
        self.told.hide()
        self.focus, self.before = FocusCard(desk), Before(desk)
        self.focus.changed.connect(self.load)
        self.body.addWidget(self.first)
        self.body.addLayout(self._list)
        self.body.addWidget(self.table)
        self.pair(self.manners, self.month, (5, 3))
        self.body.addWidget(self.told)
        self.pair(self.focus, self.before)
        self.body.addStretch(1)
        self.first.hide()

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Limits")

    @property
    def editor(self) -> LimitEditor:
        """Built when it is first wanted, hidden until it begins."""
        if self._editor is None:
            self._editor = LimitEditor(self.desk, covers=_covers(), parent=self.widget())
            self._editor.saved.connect(self._saved)
            self._editor.closed.connect(self._stop_editing)
            self.body.insertWidget(self.body.indexOf(self.first), self._editor)
            if self.view is not None and self._labels is not None:
                self._editor.show_offered(self.view.offered, self._labels)
        return self._editor

    @property
    def editing(self) -> bool:
        """Whether somebody sets or changes a limit."""
        return self._editor is not None and self._editor.isVisible()

    def load(self) -> None:
        """Read everything anew."""
        regional = text.first_weekday()
        self.ask(lambda source: _read(source, regional), self._show)

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - limits are of today
        """With the number of a limit, or what one is on, such as `tool:claude`: its editor, filled in."""
        self._wanted = app or ""

    def refresh(self, change: Change) -> None:
        """Use grows while the page is looked at; nothing that is being edited changes."""
        if change is not Change.PAUSE:
            self.load()

    def keys(self) -> Sequence[tuple[str, str]]:
        """Its own keys."""
        return (("N", _("Set a new limit")), ("Esc", _("Close the editor")))

    def edit(self, limit: Limit) -> None:
        """Open the editor where the limit stands, or on top for a new one."""
        if self._labels is None:
            return
        self._edited = limit.id
        place = next((n for n, card in enumerate(self._cards) if _number(card) == limit.id), None)
        self._list.removeWidget(self.editor)
        self.body.removeWidget(self.editor)
        if place is None:
            self.body.insertWidget(self.body.indexOf(self.notice) + 1, self.editor)
        else:
            self._list.insertWidget(place, self.editor)
        for card in self._cards:
            card.setVisible(not limit.id or _number(card) != limit.id)
        self.first.hide()
        self.editor.begin(limit, self._labels)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """N begins a limit, T shows the numbers."""
        if event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_N and not self.editing:
            self.edit(SUGGESTED)
        elif event.key() == Qt.Key.Key_T:
            self.toggle_table()
        else:
            super().keyPressEvent(event)

    def toggle_table(self) -> None:
        """The cards, or their numbers in a table."""
        self.table.setVisible(self.table.isHidden() and bool(self._cards))
        for card in self._cards:
            card.setVisible(self.table.isHidden())
        if not self.table.isHidden():
            self._fill_table()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Two columns or one."""
        super().resizeEvent(event)
        for card in self._cards:
            card.set_narrow(self.narrow)

    # ------------------------------------------------------------ inside

    def _show(self, read: _Reading) -> None:
        view, labels, settings = read
        self.view, self._labels = view, labels
        self.notice.hide()
        self.heading.show_words(text.long_date(view.today), words.title(view, labels), words.under(view))
        if self._editor is not None:
            self._editor.show_offered(view.offered, labels)
        self._show_cards(view, labels)
        self.first.setVisible(not view.rows and not self.editing)
        self.manners.show_settings(settings)
        self.focus.show_view(view, settings, labels)
        self.before.show_view(view, settings, labels)
        self.month.show_view(view)
        self.month.setVisible(bool(view.rows or view.extensions))
        self.told.show_view(view, labels)
        self.told.setVisible(bool(view.told))
        if not self.table.isHidden():
            self._fill_table()
        self._open_wanted(view)

    def _open_wanted(self, view: LimitsView) -> None:
        """The limit that was asked for, or a new one on what was asked for."""
        text_, self._wanted = self._wanted, ""
        limits = [row.standing.limit for row in view.rows]
        if text_.isdecimal():
            found = next((one for one in limits if one.id == int(text_)), None)
        else:
            target = typed.target(text_) if text_ else None
            found = None if target is None else _on(target, limits)
        if found is not None:
            self.edit(found)

    def _show_cards(self, view: LimitsView, labels: Labels) -> None:
        while len(self._cards) > len(view.rows):
            card = self._cards.pop()
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(view.rows):
            card = LimitCard(self.theme)
            card.set_narrow(self.narrow)
            card.change.connect(self._change)
            self._cards.append(card)
            self._list.addWidget(card)
        editing = self._edited if self.editing else 0
        for place, (card, row) in enumerate(zip(self._cards, view.rows, strict=True)):
            card.show_row(row, labels, first=not place)
            card.setVisible(self.table.isHidden() and (not editing or _number(card) != editing))

    def _change(self, number: int) -> None:
        if self.view is None:
            return
        limit = next((r.standing.limit for r in self.view.rows if r.standing.limit.id == number), None)
        if limit is not None:
            self.edit(limit)

    def _saved(self) -> None:
        self._stop_editing()
        self.load()

    def _stop_editing(self) -> None:
        number, self._edited = self._edited, 0
        for card in self._cards:
            card.setVisible(self.table.isHidden())
            if number and _number(card) == number:
                card.button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view is not None:
            self.first.setVisible(not self.view.rows)
        if not number:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_table(self) -> None:
        from wellbeing.render.chart import Table

        if self.view is None or self._labels is None:
            return
        labels = self._labels
        rows = [
            (
                limit_words.name(row.standing.limit, labels),
                words.of(row.standing),
                words.left(row.standing),
                words.kept(row, first=False),
            )
            for row in self.view.rows
        ]
        self.table.show_table(Table((_("Limit"), _("Used"), _("Left"), _("Days")), tuple(rows)))


class _First(Card):
    """Before the first limit: three that people often set. One click opens it, a second one keeps it."""

    def __init__(self, page: LimitsPage) -> None:
        super().__init__(page.theme, _("Begin with one of these"))
        said = label(page.theme, "body", "second", wrap=True)
        said.setText(_("You can change everything before it is saved, and afterwards."))
        row = QWidget()
        flow = Flow(row, gap=8, line_gap=8)
        evenings = Limit((Target(Of.CATEGORY, "video"),), (45,) * 7, level=Level.DIALOG)
        everything = Limit((Target(Of.TOTAL),), _EVERYTHING)
        for words_, limit in (
            (_("AI tools, an hour a day"), SUGGESTED),
            (_("Video, 45 minutes a day"), evenings),
            (_("All screen time, 8 hours on workdays"), everything),
        ):
            made = button(page.theme)
            made.setText(words_)
            made.clicked.connect(lambda _on=False, limit=limit: page.edit(limit))
            flow.addWidget(made)
        self.body.addWidget(said)
        self.body.addWidget(row)


def _on(target: Target, limits: Sequence[Limit]) -> Limit:
    """The limit on just this, else a new one."""
    known = next((one for one in limits if one.targets == (target,)), None)
    days = _EVERYTHING if target.of is Of.TOTAL else SUGGESTED.days
    return known or replace(SUGGESTED, targets=(target,), days=days)


def _covers() -> bool:
    """Whether windows of other programs can be covered here: on X11 alone."""
    return QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY")


def _number(card: LimitCard) -> int:
    return card.row.standing.limit.id if card.row else 0


def _read(source: Source, regional: int) -> _Reading:
    return views.read(source, regional), source.labels, source.settings
