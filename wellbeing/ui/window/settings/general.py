"""Days, absence, and how the program fits into the desktop."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wellbeing.engine.view.settings import Past, SettingsView
from wellbeing.files.ideas import numbers
from wellbeing.nudges.rest import Rhythm
from wellbeing.ui import break_words
from wellbeing.ui.text import _
from wellbeing.ui.widgets.card import Card
from wellbeing.ui.widgets.label import button, rule
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.forms import FormsRow
from wellbeing.ui.window.settings.part import Part
from wellbeing.ui.window.settings.row import Row, SettingRow


class General(Part):
    """One row a setting."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk, past, parent)
        self.rows: dict[str, SettingRow] = {}
        self._forms: FormsRow | None = None
        self._fill(_("Time"), self._days(), "idle_after_s", "day_start_h", "week_start")
        self._fill(_("AI agents"), self._agents(), "watch_agents")
        looks = ("autostart", "appearance", "panel_colour", "patterns")
        self._fill(_("Desktop"), self._looks(), *looks)

    @property
    def forms(self) -> FormsRow:
        """Which questions are asked."""
        if self._forms is None:
            self._forms = self._rest()
        return self._forms

    def show_view(self, view: SettingsView) -> None:
        """What holds."""
        self.forms.show_settings(view.settings)
        for row in self.rows.values():
            row.show_settings(view.settings)

    def _rest(self) -> FormsRow:
        """The cards below the first screen, built when what holds is known, so that the page is there at once."""
        notes = ("nudge_budget", "quiet_from", "quiet_to", "nudge_experiment")
        self._fill(_("Notes"), self._notes(), *notes)
        growth = ("growth", "ai_is_assistive", "night_from", "night_to")
        self._fill(_("Growth and night"), self._growth(), *growth)
        rests = ("breaks", "break_every_s", "break_length_s", "break_prelude_s")
        self._fill(_("Breaks"), self._breaks(), *rests)
        feeling = self._fill(_("Check-ins"), self._feeling(), "checkin_at", "second_opinion", "country")
        forms = FormsRow(self.desk)
        feeling.body.addWidget(rule())
        feeling.body.addWidget(forms)
        folder, home = button(self.theme), self.desk.home
        folder.setText(_("Open the folder"))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(home.settings))))
        files = self.card("")
        files.body.addWidget(
            Row(
                self.theme,
                _("The same settings as files"),
                _(
                    "settings.toml and rules.toml hold all of this, with comments; what you change there counts too."
                ),
                folder,
            )
        )
        return forms

    def _fill(self, title: str, rows: list[SettingRow], *fields: str) -> Card:
        """A card with a row for each field, in this order."""
        card, found = self.card(title), {row.field: row for row in rows}
        for field in fields:
            if field != fields[0]:
                card.body.addWidget(rule())
            card.body.addWidget(found[field])
            self.rows[field] = found[field]
        return card

    def _days(self) -> list[SettingRow]:
        desk = self.desk
        return [
            SettingRow(
                desk,
                "idle_after_s",
                _("You are away after"),
                _("So long without a key or the mouse counts as absence, from the last input on."),
                words.IDLE,
                words.idle,
            ),
            SettingRow(
                desk,
                "day_start_h",
                _("A day begins at"),
                _("So that late evenings belong to their day. Counts for the past as well."),
                range(7),
                words.day_start,
            ),
            SettingRow(
                desk,
                "week_start",
                _("A week begins"),
                _("On the Week page, and wherever weeks are compared."),
                ("locale", "monday", "saturday", "sunday"),
                words.week_start,
            ),
        ]

    def _agents(self) -> list[SettingRow]:
        return [
            SettingRow(
                self.desk,
                "watch_agents",
                _("Notice agents that work in the background"),
                _(
                    "When agents in terminals and local models work, by their processes; never what they do or say."
                ),
                (False, True),
                words.on_off,
            )
        ]

    def _looks(self) -> list[SettingRow]:
        desk = self.desk
        return [
            SettingRow(
                desk,
                "autostart",
                _("Start with the desktop"),
                _("Recording begins when you log in, with a mark in the panel and no window."),
                (False, True),
                words.on_off,
            ),
            SettingRow(
                desk,
                "appearance",
                _("Appearance"),
                _("Light or dark windows."),
                ("system", "light", "dark"),
                words.appearance,
            ),
            SettingRow(
                desk,
                "panel_colour",
                _("Your panel is"),
                _("Choose it if the mark in the panel is hard to see."),
                ("auto", "light", "dark"),
                words.panel_colour,
            ),
            SettingRow(
                desk,
                "patterns",
                _("Patterns in charts"),
                _("Beside colours, so that charts can be read without them."),
                (False, True),
                words.on_off,
            ),
        ]

    def _breaks(self) -> list[SettingRow]:
        return [
            SettingRow(
                self.desk,
                "breaks",
                _("Breaks"),
                _("A rest of your own counts as one. During calls and full screen nothing is said."),
                tuple(Rhythm),
                break_words.rhythm,
            ),
            SettingRow(
                self.desk,
                "break_every_s",
                _("Own lengths: a break after"),
                _("So much use, where you chose your own lengths above."),
                tuple(60 * one for one in (10, 15, 20, 25, 30, 40, 45, 50, 60, 90, 120)),
                break_words.length,
            ),
            SettingRow(
                self.desk,
                "break_length_s",
                _("Own lengths: how long"),
                _("How long such a break lasts."),
                (20, 30, 60, *(60 * one for one in (2, 3, 5, 10, 15, 20, 30))),
                break_words.length,
            ),
            SettingRow(
                self.desk,
                "break_prelude_s",
                _("Announced before"),
                _("So long a small card says that a break comes; it can be put off once."),
                (10, 15, 20, 30),
                break_words.seconds,
            ),
        ]

    def _notes(self) -> list[SettingRow]:
        desk = self.desk
        return [
            SettingRow(
                desk,
                "nudge_budget",
                _("Notes a day at most"),
                _("That interrupt you. Your own limits always speak."),
                range(4),
                str,
            ),
            SettingRow(
                desk,
                "quiet_from",
                _("No notes from"),
                _("Only your own dialogs, covers and bedtimes come then."),
                words.CLOCKS,
                words.clock,
            ),
            SettingRow(
                desk,
                "quiet_to",
                _("Until"),
                _("The same time twice: never quiet."),
                words.CLOCKS,
                words.clock,
            ),
            SettingRow(
                desk,
                "nudge_experiment",
                _("Learn whether notes help"),
                _("Two of ten are left out by chance; after some months you see what the others changed."),
                (False, True),
                words.on_off,
            ),
        ]

    def _growth(self) -> list[SettingRow]:
        desk = self.desk
        return [
            SettingRow(
                desk,
                "growth",
                _("Note growing use"),
                words.growth_effect(),
                ("calm", "balanced", "early"),
                words.growth,
            ),
            SettingRow(
                desk,
                "ai_is_assistive",
                _("AI is my assistive tool"),
                _("For seeing, hearing, writing or whatever else you need it: its growth is never noted."),
                (False, True),
                words.on_off,
            ),
            SettingRow(
                desk,
                "night_from",
                _("Your night begins"),
                _(
                    "AI at night is one part of the reliance index. Choose your own hours if you work at night."
                ),
                words.CLOCKS,
                words.clock,
            ),
            SettingRow(
                desk,
                "night_to",
                _("It ends"),
                _("The same time twice: no night."),
                words.CLOCKS,
                words.clock,
            ),
        ]

    def _feeling(self) -> list[SettingRow]:
        desk = self.desk
        return [
            SettingRow(
                desk,
                "checkin_at",
                _("Ask how I am from"),
                _("Once a day, if you switched it on on the page Check-in."),
                words.CLOCKS,
                words.clock,
            ),
            SettingRow(
                desk,
                "second_opinion",
                _("A second opinion after a long stretch with"),
                _("45 minutes, 20 at night; once a week at most, and nothing of what was said is known."),
                ("companions", "chats"),
                words.opinion,
            ),
            SettingRow(
                desk,
                "country",
                _("Numbers to call"),
                _("Which country the page Help begins with."),
                ("", *(one.code for one in numbers().country)),
                words.country,
            ),
        ]
