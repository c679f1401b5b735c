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


def test_of_a_command_only_the_name_of_a_tool_in_use_is_kept(ruling: Ruling) -> None:
    argv = (("sudo", "npx", "@openai/codex", "tell nobody"), ("vim", "tell nobody"))
    app, _ = ruling.recognise(Evidence("xterm", "tell nobody", "xterm", None, None, argv))
    assert app.commands == ("codex",)
    assert "nobody" not in repr(app)
    assert ruling.labels.label(app).tool == "codex"
    app, _ = ruling.recognise(Evidence("xterm", None, "xterm", None, None, (("codex", "--version"),)))
    assert app.commands == ()


def test_of_a_chat_only_the_tool_is_kept(ruling: Ruling) -> None:
    app, title = ruling.recognise(Evidence("firefox", "My divorce - Claude — Mozilla Firefox", "firefox"))
    assert title is None
    assert "divorce" not in repr(app)
    assert ruling.labels.label(app).tool == "claude"


def test_a_tool_of_ones_own_is_in_force_at_once(place: Home, ruling: Ruling) -> None:
    seen = Evidence("firefox", "Hello", "firefox", None, "127.0.0.1")
    assert judge(ruling.labels, seen).tool is None
    write(place.rules_file, '[[tool]]\nid = "chatgpt"\nsites = ["127.0.0.1"]\n')
    assert ruling.refresh()
    assert judge(ruling.labels, seen).tool == "chatgpt"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[[tool]]\nid = "house"\n', 2),
        ('[[tool]]\nid = "house"\nname = "H"\nkind = "chats"\n', 4),
        ('\n[[tool]]\nid = "claude"\nsites = ["Claude.ai"]\n', 4),
        ('[[tool]]\nid = "claude"\nsits = ["claude.ai"]\n', 3),
    ],
)
def test_a_mistake_in_a_tool_is_told_with_its_line(place: Home, ruling: Ruling, text: str, line: int) -> None:
    write(place.rules_file, text)
    ruling.refresh()
    assert f"rules.toml, line {line}:" in ruling.troubles[0].sentence
