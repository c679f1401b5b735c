"""Apps of which nothing is kept but that there was something."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wellbeing.engine.view.settings import App, SettingsView, Things
from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError
from wellbeing.ui import text
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.glyph import GlyphButton
from wellbeing.ui.widgets.label import ElidedLabel, button, label
from wellbeing.ui.window.desk import Desk


class Exclusions(Card):
    """A list, and a line to add to it."""

    forget = Signal(str)
    """The id of an app that was just excluded, and that the person wants to forget as well."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, _("Never by name"), parent=parent)
        self._desk = desk
        self._excluded: tuple[str, ...] = ()
        self._apps: dict[str, App] = {}
        self._added = ""
        words = label(desk.theme, "small", "second", wrap=True)
        words.setText(
            _(
                "From these apps only “private” and the time are kept, from now on. Write an app as the record"
                " names it, or a pattern such as *bank*."
            )
        )
        self.body.addWidget(words)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.line = QLineEdit()
        self.line.setFont(desk.theme.font("body"))
        self.line.setAccessibleName(_("App that is never kept by name"))
        self.line.setPlaceholderText(_("keepassxc"))
        self.add = button(desk.theme)
        self.add.setText(_("Add"))
        self.line.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self._build_said(desk)

    def show_view(self, view: SettingsView) -> None:
        """What holds."""
        self._show(view.settings.excluded)

    def show_things(self, things: Things) -> None:
        """Apps to choose from."""
        self._apps = {app.id.casefold(): app for app in things.apps}
        completer = QCompleter([app.id for app in things.apps], self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def _show(self, excluded: tuple[str, ...]) -> None:
        if excluded == self._excluded:
            return
        self._excluded = excluded
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in excluded:
            self._list.addWidget(self._row(name))

    def _build_said(self, desk: Desk) -> None:
        self.said = label(desk.theme, "body", wrap=True)
        self.past = button(desk.theme)
        self.past.setText(_("Forget that too …"))
        self.past.clicked.connect(lambda: self.forget.emit(self._added))
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.past)
        self.body.addLayout(row)
        self.said.hide()
        self.past.hide()

    def _row(self, name: str) -> QWidget:
        result, words = QWidget(), ElidedLabel(self._desk.theme)
        words.setText(name)
        away = GlyphButton(self._desk.theme, "close", _("Count {app} by its name again").format(app=name))
        away.clicked.connect(lambda: self._change(tuple(one for one in self._excluded if one != name)))
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(away)
        return result

    def _add(self) -> None:
        name = self.line.text().strip()
        if not name or name in self._excluded:
            self.line.clear()
            return
        self._change((*self._excluded, name), name)

    def _change(self, excluded: tuple[str, ...], added: str = "") -> None:
        def done(settings: Settings) -> None:
            self.line.clear()
            self._show(settings.excluded)
            self._tell_past(added)

        self._desk.change_setting("excluded", excluded, done, self._fail)

    def _tell_past(self, added: str) -> None:
        """An app of which something is kept already: that can go, too."""
        app = self._apps.get(added.casefold())
        self._added = app.id if app else ""
        self.past.setVisible(app is not None)
        self.said.setVisible(app is not None)
        if app is not None:
            amount = text.duration(app.amount)
            self.said.setText(_("{amount} of {app} are in the record.").format(amount=amount, app=app.name))

    def _fail(self, error: KnownError) -> None:
        self.past.hide()
        self.said.setText(said(error.whole))
        self.said.show()
