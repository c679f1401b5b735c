"""What the catalogue says of apps, sites, hints and rules, and in which order it listens."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from wellbeing.catalogue import Catalogue, Category, Group, Rule, RulesFile
from wellbeing.files.rules import shipped
from wellbeing.model import NOTHING, PRIVATE, YOU, AppEntry, AppIdentity, Evidence, Hint, Offline, Pastime

SHIPPED = shipped()
PLAIN = Catalogue(SHIPPED)


def with_rules(*rules: Rule) -> Catalogue:
    return Catalogue(SHIPPED, RulesFile(rule=rules))


def entry(*categories: str, identity: str = "some.app", site: str | None = None) -> AppEntry:
    return AppEntry(identity, "Some App", "some-icon", categories, site)


# ---------------------------------------------------------------- desktop Categories


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ("Utility;TextEditor;Development;IDE", "development"),  # VS Code
        ("Office;Utility;Network", "writing"),  # Claude, until a list of AI tools knows it
        ("GNOME;GTK;System;TerminalEmulator", "development"),
        ("Network;WebBrowser", "browsing"),
        ("GNOME;GTK;Network;WebBrowser", "browsing"),
        ("Network;FileTransfer;Game", "games"),  # Steam
        ("Game;", "games"),
        ("Game;Simulation", "games"),
        ("Education;Science;Simulation", "learning"),
        ("Audio;Music;Player;AudioVideo", "music"),  # Spotify
        ("AudioVideo;Player;Recorder", "video"),  # VLC
        ("AudioVideo;Audio;Video;Player;TV", "video"),  # mpv
        ("GNOME;GTK;AudioVideo;Audio;Player", "music"),  # Rhythmbox
        ("AudioVideo;Audio;AudioVideoEditing", "design"),  # Audacity
        ("GNOME;GTK;Office;Viewer;Graphics;2DGraphics;VectorGraphics", "news"),  # Evince
        ("GNOME;GTK;Graphics;2DGraphics;RasterGraphics;Viewer", "design"),  # Eye of GNOME
        ("GNOME;GTK;Office;Email;Calendar;ContactManagement", "communication"),  # Evolution
        ("Chat;Network;InstantMessaging;Qt", "communication"),  # Telegram
        ("Network;VideoConference", "meetings"),
        ("GNOME;GTK;Utility;Core;FileManager", "system"),
        ("GNOME;GTK;Utility;TextEditor", "writing"),  # gedit
        ("Office;Spreadsheet", "writing"),
        ("Qt;KDE;Education;Languages", "learning"),
        ("Network;Feed;News", "news"),
        ("Utility;ArtificialIntelligence", "ai"),
        ("Network;FileTransfer;P2P;GTK", "system"),  # Transmission
        ("GNOME;GTK", "other"),
        ("", "other"),
        ("X-Unheard-Of", "other"),
    ],
)
def test_the_most_specific_desktop_category_decides(categories: str, expected: str) -> None:
    names = tuple(name for name in categories.split(";") if name)
    forwards = PLAIN.label(AppIdentity("unheard-of"), entry(*names))
    backwards = PLAIN.label(AppIdentity("unheard-of"), entry(*reversed(names)))
    assert forwards.category == backwards.category == expected


# ---------------------------------------------------------------- sites


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("youtube.com", "video"),
        ("m.youtube.com", "video"),
        ("music.youtube.com", "music"),
        ("WWW.YouTube.com.", "video"),
        ("youtube.com.evil.io", "browsing"),
        ("notyoutube.com", "browsing"),
        ("chatgpt.com.evil.io", "browsing"),
        ("chatgpt.com", "ai"),
        ("сhatgpt.com", "browsing"),  # a Cyrillic letter
        ("de.wikipedia.org", "learning"),
        ("mail.google.com", "communication"),
        ("docs.google.com", "writing"),
        ("meet.google.com", "meetings"),
        ("google.com", "browsing"),
        ("localhost:8000", "development"),
        ("bücher.example", "browsing"),
        ("", "browsing"),
        ("..", "browsing"),
        ("http://youtube.com/", "video"),
    ],
)
def test_a_site_is_the_listed_host_or_below_it(site: str, expected: str) -> None:
    assert PLAIN.label(AppIdentity("firefox", site=site)).category == expected


# ---------------------------------------------------------------- apps


@pytest.mark.parametrize(
    ("app_id", "exe", "expected", "sure"),
    [
        ("XTerm", None, "development", True),
        ("weston-terminal", None, "development", True),
        ("org.mozilla.firefox", None, "browsing", True),
        ("firefox_firefox", None, "browsing", True),
        ("firefox-esr", None, "browsing", True),
        ("Navigator", None, "browsing", True),
        ("chromium (/tmp/profile)", None, "browsing", True),
        ("anything", "chrome", "browsing", True),
        ("Code", None, "development", True),
        ("jetbrains-idea-ce", None, "development", True),
        ("steam_app_570", None, "games", True),
        ("libreoffice-writer", None, "writing", True),
        ("zoom ", None, "meetings", True),
        ("org.telegram.desktop", None, "communication", True),
        ("telegram-desktop_telegram-desktop", None, "communication", True),
        ("/opt/Slack/slack", None, "communication", True),
        ("Slack.exe", None, "communication", True),
        ("", "slack", "communication", True),
        ("org.fork.inkscape", None, "design", False),
        ("wine", None, "other", False),
        ("notepad.exe", None, "other", False),
        ("unheard-of", None, "other", False),
        ("unheard-of", "unheard-of-too", "other", False),
        ("crx_agimnkijcaahngcdmfeangaknmldooml", "chrome", "video", True),
        ("chrome-agimnkijcaahngcdmfeangaknmldooml-Default", None, "video", True),
        ("msedge-_hnpfjngllnobngcgfapefoaidbinmjnm-Profile_1", None, "communication", True),
        ("com.google.Chrome.flextop.chrome-kjgfgldnnfoeklkmfkjfagphfepbbdan-Default", None, "meetings", True),
        ("com.google.Chrome.app.kjgfgldnnfoeklkmfkjfagphfepbbdan", None, "meetings", True),
        ("chrome-web.whatsapp.com__-Default", "chrome", "communication", True),
        ("brave-docs.google.com__document_u_0_-Default", None, "writing", True),
        ("crx_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "chrome", "browsing", True),
        ("chrome-intranet.example__-Default", None, "browsing", True),
    ],
)
def test_apps_are_known_by_every_packaging(app_id: str, exe: str | None, expected: str, sure: bool) -> None:
    label = PLAIN.label(AppIdentity(app_id, exe=exe))
    assert (label.category, label.sure, label.tool, label.kind) == (expected, sure, None, None)


def test_an_installed_web_app_is_the_site_its_entry_names() -> None:
    assert PLAIN.label(AppIdentity("WebApp-Tube1234"), entry(site="www.youtube.com")).category == "video"


def test_private_windows_and_the_bare_desktop_have_their_own_words() -> None:
    assert PLAIN.label(PRIVATE).category == "private"
    assert PLAIN.label(NOTHING).category == "system"
    assert with_rules(Rule("games", app="private")).label(PRIVATE).category == "private"


# ---------------------------------------------------------------- precedence and why


def test_each_judge_goes_before_the_next_and_says_why() -> None:
    app = AppIdentity("spotify", site="github.com")
    installed = entry("Game")
    ruled = with_rules(Rule("learning", app="spotify"))
    hinted = AppIdentity("spotify", site="github.com", hint=Hint("news", None, "title = 'paper'"))
    tooled = AppIdentity("spotify", site="github.com", hint=Hint(None, "claude", "title of Claude"))

    assert ruled.label(hinted, installed).category == "news"
    assert "title = 'paper'" in str(ruled.label(hinted, installed).why)
    assert ruled.label(tooled, installed).category == "learning"
    assert "app = 'spotify'" in str(ruled.label(app, installed).why)
    guess = PLAIN.label(tooled, installed)
    assert (guess.category, guess.tool, guess.sure) == ("ai", "claude", False)
    assert "github.com" in str(PLAIN.label(app, installed).why)
    assert PLAIN.label(app, installed).category == "development"
    assert PLAIN.label(AppIdentity("spotify"), installed).category == "music"
    assert "spotify" in str(PLAIN.label(AppIdentity("spotify"), installed).why)
    assert PLAIN.label(AppIdentity("else"), installed).category == "games"
    assert "Game" in str(PLAIN.label(AppIdentity("else"), installed).why)
    assert str(PLAIN.label(AppIdentity("else")).why) == "No rule, list or desktop entry knows else."


def test_an_ai_hint_keeps_the_category_it_names() -> None:
    label = PLAIN.label(AppIdentity("code", hint=Hint("development", "copilot", "title")))
    assert (label.category, label.tool) == ("development", "copilot")


def test_a_hint_of_a_category_that_is_gone_counts_no_more() -> None:
    gone = AppIdentity("spotify", hint=Hint("thesis", None, "title = 'x'"))
    assert PLAIN.label(gone).category == "music"
    assert PLAIN.label(AppIdentity("spotify", hint=Hint(None, None, "title"))).category == "music"


def test_a_subdomain_is_named_together_with_the_listed_host() -> None:
    assert "m.youtube.com" in str(PLAIN.label(AppIdentity("firefox", site="m.youtube.com")).why)


# ---------------------------------------------------------------- the person's rules


@pytest.mark.parametrize(
    ("rule", "app", "fits"),
    [
        (Rule("games", app="Foo"), AppIdentity("foo"), True),
        (Rule("games", app="foo"), AppIdentity("foobar"), False),
        (Rule("games", app="foo*"), AppIdentity("FooBar"), True),
        (Rule("games", app="org.gnome.*"), AppIdentity("org.gnome.Maps"), True),
        (Rule("games", app="firefox"), AppIdentity("org.mozilla.firefox"), True),
        (Rule("games", app="vim"), AppIdentity("strange-window", exe="Vim"), True),
        (Rule("games", site="example.org"), AppIdentity("firefox", site="a.example.org"), True),
        (Rule("games", site="WWW.Example.org"), AppIdentity("firefox", site="example.org"), True),
        (Rule("games", site="example.org"), AppIdentity("firefox", site="example.org.evil.io"), False),
        (Rule("games", site="*.example.org"), AppIdentity("firefox", site="a.example.org"), True),
        (Rule("games", site="*.example.org"), AppIdentity("firefox", site="example.org"), False),
        (Rule("games", site="example.org"), AppIdentity("firefox"), False),
        (Rule("games", site="not a host"), AppIdentity("firefox", site="a.b"), False),
        (Rule("games", site="bücher.de"), AppIdentity("firefox", site="xn--bcher-kva.de"), True),
        (Rule("games", app="firefox", site="a.b"), AppIdentity("firefox", site="a.b"), True),
        (Rule("games", app="chromium", site="a.b"), AppIdentity("firefox", site="a.b"), False),
        (Rule("games", app="firefox", site="a.b"), AppIdentity("firefox", site="c.d"), False),
        (Rule("games", app="a.b"), AppIdentity("firefox", site="a.b"), False),
        (Rule("games", app="firefox", site="a.b"), AppIdentity("chromium", site="a.b"), False),
        (Rule("games", app="fire*", site="a.b"), AppIdentity("chromium", site="a.b"), False),
        (Rule("games", site="web.whatsapp.com"), AppIdentity("chrome-web.whatsapp.com__-Default"), True),
        (Rule("games", title="anything"), AppIdentity("foo"), False),
    ],
)
def test_a_rule_fits_when_all_its_conditions_do(rule: Rule, app: AppIdentity, fits: bool) -> None:
    assert (with_rules(rule).label(app).category == "games") is fits


def test_the_last_rule_that_fits_decides() -> None:
    first, last = Rule("games", app="foo"), Rule("music", app="f*")
    assert with_rules(first, last).label(AppIdentity("foo")).category == "music"
    assert with_rules(last, first).label(AppIdentity("foo")).category == "games"


def test_many_kinds_of_rules_stand_side_by_side() -> None:
    catalogue = with_rules(
        Rule("music", app="foo*"),
        Rule("news", site="*.b"),
        Rule("video", app="foo*", site="*.c"),
        Rule("games", site="c"),
    )
    assert catalogue.label(AppIdentity("foo1")).category == "music"
    assert catalogue.label(AppIdentity("foo1", site="a.b")).category == "news"
    assert catalogue.label(AppIdentity("bar", site="a.b")).category == "news"
    assert catalogue.label(AppIdentity("foo1", site="a.c")).category == "games"
    assert catalogue.label(AppIdentity("bar", site="a.d")).category == "other"


def test_a_rule_may_name_a_category_of_the_persons_own() -> None:
    own = RulesFile((Category("thesis", "My thesis", Group.WRITING),), (Rule("thesis", app="foo"),))
    catalogue = Catalogue(SHIPPED, own)
    assert catalogue.label(AppIdentity("foo")).category == "thesis"
    assert catalogue.categories["thesis"].group is Group.WRITING


def test_categories_must_be_declared_once() -> None:
    with pytest.raises(ValueError, match="no such category: nowhere"):
        with_rules(Rule("nowhere", app="foo"))
    with pytest.raises(ValueError, match="declared twice: ai"):
        Catalogue(SHIPPED, RulesFile((Category("ai", "Mine"),)))
    fewer = replace(SHIPPED.categories, category=SHIPPED.categories.category[1:])
    with pytest.raises(ValueError, match="no such category: ai"):
        Catalogue(dataclasses.replace(SHIPPED, categories=fewer))


# ---------------------------------------------------------------- hints


def test_a_title_rule_leaves_a_hint_that_never_holds_the_title() -> None:
    catalogue = with_rules(Rule("writing", title="thesis|chapter \\d"))
    hint = catalogue.hint(Evidence("evince", title="My secret Chapter 3 - Evince"))
    assert hint == Hint("writing", None, "title = 'thesis|chapter \\\\d'")
    kept = AppIdentity("evince", hint=hint)
    assert catalogue.label(kept).category == "writing"
    assert "secret" not in str(catalogue.label(kept).why)


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("evince", title="A novel"),
        Evidence("evince", title=None),
        Evidence(None, title="A novel"),
        Evidence("evince", title="thesis" + " " * 600),
    ],
)
def test_titles_without_a_fit_leave_no_hint(evidence: Evidence) -> None:
    assert with_rules(Rule("writing", title="thesis $")).hint(evidence) is None


def test_without_title_rules_no_title_is_looked_at() -> None:
    assert with_rules(Rule("writing", app="evince")).hint(Evidence("evince", title="thesis")) is None


def test_a_later_rule_without_title_is_left_to_reading() -> None:
    titled, untitled = Rule("writing", title="thesis"), Rule("news", app="evince")
    seen = Evidence("evince", title="thesis")
    assert with_rules(titled, untitled).hint(seen) is None
    assert with_rules(untitled, titled).hint(seen) == Hint("writing", None, "title = 'thesis'")


def test_a_title_rule_may_also_ask_for_app_and_site() -> None:
    catalogue = with_rules(Rule("writing", app="firefox", site="a.b", title="x"))
    assert catalogue.hint(Evidence("firefox", title="x", site="a.b")) is not None
    assert catalogue.hint(Evidence("firefox", title="x", site="c.d")) is None
    assert catalogue.hint(Evidence("chromium", title="x", site="a.b")) is None
    web_app = with_rules(Rule("writing", site="web.whatsapp.com", title="x"))
    assert web_app.hint(Evidence("chrome-web.whatsapp.com__-Default", title="X")) is not None
    assert web_app.hint(Evidence(None, exe="chrome", title="X")) is None


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("app", "installed", "name"),
    [
        (AppIdentity("foo"), entry(), "Some App"),
        (AppIdentity("xterm"), None, "XTerm"),
        (AppIdentity("org.mozilla.firefox"), None, "Firefox"),
        (AppIdentity("Inkscape"), None, "Inkscape"),
        (AppIdentity("org.gnome.Evince"), None, "Evince"),
        (AppIdentity("org.fork.spotify"), None, "org.fork.spotify"),
        (AppIdentity("Unheard Of"), None, "Unheard Of"),
        (AppIdentity("chrome-web.whatsapp.com__-Default"), None, "web.whatsapp.com"),
        (AppIdentity("crx_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), None, "crx_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        (AppIdentity("", exe="unheard-of"), None, "unheard-of"),
        (AppIdentity("", site="a.b"), None, "?"),
        (NOTHING, None, "Desktop"),
        (PRIVATE, None, "Private"),
    ],
)
def test_a_subject_has_the_best_known_name(app: AppIdentity, installed: AppEntry | None, name: str) -> None:
    assert PLAIN.display_name(app, installed) == name


# ---------------------------------------------------------------- whatever the strings hold

anything = st.text() | st.text(alphabet=st.characters(codec=None), max_size=80)
maybe = st.none() | anything


@given(app_id=anything, exe=maybe, site=maybe, name=anything, categories=st.lists(anything, max_size=4))
def test_labels_never_raise(
    app_id: str, exe: str | None, site: str | None, name: str, categories: list[str]
) -> None:
    app = AppIdentity(app_id, exe=exe, site=site)
    installed = AppEntry(name, name, None, tuple(categories), site)
    for catalogue in (PLAIN, with_rules(Rule("games", app="[a-z]*?"), Rule("music", site="*x*"))):
        label = catalogue.label(app, installed)
        assert label.category in catalogue.categories
        assert str(label.why)
        assert catalogue.display_name(app)


@given(app_id=maybe, exe=maybe, title=maybe, site=maybe)
def test_evidence_never_raises(
    app_id: str | None, exe: str | None, title: str | None, site: str | None
) -> None:
    evidence = Evidence(app_id, title, exe, None, site)
    hint = with_rules(Rule("games", title="[a-z]+ .*")).hint(evidence)
    assert hint is None or hint.category == "games"
    assert PLAIN.private_window(evidence) in (True, False)


@given(host=st.from_regex(r"\A[a-z]{1,8}(\.[a-z]{1,8}){0,3}\Z"))
def test_a_name_below_a_foreign_host_is_never_taken_for_a_listed_one(host: str) -> None:
    label = PLAIN.label(AppIdentity("firefox", site=f"youtube.com.{host}.invalid"))
    assert label.category == "browsing"


def test_offline_time_is_called_by_its_name_and_sorted_as_the_person_said() -> None:
    named = Offline(Pastime.MEETING, "firefox").identity("meetings")
    assert PLAIN.display_name(named) == "firefox"
    assert (PLAIN.label(named).category, str(PLAIN.label(named).why)) == (
        "meetings",
        "You added this by hand.",
    )
    assert PLAIN.display_name(Offline(Pastime.READING).identity("news")) == "Reading on paper"


def test_a_stretch_that_the_person_sorted_says_so() -> None:
    corrected = AppIdentity("code", hint=Hint("games", None, YOU))
    label = PLAIN.label(corrected)
    assert (label.category, str(label.why)) == ("games", "You said so for this stretch.")
