"""What everything else is built on: clocks, settings, rules, and the record once it is open."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellbeing.catalogue.label import Label
from wellbeing.engine import ruling
from wellbeing.engine.changes import Changes
from wellbeing.engine.clock import SystemClock
from wellbeing.engine.labels import Labels
from wellbeing.engine.ruling import Ruling
from wellbeing.engine.senses import Senses
from wellbeing.engine.source import Source
from wellbeing.files import autostart, rules, settings
from wellbeing.files.applications import Applications, application_folders, languages
from wellbeing.files.paths import Home
from wellbeing.files.settings import Settings
from wellbeing.model import Evidence
from wellbeing.ports import KnownError, SettingsError, Store
from wellbeing.timeline.day import Calendar

log = logging.getLogger(__name__)


def clock() -> SystemClock:
    """The machine's clocks."""
    return SystemClock()


def applications(environ: Mapping[str, str] = os.environ) -> Applications:
    """What is installed."""
    return Applications(application_folders(environ, Path.home()), languages(environ))


def settings_or_defaults(home: Home) -> Settings:
    """Settings for reading the record: a broken file must not hide it."""
    try:
        return settings.read_settings(home.settings_file)
    except SettingsError as error:
        log.warning("%s", error.sentence)
        return Settings()


def labels(home: Home) -> Labels:
    """Rules and applications in force.

    Raises:
        SettingsError: the person's rules are broken; names file, line and field.
    """
    return Labels(rules.catalogue(home.rules_file), applications())


def labels_or_shipped(home: Home) -> Labels:
    """Labels for reading the record: the person's rules, or where their file is broken those of the program."""
    try:
        return labels(home)
    except SettingsError as error:
        log.warning("%s Until then only the rules that come with the program count.", error.sentence)
        return Labels(rules.catalogue(), applications())


def judge(labels: Labels, evidence: Evidence) -> Label:
    """What the rules say of evidence."""
    return ruling.judge(labels, evidence)


@dataclass(frozen=True, slots=True)
class Basis:
    """What every part of a running tracker shares."""

    home: Home
    ruled: Ruling
    store: Store
    clock: SystemClock
    senses: Senses
    changes: Changes

    def calendar(self) -> Calendar:
        """Days as the record and the settings cut them now."""
        return Calendar(self.store.zones() or [self.clock.zone()], self.ruled.settings.day_start)

    def source(self) -> Source:
        """What the tracker itself reads finished days from."""
        return Source(
            self.store, self.calendar(), self.ruled.labels, self.ruled.settings, self.clock, self.clock.now()
        )


def adopt_autostart(home: Home, chosen: Settings) -> None:
    """Start with the session, or no longer, as the settings say."""
    try:
        autostart.adopt(chosen.autostart, os.environ, str(home.chosen) if home.chosen else None)
    except KnownError as error:
        log.warning("%s", error.sentence)
