"""Settings and rules in force: a mistake never takes away the last good version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from wellbeing.engine.ruling import Ruling, judge
from wellbeing.files.applications import Applications
from wellbeing.files.paths import Home, home
from wellbeing.model import NOTHING, PRIVATE, Evidence
from wellbeing.timeline.redact import Privacy


@pytest.fixture
def place(tmp_path: Path) -> Home:
    one = home(str(tmp_path))
    one.prepare()
    return one


@pytest.fixture
def ruling(place: Home, tmp_path: Path) -> Ruling:
    return Ruling(place, Applications([tmp_path / "apps"]))


def write(path: Path, text: str) -> None:
    path.write_text(text)
    # Two writes within one tick of the file system's clock still differ.
    stamp = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(stamp, stamp))


def test_nothing_changed_is_nothing_new(ruling: Ruling) -> None:
    assert not ruling.refresh()


def test_a_changed_setting_is_in_force(place: Home, ruling: Ruling) -> None:
    seen = Evidence("Firefox", "Diary", "firefox")
    assert ruling.recognise(seen)[1] is None
    write(place.settings_file, 'privacy = "titles"\nexcluded = ["keepass*"]\n')
    assert ruling.refresh()
    assert ruling.settings.privacy is Privacy.TITLES
    assert ruling.recognise(seen)[1] == "Diary"
    assert ruling.recognise(Evidence("KeePassXC", "secrets")) == (PRIVATE, None)
    assert ruling.recognise(None) == (NOTHING, None)


def test_a_mistake_keeps_the_last_good_version_and_is_told(place: Home, ruling: Ruling) -> None:
    write(place.settings_file, "idle_after_s = 60\n")
    assert ruling.refresh()
    write(place.settings_file, "idle_after_s = 60\nidel_after_s = 30\n")
    ruling.refresh()
    assert ruling.settings.idle_after_s == 60
    assert "line 2" in ruling.troubles[0].sentence
    write(place.settings_file, "idle_after_s = 30\n")
    assert ruling.refresh()
    assert ruling.troubles == ()
    assert ruling.settings.idle_after_s == 30


def test_a_changed_rule_judges_the_past_anew(place: Home, ruling: Ruling) -> None:
    seen = Evidence("firefox", "x", "firefox", None, "example.org")
    assert judge(ruling.labels, seen).category == "browsing"
    write(place.rules_file, '[[rule]]\ncategory = "learning"\nsite = "example.org"\n')
    assert ruling.refresh()
    assert judge(ruling.labels, seen).category == "learning"


def test_a_rule_on_titles_works_without_keeping_them(place: Home, ruling: Ruling) -> None:
    write(place.rules_file, '[[rule]]\ncategory = "development"\napp = "firefox"\ntitle = \'Jira\'\n')
    ruling.refresh()
    app, title = ruling.recognise(Evidence("firefox", "Jira 123 – Mozilla Firefox", "firefox"))
    assert title is None
    assert app.hint is not None
    assert "Jira 123" not in repr(app)
    assert ruling.labels.label(app).category == "development"
