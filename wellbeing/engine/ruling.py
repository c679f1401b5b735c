"""The person's settings and rules in force: read at the start, read again when a file changes."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from wellbeing.catalogue import Catalogue
from wellbeing.catalogue.label import Label
from wellbeing.engine.labels import Labels
from wellbeing.files import rules, settings
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.model import AppIdentity, Evidence
from wellbeing.ports import Apps, SettingsError
from wellbeing.timeline.redact import Manner, Privacy, redact

log = logging.getLogger(__name__)

REMEMBERED = 64
"""Windows whose answer is remembered: people go back and forth between a few."""


class Ruling:
    """Settings, rules and what follows from them. A broken file leaves the last good version in force.

    Changed on one thread (the beat's); reading `settings` and `labels` is safe on any.
    """

    def __init__(self, home: Home, apps: Apps) -> None:
        self._files = (home.settings_file, home.rules_file)
        self._apps = apps
        self._stamps = self._stamp()
        self.troubles: tuple[SettingsError, ...] = ()
        """What is wrong with the files; empty while all is well."""
        self.settings = Settings()
        self._labels: Labels | None = None
        self._read()
        self._known: dict[Evidence | None, tuple[AppIdentity, str | None]] = {}

    @property
    def labels(self) -> Labels:
        """By the person's rules; while they were never sound, by those of the program."""
        if self._labels is None:
            self._labels = Labels(rules.catalogue(), self._apps)
        return self._labels

    @property
    def rules_stamp(self) -> tuple[int, int] | None:
        """Differs when the file of the person's rules was written; None where there is none."""
        return self._stamps[1]

    def refresh(self) -> bool:
        """Read the files again if one changed; whether something new is in force."""
        stamps = self._stamp()
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        self._known.clear()
        return self._read()

    def recognise(self, evidence: Evidence | None) -> tuple[AppIdentity, str | None]:
        """From what was seen to what may be kept; the last answers are remembered. On the beat's thread only."""
        known = self._known.get(evidence)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[evidence] = identity(self.labels.catalogue, evidence, self._manner())
        return known

    def _manner(self) -> Manner:
        return Manner(self.settings.privacy, self.settings.excluded)

    def _read(self) -> bool:
        before = (self.settings, self._labels)
        troubles: list[SettingsError] = []
        try:
            self.settings = settings.read_settings(self._files[0])
        except SettingsError as error:
            troubles.append(error)
        try:
            self._labels = Labels(rules.catalogue(self._files[1]), self._apps)
        except SettingsError as error:
            troubles.append(error)
        for _ in troubles:
            log.info("a settings file is not as it should be; the last good version stays in force")
        self.troubles = tuple(troubles)
        return (self.settings, self._labels) != before

    def _stamp(self) -> tuple[tuple[int, int] | None, ...]:
        return tuple(_stamp(file) for file in self._files)


def identity(
    catalogue: Catalogue, evidence: Evidence | None, manner: Manner
) -> tuple[AppIdentity, str | None]:
    """What may be kept of evidence: private windows hidden, titles and command lines judged before they are dropped.

    Of a command line its tool's name is kept, and only while it is use of the tool: nothing of `claude --version`.
    """
    if evidence is None:
        return redact(None, manner)
    if evidence.commands:
        names = catalogue.tools.names_in_use(evidence.commands)
        evidence = replace(evidence, commands=tuple((name,) for name in names))
        manner = replace(manner, commands=catalogue.tools.commands)
    return redact(
        evidence,
        manner,
        private=evidence.private or catalogue.private_window(evidence),
        hint=catalogue.hint(evidence),
    )


def judge(labels: Labels, evidence: Evidence) -> Label:
    """What the rules say of evidence, as they would of a window in front."""
    app, _ = identity(labels.catalogue, evidence, Manner(Privacy.SITES))
    return labels.label(app)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
