"""Settings: every choice in plain words, in force at once."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wellbeing.engine.changes import Change
from wellbeing.engine.source import Source
from wellbeing.engine.view.settings import Past, SettingsView, Things, read
from wellbeing.files.ideas import numbers
from wellbeing.ui.text import _, said
from wellbeing.ui.widgets.card import Notice
from wellbeing.ui.widgets.segment import Segment
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.page import Page
from wellbeing.ui.window.pages import title
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.part import Part

_PARTS = {
    "general": "General",
    "privacy": "PrivacyPart",
    "rules": "RulesPart",
    "backups": "Backups",
    "older": "Older",
}
"""The class of each part, in a module of its name; imported when it is first wanted."""


class SettingsPage(Page):
    """Five parts, of which one is visible; each is built when it is first wanted."""

    key = "settings"
    icon = "settings"

    @staticmethod
    def title() -> str:
        """As in the navigation."""
        return title("settings")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.past = Past()
        self._view: SettingsView | None = None
        self._things: Things | None = None
        self.parts: dict[str, Part] = {}
        self.heading.show_words("", self.title())
        self.broken = Notice(self.theme)
        self.broken.acted.connect(self._open_folder)
        self.broken.hide()
        self.tabs = Segment(
            self.theme,
            [
                ("general", _("General")),
                ("privacy", _("Privacy")),
                ("rules", _("Rules")),
                ("backups", _("Backups")),
                ("older", _("Older history")),
            ],
            _("Part of the settings"),
        )
        self.tabs.chosen.connect(self.show_part)
        self.body.addWidget(self.broken)
        self.body.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.show_part("general")

    def load(self) -> None:
        """Settings first, then what is known of the past."""
        home, past = self.desk.home, self.past

        def known(source: Source) -> SettingsView:
            numbers()  # kept from then on, for the list of countries
            return read(source, home, past.shipped)

        self.ask(known, self._show)

    def refresh(self, change: Change) -> None:
        """What is in front changes nothing here."""
        if change is Change.ACTIVITY:
            return
        if change is Change.RECORD:
            self.past.begin_anew()
        self.load()

    def shown(self) -> None:
        """The past has grown meanwhile."""
        self.past.begin_anew()
        self.load()

    def open_at(self, day: date | None, app: str | None) -> None:  # noqa: ARG002 - settings are of no day
        """A rule for this app."""
        if app is not None:
            from wellbeing.ui.window.settings.rules import RulesPart

            part = self.show_part("rules")
            if isinstance(part, RulesPart):
                part.begin(app)

    def open_part(self, part: str) -> None:
        """See `Page.open_part`."""
        self.show_part(part)

    def show_part(self, key: str) -> Part:
        """Let a part be visible."""
        self.tabs.choose(key)
        part, new = self.parts.get(key), key not in self.parts
        if part is None:
            part = self.parts[key] = _kind(key)(self.desk, self.past, self.widget())
            part.stale.connect(self._changed)
            self.body.insertWidget(self.body.count() - 1, part)
            if self._view is not None:
                part.show_view(self._view)
            if self._things is not None:
                part.show_things(self._things)
        for name, one in self.parts.items():
            # A new one is shown with the page; to be shown before would have it laid out for nothing.
            if name != key or not new or self.isVisible():
                one.setVisible(name == key)
        return part

    def _changed(self) -> None:
        self.past.begin_anew()
        self.load()

    def _show(self, view: SettingsView) -> None:
        self._view = view
        self.heading.show_words(
            self.title(),
            words.heading(view.settings),
            _("Everything stays on this computer. A change counts at once."),
        )
        self.broken.setVisible(bool(view.troubles))
        if view.troubles:
            first = view.troubles[0]
            self.broken.show_words(said(first.sentence), said(first.remedy), _("Open the folder"))
        for part in self.parts.values():
            part.show_view(view)
        self.ask(lambda source: self.past.things(source, view.rules), self._know, slot="things")

    def _know(self, things: Things) -> None:
        self._things = things
        for part in self.parts.values():
            part.show_things(things)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.home.settings)))


def _kind(key: str) -> type[Part]:
    found = getattr(import_module(f"{__package__}.{key}"), _PARTS[key])
    if not (isinstance(found, type) and issubclass(found, Part)):
        raise TypeError(f"{_PARTS[key]} is no part of the settings")
    return found
