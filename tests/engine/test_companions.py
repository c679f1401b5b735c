"""The site that a browser tells stands beside what the window sensor saw, and beside nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wellbeing.engine.companions import Companions, Told
from wellbeing.model import Evidence

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
FIREFOX = Evidence("firefox", "A page", "firefox-esr", 40)


def told(site: str | None, *, private: bool = False, exe: str | None = "firefox-esr") -> Told:
    return Told(site, private, AT, exe)


def site_of(companions: Companions, evidence: Evidence) -> str | None:
    seen = companions.beside(evidence)
    assert seen is not None
    return seen.site


def test_the_site_stands_beside_the_window_of_its_browser_only() -> None:
    companions = Companions()
    companions.take(40, told("chatgpt.com"))
    assert site_of(companions, FIREFOX) == "chatgpt.com"
    assert site_of(companions, Evidence("firefox", "Another profile", "firefox-esr", 41)) is None
    assert site_of(companions, Evidence("kate", "chatgpt.com", "kate", 42)) is None
    assert companions.beside(None) is None


def test_a_window_without_a_process_belongs_to_the_only_browser_of_its_name() -> None:
    companions = Companions()
    companions.take(40, told("chatgpt.com"))
    unknown = Evidence("firefox-esr", "A page")
    assert site_of(companions, unknown) == "chatgpt.com"
    companions.take(41, told("example.org"))
    assert site_of(companions, unknown) is None


def test_a_browser_in_a_sandbox_is_known_by_its_name() -> None:
    companions = Companions()
    names = frozenset({"firefox", "org.mozilla.firefox"})
    boxed = Told("chatgpt.com", False, AT, "firefox", names)
    companions.take(900, boxed)  # the companion's own process
    assert site_of(companions, Evidence("org.mozilla.firefox", "A page", None, 41)) == "chatgpt.com"
    assert site_of(companions, Evidence(None, "A page", "firefox", 41)) == "chatgpt.com"
    assert site_of(companions, Evidence("google-chrome", "A page", "chrome", 42)) is None
    companions.take(43, told("example.org", exe="firefox"))
    assert site_of(companions, Evidence("firefox", "A page", "firefox", 43)) == "example.org", (
        "by its process"
    )
    companions.take(901, Told(None, False, AT, "firefox", names))
    assert site_of(companions, Evidence(None, "A page", "firefox", 41)) == "chatgpt.com", (
        "the other is not in front"
    )
    companions.take(900, Told(None, True, AT, "firefox", names))
    hidden = companions.beside(Evidence(None, "A page", "firefox", 41))
    assert hidden is not None
    assert hidden.private


def test_a_browser_that_has_gone_tells_nothing_but_was_heard() -> None:
    companions = Companions()
    companions.take(40, told("chatgpt.com"))
    companions.take(40, None)
    companions.take(40, None)
    assert site_of(companions, FIREFOX) is None
    assert companions.heard == {"firefox-esr": AT}


def test_of_a_private_window_only_that_is_known() -> None:
    companions = Companions()
    companions.take(40, told(None, private=True))
    seen = companions.beside(FIREFOX)
    assert seen is not None
    assert seen.private
    assert seen.site is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("WWW.Example.ORG", "example.org"),
        ("example.org.", "example.org"),
        ("", None),
        ("not a host", None),
        ("x" * 5000, None),
        ("192.168.0.1", "192.168.0.1"),
    ],
)
def test_hosts_are_brought_into_one_form(given: str, kept: str | None) -> None:
    companions = Companions()
    companions.take(40, told(given, exe=None))
    assert site_of(companions, FIREFOX) == kept
    assert companions.heard == {}
