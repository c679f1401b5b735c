"""The page Help: whom to call, dated, by country, without a network; and what this program is not."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wellbeing.engine.source import Source
from wellbeing.files.ideas import Country, numbers
from wellbeing.ui import text
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.choice import Choice
from wellbeing.ui.widgets.flow import Flow
from wellbeing.ui.widgets.label import button, label, rule
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.guide import INDEX, Guide
from wellbeing.ui.window.page import Page


class HelpPage(Page):
    """Nothing here is made up by a program that guesses: a fixed text and a fixed list."""

    key = "help"
    icon = "help"

    @staticmethod
    def title() -> str:
        """The page's name in the navigation."""
        return _("Help")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: str | None = None
        """The country that is shown; None before the first reading."""
        self._chosen: str | None = None
        theme, known = self.theme, numbers()
        self.heading.show_words("", _("If it is a hard time"), _under())
        self.danger = Card(theme, _("If you might hurt yourself, or are in danger"))
        self.emergency = label(theme, "title", wrap=True)
        self.danger.body.addWidget(self.emergency)
        self.talk = Card(theme, _("To talk to somebody"))
        names = sorted(((one.code, _country(one)) for one in known.country), key=lambda one: one[1])
        self.country = Choice(theme, [("", _("Another country")), *names], _("Country"))
        self.country.chosen.connect(self._choose)
        self.talk.head.addWidget(self.country)
        self._lines = QWidget()
        self.talk.body.addWidget(self._lines)
        more = label(theme, "body", wrap=True)
        more.setText(
            _("Every country: {site}. In the European Union call 112, in the United States 911.").format(
                site=known.directory
            )
        )
        self.talk.body.addWidget(rule())
        self.talk.body.addWidget(more)
        others = Card(theme, _("Others who can help"))
        for said in (
            _("Someone you trust: a call or a message is enough to begin."),
            _("A doctor. They can look at what this program cannot know."),
        ):
            line = label(theme, "body", wrap=True)
            line.setText(said)
            others.body.addWidget(line)
        dated = label(theme, "small", "third", wrap=True)
        dated.setText(
            _(
                "Numbers as of {date}. They come with the program, so this page works without a network."
            ).format(date=text.dates(known.reviewed, known.reviewed, year=True))
        )
        for card in (self.danger, self.talk, others, dated, self._guide()):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def _guide(self) -> Card:
        """The guide, by what somebody wants of the program."""
        card = Card(self.theme, _("How to use this program"))
        line = QWidget()
        flow = Flow(line, gap=8, line_gap=8)
        for words, chapter in (
            (_("For myself"), "for-individuals.md"),
            (_("With limits"), "for-limits.md"),
            (_("For families"), "for-families.md"),
            (_("All chapters"), INDEX),
        ):
            one = button(self.theme)
            one.setText(words)
            one.clicked.connect(lambda _on=False, chapter=chapter: self.read(chapter))
            flow.addWidget(one)
        card.body.addWidget(line)
        return card

    def read(self, chapter: str) -> Guide:
        """Open a chapter of the guide."""
        guide = Guide(self.theme, parent=self.window())
        guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guide.open_chapter(chapter)
        guide.show()
        return guide

    def load(self) -> None:
        """Which country the person named in the settings."""
        self.ask(_wished, self._show)

    def _choose(self, code: object) -> None:
        self._chosen = str(code)
        self._show(self._chosen)

    def _show(self, code: str) -> None:
        shown = self._chosen if self._chosen is not None else code
        self.view = shown
        known = numbers().of(shown)
        self.country.show_value(shown if known else "", _("Another country"))
        self.emergency.setText(
            _("Call {number} now.").format(number=known.emergency)
            if known
            else _("Call your emergency number now: 112 in the European Union, 911 in the United States.")
        )
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in known.lines if known else ():
            if column.count():
                column.addSpacing(8)
            number, name = (
                label(self.theme, "section", wrap=True),
                label(self.theme, "small", "second", wrap=True),
            )
            number.setText(text.unbroken(one.number))
            name.setText(f"{one.name} · {one.url}")
            column.addWidget(number)
            column.addWidget(name)
        self.talk.body.replaceWidget(self._lines, fresh)
        self._lines.deleteLater()
        self._lines = fresh


def _wished(source: Source) -> str:
    """The country of the settings, or that of the desktop's region."""
    return source.settings.country or text.territory()


def _country(one: Country) -> str:
    territory = QLocale.codeToTerritory(one.code)
    return text.country(one.code) or QLocale.territoryToString(territory)


def _under() -> str:
    return _("I am a program on your computer. I cannot judge this, and nobody reads what you answered.")
