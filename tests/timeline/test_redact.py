"""Redaction: what leaves here may be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model import NOTHING, PRIVATE, AppIdentity, Evidence, Hint
from wellbeing.timeline.redact import TITLE_LENGTH, Manner, Privacy, clean, host, redact

SEEN = Evidence(
    "Firefox",
    "Diary - Firefox",
    "firefox-esr",
    4,
    "www.Example.org",
    (("/usr/bin/claude", "--secret"), ("vim",)),
)


def test_titles_are_dropped_unless_switched_on() -> None:
    app, title = redact(SEEN, Manner(commands={"claude"}))
    assert title is None
    assert app == AppIdentity("Firefox", "firefox-esr", "example.org", ("claude",))


def test_titles_are_kept_when_switched_on() -> None:
    assert redact(SEEN, Manner(Privacy.TITLES))[1] == "Diary - Firefox"


def test_sites_are_dropped_at_the_strictest_level() -> None:
    assert redact(SEEN, Manner(Privacy.APPS))[0].site is None


@pytest.mark.parametrize("pattern", ["firefox", "FIRE*", "firefox-esr"])
def test_excluded_apps_become_private(pattern: str) -> None:
    assert redact(SEEN, Manner(Privacy.TITLES, (pattern,))) == (PRIVATE, None)


def test_private_windows_become_private() -> None:
    assert redact(SEEN, Manner(Privacy.TITLES), private=True) == (PRIVATE, None)


def test_a_hint_stays_with_the_identity() -> None:
    hint = Hint("writing", None, "title ~ thesis")
    assert redact(SEEN, Manner(), hint=hint)[0].hint == hint


def test_nothing_in_front_is_nothing() -> None:
    assert redact(None, Manner()) == (NOTHING, None)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("C:\\Users\\ana\\AppData\\Local\\AnthropicClaude\\claude.exe", "claude.exe"),
        ("/Applications/Windsurf.app/Contents/MacOS/Electron", "Windsurf"),
        ("/home/ana/bin/tool", "tool"),
    ],
)
def test_of_a_path_only_the_program_is_kept(path: str, name: str) -> None:
    app, _ = redact(Evidence(path, exe=path), Manner())
    assert (app.app_id, app.exe) == (name, name)
    assert redact(Evidence("chromium (/tmp/profile)"), Manner())[0].app_id == "chromium (/tmp/profile)"


def test_a_window_without_an_id_goes_by_its_executable() -> None:
    assert redact(Evidence(None, exe="/opt/game/run.x86"), Manner())[0].app_id == "run.x86"
    assert redact(Evidence(None), Manner())[0].app_id == "unknown"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("https://www.example.org:8080/path?q#f", "example.org"),
        ("user@Example.ORG.", "example.org"),
        ("münchen.de", "münchen.de"),
        ("", None),
        ("///", None),
        ("http://", None),
    ],
)
def test_a_site_is_a_host_name(said: str, kept: str | None) -> None:
    assert host(said) == kept


@given(st.text(st.characters(), max_size=3000))
def test_what_is_kept_can_be_written(text: str) -> None:
    app, title = redact(Evidence(text, text, text, None, text, ((text,),)), Manner(Privacy.TITLES))
    for kept in (title or "", app.app_id, app.exe or "", app.site or ""):
        kept.encode()
        assert "\x00" not in kept
        assert len(kept) <= TITLE_LENGTH
    assert app.commands == ()


def test_a_huge_title_is_cut_quickly() -> None:
    assert clean("x\x00" * 5_000_000, TITLE_LENGTH) == ("x " * TITLE_LENGTH)[: TITLE_LENGTH - 1]
