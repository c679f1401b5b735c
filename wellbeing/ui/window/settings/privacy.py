"""What is kept, of whom nothing is kept, for how long, and forgetting."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wellbeing.engine import forgetting
from wellbeing.engine.view.settings import Past, SettingsView, Things
from wellbeing.files.settings import Settings
from wellbeing.ports import KnownError, Lowered
from wellbeing.timeline.redact import Privacy
from wellbeing.ui.text import _, ngettext, said
from wellbeing.ui.widgets.label import button, label
from wellbeing.ui.widgets.question import Question
from wellbeing.ui.window.desk import Desk
from wellbeing.ui.window.settings import words
from wellbeing.ui.window.settings.exclusions import Exclusions
from wellbeing.ui.window.settings.forget import Forget
from wellbeing.ui.window.settings.levels import Levels
from wellbeing.ui.window.settings.part import Part
from wellbeing.ui.window.settings.retention import Retention
from wellbeing.ui.window.settings.row import SettingRow

_ORDER = tuple(Privacy)
"""From least to most."""


class PrivacyPart(Part):
    """Five cards."""

    def __init__(self, desk: Desk, past: Past, parent: QWidget | None = None) -> None:
        super().__init__(desk, past, parent)
        self.levels = Levels(self.theme)
        self.levels.chosen.connect(self._choose_level)
        self.left = label(self.theme, "body", "second", wrap=True)
        self.drop = button(self.theme)
        self.drop.setText(_("Remove what was kept before …"))
        self.drop.clicked.connect(self._ask_drop)
        self.question = Question(self.theme)
        self.question.accepted.connect(self._drop)
        self._settings = Settings()
        self._beyond = Lowered(0, 0, 0)
        self._asked = False
        kept = self.card(_("What is kept"))
        for part in (self.levels, self.left, self.drop, self.question):
            kept.body.addWidget(part)
        for quiet in (self.left, self.drop):
            quiet.hide()
        self.exclusions, self.retention, self.forget = Exclusions(desk), Retention(desk), Forget(desk)
        self.exclusions.forget.connect(self.forget.choose_app)
        self.forget.gone.connect(self.stale)
        self.logs = SettingRow(
            desk,
            "read_ai_logs",
            _("Read the logs of AI tools"),
            _(
                "When they were used, which model answered and how many tokens; never a word of what was said."
            ),
            (False, True),
            words.on_off,
        )
        self.card(_("AI tools")).body.addWidget(self.logs)
        for card in (self.exclusions, self.retention, self.forget):
            self.column.addWidget(card)

    def show_view(self, view: SettingsView) -> None:
        """What holds."""
        self._settings = view.settings
        self.levels.show_level(view.settings.privacy)
        self.exclusions.show_view(view)
        self.retention.show_view(view)
        self.forget.show_view(view)
        self.logs.show_settings(view.settings)

    def show_things(self, things: Things) -> None:
        """What the record holds beyond the level."""
        self._beyond = things.beyond
        left = _beyond(things.beyond)
        self.left.setText(left)
        self.left.setVisible(bool(left))
        self.drop.setVisible(bool(left) and self.question.isHidden())
        if not left:
            self.question.hide()
        elif self._asked:
            self._ask_drop()
        self._asked = False
        self.exclusions.show_things(things)
        self.forget.show_things(things)

    # ------------------------------------------------------------ level

    def _choose_level(self, level: Privacy) -> None:
        before = self._settings.privacy

        def done(_settings: Settings) -> None:
            # What is kept from before is asked about as soon as it is counted.
            self._asked = _ORDER.index(level) < _ORDER.index(before)
            self.stale.emit()

        def failed(error: KnownError) -> None:
            self.levels.show_level(before)
            self._say(error)

        self.desk.change_setting("privacy", str(level), done, failed)

    def _ask_drop(self) -> None:
        self.drop.hide()
        self.question.ask(
            _("Remove these from the record and from its backups? All times stay."),
            _("Remove them"),
            _("Keep them"),
            _("Hours of sites become hours of the browser, so that categories of the past change.")
            if self._beyond.sites
            else "",
        )

    def _drop(self) -> None:
        level, clock, kept = (
            self._settings.privacy,
            self.desk.clock,
            forgetting.archive(self.desk.home, self._settings),
        )
        self.desk.change(
            lambda store: forgetting.lower(store, clock, kept, level),
            lambda _gone: self.stale.emit(),
            self._say,
        )

    def _say(self, error: KnownError) -> None:
        self.left.setText(said(error.whole))
        self.left.show()


def _beyond(lowered: Lowered) -> str:
    """What is kept from before that the level would not keep; empty where nothing is."""
    titles = ngettext("{count} title", "{count} titles", lowered.titles).format(count=lowered.titles)
    sites = ngettext("{count} site", "{count} sites", lowered.sites).format(count=lowered.sites)
    if lowered.titles and lowered.sites:
        return _("{titles} and {sites} are still kept from before.").format(titles=titles, sites=sites)
    if lowered.titles or lowered.sites:
        kept = titles if lowered.titles else sites
        count = lowered.titles or lowered.sites
        return ngettext(
            "{kept} is still kept from before.", "{kept} are still kept from before.", count
        ).format(kept=kept)
    return ""
